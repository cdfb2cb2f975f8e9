import { type Report, webUrlOf } from '../fields/fields.ts';
import type { YamlNode } from '../yaml/node.ts';

/** Reads an address that another takes the place of here, such as that of a preview. Its faults are warnings. */
export function warnOfFolderUrl(node: YamlNode, field: string, report: Report): string | undefined {
  return folderUrlOf(node, field, (at, _, message) => report(at, 'warning', message));
}

/** Paths are put after it, so nothing else may stand there. */
export function folderUrlOf(node: YamlNode, field: string, report: Report): string | undefined {
  const url = webUrlOf(node, field, report);
  if (!url || !/[?#]/.test(url)) return url;
  report(node, 'error', `${field}: expected a URL without ? and #, since paths are put after it, found "${url}"`);
  return undefined;
}
