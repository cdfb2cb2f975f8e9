import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scan } from '../../functions/build/scan.ts';
import { readSite } from '../../functions/content/read-site.ts';
import type { Entry } from '../../functions/core/feed/feed.ts';
import { formatInstant } from '../../functions/core/time/date.ts';
import { SourceReader } from '../../functions/guard/source-reader.ts';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import { bantin, writeInto } from '../cli/run.ts';
import { zipOf } from '../cli/zip.ts';
import { NOW } from '../core/samples.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';

/** An article as the author of the export reads it, without a program. */
interface Told {
  readonly title: string;
  readonly date: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly summary: string;
  /** The whole address, or the end of one that Bantin gives. */
  readonly image: string | null;
  /** Former address; `null` if the export has none, so that Bantin makes its page. */
  readonly link: string | null;
}

interface Expected {
  readonly flags?: readonly string[];
  /** The source is a zip of its files. */
  readonly zip?: true;
  /** Articles that are out. */
  readonly articles: readonly Told[];
  /** Titles of those that are held back. */
  readonly held: readonly string[];
}

const FEEDS = 'https://feeds.example/';
const EXPORTS = join(import.meta.dirname, 'exports');

function filesIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(
    entries.map(entry => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), readFileSync(path, 'utf8')];
    }),
  );
}

/** Imports an export, reads what came of it as a build does, and tells that in the words of the table. */
async function imported(name: string, { flags = [], zip }: Expected): Promise<Omit<Expected, 'flags' | 'zip'>> {
  const directory = temporaryDirectory();
  const [source, out] = [join(EXPORTS, name, 'source'), join(directory, 'content')];
  if (zip) writeInto(directory, 'export.zip', zipOf(filesIn(source)));
  const ran = await bantin('import', zip ? join(directory, 'export.zip') : source, '--out', out, '--json', ...flags);
  if (ran.stdout === '') throw new Error(ran.stderr);
  const content = createDirectoryStore(out);
  const { site, problems } = await readSite(content, { feedsUrl: FEEDS });
  if (!site) throw new Error(JSON.stringify(problems));
  const reader = new SourceReader({ content, site });
  const scanned = await scan({ content, site, now: NOW, reader });
  const entries = await reader.readAndRender(scanned.published, scanned.context);
  const held = scanned.held.map(({ key }) => key);
  const drafts = [...(await reader.read(held)).values()].flatMap(({ found }) =>
    found.kind === 'article' ? found.article.title : [],
  );
  return { articles: [...entries.values()].map(toldBy), held: drafts };
}

function toldBy(entry: Entry): Told {
  return {
    title: entry.title,
    date: formatInstant(entry.published),
    authors: entry.authors.map(({ name }) => name),
    categories: entry.categories.map(({ title }) => title),
    tags: entry.tags,
    summary: entry.summary,
    image: entry.image?.src ?? null,
    link: entry.url.startsWith(`${FEEDS}articles/`) ? null : entry.url,
  };
}

const sorted = <Item>(items: readonly Item[], textOf: (item: Item) => string): readonly Item[] =>
  items.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));

/** Returns each field that is not as it should be. */
function differences(told: Omit<Expected, 'flags' | 'zip'>, expected: Expected): readonly string[] {
  const byTitle = new Map(told.articles.map(article => [article.title, article]));
  const titles = (of: Omit<Expected, 'flags' | 'zip'>) => of.articles.map(({ title }) => title).toSorted();
  const fields = expected.articles.flatMap(article =>
    (Object.keys(article) as (keyof Told)[]).flatMap(field => {
      const [should, is] = [article[field], byTitle.get(article.title)?.[field]];
      const isRight =
        field === 'image' && typeof should === 'string' && !should.includes('://')
          ? String(is).includes(should)
          : JSON.stringify(is) === JSON.stringify(should);
      return isRight ? [] : `${article.title}: ${field} is ${JSON.stringify(is)}, not ${JSON.stringify(should)}`;
    }),
  );
  const [out, held] = [titles(told), sorted(told.held, String)];
  if (JSON.stringify(out) !== JSON.stringify(titles(expected))) fields.push(`out are ${JSON.stringify(out)}`);
  if (JSON.stringify(held) !== JSON.stringify(sorted(expected.held, String)))
    fields.push(`held back are ${JSON.stringify(held)}, not ${JSON.stringify(expected.held)}`);
  return fields;
}

describe('an export', () => {
  it.each(readdirSync(EXPORTS))('of %s says what whoever wrote it says', async name => {
    const expected: Expected = JSON.parse(readFileSync(join(EXPORTS, name, 'expected.json'), 'utf8'));
    expect(differences(await imported(name, expected), expected)).toEqual([]);
  });
});
