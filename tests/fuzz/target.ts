import { Buffer } from 'node:buffer';
import { type Build, build } from '../../functions/build/build.ts';
import { check } from '../../functions/build/check.ts';
import { UnreadableFeed } from '../../functions/core/import/imported-feed.ts';
import { planImport } from '../../functions/core/import/plan-import.ts';
import { draftSite } from '../../functions/core/import/site-draft.ts';
import type { Problem } from '../../functions/core/problem.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { readBytes } from '../core/import/imported.ts';
import { NOW, SITE } from '../core/samples.ts';

/** What reads an input: as an article, as `site.yaml`, or as a document to import. */
export type TargetName = 'md' | 'html' | 'txt' | 'check' | 'site' | 'import';

/** What became of an input. */
export interface Outcome {
  /** Size of what was made of it, in UTF-16 code units. */
  readonly size: number;
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
  for await (const { path, body } of files()) if (path === 'feed.json') size = body.length;
  return size;
}

/** What an import writes, and what it reports. */
export interface ImportedDocument {
  readonly site: Site;
  readonly files: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** How many entries were left out by their kind, or held back as drafts, which an import lists. */
  readonly left: number;
}

/** Imports a document; one that can't be read is a problem of the whole. */
export async function importDocument(text: string): Promise<ImportedDocument> {
  const source = 'feed.xml';
  try {
    const feed = await readBytes(text, {}, 65_536);
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
  return { size: Object.values(files).reduce((sum, { length }) => sum + length, 0), problems };
}
