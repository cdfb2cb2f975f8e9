import { tagUri } from '../article/key.ts';
import { escapeHtmlText } from '../html/canonical-html.ts';
import type { Instant } from '../instant.ts';
import { pictureOfWidth } from '../media/picture-of-width.ts';
import { labelWithName, wordingOf } from '../pages/wording.ts';
import { licenseOfFeed } from '../rights/licensed.ts';
import type { Site } from '../site/site.ts';
import type { Entry, Feed, Section, Tombstone } from './feed.ts';
import { ALL, type FeedKey, folderOf, parseFeedKey } from './feed-key.ts';
import { addressesIn } from './formats.ts';

/** Returns the path of a feed's landing page under `public/`. */
export function landingPath(key: FeedKey): string {
  return `${folderOf(key)}index.html`;
}

/** Returns the address of a feed's landing page. */
export function landingUrl(site: Pick<Site, 'feedsUrl'>, key: FeedKey = ALL): string {
  return site.feedsUrl + folderOf(key);
}

/** The feed of a section, or of all. */
export function makeFeed(
  site: Site,
  section: Section | undefined,
  entries: readonly Entry[],
  withdrawn: readonly Tombstone[] = [],
): Feed {
  const key = section?.key ?? ALL;
  const license = licenseOfFeed(key, site);
  const content = section?.content === 'headline' ? 'summary' : (section?.content ?? site.content);
  const podcast = section?.podcast;
  const logo = podcast?.cover ?? site.logo;
  return {
    key,
    // Made of the section's id, not of its slug or title: those may change, and a feed must stay itself.
    id: tagUri(section?.id ?? 'feed', site),
    title: titleOf(section, site),
    description: section ? (section.description ?? `${headingOf(section, site)} – ${site.title}`) : site.description,
    language: section?.language ?? site.language,
    timeZone: site.timeZone,
    url: section ? landingUrl(site, key) : site.url,
    self: addressesIn(folderOf(key), site),
    updated: lastChange(site, entries, withdrawn),
    authors: site.authors,
    ...(site.rights !== undefined && { rights: site.rights }),
    ...(license && entries.every(entry => entry.license) && { license }),
    ...(logo !== undefined && { logo }),
    ...(site.icon !== undefined && { icon: site.icon }),
    ...(site.hub !== undefined && { hub: site.hub }),
    ...(section && { section }),
    content,
    ...(podcast && { podcast: { author: makerOf(site), ...podcast } }),
    ...(site.markdown && content === 'full' && { markdown: true as const }),
    entries: entries.map(entry => withinReach(asWanted(entry, section))),
    withdrawn,
  };
}

/** Returns who makes a podcast that names nobody: the site's author, or the newsroom. */
function makerOf({ authors, title }: Site): string {
  return authors.find(({ name }) => name !== '')?.name ?? title;
}

/** Returns the title of a feed. A podcast goes by its own: directories show it beside those of others. */
function titleOf(section: Section | undefined, site: Site): string {
  if (!section) return site.title;
  return section.podcast ? section.title : `${headingOf(section, site)} – ${site.title}`;
}

/** Returns the heading of a section's page: its title, and of an author or a tag, that it is one. */
export function headingOf({ key, title, language }: Section, { labels }: Pick<Site, 'labels'>): string {
  const kind = parseFeedKey(key)?.kind;
  if (kind !== 'author' && kind !== 'tag') return title;
  const { authorNamed, tagNamed } = wordingOf({ language, ...(labels && { labels }) });
  return labelWithName(kind === 'author' ? authorNamed : tagNamed, title);
}

/** An entry as the feed of a section shows it: a headline has no text, and a picture the width that is wanted. */
function asWanted(entry: Entry, section: Section | undefined): Entry {
  const shown = measured(entry);
  const { image } = shown;
  const pictured =
    image && section?.image !== undefined ? { ...entry, image: pictureOfWidth(image, section.image) } : shown;
  if (section?.content !== 'headline') return pictured;
  const { correction: _, ...headline } = pictured;
  return { ...headline, summary: '', html: '' };
}

/** Entries with the sides of their pictures: one for each, since markup is kept by entry. */
const measuredEntries = new WeakMap<Entry, Entry>();

/** Returns an entry whose picture has the sides of its file, where it declares none. */
export function measured(entry: Entry): Entry {
  if (!entry.image || !entry.imageSize) return entry;
  const known = measuredEntries.get(entry);
  if (known) return known;
  const { image, imageSize, ...others } = entry;
  const made = { ...others, image: { ...image, ...imageSize } };
  measuredEntries.set(entry, made);
  return made;
}

/** For a feed without entries, the start of the site's `since`. */
function lastChange({ since }: Site, entries: readonly Entry[], withdrawn: readonly Tombstone[]): Instant {
  const changes = [...entries.map(({ updated }) => updated), ...withdrawn.map(({ when }) => when)];
  return changes.reduce((latest, change) => Math.max(latest, change), Date.UTC(since, 0, 1));
}

/** In UTF-16 code units, three bytes each at most: parsers give up where one element has more than 10 MB. */
const MAX_HTML = 3_000_000;

/** A text that readers could not take is its summary in feeds, and the way to the rest. */
function withinReach(entry: Entry): Entry {
  if (entry.html.length <= MAX_HTML) return entry;
  const address = escapeHtmlText(entry.url);
  return { ...entry, html: `<p>${escapeHtmlText(entry.summary)}</p>\n<p><a href="${address}">${address}</a></p>` };
}
