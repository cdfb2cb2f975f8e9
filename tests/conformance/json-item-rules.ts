import { checkAuthors, type Fields, type JsonDocument, listOf, textOf } from './json-parts.ts';
import { type Findings, must, type Rule, should } from './rule.ts';
import { isBlank, isLanguage, isMediaType, isWebAddress, repeated, rfc3339 } from './values.ts';

const KEYS = (
  'id url external_url title content_html content_text summary image banner_image date_published ' +
  'date_modified authors tags language ' +
  'attachments'
).split(' ');

/** JSON Feed 1.1, "Items" and "Attachments". */
export const JSON_ITEM_RULES: readonly Rule<JsonDocument>[] = [
  must('JSON Feed 1.1, "Items", id', function* itemHasAnId(document) {
    yield* each(document, function* ({ id }) {
      if (isBlank(textOf(id))) yield JSON.stringify(id);
    });
  }),
  must('JSON Feed 1.1, "Items", content_html', function* itemHasContent(document) {
    yield* each(document, function* ({ content_html, content_text }) {
      if (content_html === undefined && content_text === undefined) yield 'neither content_html nor content_text';
      for (const content of [content_html, content_text])
        if (content !== undefined && typeof content !== 'string') yield typeof content;
    });
  }),
  must('JSON Feed 1.1, "Extensions"', function* itemHasNoUnknownKey(document) {
    yield* each(document, function* (item) {
      for (const key of Object.keys(item)) if (!KEYS.includes(key) && !/^_[a-z]/i.test(key)) yield key;
    });
  }),
  must('JSON Feed 1.1, "Items"', function* itemAddressesAreWhole(document) {
    yield* each(document, function* (item) {
      for (const key of ['url', 'external_url', 'image', 'banner_image'])
        if (item[key] !== undefined && !isWebAddress(textOf(item[key]))) yield `${key}: ${String(item[key])}`;
      if (item.url === undefined) yield 'no url';
    });
  }),
  must('JSON Feed 1.1, "Items"', function* itemTextsAreTexts(document) {
    yield* each(document, function* (item) {
      for (const key of ['title', 'summary'])
        if (item[key] !== undefined && isBlank(textOf(item[key]))) yield `${key}: ${String(item[key])}`;
    });
  }),
  must('JSON Feed 1.1, "Items", date_published', function* jsonItemIsDated(document) {
    yield* each(document, function* ({ date_published, date_modified }) {
      const [published, modified] = [date_published, date_modified].map(date => rfc3339(textOf(date)));
      if (published === undefined || published > document.now) yield `date_published: ${String(date_published)}`;
      if (date_modified !== undefined && (modified === undefined || modified > document.now)) yield 'date_modified';
      if ((modified ?? 0) < (published ?? 0)) yield 'modified before it was published';
    });
  }),
  must('JSON Feed 1.1, "Authors"', function* itemAuthorsSayWhoTheyAre(document) {
    yield* each(document, function* (item) {
      yield* checkAuthors(item);
    });
  }),
  must('JSON Feed 1.1, "Items", tags', function* tagsAreTexts(document) {
    yield* each(document, function* ({ tags = [] }) {
      const list: readonly unknown[] = Array.isArray(tags) ? tags : [undefined];
      for (const tag of list) if (isBlank(textOf(tag))) yield JSON.stringify(tags);
      yield* repeated(list).map(String);
    });
  }),
  must('JSON Feed 1.1, "Items", language', function* itemNamesItsLanguage(document) {
    yield* each(document, function* ({ language }) {
      if (language !== undefined && !isLanguage(textOf(language))) yield String(language);
    });
  }),
  must('JSON Feed 1.1, "Attachments"', function* attachmentsHaveUrlAndType(document) {
    yield* each(document, function* ({ attachments }) {
      for (const { url, mime_type, title, size_in_bytes = 0, duration_in_seconds = 0 } of listOf(attachments)) {
        if (!isWebAddress(textOf(url))) yield `url: ${String(url)}`;
        if (!isMediaType(textOf(mime_type))) yield `mime_type: ${String(mime_type)}`;
        if (title !== undefined && isBlank(textOf(title))) yield 'an empty title';
        if (![size_in_bytes, duration_in_seconds].every(Number.isFinite)) yield 'a size that is no number';
      }
    });
  }),
  should('JSON Feed 1.1, "Items", summary', function* jsonItemHasATitle(document) {
    yield* each(document, function* ({ title }) {
      if (title === undefined) yield 'no title';
    });
  }),
];

function* each({ feed }: JsonDocument, check: (item: Fields) => Findings): Findings {
  for (const item of listOf(feed.items)) for (const found of check(item)) yield `${String(item.id)}: ${found}`;
}
