import { type Report, webUrlOf } from '../fields/fields.ts';
import type { YamlNode } from '../yaml/node.ts';

/** Names of this machine, where a hub may be tried out without a certificate. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Returns whether an address may be a WebSub hub's: `https`, since nobody on the way may answer in its place, and no
 * `#`, which is never sent.
 */
export function isHubUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username !== '' || url.password !== '' || url.href.includes('#')) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
}

/** Maximum length of a hub's address, in characters: it is part of the headers of answers, beside that of the feed. */
const MAX_HUB = 1000;

/** Reads the address of a hub; `undefined` where it is none, which is reported. */
export function hubOf(node: YamlNode, field: string, report: Report): string | undefined {
  const url = webUrlOf(node, field, report);
  if (url !== undefined && url.length > MAX_HUB) {
    report(node, 'error', `${field}: expected at most ${MAX_HUB} characters, found ${url.length}`);
    return undefined;
  }
  if (url === undefined || isHubUrl(url)) return url;
  report(
    node,
    'error',
    `${field}: expected an https URL without #, such as https://pubsubhubbub.appspot.com/, found "${url}"`,
  );
  return undefined;
}
