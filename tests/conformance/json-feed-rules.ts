import { JSON_ITEM_RULES } from './json-item-rules.ts';
import { checkAuthors, type JsonDocument, listOf, textOf } from './json-parts.ts';
import { must, type Rule, should } from './rule.ts';
import { isBlank, isLanguage, isWebAddress, repeated } from './values.ts';

const KEYS = (
  'version title home_page_url feed_url description user_comment next_url icon favicon authors language ' +
  'expired hubs items'
).split(' ');

/** JSON Feed 1.1 (jsonfeed.org/version/1.1): the feed, and every item of it. */
export const JSON_FEED_RULES: readonly Rule<JsonDocument>[] = [
  must('RFC 8259, section 8.1', function* jsonHasNoByteOrderMark({ source }) {
    if (source.startsWith('\ufeff')) yield 'a byte order mark';
    if (!source.isWellFormed() || /\\u[dD][89a-fA-F][\da-fA-F]{2}/.test(source)) yield 'half a character';
  }),
  must('JSON Feed 1.1, "Top-level", version', function* isOfVersionOneOne({ feed }) {
    if (feed.version !== 'https://jsonfeed.org/version/1.1') yield String(feed.version);
  }),
  must('JSON Feed 1.1, "Top-level", title', function* jsonFeedHasATitle({ feed }) {
    if (isBlank(textOf(feed.title))) yield String(feed.title);
  }),
  must('JSON Feed 1.1, "Top-level", items', function* itemsAreAList({ feed }) {
    if (!Array.isArray(feed.items)) yield typeof feed.items;
  }),
  must('JSON Feed 1.1, "Extensions"', function* jsonFeedHasNoUnknownKey({ feed }) {
    for (const key of Object.keys(feed)) if (!KEYS.includes(key) && !/^_[a-z]/i.test(key)) yield key;
  }),
  must('JSON Feed 1.1, "Top-level"', function* jsonFeedAddressesAreWhole({ feed }) {
    for (const key of ['home_page_url', 'feed_url', 'next_url', 'icon', 'favicon'])
      if (feed[key] !== undefined && !isWebAddress(textOf(feed[key]))) yield `${key}: ${String(feed[key])}`;
  }),
  should('JSON Feed 1.1, "Top-level", feed_url', function* jsonFeedNamesItself({ feed, url }) {
    if (feed.feed_url !== url) yield String(feed.feed_url);
    if (feed.home_page_url === undefined) yield 'no home_page_url';
  }),
  must('JSON Feed 1.1, "Top-level", next_url', function* nextIsAnotherFeed({ feed }) {
    if (feed.next_url !== undefined && feed.next_url === feed.feed_url) yield textOf(feed.next_url);
  }),
  must('JSON Feed 1.1, "Top-level"', function* jsonFeedTextsAreTexts({ feed }) {
    for (const key of ['description', 'user_comment'])
      if (feed[key] !== undefined && isBlank(textOf(feed[key]))) yield `${key}: ${String(feed[key])}`;
    if (feed.expired !== undefined && typeof feed.expired !== 'boolean') yield 'expired';
  }),
  should('JSON Feed 1.1, "Top-level", language', function* jsonFeedNamesItsLanguage({ feed }) {
    if (!isLanguage(textOf(feed.language))) yield String(feed.language);
  }),
  must('JSON Feed 1.1, "Authors"', function* jsonFeedAuthorsSayWhoTheyAre({ feed }) {
    yield* checkAuthors(feed);
  }),
  must('JSON Feed 1.1, "Hubs"', function* hubsHaveTypeAndUrl({ feed }) {
    for (const hub of listOf(feed.hubs))
      if (isBlank(textOf(hub.type)) || !isWebAddress(textOf(hub.url))) yield JSON.stringify(hub);
  }),
  should('JSON Feed 1.1, "Changes"', function* oldAuthorIsGone({ feed }) {
    for (const holder of [feed, ...listOf(feed.items)]) if (holder.author !== undefined) yield 'author';
  }),
  must('JSON Feed 1.1, "Items", id', function* noIdIsThereTwice({ feed }) {
    yield* repeated(listOf(feed.items).map(({ id }) => String(id)));
  }),
  must('JSON Feed 1.1, "Top-level"', function* nothingIsNull({ feed }) {
    yield* nulls(feed, '');
  }),
  ...JSON_ITEM_RULES,
];

function* nulls(value: unknown, path: string): Generator<string> {
  if (value === null) yield path;
  else if (typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) yield* nulls(inner, `${path}/${key}`);
}
