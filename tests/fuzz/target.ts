import { Buffer } from 'node:buffer';
import { type Build, build } from '../../functions/build/build.ts';
import { check } from '../../functions/build/check.ts';
import type { FileBody } from '../../functions/core/files/published-file.ts';
import { ignoredBy, isExcluded, patternsOf } from '../../functions/core/import/folders/excluded.ts';
import { publisherOf } from '../../functions/core/import/folders/publishers.ts';
import { siteFacts } from '../../functions/core/import/folders/site-facts.ts';
import { withDraft, withFormer } from '../../functions/core/import/folders/with-field.ts';
import { isMediumStory, mediumFeed, mediumItem } from '../../functions/core/import/formats/medium.ts';
import { substackFeed, substackItem, substackPosts } from '../../functions/core/import/formats/substack.ts';
import { type ImportedFeed, UnreadableFeed } from '../../functions/core/import/imported-feed.ts';
import { planImport } from '../../functions/core/import/plan-import.ts';
import { articlesByName, picturesByName } from '../../functions/core/import/references/files-meant.ts';
import { rewriteReferences } from '../../functions/core/import/references/rewrite-references.ts';
import { draftSite } from '../../functions/core/import/site-draft.ts';
import type { Problem } from '../../functions/core/problem.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { readBytes } from '../core/import/imported.ts';
import { NOW, SITE } from '../core/samples.ts';

/** Reader of an input: as an article, as `site.yaml`, as a document to import, or as a file of a site's folder. */
export type TargetName = 'md' | 'html' | 'txt' | 'check' | 'site' | 'import' | 'folder';

/** Outcome of an input. */
export interface Outcome {
  /** Size of what was made of it, in UTF-16 code units. */
  readonly size: number;
  /** Articles that were made of it. */
  readonly articles?: number;
  readonly problems: readonly Problem[];
}

/** Runs everything that an input passes on its way, as a build, a check or an import does. */
export async function runTarget(target: TargetName, text: string): Promise<Outcome> {
  switch (target) {
    case 'site': {
      const { site, problems } = parseSite(text);
      return { size: JSON.stringify(site ?? '').length, problems };
    }
    case 'import':
      return sizeOf(await importDocument(text));
    case 'folder':
      return { size: readFolder(text), problems: [] };
    case 'check': {
      const { problems } = await check({ content: contentOf('md', text), site: SITE, now: NOW });
      return { size: 0, problems };
    }
    default: {
      const built = await buildArticle(target, text);
      return { size: await feedSize(built), problems: built.problems };
    }
  }
}

/** Key of the only source of a newsroom that is built from one input. */
export function keyOf(ending: string): string {
  return `articles/bai.${ending}`;
}

/** Builds a newsroom of one source. */
export function buildArticle(ending: 'md' | 'html' | 'txt', text: string, site: Site = SITE): Promise<Build> {
  return build({ content: contentOf(ending, text), site, now: NOW });
}

function contentOf(ending: string, text: string) {
  return createMemoryStore({ [keyOf(ending)]: Buffer.from(text) }, { now: () => NOW });
}

/** Renders every file, and returns the size of the JSON Feed, which has the text once. */
async function feedSize({ files }: Build): Promise<number> {
  let size = 0;
  for await (const { path, body } of files()) if (path === 'feed.json') size = lengthOf(body);
  return size;
}

/** A text may come in parts. */
function lengthOf(body: FileBody): number {
  return Array.isArray(body) ? body.reduce((sum, { length }) => sum + length, 0) : body.length;
}

const PUBLISHER = publisherOf({ names: new Set(['_config.yml', '_posts/a.md']), packages: new Set(), configToml: '' });
const KEYS = new Map([
  ['_posts/a.md', 'articles/a.md'],
  ['_posts/x.md', 'articles/x.md'],
  ['x.png', 'media/x.png'],
]);

/** Reads a text as everything that a folder may hold; returns the size of the article that is made of it. */
function readFolder(text: string): number {
  if (!PUBLISHER) throw new Error('no publisher');
  const context = {
    publisher: PUBLISHER,
    keys: KEYS,
    articles: articlesByName(KEYS.keys()),
    pictures: picturesByName(KEYS.keys()),
  };
  const { text: article } = rewriteReferences(text, '_posts/a.md', {
    ...context,
    url: undefined,
    articleAt: () => undefined,
  });
  const name = `${'a/'.repeat(20)}a.md`;
  const patterns = patternsOf(text.slice(0, 10_000));
  for (const config of ['_config.yml', 'conf.py', 'hugo.toml']) siteFacts(config, text);
  const isLeft = ignoredBy(text)(name) || isExcluded(name, patterns);
  return Math.max(article.length, withDraft(text)?.length ?? 0, withFormer(text, '/a')?.length ?? 0) + Number(isLeft);
}

/** Reads a document, the list of an export of Substack, or a story of one of Medium. */
async function readDocument(text: string): Promise<ImportedFeed> {
  if (text.startsWith('post_id,')) return readSubstack(text);
  if (isMediumStory(text)) return mediumFeed([mediumItem('posts/2026-11-20_a-aaaaaaaaaaaa.html', text)]);
  return readBytes(text, {}, 65_536);
}

/** Reads a list of Substack: the posts that are named there have a text, as every frame names them. */
function readSubstack(text: string): ImportedFeed {
  const items = substackPosts(text).map(post => substackItem(post, post.row.title ? '<p>x</p>' : undefined));
  const blank = items.filter(item => item === undefined).map(() => '');
  return substackFeed(
    items.filter(item => item !== undefined),
    blank,
  );
}

/** Output and report of an import. */
export interface ImportedDocument {
  readonly site: Site;
  readonly files: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** Number of entries that an import lists as left out by their kind, or held back as drafts. */
  readonly left: number;
}

/** Imports a document; one that can't be read is a problem of the whole. */
export async function importDocument(text: string): Promise<ImportedDocument> {
  const source = 'feed.xml';
  try {
    const feed = await readDocument(text);
    const parsed = parseSite(draftSite(feed, { now: NOW }));
    const site = parsed.site ?? SITE;
    const { articles, problems } = planImport(feed, { site, there: new Map(), keys: new Set(), now: NOW, source });
    const files = Object.fromEntries(articles.map(({ key, text: file }) => [key, file]));
    const held = articles.filter(one => one.held !== undefined).length;
    const left = [...feed.left.values()].reduce((sum, { count }) => sum + count, held);
    return { site, files, problems: [...problems, ...parsed.problems], left };
  } catch (error) {
    if (!(error instanceof UnreadableFeed)) throw error;
    const { line = 1, message } = error;
    return { site: SITE, files: {}, problems: [{ path: source, line, severity: 'error', message }], left: 0 };
  }
}

function sizeOf({ files, problems }: ImportedDocument): Outcome {
  const texts = Object.values(files);
  return { size: texts.reduce((sum, { length }) => sum + length, 0), articles: texts.length, problems };
}
