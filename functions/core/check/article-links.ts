import type { Article } from '../article/article.ts';
import { articlesMeant } from '../entry/articles-meant.ts';
import { createReferences, type References, type Target } from '../entry/reference.ts';
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
  return `"${reference}" leads to ${target.key}, which is not published${reasonOf(target.key, meant, known)}`;
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
      return ` until ${shown(found.until)}: before that, the link leads to a page that is not there`;
    case 'expired':
      return ` any more, since it expired at ${shown(found.since)}; take the link out`;
    default:
      return '; correct the path';
  }
}
