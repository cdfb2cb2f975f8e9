import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, type Ran, writeInto } from './run.ts';

/** Outcome of the import of a folder. */
export interface FolderImport extends Ran {
  readonly out: string;
  readonly source: string;
  readonly report: {
    readonly written: readonly string[];
    readonly drafts: readonly { readonly path: string; readonly why: string }[];
    readonly left: readonly { readonly kind: string; readonly count: number; readonly example?: string }[];
    readonly problems: readonly { readonly path?: string; readonly severity: string; readonly message: string }[];
  };
  text(key: string): string;
}

/** Imports a folder of files into another one. */
export async function importFolder(
  files: Readonly<Record<string, string>>,
  ...flags: readonly string[]
): Promise<FolderImport> {
  const directory = temporaryDirectory();
  const [source, out] = [join(directory, 'site'), join(directory, 'content')];
  for (const [name, content] of Object.entries(files)) writeInto(source, name, content);
  const ran = await bantin('import', source, '--out', out, '--json', ...flags);
  const report = JSON.parse(ran.stdout);
  return { ...ran, out, source, report, text: key => readFileSync(join(out, key), 'utf8') };
}
