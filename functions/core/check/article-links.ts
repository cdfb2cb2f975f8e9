import { articlesMeant } from '../entry/articles-meant.ts';
import type { Target } from '../entry/reference.ts';
import type { HeldArticle } from '../index/held.ts';
import type { Site } from '../site/site.ts';
import { formatLocal } from '../time/date.ts';
import { zoneNamed } from '../time/zone.ts';

/** Facts of the articles that links by file may lead to, by their keys in NFC. */
export interface KnownSources {
  readonly site: Pick<Site, 'permalink' | 'timeZone'>;
  /** Articles that are public. */
  readonly sources: Pick<ReadonlySet<string>, 'has'>;
  /** Articles that are not public yet, or no more. Default: none are known. */
  readonly held?: Pick<ReadonlyMap<string, HeldArticle>, 'get'>;
  /** Sources that can't be published. Default: none are known. */
  readonly rejected?: Pick<ReadonlySet<string>, 'has'>;
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
  if (target.kind !== 'article' || known.sources.has(target.key)) return undefined;
  const meant = articlesMeant(reference.trim(), articleKey).find(key => known.sources.has(key));
  // With a permalink, the article that a reference means is found among those that there are.
  if (meant !== undefined && known.site.permalink !== undefined) return undefined;
  return `"${reference}" leads to ${target.key}, which is not published${reasonOf(target.key, meant, known)}`;
}

/** Returns why an article is not public, or what to write in its place. */
function reasonOf(key: string, meant: string | undefined, { held, rejected, site }: KnownSources): string {
  // Without a permalink, the address is a function of the name that is written.
  if (meant !== undefined) return `; ${meant} is, so write its name`;
  const found = held?.get(key);
  const shown = (instant: number): string => formatLocal(instant, zoneNamed(site.timeZone));
  switch (found?.kind) {
    case 'draft':
      return ` while it is a draft (${found.reason}): publish it, too, or take the link out`;
    case 'waiting':
      return ` until ${shown(found.until)}: before that, the link leads to a page that is not there`;
    case 'expired':
      return ` any more, since it expired at ${shown(found.since)}; take the link out`;
    default:
      return rejected?.has(key) ? ', since it has an error; mend that' : '; correct the path';
  }
}
