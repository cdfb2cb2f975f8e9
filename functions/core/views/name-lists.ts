import type { Section } from '../feed/feed.ts';
import { type FeedKind, folderOfKind, isOfName, parseFeedKey } from '../feed/feed-key.ts';
import { addTo } from '../groups.ts';
import { renderLetterPage, renderNamesPage } from '../pages/names-page.ts';
import type { Site } from '../site/site.ts';
import { digest } from '../text/digest.ts';
import { compareKeys } from '../text/key-order.ts';
import { type LetterList, renderFollow, renderOpmlOf } from './lists.ts';
import { type FileGroup, fileGroup, type ViewContext } from './view.ts';

/** Kinds of feeds of names that articles have: there may be many thousands. They have lists of their own, by letter. */
const NAME_KINDS = ['author', 'tag'] as const satisfies readonly FeedKind[];
type NameKind = (typeof NAME_KINDS)[number];

/** Maximum number of names that are listed on one page; of more, it has the letters alone. */
const MAX_ON_ONE_PAGE = 200;

/** Names of one kind that begin with one letter, in the order of their addresses. */
type Letter = readonly [letter: string, sections: readonly Section[]];

/**
 * Returns the lists of authors and of tags: a page with all letters, and for each letter a page, an OPML and a list for
 * programs. So a name that comes or goes changes the lists of its letter alone.
 */
export function nameListGroups(sections: readonly Section[], context: ViewContext): readonly FileGroup[] {
  return kindsOf(context.site).flatMap(kind => {
    const letters = lettersOf(kind, sections);
    return [namesGroup(kind, letters, context), ...letters.map(letter => letterGroup(kind, letter, context))];
  });
}

/** Returns the addresses of the pages that list names, of the kinds that a site has. */
export function nameListPages(site: Site): readonly { readonly kind: NameKind; readonly url: string }[] {
  return kindsOf(site).map(kind => ({ kind, url: site.feedsUrl + folderOfKind(kind) }));
}

/** Returns the letters that have feeds, with the kinds of these. */
export function lettersOfFeeds(sections: readonly Section[], site: Site): readonly (readonly [NameKind, string])[] {
  const own = sections.filter(hasFeed);
  return kindsOf(site).flatMap(kind => lettersOf(kind, own).map(([letter]) => [kind, letter] as const));
}

/** Returns the lists of each letter that has feeds, for the list of all feeds to lead to. */
export function letterLists(letters: readonly (readonly [string, string])[], site: Site): readonly LetterList[] {
  return kindsOf(site).flatMap(kind =>
    letters
      .filter(([own]) => own === kind)
      .map(([, letter]) => ({ kind, url: site.feedsUrl + followPath(kind, letter) })),
  );
}

/** Returns whether a path under `public/` is one of a list of names. */
export function isNameList(path: string): boolean {
  return NAME_KINDS.some(kind => path.startsWith(folderOfKind(kind)) && !path.includes('/', folderOfKind(kind).length));
}

/** Returns sections that are listed one by one wherever the feeds of a newsroom are. */
export function withoutNames(sections: readonly Section[]): readonly Section[] {
  return sections.filter(({ key }) => !isOfName(key));
}

function kindsOf({ feeds }: Site): readonly NameKind[] {
  return NAME_KINDS.filter(kind => (kind === 'author' ? feeds?.authors : feeds?.tags) !== undefined);
}

function hasFeed({ isPageOnly }: Section): boolean {
  return !isPageOnly;
}

function lettersOf(kind: NameKind, sections: readonly Section[]): readonly Letter[] {
  const letters = new Map<string, Section[]>();
  for (const section of sections) {
    const parsed = parseFeedKey(section.key);
    if (parsed?.kind === kind) addTo(letters, letterOf(parsed.slug), section);
  }
  for (const own of letters.values()) own.sort((a, b) => compareKeys(a.key, b.key));
  return [...letters].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Returns the letter under which a slug is listed; digits are one. */
function letterOf(slug: string): string {
  return /^\d/.test(slug) ? '0-9' : slug.slice(0, 1);
}

function pagePath(kind: NameKind, letter: string): string {
  return `${folderOfKind(kind)}${letter}.html`;
}

function opmlPath(kind: NameKind, letter: string): string {
  return `${folderOfKind(kind)}opml-${letter}.xml`;
}

function followPath(kind: NameKind, letter: string): string {
  return `${folderOfKind(kind)}follow-${letter}.json`;
}

function namesGroup(kind: NameKind, letters: readonly Letter[], { site, fingerprint }: ViewContext): FileGroup {
  const count = letters.reduce((sum, [, own]) => sum + own.length, 0);
  const listed = letters.map(([letter, own]): Letter => [letter, count > MAX_ON_ONE_PAGE ? [] : own]);
  const inputs = digest([fingerprint, JSON.stringify([kind, listed])]);
  const folder = folderOfKind(kind);
  const render = () => ({
    body: renderNamesPage({
      site,
      kind,
      folder,
      letters: listed.map(([letter, own]) => ({ letter, page: pagePath(kind, letter), names: own })),
    }),
  });
  return fileGroup([], () => listed, [{ path: `${folder}index.html`, inputs, render }]);
}

function letterGroup(kind: NameKind, [letter, own]: Letter, { site, fingerprint }: ViewContext): FileGroup {
  const feeds = own.filter(hasFeed);
  const inputs = digest([fingerprint, JSON.stringify([kind, own])]);
  const opmlUrl = `${site.feedsUrl}${opmlPath(kind, letter)}`;
  const page = {
    site,
    kind,
    folder: folderOfKind(kind),
    letter,
    path: pagePath(kind, letter),
    names: own,
    lists: feeds.length > 0 ? [opmlUrl, site.feedsUrl + followPath(kind, letter)] : [],
  };
  return fileGroup([], () => feeds, [
    { path: pagePath(kind, letter), inputs, render: () => ({ body: renderLetterPage(page) }) },
    ...(feeds.length > 0
      ? [
          { path: opmlPath(kind, letter), inputs, render: () => ({ body: renderOpmlOf(feeds, site) }) },
          {
            path: followPath(kind, letter),
            inputs,
            render: () => ({ body: renderFollow(feeds, opmlUrl, site) }),
          },
        ]
      : []),
  ]);
}
