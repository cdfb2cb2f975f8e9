import { type Enclosure, secondsOf } from '../article/article.ts';
import type { Entry, Feed } from '../feed/feed.ts';
import { type Attributes, emptyElement, inlineElement, textElement } from '../feed/xml.ts';
import type { Chapter, Episode, Person } from './episode.ts';
import { JSON_CHAPTERS } from './json-chapters.ts';
import type { Podcast, PodcastCategory } from './podcast.ts';
import { podcastGuid } from './podcast-guid.ts';

/** Namespaces of Apple (`itunes:`), Podcasting 2.0 (`podcast:`) and Podlove Simple Chapters (`psc:`). */
export const PODCAST_NAMESPACES =
  ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"' +
  ' xmlns:psc="http://podlove.org/simple-chapters"';

/** Sides of a square cover or picture that Apple takes, in pixels. */
export const [MIN_COVER, MAX_COVER] = [1400, 3000];

/** Returns the elements of a podcast's channel; none for any other feed. */
export function channelElements(feed: Feed): readonly string[] {
  const { podcast, self, history, title } = feed;
  if (!podcast) return [];
  const { owner, funding = [], license } = podcast;
  return [
    textElement('itunes:author', podcast.author ?? title),
    ...(owner ? [ownerElement(owner)] : []),
    emptyElement('itunes:image', { href: podcast.cover }),
    ...categoryElements(podcast.categories),
    textElement('itunes:explicit', String(podcast.explicit)),
    ...(podcast.type ? [textElement('itunes:type', podcast.type)] : []),
    // Documents of the archive are of the same podcast.
    textElement('podcast:guid', podcast.guid ?? podcastGuid((history?.current ?? self).rss)),
    textElement('podcast:medium', 'podcast'),
    ...(podcast.locked === undefined
      ? []
      : [textElement('podcast:locked', podcast.locked ? 'yes' : 'no', { owner: owner?.email })]),
    ...funding.map(({ url, text }) => textElement('podcast:funding', text, { url })),
    ...(license ? [textElement('podcast:license', license.name, { url: license.url })] : []),
  ];
}

function ownerElement({ name, email }: NonNullable<Podcast['owner']>): string {
  return inlineElement('itunes:owner', [
    name === undefined ? undefined : textElement('itunes:name', name),
    textElement('itunes:email', email),
  ]);
}

/** Returns each category once, with all its subcategories. */
function categoryElements(categories: readonly PodcastCategory[]): readonly string[] {
  const names = [...new Set(categories.map(({ name }) => name))];
  return names.map(name => {
    const subs = categories.flatMap(category => (category.name === name ? (category.sub ?? []) : []));
    const children = subs.map(sub => emptyElement('itunes:category', { text: sub }));
    return children.length > 0
      ? inlineElement('itunes:category', children, { text: name })
      : emptyElement('itunes:category', { text: name });
  });
}

/** Returns the elements of an episode's item. */
export function itemElements({
  enclosure,
  alternates = [],
  episode = {},
  image,
  language,
  chaptersFile,
}: Entry): readonly string[] {
  if (!enclosure) return [];
  const { season, type, explicit, transcripts = [], persons = [] } = episode;
  const seconds = secondsOf(enclosure);
  const cover = image && isCover(image) ? [emptyElement('itunes:image', { href: image.src })] : [];
  return [
    ...(seconds === undefined ? [] : [textElement('itunes:duration', String(seconds))]),
    ...cover,
    ...(season === undefined ? [] : [textElement('itunes:season', String(season))]),
    ...(episode.episode === undefined ? [] : [textElement('itunes:episode', String(episode.episode))]),
    ...(type ? [textElement('itunes:episodeType', type)] : []),
    ...(explicit === undefined ? [] : [textElement('itunes:explicit', String(explicit))]),
    ...(season === undefined ? [] : [textElement('podcast:season', String(season))]),
    ...(episode.episode === undefined ? [] : [textElement('podcast:episode', String(episode.episode))]),
    ...transcripts.map(transcript =>
      emptyElement('podcast:transcript', { ...transcript, language: transcript.language ?? language }),
    ),
    ...chapterElements(episode, chaptersFile),
    ...persons.filter(({ name }) => name !== '').map(personElement),
    ...alternates.map(alternateElement),
  ];
}

/** Returns true for a picture that Apple takes for an episode. One of another form may be a reason to refuse it. */
function isCover({ width, height }: NonNullable<Entry['image']>): boolean {
  return width !== undefined && width === height && width >= MIN_COVER && width <= MAX_COVER;
}

function chapterElements({ chapters }: Episode, file: Entry['chaptersFile']): readonly string[] {
  if (chapters === undefined) return [];
  const url = typeof chapters === 'string' ? chapters : file?.url;
  return [
    ...(url === undefined ? [] : [emptyElement('podcast:chapters', { url, type: JSON_CHAPTERS })]),
    ...(typeof chapters === 'string'
      ? []
      : [inlineElement('psc:chapters', chapters.map(chapterElement), { version: '1.2' })]),
  ];
}

function chapterElement({ start, title, url }: Chapter): string {
  return emptyElement('psc:chapter', { start: clockTime(start), title, href: url });
}

/** Returns a time as a player shows it (RFC 2326, section 3.6, "Normal Play Time"). */
function clockTime(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map(part => String(part).padStart(2, '0')).join(':');
}

function personElement({ name, role, group, url, picture }: Person): string {
  return textElement('podcast:person', name, { role, group, img: picture, href: url });
}

function alternateElement({ url, type, length, title }: Enclosure): string {
  const attributes: Attributes = { type, length: length > 0 ? length : undefined, title: title || undefined };
  return inlineElement('podcast:alternateEnclosure', [emptyElement('podcast:source', { uri: url })], attributes);
}
