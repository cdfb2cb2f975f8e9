import type { ParsedElement } from '../core/feed/parsed-xml.ts';
import { channelOf, itemsOf, nameOf } from './rss-parts.ts';
import { must, type Rule, should, type XmlDocument } from './rule.ts';
import { isBlank, isEmail, isLanguage, isMediaType, isWebAddress } from './values.ts';
import { everyElement } from './xml-rules.ts';

const ITUNES = 'http://www.itunes.com/dtds/podcast-1.0.dtd';
const PODCAST = 'https://podcastindex.org/namespace/1.0';
const CHAPTERS = 'http://podlove.org/simple-chapters';

const APPLE = 'Apple Podcasts, Podcast RSS feed requirements';
const INDEX = 'Podcasting 2.0';

/** Apple's list: a category, and after a colon its subcategories. */
const CATEGORIES: ReadonlyMap<string, readonly string[]> = new Map(
  `Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
Comedy: Comedy Interviews, Improv, Stand-Up
Education: Courses, How To, Language Learning, Self-Improvement
Fiction: Comedy Fiction, Drama, Science Fiction
Government:
History:
Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
Music: Music Commentary, Music History, Music Interviews
News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences,\
 Nature, Physics, Social Sciences
Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running,\
 Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
Technology:
True Crime:
TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews`
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', subs = '']) => [name, subs.split(',').map(sub => sub.trim())]),
);
const IN_CHANNEL = 'author owner image category explicit type new-feed-url block complete title'.split(' ');
const IN_ITEM = 'duration image season episode episodeType explicit title block author'.split(' ');
const OF_INDEX_IN_CHANNEL = 'guid medium locked funding license person'.split(' ');
const OF_INDEX_IN_ITEM = 'season episode transcript chapters person alternateEnclosure license'.split(' ');
const TRANSCRIPT = /^(?:text\/(?:plain|html|vtt)|application\/(?:json|x-subrip|srt))$/;
const NUMBER = /^[1-9]\d*$/;

/** Podcasts in RSS: Apple's elements, those of Podcasting 2.0, and Podlove Simple Chapters 1.2. */
export const PODCAST_RULES: readonly Rule<XmlDocument>[] = [
  must(`${APPLE}, channel and item`, function* podcastsHaveKnownElements({ root }) {
    const channel = channelOf(root);
    for (const [parent, ofApple, ofIndex] of [
      [channel, IN_CHANNEL, OF_INDEX_IN_CHANNEL],
      ...itemsOf(root).map(item => [item, IN_ITEM, OF_INDEX_IN_ITEM] as const),
    ] as const) {
      for (const { uri, local } of parent.children) {
        if (uri === ITUNES && !ofApple.includes(local)) yield `itunes:${local}`;
        if (uri === PODCAST && !ofIndex.includes(local)) yield `podcast:${local}`;
      }
      for (const name of [...ofApple, 'chapters', 'guid', 'medium', 'locked', 'license'])
        for (const uri of [ITUNES, PODCAST])
          if (name !== 'category' && count(parent, uri, name) > 1) yield `more than one ${name}`;
    }
  }),
  must(`${APPLE}, itunes:image, itunes:category, itunes:explicit`, function* podcastHasWhatAppleRequires({ root }) {
    const channel = channelOf(root);
    if (!isPodcast(root)) return;
    for (const name of ['image', 'category', 'explicit', 'author'])
      if (count(channel, ITUNES, name) === 0) yield `no itunes:${name}`;
    for (const item of itemsOf(root)) if (count(item, '', 'enclosure') !== 1) yield nameOf(item);
  }),
  must(`${APPLE}, itunes:category`, function* podcastCategoriesAreOfTheList({ root }) {
    for (const category of childrenOf(channelOf(root), ITUNES, 'category')) {
      const subs = CATEGORIES.get(category.attributes.text ?? '');
      if (!subs) yield `${category.attributes.text}`;
      for (const { attributes } of childrenOf(category, ITUNES, 'category'))
        if (!subs?.includes(attributes.text ?? '')) yield `${category.attributes.text}: ${attributes.text}`;
    }
  }),
  must(`${APPLE}, itunes:explicit`, function* explicitIsTrueOrFalse({ root }) {
    for (const { text } of named(root, ITUNES, 'explicit')) if (!/^(?:true|false)$/.test(text)) yield text;
  }),
  must(`${APPLE}, itunes:image`, function* coversAreAddresses({ root }) {
    for (const { attributes, text } of named(root, ITUNES, 'image'))
      if (!isWebAddress(attributes.href ?? '') || text !== '') yield `${attributes.href}${text}`;
  }),
  must(`${APPLE}, itunes:type, itunes:episodeType`, function* podcastTypesAreKnown({ root }) {
    for (const { text } of named(root, ITUNES, 'type')) if (!/^(?:episodic|serial)$/.test(text)) yield text;
    for (const { text } of named(root, ITUNES, 'episodeType')) if (!/^(?:full|trailer|bonus)$/.test(text)) yield text;
  }),
  must(`${APPLE}, itunes:owner, itunes:author`, function* podcastIsSomeones({ root }) {
    for (const { text } of named(root, ITUNES, 'author', 'name')) if (isBlank(text)) yield 'nobody';
    for (const owner of named(root, ITUNES, 'owner')) {
      const [email] = childrenOf(owner, ITUNES, 'email');
      if (!isEmail(email?.text ?? '')) yield `${email?.text}`;
    }
  }),
  must(`${APPLE}, itunes:duration`, function* durationIsATime({ root }) {
    for (const { text } of named(root, ITUNES, 'duration'))
      if (!/^(?:\d+|(?:\d+:)?[0-5]?\d:[0-5]\d)$/.test(text)) yield text;
  }),
  must(`${APPLE}, itunes:episode, itunes:season`, function* episodesAreNumbered({ root }) {
    for (const { text } of named(root, ITUNES, 'episode', 'season')) if (!NUMBER.test(text)) yield text;
    for (const item of itemsOf(root))
      for (const name of ['episode', 'season']) {
        const [ofApple, ofIndex] = [ITUNES, PODCAST].map(uri => childrenOf(item, uri, name)[0]?.text);
        if (ofApple !== ofIndex) yield `${name}: ${ofApple} and ${ofIndex}`;
      }
  }),
  must(`${INDEX}, podcast:guid`, function* podcastIsKnownByAUuid({ root }) {
    const guids = named(root, PODCAST, 'guid');
    if (isPodcast(root) && guids.length !== 1) yield `${guids.length} of them`;
    for (const { text } of guids) if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)) yield text;
  }),
  must(`${INDEX}, podcast:medium`, function* mediumIsKnown({ root }) {
    for (const { text } of named(root, PODCAST, 'medium'))
      if (!/^(?:podcast|music|video|film|audiobook|newsletter|blog|publisher|course)L?$/.test(text)) yield text;
  }),
  must(`${INDEX}, podcast:locked`, function* podcastIsLockedOrNot({ root }) {
    for (const { text, attributes } of named(root, PODCAST, 'locked')) {
      if (!/^(?:yes|no)$/.test(text)) yield text;
      if (text === 'yes' && !isEmail(attributes.owner ?? '')) yield `owner: ${attributes.owner}`;
    }
  }),
  must(`${INDEX}, podcast:funding`, function* fundingIsALinkWithAText({ root }) {
    for (const { text, attributes } of named(root, PODCAST, 'funding')) {
      if (!isWebAddress(attributes.url ?? '')) yield `${attributes.url}`;
      if (isBlank(text) || [...text].length > 128) yield text;
    }
  }),
  must(`${INDEX}, podcast:license`, function* podcastLicenseCanBeFound({ root }) {
    for (const { text, attributes } of named(root, PODCAST, 'license')) {
      const isFree = attributes.url === undefined;
      if (isBlank(text) || (isFree ? !/^[a-z\d_.+-]+$/.test(text) : !isWebAddress(attributes.url ?? ''))) yield text;
    }
  }),
  must(`${INDEX}, podcast:transcript`, function* transcriptsAreText({ root }) {
    for (const { attributes } of named(root, PODCAST, 'transcript')) {
      const { url = '', type = '', language } = attributes;
      if (!isWebAddress(url)) yield url;
      if (!isMediaType(type)) yield type;
      if (language !== undefined && !isLanguage(language)) yield language;
    }
  }),
  should(`${INDEX}, podcast:transcript, type`, function* transcriptsAreOfKnownTypes({ root }) {
    for (const { attributes } of named(root, PODCAST, 'transcript'))
      if (!TRANSCRIPT.test(attributes.type ?? '')) yield `${attributes.type}`;
  }),
  must(`${INDEX}, podcast:chapters`, function* chaptersAreAFile({ root }) {
    for (const { attributes } of named(root, PODCAST, 'chapters')) {
      const { url = '', type = '' } = attributes;
      if (!isWebAddress(url) || type !== 'application/json+chapters') yield `${url} ${type}`;
    }
  }),
  must(`${INDEX}, podcast:person`, function* personsHaveNames({ root }) {
    for (const { text, attributes } of named(root, PODCAST, 'person')) {
      if (isBlank(text)) yield 'nobody';
      for (const address of [attributes.href, attributes.img])
        if (address !== undefined && !isWebAddress(address)) yield address;
    }
  }),
  must(`${INDEX}, podcast:alternateEnclosure`, function* alternatesHaveASource({ root }) {
    for (const element of named(root, PODCAST, 'alternateEnclosure')) {
      const { type = '', length } = element.attributes;
      if (!isMediaType(type) || (length !== undefined && !NUMBER.test(length))) yield `${type} ${length}`;
      const sources = childrenOf(element, PODCAST, 'source');
      if (sources.length === 0) yield 'no source';
      for (const { attributes } of sources) if (!isWebAddress(attributes.uri ?? '')) yield `${attributes.uri}`;
    }
  }),
  must('Podlove Simple Chapters 1.2', function* chaptersBeginOneAfterAnother({ root }) {
    for (const list of named(root, CHAPTERS, 'chapters')) {
      const chapters = childrenOf(list, CHAPTERS, 'chapter');
      if (list.attributes.version !== '1.2' || chapters.length === 0) yield `${list.attributes.version}`;
      let before = -1;
      for (const { attributes } of chapters) {
        const { start = '', title = '', href } = attributes;
        const seconds = normalPlayTime(start);
        if (!(seconds > before) || isBlank(title) || (href !== undefined && !isWebAddress(href)))
          yield `${start} ${title}`;
        before = seconds;
      }
    }
  }),
];

/** RFC 2326, section 3.6: seconds of `h:mm:ss.fraction`. */
function normalPlayTime(text: string): number {
  const [, hours, minutes, seconds] = /^(\d+):([0-5]\d):([0-5]\d(?:\.\d{1,3})?)$/.exec(text) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function isPodcast(root: ParsedElement): boolean {
  return channelOf(root).children.some(({ uri }) => uri === ITUNES || uri === PODCAST);
}

function childrenOf({ children }: ParsedElement, uri: string, name: string): readonly ParsedElement[] {
  return children.filter(child => child.uri === uri && child.local === name);
}

function count(parent: ParsedElement, uri: string, name: string): number {
  return childrenOf(parent, uri, name).length;
}

function named(root: ParsedElement, uri: string, ...names: readonly string[]): readonly ParsedElement[] {
  return [...everyElement(root)].filter(element => element.uri === uri && names.includes(element.local));
}
