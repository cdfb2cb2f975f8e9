import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import type { Source } from '../../core/article/article.ts';
import { articleUrl } from '../../core/article/article-url.ts';
import { keyOfNew, type NewArticle } from '../../core/article/new-article.ts';
import { sourceOfNew } from '../../core/article/new-source.ts';
import { createArticleReader } from '../../core/article/read-article.ts';
import { ARTICLES_PREFIX } from '../../core/bucket-layout.ts';
import { parseLanguage } from '../../core/fields/fields.ts';
import { createCategoryResolver } from '../../core/site/category-name.ts';
import type { Category, Site } from '../../core/site/site.ts';
import { cleanLine } from '../../core/text/clean.ts';
import { noLanguage } from '../../core/text/language.ts';
import { zoneNamed } from '../../core/time/zone.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { openContent } from '../content.ts';
import { CouldNotRun, DONE } from '../output/exit-status.ts';
import { clockOf } from '../output/held-articles.ts';
import { printJson } from '../output/print-json.ts';

export interface NewOptions {
  readonly category?: string;
  readonly format: NewArticle['ending'];
  /** Tag of the article's language. Default: that of the newsroom. */
  readonly language?: string;
  /** Holds it back, which the command does unless it is told otherwise. */
  readonly draft?: boolean;
  /** Default: the present moment. */
  readonly now?: number;
  readonly json?: boolean;
}

/**
 * `bantin new`: writes a file with the fields of an article, and prints its path and address. Returns the exit status.
 */
export async function runNew(text: string, directory: string, options: NewOptions): Promise<number> {
  const title = cleanLine(text);
  if (title === '') throw new CouldNotRun('the title is empty; give one, such as bantin new "Chợ phiên họp lại"');
  const { store, site } = await openContent(directory);
  const published = options.now ?? Date.now();
  const category = categoryNamed(options.category, site);
  const article = { title, published, ending: options.format, ...(category && { category }) };
  const zone = zoneNamed(site.timeZone);
  const resolve = createCategoryResolver(site.categories);
  const key = keyOfNew(article, { keys: await keysOf(store), zone, resolve });
  const date = clockOf(site.timeZone)(published);
  const language = options.language === undefined ? undefined : languageNamed(options.language);
  const draft = { ...(options.draft && { isDraft: true }), ...(language !== undefined && { language }) };
  const source = sourceOfNew({ ...article, date, ...draft }, site);
  const bytes = Buffer.from(source);
  const { address, hasCategory } = readNew({ key, bytes, lastModified: published }, site);
  await store.put(key, bytes, { ifNoneMatch: '*' });
  if (!hasCategory) process.stderr.write(`bantin: ${lacksCategory(site)}\n`);
  const path = join(directory, key);
  const isDraft = options.draft === true;
  if (options.json) printJson({ path, address, draft: isDraft });
  else process.stdout.write(`${path}\n${address}\n`);
  if (isDraft && !options.json) process.stderr.write(`bantin: ${HELD}\n`);
  return DONE;
}

function languageNamed(tag: string): string {
  const language = parseLanguage(cleanLine(tag));
  if (language === undefined) throw new CouldNotRun(`--language: ${noLanguage(tag)}`);
  return language;
}

const HELD = 'it is a draft, which only bantin serve --drafts shows; take out the line draft: true to publish it';

function categoryNamed(name: string | undefined, site: Site): Category | undefined {
  if (name === undefined) return undefined;
  const found = createCategoryResolver(site.categories)(name);
  if ('problem' in found) throw new CouldNotRun(`--category: ${found.problem}`);
  const { category } = found;
  if (site.categories.length > 0 && !site.categories.some(({ id }) => id === category.id)) {
    const titles = site.categories.map(({ title }) => title).join(', ');
    process.stderr.write(`bantin: "${category.title}" is a new category; site.yaml lists ${titles}\n`);
  }
  return category;
}

async function keysOf(store: ObjectStore): Promise<readonly string[]> {
  const keys: string[] = [];
  // What can't be read is no place for an article; the other commands report it.
  for await (const { key } of store.list(ARTICLES_PREFIX, { onSkipped: () => undefined })) keys.push(key);
  return keys;
}

/** Returns what Bantin itself reads in the article: its address, and true if it, or its folder, names a category. */
function readNew(source: Source, site: Site): { readonly address: string; readonly hasCategory: boolean } {
  const { article, problems } = createArticleReader(site)(source);
  if (!article) throw new CouldNotRun(`${source.key}: ${problems.map(({ message }) => message).join('; ')}`);
  return { address: articleUrl(article, site), hasCategory: article.categories.length > 0 };
}

function lacksCategory({ categories }: Site): string {
  const titles = categories.map(({ title }) => title).join(', ');
  const some = titles === '' ? 'any name makes one' : `site.yaml lists ${titles}`;
  return (
    'it has no category, so only the feed of all will carry it; write category: into it, or give --category ' +
    `(${some})`
  );
}
