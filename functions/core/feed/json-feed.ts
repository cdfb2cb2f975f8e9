import { type Extension, Feed as FeedPackage, type Item } from 'feed';
import { type Enclosure, secondsOf } from '../article/article.ts';
import type { BodyPart } from '../files/published-file.ts';
import type { Author } from '../site/site.ts';
import { formatInstant } from '../time/date.ts';
import { correctedHtml, correctedSummary } from './correction.ts';
import type { Entry, Feed } from './feed.ts';
import { allEnclosures, EntryMarkupCache, labels, named } from './feed-package.ts';

const [ITEMS, ITEMS_END] = ['    "items": [\n', '\n    ]\n}'];
const NO_ITEMS = '    "items": []\n}';

const laidOut = new EntryMarkupCache();

/**
 * JSON Feed 1.1 (jsonfeed.org/version/1.1). The `feed` package writes version 1; extensions put the newer keys over its
 * own.
 */
export function renderJsonFeed(feed: Feed): readonly BodyPart[] {
  const json = new FeedPackage({
    title: feed.title,
    link: feed.url,
    feedLinks: { json: feed.self.json },
    // Not shown in JSON, but without it the package would be free to read the clock.
    updated: new Date(feed.updated),
    ...(feed.description && { description: feed.description }),
    ...(feed.logo && { image: feed.logo }),
    ...(feed.icon && { favicon: feed.icon }),
  });
  const authors = named(feed.authors);
  json.extensions = extensions({
    version: 'https://jsonfeed.org/version/1.1',
    // The documents of the archive in turn, from the newest to the oldest.
    next_url: feed.history?.previous?.json,
    favicon: feed.icon || undefined,
    authors: authors.length > 0 ? authors.map(jsonAuthor) : undefined,
    language: feed.language,
    hubs: feed.hub ? [{ type: 'WebSub', url: feed.hub }] : undefined,
  });
  const withoutItems = json.json1();
  if (feed.entries.length === 0) return [withoutItems, '\n'];
  const items = laidOut.of(feed, entries => entries.map(entry => layOutItem(entry, feed)));
  return [
    withoutItems.slice(0, -NO_ITEMS.length),
    ...items.flatMap((item, at) => [at === 0 ? ITEMS : ',\n', item]),
    `${ITEMS_END}\n`,
  ];
}

/** In a feed of its own: where its text begins and ends can't be found among others, as it may hold anything. */
function layOutItem(entry: Entry, feed: Feed): string {
  const json = new FeedPackage({ title: '', updated: new Date(feed.updated) });
  json.addItem(makeItem(entry, feed));
  const text = json.json1();
  return text.slice(text.indexOf(ITEMS) + ITEMS.length, -ITEMS_END.length);
}

function makeItem(entry: Entry, feed: Feed): Item {
  const authors = named(entry.authors);
  const tags = labels(entry);
  const full = feed.content === 'full';
  return {
    id: entry.id,
    link: entry.url,
    title: entry.title,
    date: new Date(entry.updated),
    published: new Date(entry.published),
    // One of content_html and content_text must be there, even where an article has no text.
    ...(full && { content: correctedHtml(entry, feed) }),
    ...(entry.image && { image: entry.image.src }),
    extensions: extensions({
      content_text: full ? undefined : correctedSummary(entry, feed),
      summary: entry.summary || undefined,
      date_published: formatInstant(entry.published),
      date_modified: formatInstant(entry.updated),
      authors: authors.length > 0 ? authors.map(jsonAuthor) : undefined,
      tags: tags.length > 0 ? tags : undefined,
      language: entry.language === feed.language ? undefined : entry.language,
      attachments: entry.enclosure && allEnclosures(entry).map(attachment),
    }),
  };
}

/** Keys that the package does not know, or fills otherwise; those `undefined` are taken away where it wrote them. */
function extensions(keys: Readonly<Record<string, unknown>>): Extension[] {
  return (
    Object.entries(keys)
      .filter(([, value]) => value !== undefined)
      // The package's type has room for mappings only; it writes whatever it is given.
      .map(([name, objects]) => ({ name, objects: objects as Record<string, unknown> }))
  );
}

function jsonAuthor({ name, url, picture }: Author): object {
  return { name, ...(url && { url }), ...(picture && { avatar: picture }) };
}

function attachment(enclosure: Enclosure): object {
  const { url, type, length, title } = enclosure;
  const seconds = secondsOf(enclosure);
  return {
    url,
    mime_type: type,
    ...(title && { title }),
    ...(length > 0 && { size_in_bytes: length }),
    ...(seconds !== undefined && { duration_in_seconds: seconds }),
  };
}
