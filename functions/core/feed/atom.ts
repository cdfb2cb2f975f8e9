import { type Category, Feed as FeedPackage, type Item } from 'feed';
import type { Enclosure } from '../article/article.ts';
import type { BodyPart } from '../files/published-file.ts';
import { wordsOf } from '../html/canonical-html.ts';
import type { Author } from '../site/site.ts';
import { formatInstant } from '../time/date.ts';
import { correctedHtml, correctedSummary } from './correction.ts';
import type { Entry, Feed, Tombstone } from './feed.ts';
import {
  allEnclosures,
  EntryMarkupCache,
  EXTENSION_NAMESPACES,
  extensionElements,
  GENERATOR,
  itemsIn,
  linesAt,
  NAMESPACES,
  named,
  Placeholders,
  Skeletons,
} from './feed-package.ts';
import { HISTORY_NAMESPACE, historyElements, isArchive } from './history.ts';
import { atomLicense } from './rights-elements.ts';
import { emptyElement, escapeAttribute, inlineElement, textElement } from './xml.ts';

const [ENTRY, ENTRY_END] = ['    <entry>\n', '    </entry>\n'];
const FEED_END = '</feed>';

const laidOut = new EntryMarkupCache();
const skeletons = new Skeletons();

/** Stand in skeletons where dates are put. */
const [NO_UPDATE, NO_PUBLICATION] = [new Date(0), new Date(1)];

/**
 * Renders Atom 1.0 (RFC 4287). The `feed` package lays it out. Its fixed choices (titles and summaries as HTML, links
 * without a media type, no language) are corrected, and elements that it lacks are inserted.
 */
export function renderAtom(feed: Feed): readonly BodyPart[] {
  const placeholders = new Placeholders();
  const atom = new FeedPackage({
    id: placeholders.text(feed.id),
    title: placeholders.text(feed.title),
    updated: new Date(feed.updated),
    generator: GENERATOR,
    link: placeholders.text(feed.url),
    feed: placeholders.text(feed.self.atom),
    ...(feed.description && { description: placeholders.text(feed.description) }),
    ...(feed.hub && { hub: placeholders.text(feed.hub) }),
    ...(feed.logo && { image: placeholders.text(feed.logo) }),
    ...(feed.icon && { favicon: placeholders.text(feed.icon) }),
    ...(feed.rights && { copyright: placeholders.text(feed.rights) }),
  });
  return [
    placeholders.fill(adjust(atom.atom1(), feed, placeholders)).slice(0, -FEED_END.length),
    ...laidOut.of(feed, entries => entries.map(entry => layOutEntry(entry, feed))),
    `${linesAt(1, feed.withdrawn.map(deletedEntry))}${FEED_END}\n`,
  ];
}

/**
 * Corrects a skeleton. It contains only the package's own markup, tokens and dates, so no replacement can be part of a
 * value.
 */
function adjust(skeleton: string, feed: Feed, placeholders: Placeholders): string {
  const root =
    `<feed xmlns="${NAMESPACES.atom}"${extensionsOf(feed)}${EXTENSION_NAMESPACES} ` +
    `xml:lang="${placeholders.text(feed.language)}">`;
  const authors = named(feed.authors);
  // Entries may name no author, and then the feed must (RFC 4287, section 4.1.1).
  const persons = (authors.length > 0 ? authors : [{ name: feed.title }]).map(person);
  return skeleton
    .replace(/<feed [^<>]*>/, root)
    .replace(
      '    <link ',
      link =>
        placeholders.lines([...persons, ...historyElements(feed, 'atom'), ...atomLicense(feed.license)], 1) + link,
    )
    .replace('<link rel="alternate" ', '<link rel="alternate" type="text/html" ')
    .replace('<link rel="self" ', '<link rel="self" type="application/atom+xml" ')
    .replace('<title>', '<title type="text">')
    .replace('.000Z<', 'Z<');
}

/** Returns the namespaces of extensions, declared only where they are used: few feeds have either. */
function extensionsOf(feed: Feed): string {
  const history = isArchive(feed) ? ` xmlns:fh="${HISTORY_NAMESPACE}"` : '';
  return feed.withdrawn.length > 0 ? `${history} xmlns:at="${NAMESPACES.tombstones}"` : history;
}

function layOutEntry(entry: Entry, feed: Feed): string {
  const placeholders = new Placeholders();
  const dates = [entry.updated, entry.published].map(date => placeholders.text(formatInstant(date)));
  const skeleton = skeletons.of(makeItem(entry, feed, placeholders), item => {
    const atom = new FeedPackage({ title: '', updated: NO_UPDATE });
    atom.addItem(item);
    return adjustEntry(itemsIn(atom.atom1(), ENTRY, ENTRY_END)[0] ?? '', dates);
  });
  const { language } = entry;
  const start =
    language === feed.language ? ENTRY : ENTRY.replace('>', () => ` xml:lang="${escapeAttribute(language)}">`);
  return start + placeholders.fillParts(skeleton) + linesAt(2, moreOf(entry)) + ENTRY_END;
}

function adjustEntry(skeleton: string, [updated = '', published = '']: readonly string[]): string {
  return skeleton
    .replace(NO_UPDATE.toISOString(), updated)
    .replace(NO_PUBLICATION.toISOString(), published)
    .replaceAll('<title type="html">', '<title type="text">')
    .replaceAll('<summary type="html">', '<summary type="text">')
    .replaceAll('<link href=', '<link rel="alternate" href=');
}

function makeItem(entry: Entry, feed: Feed, placeholders: Placeholders): Item {
  const content = feed.content === 'full' ? correctedHtml(entry, feed) : '';
  const whole = content === '' ? correctedSummary(entry, feed) : entry.summary;
  const summary = tellsMore(entry.title, whole, content) ? whole : '';
  return {
    id: placeholders.text(entry.iri ?? entry.id),
    title: placeholders.text(entry.title),
    link: placeholders.text(entry.url),
    date: NO_UPDATE,
    published: NO_PUBLICATION,
    category: categories(entry, placeholders),
    author: named(entry.authors).map(({ name, email, url }) => ({
      name: placeholders.text(name),
      ...(email && { email: placeholders.text(email) }),
      ...(url && { link: placeholders.text(url) }),
    })),
    ...(summary && { description: placeholders.text(summary) }),
    ...(content && { content: placeholders.html(content) }),
  };
}

/** Renders the deletion of an entry (RFC 6721, section 3) that readers have as of `when` or before. */
function deletedEntry({ id, iri, when, reason }: Tombstone): string {
  const attributes = { ref: iri ?? id, when: formatInstant(when) };
  return reason === undefined
    ? emptyElement('at:deleted-entry', attributes)
    : inlineElement('at:deleted-entry', [textElement('at:comment', reason)], attributes);
}

/**
 * Returns true for a summary that adds to the title and the text. Any other is better left out (RFC 4287, section
 * 4.2.13). White space adds nothing, of whatever kind: what parts words in a text may be a picture.
 */
function tellsMore(title: string, summary: string, html: string): boolean {
  if (summary === title) return false;
  if (html === '') return true;
  // The text before a tag's end begins the whole text, so mostly little of it has to be examined.
  const head = html.slice(0, html.lastIndexOf('>', 2 * summary.length + 200) + 1);
  return hasMoreThan(wordsOf(head), summary.length) || withoutSpace(wordsOf(html)) !== withoutSpace(summary);
}

/** Returns whether a text has more characters than `most` that are not white space. Spaces beyond ASCII count. */
function hasMoreThan(text: string, most: number): boolean {
  let count = 0;
  for (let at = 0; at < text.length && count <= most; at++) if (text.charCodeAt(at) > SPACE) count += 1;
  return count > most;
}

const SPACE = 0x20;

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Returns categories: a category's term is its slug, a tag's is the tag itself; each label once. */
function categories(entry: Entry, placeholders: Placeholders): Category[] {
  const terms = new Map<string, string>();
  for (const { title, slug } of entry.categories) if (!terms.has(title)) terms.set(title, slug);
  for (const tag of entry.tags) if (!terms.has(tag)) terms.set(tag, tag);
  return [...terms]
    .filter(([label, term]) => label !== '' && term !== '')
    .map(([label, term]) => ({ name: placeholders.text(label), term: placeholders.text(term) }));
}

/** Returns the elements that the package lacks, or whose media type it fixes. */
function moreOf(entry: Entry): readonly string[] {
  return [...allEnclosures(entry).map(enclosureLink), ...extensionElements(entry), ...atomLicense(entry.license)];
}

function enclosureLink({ url, type, length, title }: Enclosure): string {
  return emptyElement('link', {
    rel: 'enclosure',
    type,
    length: length > 0 ? length : undefined,
    href: url,
    title: title || undefined,
  });
}

/** Renders an author. The package writes one author of the feed; a newsroom may have several. */
function person({ name, email, url }: Author): string {
  return inlineElement('author', [
    textElement('name', name),
    email ? textElement('email', email) : undefined,
    url ? textElement('uri', url) : undefined,
  ]);
}
