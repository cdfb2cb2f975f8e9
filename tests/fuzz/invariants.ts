import { Buffer } from 'node:buffer';
import { build } from '../../functions/build/build.ts';
import type { Problem } from '../../functions/core/problem.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { checkFiles } from '../conformance/check-file.ts';
import { dangersIn, dangersInPage } from '../conformance/inert.ts';
import { publishedBy } from '../conformance/published.ts';
import { NOW, SITE } from '../core/samples.ts';
import { MARKERS } from './grammar.ts';
import { importDocument, keyOf, type TargetName } from './target.ts';

/**
 * Message of the guard for a source whose parser threw, or had to be ended. Others are published, but it is still a
 * fault.
 */
const GUARDED = /left out: reading it/;

/** Everything that can be published is. */
const FULL: Site = { ...SITE, archives: true, smartnews: true };
const ARTICLE = '---\ntitle: Tin\ndate: 2026-11-20\n---\n\nMocdau\n\nMoccuoi\n';

/**
 * Returns what is wrong with the output that an input gives: files against the rules, what could run, words that are
 * lost.
 */
export async function inspectOutput(target: TargetName, text: string): Promise<readonly string[]> {
  if (target === 'site') {
    const { site } = parseSite(text);
    return site ? inspectBuild({ 'articles/bai.md': ARTICLE }, site, []) : [];
  }
  // Its texts are looked at as articles by others.
  if (target === 'folder') return [];
  if (target === 'import') {
    const { site, files, problems, left } = await importDocument(text);
    return left > 0 ? [] : inspectBuild(files, { ...site, archives: true }, problems);
  }
  return inspectBuild({ [keyOf(target === 'check' ? 'md' : target)]: text }, FULL, []);
}

async function inspectBuild(
  sources: Readonly<Record<string, string>>,
  site: Site,
  known: readonly Problem[],
): Promise<readonly string[]> {
  const bytes = Object.fromEntries(Object.entries(sources).map(([key, source]) => [key, Buffer.from(source)]));
  const built = await build({ content: createMemoryStore(bytes, { now: () => NOW }), site, now: NOW });
  const { files } = await publishedBy(built);
  const feed: { items: readonly Item[] } = JSON.parse(files.get('feed.json') ?? '');
  const pages = [...files].filter(([path]) => path.endsWith('.html'));
  return [
    ...checkFiles(files, { site, now: NOW }),
    ...feed.items.flatMap(({ content_html }) => dangersIn(content_html).map(danger => `not inert: ${danger}`)),
    ...pages.flatMap(([path, page]) => dangersInPage(page).map(danger => `not inert: ${path}: ${danger}`)),
    ...built.problems.filter(({ message }) => GUARDED.test(message)).map(({ message }) => message),
    // What is held back is told by name.
    ...(built.held.length > 0 ? [] : lost(Object.values(sources).join(' '), feed.items, [...known, ...built.problems])),
  ];
}

/** The texts of an item of the JSON Feed. */
interface Item {
  readonly title: string;
  readonly summary?: string;
  readonly content_html: string;
}

/**
 * Marker words that neither come out nor are reported: by a problem with a line, or one that rejects the source as a
 * whole.
 */
function lost(source: string, items: readonly Item[], problems: readonly Problem[]): string[] {
  if (problems.some(({ line, severity }) => line !== undefined || severity === 'error')) return [];
  const shown = items.map(({ title, summary = '', content_html }) => `${title} ${summary} ${content_html}`).join(' ');
  return MARKERS.filter(marker => source.includes(marker) && !shown.includes(marker)).map(marker => `lost: ${marker}`);
}
