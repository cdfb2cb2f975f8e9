import type { ParsedElement } from '../core/feed/parsed-xml.ts';
import { ATOM } from './atom-parts.ts';
import { must, type Rule, should, type XmlDocument } from './rule.ts';
import { isBlank, isWebAddress, repeated } from './values.ts';
import { everyElement } from './xml-rules.ts';

const HISTORY = 'http://purl.org/syndication/history/1.0';
const RELATIONS = ['current', 'prev-archive', 'next-archive'];

/** RFC 5005, "Feed Paging and Archiving": a feed of Atom, or of RSS (appendix B), and the documents of its archive. */
export const HISTORY_RULES: readonly Rule<XmlDocument>[] = [
  must('RFC 5005, sections 2 and 4', function* historyHasNoSuchElement({ root }) {
    const ofFeed = new Set(feedOf(root).children);
    for (const element of everyElement(root)) {
      if (element.uri !== HISTORY) continue;
      if (element.local !== 'archive' || !ofFeed.has(element)) yield element.name;
      if (!isBlank(element.text) || element.children.length > 0) yield `${element.name} is not empty`;
    }
  }),
  must('RFC 5005, section 4', function* archiveSaysSoOnce({ root }) {
    if (marks(root).length > 1) yield `${marks(root).length} fh:archive`;
  }),
  must('RFC 5005, section 4', function* neighboursAreNamedOnce({ root }) {
    yield* repeated(links(root).map(({ attributes }) => attributes.rel ?? ''));
    for (const { attributes } of links(root)) if (!isWebAddress(attributes.href ?? '')) yield `${attributes.href}`;
  }),
  should('RFC 5005, section 4', function* archiveLeadsToItsFeed({ root, url }) {
    const [mark, current] = [marks(root).length > 0, hrefOf(root, 'current')];
    if (mark && (current === undefined || current === url)) yield `current: ${current}`;
    if (!mark && (current !== undefined || hrefOf(root, 'next-archive') !== undefined)) yield 'no fh:archive';
  }),
  should('RFC 5005, section 4.1', function* noDocumentIsItsOwnNeighbour({ root, url }) {
    const hrefs = RELATIONS.flatMap(relation => hrefOf(root, relation) ?? []);
    yield* repeated([url, ...hrefs.filter(href => href !== hrefOf(root, 'current'))]);
  }),
];

function feedOf(root: ParsedElement): ParsedElement {
  return root.uri === ATOM ? root : (root.children.find(({ name }) => name === 'channel') ?? root);
}

function marks(root: ParsedElement): readonly ParsedElement[] {
  return feedOf(root).children.filter(({ uri, local }) => uri === HISTORY && local === 'archive');
}

function links(root: ParsedElement): readonly ParsedElement[] {
  return feedOf(root).children.filter(
    ({ uri, local, attributes }) => uri === ATOM && local === 'link' && RELATIONS.includes(attributes.rel ?? ''),
  );
}

function hrefOf(root: ParsedElement, relation: string): string | undefined {
  return links(root).find(({ attributes }) => attributes.rel === relation)?.attributes.href;
}
