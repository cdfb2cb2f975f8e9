import { primarySubtag } from '../../text/language.ts';
import type { Tally } from './feed-record.ts';

/**
 * Returns the language that most articles of a feed are in: that of most primary subtags (`en`), and of these the tag
 * that most have (`en-GB`). `site` is the site's language, in which articles are that declare none (under `''`). Where
 * two languages have as many, or nothing was counted, it is the site's; where two tags of one language do, the site's
 * if it is one of them, else the language without a region.
 */
export function usualLanguage(tally: Tally, site: string): string {
  const tags = resolved(tally, site);
  const byLanguage = new Map<string, number>();
  for (const [tag, count] of tags) {
    const language = primarySubtag(tag);
    byLanguage.set(language, (byLanguage.get(language) ?? 0) + count);
  }
  const [language, another] = leaders(byLanguage);
  if (language === undefined || another !== undefined) return site;
  const own = leaders(new Map([...tags].filter(([tag]) => primarySubtag(tag) === language)));
  if (own.length === 1) return own[0] ?? site;
  return own.includes(site) ? site : language;
}

/** Returns whether articles of a feed are in several languages, or in another than the site's. */
export function isForeign(tally: Tally, site: string): boolean {
  return [...resolved(tally, site).keys()].some(tag => tag !== site);
}

/**
 * Returns whether a feed is in the same language after changes, as far as can be said without all counts. `known` is
 * what it is in; `undefined` where all its articles are in the site's language.
 */
export function staysInLanguage(known: string | undefined, changes: Tally, site: string): boolean {
  const moved = [...resolved(changes, site, () => true)].filter(([, change]) => change !== 0);
  if (known === undefined) return moved.every(([tag]) => tag === site);
  // The site's is that of a feed whose articles are in several, too, where none has most of them.
  const isMost = known !== site;
  return moved.every(([tag, change]) =>
    tag === known ? change > 0 : isMost && change < 0 && primarySubtag(tag) !== primarySubtag(known),
  );
}

function resolved(tally: Tally, site: string, isMeant = (count: number) => count > 0): ReadonlyMap<string, number> {
  const tags = new Map<string, number>();
  for (const [tag, count] of Object.entries(tally)) tags.set(tag || site, (tags.get(tag || site) ?? 0) + count);
  return new Map([...tags].filter(([, count]) => isMeant(count)));
}

/** Returns the names that have the highest count, in their order. */
function leaders(counts: ReadonlyMap<string, number>): readonly string[] {
  const highest = Math.max(...counts.values());
  return [...counts].flatMap(([name, count]) => (count === highest ? name : []));
}
