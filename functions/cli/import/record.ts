import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** File beside the articles in which imports record what they wrote. */
export const RECORD = '.bantin-import.jsonl';

/** Record of earlier imports: one JSON object a line. The last one for a name counts. */
export interface ImportRecord {
  /** Keys of fetched files, by their addresses. */
  readonly media: ReadonlyMap<string, string>;
  /** Digests of articles as written, by key. */
  readonly articles: ReadonlyMap<string, string>;
  addMedia(url: string, key: string): void;
  /** A file is not there any more. */
  forgetMedia(url: string): void;
  /** Returns true if an article was written before, by its id, or by its key where it has none. */
  wasWritten(article: { readonly id: string; readonly key: string }): boolean;
  addArticles(written: readonly { readonly key: string; readonly id: string; readonly digest: string }[]): void;
}

/** Opens the record of a directory of content. The file is created when something is added. */
export function openRecord(out: string): ImportRecord {
  const path = join(out, RECORD);
  const media = new Map<string, string>();
  const articles = new Map<string, string>();
  const ids = new Set<string>();
  for (const line of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    const { media: url, article, key, id, digest } = fieldsOf(line);
    if (url !== undefined && key !== undefined && /^media\/[\w/.-]+$/.test(key) && !key.includes('..'))
      media.set(url, key);
    if (article === undefined || digest === undefined) continue;
    articles.set(article, digest);
    if (id !== undefined) ids.add(id);
  }
  const append = (lines: readonly object[]): void => {
    mkdirSync(out, { recursive: true });
    appendFileSync(path, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
  };
  return {
    media,
    articles,
    addMedia(url, key) {
      media.set(url, key);
      append([{ media: url, key }]);
    },
    forgetMedia: url => void media.delete(url),
    wasWritten: ({ id, key }) => (id === '' ? articles.has(key) : ids.has(id)),
    addArticles(written) {
      for (const { key, digest } of written) articles.set(key, digest);
      if (written.length > 0)
        append(written.map(({ key, id, digest }) => ({ article: key, ...(id !== '' && { id }), digest })));
    },
  };
}

/** Returns the fields of a line; none for a line that a crash cut off. */
function fieldsOf(line: string): Readonly<Record<string, string | undefined>> {
  try {
    const value: unknown = line === '' ? {} : JSON.parse(line);
    const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
    return Object.fromEntries(entries.filter(([, text]) => typeof text === 'string'));
  } catch {
    return {};
  }
}
