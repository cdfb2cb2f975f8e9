import { all, type ParsedElement, text, texts } from '../core/feed/parsed-xml.ts';
import { itemsOf, nameOf, oftenerThanOnce, unknownIn } from './rss-parts.ts';
import { type Findings, must, type Rule, should, type XmlDocument } from './rule.ts';
import { isBlank, isMediaType, isWebAddress, repeated, rfc822 } from './values.ts';

const ONCE = 'title link description author comments enclosure guid pubDate source'.split(' ');

/** Items of RSS 2.0.11, and what the Best Practices Profile asks of them. */
export const RSS_ITEM_RULES: readonly Rule<XmlDocument>[] = [
  must('RSS 2.0, "Elements of <item>"', function* itemHasATitle(document) {
    yield* each(document, function* (item) {
      if (isBlank(text(item, 'title') ?? '')) yield 'no title';
    });
  }),
  must('RSS 2.0, "Elements of <item>"', function* itemHasEachElementOnce(document) {
    yield* each(document, function* (item) {
      yield* oftenerThanOnce(item, ONCE);
      yield* unknownIn(item, [...ONCE, 'category']);
    });
  }),
  should('RSS Profile, "description"', function* itemHasADescription(document) {
    yield* each(document, function* (item) {
      const described = text(item, 'description') ?? '';
      if (isBlank(described) && all(item, 'content:encoded').length > 0) yield 'content:encoded without description';
    });
  }),
  should('RSS Profile, "link"', function* itemHasALink(document) {
    yield* each(document, function* (item) {
      if (all(item, 'link').length !== 1) yield 'no link';
    });
  }),
  should('RSS Profile, "guid"', function* itemHasAGuid(document) {
    yield* each(document, function* (item) {
      if (isBlank(text(item, 'guid') ?? '')) yield 'no guid';
    });
  }),
  must('RSS 2.0, "<guid> sub-element"', function* permanentLinksAreAddresses(document) {
    yield* each(document, function* (item) {
      for (const { attributes, text: guid } of all(item, 'guid')) {
        const { isPermaLink = 'true' } = attributes;
        if (isPermaLink !== 'true' && isPermaLink !== 'false') yield isPermaLink;
        if (isPermaLink === 'true' && !isWebAddress(guid)) yield guid;
      }
    });
  }),
  must('RSS 2.0, "<pubDate> sub-element"', function* itemIsDated(document) {
    yield* each(document, function* (item) {
      const date = text(item, 'pubDate') ?? '';
      const read = rfc822(date);
      if (read === undefined || read > document.now) yield date;
    });
  }),
  must('RSS 2.0, "<category> sub-element"', function* categoriesHaveNames(document) {
    yield* each(document, function* (item) {
      for (const name of texts(item, 'category')) if (isBlank(name)) yield 'an empty category';
      yield* repeated(texts(item, 'category'));
    });
  }),
  must('RSS 2.0, "<enclosure> sub-element"', function* enclosureHasUrlLengthAndType(document) {
    yield* each(document, function* (item) {
      for (const { attributes, children, text: content } of all(item, 'enclosure')) {
        const { url = '', length = '', type = '' } = attributes;
        if (!isWebAddress(url)) yield `url: ${url}`;
        if (!/^\d+$/.test(length)) yield `length: ${length}`;
        if (!isMediaType(type)) yield `type: ${type}`;
        if (children.length > 0 || content !== '') yield 'it is not empty';
      }
    });
  }),
  must('RSS 2.0, "<author> sub-element"', function* authorsHaveMailAddresses(document) {
    yield* each(document, function* (item) {
      for (const author of texts(item, 'author')) if (!/^[^\s@]+@[^\s@]+ \(.+\)$/.test(author)) yield author;
    });
  }),
  should('RSS Profile, "content:encoded"', function* descriptionComesBeforeContent(document) {
    yield* each(document, function* (item) {
      const names = item.children.map(({ name }) => name);
      const [description, content] = [names.indexOf('description'), names.indexOf('content:encoded')];
      if (content !== -1 && description > content) yield 'content:encoded comes first';
      if (names.filter(name => name === 'content:encoded').length > 1) yield 'two content:encoded';
    });
  }),
  should('RSS Profile, "dc:creator"', function* creatorsHaveNames(document) {
    yield* each(document, function* (item) {
      for (const name of texts(item, 'dc:creator')) if (isBlank(name)) yield 'an empty dc:creator';
      yield* repeated(texts(item, 'dc:creator'));
      if (all(item, 'author').length > 0 && all(item, 'dc:creator').length > 0) yield 'author and dc:creator';
    });
  }),
];

function* each({ root }: XmlDocument, check: (item: ParsedElement) => Findings): Findings {
  for (const item of itemsOf(root)) for (const found of check(item)) yield `${nameOf(item)}: ${found}`;
}
