import { Buffer } from 'node:buffer';
import { LeftOut } from '../../core/import/left-out.ts';
import type { Redirect } from '../../core/import/moving/redirect-rows.ts';
import { redirectFiles } from '../../core/import/moving/redirects.ts';
import { MalformedCsv, parseCsv } from '../../core/text/csv.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { CouldNotRun } from '../output/exit-status.ts';

/** Folder of the redirects beside the articles. */
export const REDIRECTS_PREFIX = 'redirects/';
const LIST = `${REDIRECTS_PREFIX}redirects.csv`;

/** Redirects that were written. */
export interface WrittenRedirects {
  readonly redirects: number;
  /** Addresses that some of the rules can't have. */
  readonly withoutRule: LeftOut;
}

/**
 * Writes the list of redirects, and the rules made from it. Existing entries for other addresses stay; those for these
 * addresses are replaced.
 */
export async function writeRedirects(
  store: ObjectStore,
  found: readonly Redirect[],
  { out, dryRun }: { readonly out: string; readonly dryRun?: boolean },
): Promise<WrittenRedirects> {
  const there = await store.get(LIST);
  const rows = there ? rowsOf(Buffer.from(there.bytes).toString(), `${out}/${LIST}`) : [];
  const all = new Map([...rows, ...found].map(({ from, to }) => [from, to]));
  const { files, without } = redirectFiles([...all].map(([from, to]) => ({ from, to })));
  const withoutRule = new LeftOut();
  for (const { file, from, why } of without) withoutRule.add({ kind: `redirect in ${file}: ${why}`, example: from });
  if (!dryRun && all.size > 0)
    for (const [name, text] of Object.entries(files)) {
      const known = await store.get(REDIRECTS_PREFIX + name);
      if (!known || Buffer.from(known.bytes).toString() !== text)
        await store.put(REDIRECTS_PREFIX + name, Buffer.from(text));
    }
  return { redirects: all.size, withoutRule };
}

/** @throws CouldNotRun where it is no list of redirects: what a person added to it would be lost. */
function rowsOf(csv: string, path: string): readonly Redirect[] {
  try {
    return parseCsv(csv).map(({ from = '', to = '' }, at) => {
      if (from.trim() !== '' && to.trim() !== '') return { from, to };
      throw new MalformedCsv(`row ${at + 1} has no value below from and to, which the first line names, with a comma`);
    });
  } catch (error) {
    if (!(error instanceof MalformedCsv)) throw error;
    throw new CouldNotRun(`${path}: can't be read (${error.message}); mend it, or take it away`);
  }
}
