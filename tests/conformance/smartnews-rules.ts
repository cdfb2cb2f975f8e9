import { all, type ParsedElement, text, texts } from '../core/feed/parsed-xml.ts';
import { channelOf, itemsOf, nameOf } from './rss-parts.ts';
import { must, type Rule, should, type XmlDocument } from './rule.ts';
import { isBlank, rfc822 } from './values.ts';

/**
 * SmartFormat Specification 2.1 and "Deleting Articles", as SmartNews tells publishers; beside the rules of RSS, which
 * it extends.
 */
export const SMARTNEWS_RULES: readonly Rule<XmlDocument>[] = [
  must('SmartFormat 2.1, "channel"', function* channelIsWholeForSmartNews({ root }) {
    const channel = channelOf(root);
    for (const name of ['title', 'link', 'description', 'language']) if (isBlank(text(channel, name) ?? '')) yield name;
    // The date of its newest article, where there is one.
    if (itemsOf(root).some(item => !isDeleted(item)) && rfc822(text(channel, 'pubDate') ?? '') === undefined)
      yield 'pubDate';
  }),
  must('SmartFormat 2.1, "item"', function* itemIsWholeForSmartNews({ root }) {
    for (const item of itemsOf(root))
      for (const name of isDeleted(item) ? NEEDED : [...NEEDED, 'content:encoded'])
        if (isBlank(text(item, name) ?? '')) yield `${nameOf(item)}: ${name}`;
  }),
  must('SmartNews for Publishers, "Deleting Articles"', function* statusIsOneThatIsKnown({ root }) {
    for (const item of itemsOf(root)) {
      const [status, ...more] = texts(item, 'media:status');
      if (more.length > 0 || (status !== undefined && !/^(?:active|deleted)$/.test(status)))
        yield `${nameOf(item)}: ${status}`;
    }
  }),
  should('SmartNews for Publishers, "Deleting Articles"', function* whatIsDeletedShowsNothing({ root }) {
    for (const item of itemsOf(root).filter(isDeleted)) {
      const shown = ['content:encoded', 'enclosure', 'media:content', 'media:thumbnail', 'category', 'dc:creator'];
      yield* shown.filter(name => all(item, name).length > 0).map(name => `${nameOf(item)}: ${name}`);
    }
  }),
  should('WebSub, section 4', function* namesNoHubThatIsNotTold({ root }) {
    for (const { attributes } of all(channelOf(root), 'atom:link'))
      if (attributes.rel === 'hub') yield `${attributes.href}`;
  }),
];

const NEEDED = ['title', 'link', 'guid', 'pubDate'];

function isDeleted(item: ParsedElement): boolean {
  return texts(item, 'media:status').includes('deleted');
}
