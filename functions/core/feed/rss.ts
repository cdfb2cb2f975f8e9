import { Feed as FeedPackage, type Item } from 'feed';
import type { BodyPart } from '../files/published-file.ts';
import { channelElements, itemElements, PODCAST_NAMESPACES } from '../podcast/podcast-elements.ts';
import { formatInstant, formatRfc822 } from '../time/date.ts';
import { correctedHtml, correctedSummary, entryMarkdown } from './correction.ts';
import type { Entry, Feed } from './feed.ts';
import {
  EntryMarkupCache,
  EXTENSION_NAMESPACES,
  extensionElements,
  GENERATOR,
  itemsIn,
  labels,
  linesAt,
  NAMESPACES,
  named,
  Placeholders,
  Skeletons,
} from './feed-package.ts';
import { HISTORY_NAMESPACE, historyElements, isArchive } from './history.ts';
import { mediaElement } from './media-elements.ts';
import { itemRights, rightsNamespaces, rssLicense } from './rights-elements.ts';
import { cdata, escapeText, textElement } from './xml.ts';

/** Namespace of `source:markdown`. */
const SOURCE_NAMESPACE = 'http://source.scripting.com/';

const ROOT =
  `<rss version="2.0" xmlns:atom="${NAMESPACES.atom}" xmlns:content="${NAMESPACES.content}"` +
  ` xmlns:dc="${NAMESPACES.dc}"${EXTENSION_NAMESPACES}>`;

const [ITEM, ITEM_END] = ['        <item>\n', '        </item>\n'];
const CHANNEL_END = '    </channel>\n</rss>';

const laidOut = new EntryMarkupCache();
const skeletons = new Skeletons();

/** Stands in skeletons where a date is put. */
const NO_DATE = new Date(0);

/** Text that HTML reads as markup. A `<` or `&` that stands alone is read as text. */
const MARKUP_IN_TEXT = /<[a-z/!?]|&[a-z#]/i;

/**
 * RSS 2.0, after the RSS Advisory Board's specification 2.0.11 and its Best Practices Profile. `items` are further
 * ones, each an element, that come last.
 */
export function renderRss(feed: Feed, items: readonly string[] = []): readonly BodyPart[] {
  const placeholders = new Placeholders();
  const rss = new FeedPackage({
    title: placeholders.plain(feed.title),
    link: placeholders.text(feed.url),
    description: placeholders.plain(feed.description),
    language: placeholders.text(feed.language),
    updated: new Date(feed.updated),
    generator: GENERATOR,
    docs: 'https://www.rssboard.org/rss-specification',
    feed: placeholders.text(feed.self.rss),
    ...(feed.rights && { copyright: placeholders.plain(feed.rights) }),
    ...(feed.logo && { image: placeholders.text(feed.logo) }),
    ...(feed.hub && { hub: placeholders.text(feed.hub) }),
  });
  const skeleton = rss.rss2().replace(/<rss [^<>]*>/, rootOf(feed));
  const head = placeholders.fill(withPubDate(skeleton, feed)).slice(0, -CHANNEL_END.length);
  return [
    head + linesAt(2, [...historyElements(feed, 'rss'), ...rssLicense(feed.license), ...channelElements(feed)]),
    ...laidOut.of(feed, entries => entries.map(entry => layOutItem(entry, feed))),
    `${linesAt(2, items)}${CHANNEL_END}\n`,
  ];
}

/** Namespaces that few feeds use are declared where they do. */
function rootOf(feed: Feed): string {
  const history = isArchive(feed) ? ` xmlns:fh="${HISTORY_NAMESPACE}"` : '';
  const source = feed.markdown ? ` xmlns:source="${SOURCE_NAMESPACE}"` : '';
  const podcast = feed.podcast ? PODCAST_NAMESPACES : '';
  const more = rightsNamespaces(feed) + source + podcast + history;
  return more === '' ? ROOT : ROOT.replace('>', `${more}>`);
}

function layOutItem(entry: Entry, feed: Feed): string {
  const placeholders = new Placeholders();
  const pubDate = placeholders.text(formatRfc822(entry.published));
  const skeleton = skeletons.of(makeItem(entry, feed, placeholders), item => {
    const rss = new FeedPackage({ title: '', updated: NO_DATE });
    rss.addItem(item);
    return (itemsIn(rss.rss2(), ITEM, ITEM_END)[0] ?? '').replace(NO_DATE.toUTCString(), pubDate);
  });
  return ITEM + placeholders.fillParts(skeleton) + linesAt(3, moreOf(entry, feed)) + ITEM_END;
}

/**
 * Adds `pubDate`: the instant at which the newest entry was published, not that of the last change. SmartNews rejects a
 * channel without it.
 */
function withPubDate(skeleton: string, { entries }: Feed): string {
  if (entries.length === 0) return skeleton;
  const newest = entries.reduce((latest, { published }) => Math.max(latest, published), 0);
  const end = '</lastBuildDate>';
  return skeleton.replace(end, `${end}\n        ${textElement('pubDate', formatRfc822(newest))}`);
}

function makeItem(entry: Entry, feed: Feed, placeholders: Placeholders): Item {
  const content = feed.content === 'full' ? correctedHtml(entry, feed) : '';
  const summary = feed.content === 'full' ? entry.summary : correctedSummary(entry, feed);
  // A validator wants `description` wherever there is `content:encoded`; an article without words has no other.
  const description = summary === '' ? content : textAsHtml(summary);
  const { enclosure } = entry;
  return {
    title: placeholders.plain(entry.title),
    link: placeholders.text(entry.url),
    guid: placeholders.text(entry.id),
    date: NO_DATE,
    category: labels(entry).map(name => ({ name: placeholders.plain(name) })),
    ...(description && { description: placeholders.text(description) }),
    ...(content && { content: placeholders.html(content) }),
    ...(enclosure && {
      enclosure: {
        url: placeholders.text(enclosure.url),
        length: enclosure.length,
        type: placeholders.text(enclosure.type),
      },
    }),
    ...(entry.id === entry.url && {
      extensions: [
        { name: 'guid', objects: { _text: placeholders.text(entry.id), _attributes: { isPermaLink: true } } },
      ],
    }),
  };
}

/** Returns the elements that the package lacks. */
function moreOf(entry: Entry, feed: Feed): readonly string[] {
  return [
    ...named(entry.authors).map(({ name }) => textElement('dc:creator', name)),
    ...(entry.language !== feed.language ? [textElement('dc:language', entry.language)] : []),
    ...(entry.updated !== entry.published ? [textElement('atom:updated', formatInstant(entry.updated))] : []),
    // Applications for podcasts take it for another file of the episode.
    ...(entry.image && !feed.podcast ? [mediaElement(entry.image)] : []),
    ...extensionElements(entry),
    ...itemRights(entry, feed),
    ...(feed.podcast ? itemElements(entry) : []),
    ...(feed.markdown ? markdownElements(entry, feed) : []),
  ];
}

/** Returns the article in Markdown, for readers that write as well as read (http://source.scripting.com/). */
function markdownElements(entry: Entry, feed: Feed): readonly string[] {
  const markdown = entryMarkdown(entry, feed);
  return markdown === '' ? [] : [`<source:markdown>${cdata(markdown)}</source:markdown>`];
}

/**
 * A summary as the HTML that `description` holds (RSS 2.0, `description`: entity-encoded HTML is allowed). It is
 * encoded only where HTML would read it as something else, so that `A & B` is the same for a reader that takes it for
 * plain text.
 */
function textAsHtml(text: string): string {
  return MARKUP_IN_TEXT.test(text) ? escapeText(text) : text;
}
