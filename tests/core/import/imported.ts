import { Buffer } from 'node:buffer';
import { type ImportedFeed, type ImportedItem, UnreadableFeed } from '../../../functions/core/import/imported-feed.ts';
import type { ArticleThere } from '../../../functions/core/import/plan/article-keys.ts';
import { type ImportPlan, planImport } from '../../../functions/core/import/plan-import.ts';
import { type ReadFeedOptions, readFeed } from '../../../functions/core/import/read-feed.ts';
import { draftSite } from '../../../functions/core/import/site-draft.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';
import type { Site } from '../../../functions/core/site/site.ts';
import { NOW } from '../samples.ts';

/** Reads a document that comes in pieces of `step` bytes. */
export function readBytes(
  document: string | Uint8Array,
  options: ReadFeedOptions = {},
  step = 1000,
): Promise<ImportedFeed> {
  const bytes = Buffer.from(document);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  }
  return readFeed(chunks(), options);
}

/** Returns the reason why a document can't be read: `line:column: message`. */
export async function whyUnreadable(document: string | Uint8Array, options: ReadFeedOptions = {}): Promise<string> {
  try {
    await readBytes(document, options);
  } catch (error) {
    if (!(error instanceof UnreadableFeed)) throw error;
    return [error.line, error.column, ` ${error.message}`].filter(part => part !== undefined).join(':');
  }
  return 'readable';
}

/** The only article of a document. */
export async function onlyItem(document: string): Promise<ImportedItem> {
  const { items } = await readBytes(document);
  const [item] = items;
  if (!item || items.length > 1) throw new Error(`${items.length} articles`);
  return item;
}

export interface Imported {
  readonly site: Site;
  readonly plan: ImportPlan;
  readonly problems: readonly string[];
  /** Files of the directory after the import. */
  readonly content: Readonly<Record<string, string>>;
}

/** Imports a document into an empty directory. */
export async function importInto(
  document: string | Uint8Array,
  more: { readonly ids?: readonly string[]; readonly hostHere?: boolean; readonly site?: string } = {},
): Promise<Imported> {
  const feed = await readBytes(document);
  const draft = more.site ?? draftSite(feed, { now: NOW });
  const { site, problems } = parseSite(draft);
  if (!site || problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  const hostHere = more.hostHere ?? false;
  const plan = planImport(feed, {
    site,
    hostHere,
    there: thereBy(more.ids ?? []),
    keys: new Set(),
    now: NOW,
    source: 'feed.xml',
  });
  const content = Object.fromEntries([['site.yaml', draft], ...plan.articles.map(({ key, text }) => [key, text])]);
  return { site, plan, problems: plan.problems.map(formatProblem), content };
}

/** An RSS document around `items`. */
export function rss(items: string, channel = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Old Paper</title><link>https://cu.example/</link><description>Tin</description>${channel}
${items}</channel></rss>`;
}

/** Articles that are there already, by id. */
export function thereBy(ids: readonly string[]): ReadonlyMap<string, ArticleThere> {
  return new Map(
    ids.map((id, at) => [id, { key: `articles/${at}.html`, url: `https://x.example/${at}`, isOut: true }]),
  );
}
