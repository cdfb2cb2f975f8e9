import type { DeclaredEnclosure } from '../../article/article.ts';
import { parseLanguage, parseWebUrl } from '../../fields/fields.ts';
import { isMediaType } from '../../files/media-type.ts';
import { appleCategory } from '../../podcast/apple-categories.ts';
import { parseDuration } from '../../podcast/duration.ts';
import { type Chapter, EPISODE_TYPES, type Episode, type Person, type Transcript } from '../../podcast/episode.ts';
import { PODCAST_TYPES, type Podcast } from '../../podcast/podcast.ts';
import { cleanLine } from '../../text/clean.ts';
import type { ImportedItem } from '../imported-feed.ts';
import { CHAPTERS, ITUNES, PODCAST } from '../namespaces.ts';
import { childrenOf, textIn, textOfChild, type XmlElement } from '../xml-tree.ts';
import { enclosureLength, MAX_FILES, playableType } from './enclosures.ts';

/** Maximum numbers of what one episode has; `bantin check` takes no more. */
const [MAX_TRANSCRIPTS, MAX_CHAPTERS, MAX_PERSONS] = [20, 500, 50];
/** Apple shows no more. */
const MAX_CATEGORIES = 3;
const NUMBER = /^[1-9]\d{0,4}$/;

/** Fields of an item that is an episode, and the elements that they were read from. */
interface ReadEpisode {
  readonly fields: Pick<ImportedItem, 'alternates' | 'episode'> & { readonly duration?: number };
  readonly read: ReadonlySet<XmlElement>;
}

/** Takes note of the elements that are read. What means nothing is not, and is reported as left out. */
class Elements {
  readonly read = new Set<XmlElement>();
  readonly #parent: XmlElement;

  constructor(parent: XmlElement) {
    this.#parent = parent;
  }

  /** Returns what the first element of a name says, if `parse` makes something of it. */
  first<Value>(name: string, uri: string, parse: (element: XmlElement) => Value | undefined): Value | undefined {
    return this.all(name, uri, 1, parse)[0];
  }

  /** Returns what each element of a name says, up to a number. */
  all<Value>(
    name: string,
    uri: string,
    most: number,
    parse: (element: XmlElement) => Value | undefined,
  ): readonly Value[] {
    const values: Value[] = [];
    for (const element of childrenOf(this.#parent, name, uri)) {
      const value = values.length < most ? parse(element) : undefined;
      if (value === undefined) continue;
      values.push(value);
      this.read.add(element);
    }
    return values;
  }
}

/** Reads what Apple's elements, those of Podcasting 2.0 and Podlove's say of an episode. */
export function readEpisode(item: XmlElement, enclosure: string | undefined): ReadEpisode {
  if (enclosure === undefined) return { fields: {}, read: new Set() };
  const elements = new Elements(item);
  const number = (name: string): number | undefined => {
    const [ofApple, ofIndex] = [ITUNES, PODCAST].map(uri => elements.first(name, uri, numberIn));
    return ofApple ?? ofIndex;
  };
  const duration = elements.first('duration', ITUNES, element => parseDuration(textIn(element).trim()) || undefined);
  const [episode, season] = [number('episode'), number('season')];
  const type = elements.first('episodeType', ITUNES, element => oneOf(EPISODE_TYPES, textIn(element)));
  const explicit = elements.first('explicit', ITUNES, explicitIn);
  const transcripts = elements.all('transcript', PODCAST, MAX_TRANSCRIPTS, transcriptIn);
  const chapters =
    // A list comes here whole; a file stays where it is.
    elements.first('chapters', CHAPTERS, chaptersIn) ??
    elements.first('chapters', PODCAST, ({ attributes }) => address(attributes.url));
  const persons = elements.all('person', PODCAST, MAX_PERSONS, personIn);
  const alternates = [
    ...elements.all('enclosure', item.uri, MAX_FILES, element => furtherFile(element, enclosure)),
    ...elements.all('alternateEnclosure', PODCAST, MAX_FILES, alternateIn),
  ].filter(({ url }, at, all) => url !== enclosure && all.findIndex(other => other.url === url) === at);
  const found: Episode = {
    ...(episode !== undefined && { episode }),
    ...(season !== undefined && { season }),
    ...(type && { type }),
    ...(explicit !== undefined && { explicit }),
    ...(transcripts.length > 0 && { transcripts }),
    ...(chapters !== undefined && { chapters }),
    ...(persons.length > 0 && { persons }),
  };
  return {
    fields: {
      ...(duration !== undefined && { duration }),
      ...(alternates.length > 0 && { alternates: alternates.slice(0, MAX_FILES - 1) }),
      ...(Object.keys(found).length > 0 && { episode: found }),
    },
    read: elements.read,
  };
}

/** Reads what a channel says of its podcast, and the elements that this was read from. */
export function readPodcast(channel: XmlElement): {
  readonly podcast?: Partial<Podcast>;
  readonly newFeedUrl?: string;
  readonly read: ReadonlySet<XmlElement>;
} {
  const elements = new Elements(channel);
  const author = elements.first('author', ITUNES, lineIn);
  const owner = elements.first('owner', ITUNES, ownerIn);
  const categories = elements.all('category', ITUNES, MAX_CATEGORIES, categoriesIn).flat().slice(0, MAX_CATEGORIES);
  const explicit = elements.first('explicit', ITUNES, explicitIn);
  const type = elements.first('type', ITUNES, element => oneOf(PODCAST_TYPES, textIn(element)));
  const cover = elements.first('image', ITUNES, ({ attributes }) => address(attributes.href));
  const locked = elements.first('locked', PODCAST, element => lockedIn(element, owner !== undefined));
  const funding = elements.all('funding', PODCAST, 10, element => {
    const [url, text] = [address(element.attributes.url), lineIn(element)];
    return url === undefined || text === undefined || text.length > 128 ? undefined : { url, text };
  });
  const license = elements.first('license', PODCAST, licenseIn);
  const guid = elements.first('guid', PODCAST, element => {
    const text = textIn(element).trim().toLowerCase();
    return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text) ? text : undefined;
  });
  // Every podcast says so; it is no other medium.
  elements.first('medium', PODCAST, element => (textIn(element).trim() === 'podcast' ? true : undefined));
  const newFeedUrl = elements.first('new-feed-url', ITUNES, element => address(textIn(element)));
  const podcast: Partial<Podcast> = {
    ...(author !== undefined && { author }),
    ...(owner && { owner }),
    ...(categories.length > 0 && { categories }),
    ...(explicit !== undefined && { explicit }),
    ...(type && { type }),
    ...(cover !== undefined && { cover }),
    ...(locked !== undefined && { locked }),
    ...(funding.length > 0 && { funding }),
    ...(license && { license }),
    ...(guid !== undefined && { guid }),
  };
  return {
    ...(Object.keys(podcast).length > 0 && { podcast }),
    ...(newFeedUrl !== undefined && { newFeedUrl }),
    read: elements.read,
  };
}

function numberIn(element: XmlElement): number | undefined {
  const text = textIn(element).trim();
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** Older feeds say `yes`, `no` and `clean`. */
function explicitIn(element: XmlElement): boolean | undefined {
  const word = textIn(element).trim().toLowerCase();
  if (/^(?:true|yes|explicit)$/.test(word)) return true;
  return /^(?:false|no|clean)$/.test(word) ? false : undefined;
}

function oneOf<Name extends string>(names: readonly Name[], text: string): Name | undefined {
  return names.find(name => name === text.trim().toLowerCase());
}

function lineIn(element: XmlElement): string | undefined {
  return cleanLine(textIn(element)) || undefined;
}

function address(text: string | undefined): string | undefined {
  return text === undefined ? undefined : parseWebUrl(text.trim());
}

function transcriptIn({ attributes }: XmlElement): Transcript | undefined {
  const [url, type] = [address(attributes.url), attributes.type?.trim()];
  if (url === undefined || type === undefined || !isMediaType(type)) return undefined;
  const language = attributes.language === undefined ? undefined : parseLanguage(attributes.language.trim());
  return { url, type, ...(language !== undefined && { language }) };
}

function chaptersIn(list: XmlElement): readonly Chapter[] | undefined {
  const chapters: Chapter[] = [];
  for (const { attributes } of childrenOf(list, 'chapter', CHAPTERS)) {
    const start = parseDuration(attributes.start?.trim() ?? '');
    const [title, url] = [cleanLine(attributes.title ?? ''), address(attributes.href)];
    const isNext = start !== undefined && start > (chapters.at(-1)?.start ?? -1);
    if (!isNext || title === '' || chapters.length >= MAX_CHAPTERS) return undefined;
    chapters.push({ start, title, ...(url !== undefined && { url }) });
  }
  return chapters.length > 0 ? chapters : undefined;
}

function personIn(element: XmlElement): Person | undefined {
  const name = lineIn(element);
  if (name === undefined) return undefined;
  const { role, group, href, img } = element.attributes;
  const [url, picture] = [address(href), address(img)];
  return {
    name,
    ...(role?.trim() && { role: cleanLine(role) }),
    ...(group?.trim() && { group: cleanLine(group) }),
    ...(url !== undefined && { url }),
    ...(picture !== undefined && { picture }),
  };
}

/** Reads a second enclosure; the first is read elsewhere, and a picture is the article's. */
function furtherFile({ attributes }: XmlElement, first: string): DeclaredEnclosure | undefined {
  const url = attributes.url?.trim() ?? '';
  const type = playableType({ url, type: attributes.type ?? '' });
  if (url === '' || url === first || type === undefined) return undefined;
  return { url, type, ...enclosureLength(attributes.length) };
}

function alternateIn(element: XmlElement): DeclaredEnclosure | undefined {
  const source = childrenOf(element, 'source', PODCAST).find(({ attributes }) => address(attributes.uri) !== undefined);
  const url = address(source?.attributes.uri);
  const { type, length, title } = element.attributes;
  if (url === undefined || !isMediaType(type?.trim() ?? '')) return undefined;
  return {
    url,
    ...(type && { type: type.trim() }),
    ...enclosureLength(length),
    ...(title?.trim() && { title: cleanLine(title) }),
  };
}

function ownerIn(element: XmlElement): Podcast['owner'] {
  const [name, email] = ['name', 'email'].map(field => cleanLine(textOfChild(element, field, ITUNES) ?? ''));
  if (!email || !/^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(email)) return undefined;
  return { email, ...(name && { name }) };
}

/** Reads a category of Apple's list: its subcategories, or itself where it has none. */
function categoriesIn(element: XmlElement): Podcast['categories'] | undefined {
  const category = appleCategory(element.attributes.text?.trim() ?? '');
  const subs = childrenOf(element, 'category', ITUNES).flatMap(sub => {
    const found = appleCategory(sub.attributes.text?.trim() ?? '');
    return found && found.name === category?.name ? [found] : [];
  });
  return category && (subs.length > 0 ? subs : [category]);
}

function lockedIn(element: XmlElement, hasOwner: boolean): boolean | undefined {
  const word = textIn(element).trim().toLowerCase();
  if (word === 'no') return false;
  // Whom to ask must be known.
  return word === 'yes' && hasOwner ? true : undefined;
}

function licenseIn(element: XmlElement): Podcast['license'] {
  const [name, url] = [lineIn(element), address(element.attributes.url)];
  if (name === undefined) return undefined;
  if (url !== undefined) return { name, url };
  return /^[\w.+-]{1,64}$/.test(name) ? { name: name.toLowerCase() } : undefined;
}
