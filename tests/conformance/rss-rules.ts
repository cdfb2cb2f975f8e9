import { all, text, texts } from '../core/feed/parsed-xml.ts';
import { RSS_ITEM_RULES } from './rss-item-rules.ts';
import { channelOf, itemsOf, oftenerThanOnce, unknownIn } from './rss-parts.ts';
import { must, type Rule, should, type XmlDocument } from './rule.ts';
import { isBlank, isLanguage, isMediaType, isWebAddress, repeated, rfc822 } from './values.ts';
import { everyElement, withoutCdata } from './xml-rules.ts';

const REQUIRED = ['title', 'link', 'description'];
const OPTIONAL = (
  'language copyright managingEditor webMaster pubDate lastBuildDate generator docs cloud ttl image rating ' +
  'textInput skipHours skipDays'
).split(' ');
/** Elements that hold plain text only. */
const PLAIN = 'title copyright category generator'.split(' ');

/**
 * RSS 2.0.11 of the RSS Advisory Board ("RSS 2.0"), and its Best Practices Profile ("RSS Profile"): the channel, and
 * every item of it.
 */
export const RSS_RULES: readonly Rule<XmlDocument>[] = [
  must('RSS 2.0, "What is RSS?"', function* isRssOfVersionTwo({ root }) {
    if (root.name !== 'rss' || root.attributes.version !== '2.0') yield `${root.name} ${root.attributes.version}`;
  }),
  must('RSS 2.0, "Elements of <rss>"', function* hasOneChannel({ root }) {
    if (root.children.length !== 1 || all(root, 'channel').length !== 1) yield `${root.children.length} in rss`;
  }),
  must('RSS 2.0, "Required channel elements"', function* channelHasTitleLinkAndDescription({ root }) {
    for (const name of REQUIRED) {
      const [found, ...more] = texts(channelOf(root), name);
      if (found === undefined || isBlank(found) || more.length > 0) yield name;
    }
  }),
  must('RSS 2.0, "Optional channel elements"', function* channelHasEachElementOnce({ root }) {
    yield* oftenerThanOnce(channelOf(root), OPTIONAL);
  }),
  must('RSS 2.0, "Extending RSS"', function* channelHasNoUnknownElement({ root }) {
    yield* unknownIn(root, ['channel']);
    yield* unknownIn(channelOf(root), [...REQUIRED, ...OPTIONAL, 'category', 'item']);
  }),
  must('RSS 2.0, "Optional channel elements"', function* channelNamesItsLanguage({ root }) {
    const language = text(channelOf(root), 'language');
    if (language === undefined || !isLanguage(language)) yield `${language}`;
  }),
  must('RSS 2.0, "Optional channel elements"', function* channelIsDated({ root, now }) {
    const channel = channelOf(root);
    for (const name of ['pubDate', 'lastBuildDate']) {
      for (const date of texts(channel, name)) {
        const read = rfc822(date);
        if (read === undefined || read > now) yield `${name}: ${date}`;
      }
    }
    if (texts(channel, 'lastBuildDate').length === 0) yield 'no lastBuildDate';
  }),
  must('RSS 2.0, "<image> sub-element"', function* imageHasUrlTitleAndLink({ root }) {
    for (const image of all(channelOf(root), 'image')) {
      for (const name of ['url', 'title', 'link']) if (isBlank(text(image, name) ?? '')) yield name;
      yield* unknownIn(image, ['url', 'title', 'link', 'width', 'height', 'description']);
      if (Number(text(image, 'width') ?? 0) > 144 || Number(text(image, 'height') ?? 0) > 400) yield 'too large';
    }
  }),
  should('RSS Profile, "image"', function* imageIsCalledAsTheChannelIs({ root }) {
    const channel = channelOf(root);
    for (const name of ['title', 'link'])
      for (const found of texts(channel, 'image', name)) if (found !== text(channel, name)) yield `${name}: ${found}`;
  }),
  should('RSS Profile, "textInput"', function* needsNoTextInput({ root }) {
    if (all(channelOf(root), 'textInput').length > 0) yield 'textInput';
  }),
  should('RSS Profile, "docs"', function* docsIsTheSpecification({ root }) {
    const docs = text(channelOf(root), 'docs');
    if (docs !== undefined && !/^https?:\/\/www\.rssboard\.org\/rss-specification$/.test(docs)) yield docs;
  }),
  should('RSS Profile, "item"', function* itemsComeLast({ root }) {
    const names = channelOf(root).children.map(({ name }) => name);
    if (names.includes('item')) yield* names.slice(names.indexOf('item')).filter(name => name !== 'item');
  }),
  should('RSS Profile, "Character Data"', function* plainTextIsEncodedInHexadecimal({ source }) {
    const [channel = '', ...items] = withoutCdata(source).split('<item>');
    // Of descriptions only an item's may hold HTML.
    const plain = [channel.replaceAll('description>', 'title>'), ...items].join('');
    for (const [element, , content = ''] of plain.matchAll(PLAIN_ELEMENT))
      if (/&(?!#x(?:26|3C|3E);|(?:#13|#9|#10|quot);)/.test(content)) yield element;
  }),
  should('RSS Profile, "Character Data"', function* plainTextHasNoElements({ root }) {
    for (const { name, children } of everyElement(root)) if (PLAIN.includes(name) && children.length > 0) yield name;
  }),
  must('RSS Profile, "URL"', function* addressesAreWhole({ root }) {
    for (const { name, text: address } of everyElement(root))
      if (['link', 'url', 'docs', 'comments'].includes(name) && !isWebAddress(address)) yield `${name}: ${address}`;
  }),
  should('RSS Profile, "atom:link"', function* channelLinksToItself({ root, url }) {
    const links = all(channelOf(root), 'atom:link').map(({ attributes }) => attributes);
    const [self, ...more] = links.filter(({ rel }) => rel === 'self');
    if (self?.href !== url || self.type !== 'application/rss+xml' || more.length > 0) yield `${self?.href}`;
    for (const { href = '', type } of links)
      if (!isWebAddress(href) || (type !== undefined && !isMediaType(type))) yield `${href} ${type}`;
  }),
  should('RSS Profile, "guid"', function* noGuidIsThereTwice({ root }) {
    yield* repeated(itemsOf(root).map(item => text(item, 'guid') ?? ''));
  }),
  ...RSS_ITEM_RULES,
];

const PLAIN_ELEMENT = new RegExp(`<(${PLAIN.join('|')})(?: [^>]*)?>([^<]*)</`, 'g');
