import type { ParsedElement } from '../core/feed/parsed-xml.ts';
import { ATOM, atomAll, atomText, checkAmounts } from './atom-parts.ts';
import { must, type Rule, should, type XmlDocument } from './rule.ts';
import { isBlank, isIri, repeated, rfc3339 } from './values.ts';
import { everyElement } from './xml-rules.ts';

const TOMBSTONES = 'http://purl.org/atompub/tombstones/1.0';

/** RFC 6721, "The Atom deleted-entry Element": what a feed says of entries that are to be forgotten. */
export const TOMBSTONE_RULES: readonly Rule<XmlDocument>[] = [
  must('RFC 6721, section 3', function* deletedEntriesStandInTheFeed({ root }) {
    const inFeed = new Set(deletedEntries(root));
    for (const element of everyElement(root))
      if (element.uri === TOMBSTONES && element.local === 'deleted-entry' && !inFeed.has(element)) yield element.name;
  }),
  must('RFC 6721, sections 2 and 3', function* tombstonesHaveNoSuchElement({ root }) {
    const told = new Set(deletedEntries(root).flatMap(({ children }) => children));
    for (const element of everyElement(root)) {
      if (element.uri !== TOMBSTONES && !/tombstones/i.test(element.uri)) continue;
      const isKnown = element.uri === TOMBSTONES && ['deleted-entry', 'by', 'comment'].includes(element.local);
      if (!isKnown || (element.local !== 'deleted-entry' && !told.has(element)))
        yield `${element.name} of ${element.uri}`;
    }
  }),
  must('RFC 6721, section 3, "ref"', function* deletedEntryNamesAnId({ root }) {
    for (const { attributes } of deletedEntries(root)) if (!isIri(attributes.ref ?? '')) yield `${attributes.ref}`;
  }),
  must('RFC 6721, section 3, "when"', function* deletedEntryIsDated({ root }) {
    for (const { attributes } of deletedEntries(root))
      if (rfc3339(attributes.when ?? '') === undefined) yield `${attributes.when}`;
  }),
  should('RFC 6721, section 3, "when"', function* nothingIsDeletedInTheFuture({ root, now }) {
    for (const { attributes } of deletedEntries(root))
      if ((rfc3339(attributes.when ?? '') ?? 0) > now) yield `${attributes.when}`;
  }),
  must('RFC 6721, section 3', function* noDeletedEntryIsThereTwice({ root }) {
    yield* repeated(deletedEntries(root).map(({ attributes }) => `${attributes.ref} ${attributes.when}`));
  }),
  must('RFC 6721, section 3 (schema)', function* deletedEntryHasEachElementOnce({ root }) {
    for (const deleted of deletedEntries(root)) {
      for (const name of ['by', 'comment'])
        if (tombstoneAll(deleted, name).length > 1) yield `${name} of ${nameOf(deleted)}`;
      yield* checkAmounts(deleted, { one: [], most: ['source'], any: ['link'] });
      if (!isBlank(deleted.text)) yield `text: ${deleted.text}`;
    }
  }),
  must('RFC 6721, section 3, "at:comment"', function* commentIsText({ root }) {
    for (const { attributes, children, text } of deletedEntries(root).flatMap(one => tombstoneAll(one, 'comment')))
      if ((attributes.type ?? 'text') !== 'text' || children.length > 0 || isBlank(text)) yield text;
  }),
  must('RFC 6721, section 3, "at:by"', function* whoeverDeletedHasAName({ root }) {
    for (const by of deletedEntries(root).flatMap(one => tombstoneAll(one, 'by')))
      if (isBlank(atomText(by, 'name'))) yield 'no name';
  }),
  should('RFC 6721, section 3', function* whatIsDeletedIsNoEntry({ root }) {
    const entries = new Set(atomAll(root, 'entry').map(entry => atomText(entry, 'id')));
    for (const deleted of deletedEntries(root)) if (entries.has(nameOf(deleted))) yield nameOf(deleted);
  }),
];

function deletedEntries(root: ParsedElement): readonly ParsedElement[] {
  return root.uri === ATOM && root.local === 'feed' ? tombstoneAll(root, 'deleted-entry') : [];
}

function tombstoneAll(element: ParsedElement, name: string): readonly ParsedElement[] {
  return element.children.filter(({ uri, local }) => uri === TOMBSTONES && local === name);
}

function nameOf({ attributes }: ParsedElement): string {
  return attributes.ref ?? 'an entry without a name';
}
