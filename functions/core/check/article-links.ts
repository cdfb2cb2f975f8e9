import type { Article } from '../article/article.ts';
import { formatOf } from '../article/key.ts';
import { ARTICLES_PREFIX } from '../bucket-layout.ts';
import { articlesMeant } from '../entry/articles-meant.ts';
import { createReferences, keyOf, type References, type Target } from '../entry/reference.ts';
import type { HeldArticle } from '../index/held.ts';
import type { Site } from '../site/site.ts';
import { formatLocal } from '../time/date.ts';
import { zoneNamed } from '../time/zone.ts';

/** Returns what became of a source, by its key in NFC: `undefined` where there is none. */
export type FateOf = (key: string) => 'public' | 'rejected' | HeldArticle | undefined;

/** Facts of the articles that links by file may lead to. */
export interface KnownSources {
  readonly site: Site;
  readonly fateOf: FateOf;
}

/** Resolves the references of an article; a link that may mean several others leads to the first that is there. */
export function referencesAmong(
  article: Pick<Article, 'key' | 'slug'>,
  url: string,
  { site, fateOf }: KnownSources,
): References {
  return createReferences(article, url, site, { missing: { has: key => fateOf(key) === undefined } });
}

/**
 * Returns what is wrong with a link by file to an article that is not public, with the reason and the remedy;
 * `undefined` where a reference is no such link.
 */
export function deadLinkMessage(
  reference: string,
  target: Target,
  articleKey: string,
  known: KnownSources,
): string | undefined {
  const { site, fateOf } = known;
  if (target.kind !== 'article' || fateOf(target.key) === 'public') return undefined;
  const meant = articlesMeant(reference.trim(), articleKey).find(key => fateOf(key) === 'public');
  // With a permalink, the article that a reference means is found among those that there are.
  if (meant !== undefined && site.permalink !== undefined) return undefined;
  const rooted = meant === undefined ? fromRoot(target.key, articleKey, known) : undefined;
  if (rooted !== undefined) return `"${reference}" leads to ${target.key}, which is not there; ${remedyFor(rooted)}`;
  const state = meant === undefined && fateOf(target.key) === undefined ? 'is not there' : 'is not published';
  return `"${reference}" leads to ${target.key}, which ${state}${reasonOf(target.key, meant, known)}`;
}

/**
 * Returns what is wrong with a path that names an article by its file from the folder of the articles, since paths
 * begin at the home page; `undefined` for any other.
 */
export function rootedPathMessage(reference: string, target: Target, { fateOf }: KnownSources): string | undefined {
  const given = reference.trim();
  if (target.kind !== 'web' || !given.startsWith('/') || given.startsWith('//')) return undefined;
  const path = keyOf(given, '') ?? '';
  const format = formatOf(path);
  const key = ARTICLES_PREFIX + path;
  if ((format !== 'markdown' && format !== 'mdx') || fateOf(key) === undefined) return undefined;
  return `"${reference}" leads to ${target.url}, which is no article; ${remedyFor(key)}`;
}

/**
 * Returns the keys that a link by file may mean if it was written from another folder than its article's, which is
 * where paths begin: from that of the articles, or the one above it.
 * @param key What it leads to, in NFC.
 */
export function keysFromRoot(key: string, articleKey: string): readonly string[] {
  const own = articleKey.normalize('NFC');
  const folder = own.slice(0, own.lastIndexOf('/') + 1);
  if (!key.startsWith(folder)) return [];
  const path = key.slice(folder.length);
  return [path, ARTICLES_PREFIX + path].filter(each => each.startsWith(ARTICLES_PREFIX) && each !== key);
}

/** Returns the article that a link by file to none would lead to, had its path begun with a slash. */
function fromRoot(key: string, articleKey: string, { fateOf }: KnownSources): string | undefined {
  if (fateOf(key) !== undefined) return undefined;
  return keysFromRoot(key, articleKey).find(each => fateOf(each) !== undefined);
}

function remedyFor(key: string): string {
  return `if ${key} is meant, write /${key}`;
}

/** Returns why an article is not public, or what to write in its place. */
function reasonOf(key: string, meant: string | undefined, { fateOf, site }: KnownSources): string {
  // Without a permalink, the address is a function of the name that is written.
  if (meant !== undefined) return `; ${meant} is, so write its name`;
  const fate = fateOf(key);
  if (fate === 'rejected') return ', since it has an error; mend that';
  const found = typeof fate === 'object' ? fate : undefined;
  const shown = (instant: number): string => formatLocal(instant, zoneNamed(site.timeZone));
  switch (found?.kind) {
    case 'draft':
      return ` while it is a draft (${found.reason}): publish it, too, or take the link out`;
    case 'waiting':
      return (
        ` until ${shown(found.until)}: before that, the link leads to a page that is not there, and tells its ` +
        'address; take the link out until then'
      );
    case 'expired':
      return ` any more, since it expired at ${shown(found.since)}; take the link out`;
    default:
      return '; correct the path';
  }
}
