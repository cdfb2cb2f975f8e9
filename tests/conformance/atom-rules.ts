import type { ParsedElement } from '../core/feed/parsed-xml.ts';
import { ATOM_ENTRY_RULES } from './atom-entry-rules.ts';
import {
  ATOM,
  atomAll,
  atomText,
  checkAmounts,
  checkDate,
  checkLinks,
  checkPersons,
  checkTexts,
  type EntryInFeed,
} from './atom-parts.ts';
import { type Findings, must, type Rule, should, type XmlDocument } from './rule.ts';
import { isBlank, isIri, isWebAddress, repeated, rfc3339 } from './values.ts';
import { everyElement } from './xml-rules.ts';

const METADATA = 'author category contributor generator icon id link logo rights subtitle title updated'.split(' ');

/** RFC 4287, "The Atom Syndication Format": the feed, and through `eachEntry` every entry of it. */
export const ATOM_RULES: readonly Rule<XmlDocument>[] = [
  must('RFC 4287, section 2', function* isAnAtomFeed({ root }) {
    if (root.uri !== ATOM || root.local !== 'feed') yield `${root.name} of ${root.uri}`;
  }),
  must('RFC 4287, section 4.1.1', function* feedHasItsMetadata({ root }) {
    yield* checkAmounts(root, {
      one: ['id', 'title', 'updated'],
      most: ['generator', 'icon', 'logo', 'rights', 'subtitle'],
      any: ['author', 'category', 'contributor', 'link', 'entry'],
    });
  }),
  must('RFC 4287, section 4.1.1 (schema)', function* feedTellsOfItselfFirst({ root }) {
    const names = root.children.map(({ uri, local }) => (uri === ATOM ? local : ''));
    const first = names.indexOf('entry');
    if (first !== -1) yield* names.slice(first).filter(name => METADATA.includes(name));
  }),
  must('RFC 4287, section 4.1.1', function* someoneWroteIt({ root }) {
    if (atomAll(root, 'author').length > 0) return;
    const orphans = atomAll(root, 'entry').filter(entry => atomAll(entry, 'author').length === 0);
    if (orphans.length > 0 || atomAll(root, 'entry').length === 0) yield 'no author of the feed, nor of each entry';
  }),
  must('RFC 4287, section 4.1.1', function* feedLinksToEachAlternateOnce({ root }) {
    yield* checkAlternates(root);
  }),
  should('RFC 4287, section 4.1.1', function* feedLinksToItself({ root, url }) {
    const selves = atomAll(root, 'link').filter(({ attributes }) => attributes.rel === 'self');
    if (selves.length !== 1 || selves[0]?.attributes.href !== url) yield `self: ${selves[0]?.attributes.href}`;
    if (selves[0] && selves[0].attributes.type !== 'application/atom+xml') yield `${selves[0].attributes.type}`;
  }),
  must('RFC 4287, section 4.1.1', function* noEntryIsThereTwice({ root }) {
    yield* repeated(atomAll(root, 'entry').map(entry => atomText(entry, 'id')));
  }),
  must('RFC 4287, section 3.1', function* feedTextsAreTexts({ root }) {
    yield* checkTexts(root, ['title', 'subtitle', 'rights']);
  }),
  must('RFC 4287, section 3.2', function* feedPersonsHaveNames({ root }) {
    yield* checkPersons(root);
  }),
  must('RFC 4287, section 3.3', function* feedIsDated({ root }) {
    yield* checkDate(root, 'updated');
  }),
  must('RFC 4287, section 4.2.4', function* generatorHasAName({ root }) {
    for (const { text, attributes } of atomAll(root, 'generator'))
      if (isBlank(text) || (attributes.uri !== undefined && !isIri(attributes.uri))) yield attributes.uri ?? 'no name';
  }),
  must('RFC 4287, sections 4.2.5 and 4.2.8', function* picturesHaveAddresses({ root }) {
    for (const { name, text } of [...atomAll(root, 'icon'), ...atomAll(root, 'logo')])
      if (!isWebAddress(text)) yield `${name}: ${text}`;
  }),
  must('RFC 4287, section 4.2.6', function* feedHasAnIriForId({ root }) {
    if (!isIri(atomText(root, 'id'))) yield atomText(root, 'id');
  }),
  must('RFC 4287, section 4.2.7', function* feedLinksAreWhole({ root }) {
    yield* checkLinks(root);
  }),
  should('RFC 4287, section 4.2.15', function* feedChangedWithItsNewestEntry({ root, now }) {
    const feed = rfc3339(atomText(root, 'updated')) ?? 0;
    for (const entry of atomAll(root, 'entry'))
      if ((rfc3339(atomText(entry, 'updated')) ?? 0) > feed) yield atomText(entry, 'updated');
    if (feed > now) yield 'the feed changed in the future';
  }),
  must('RFC 4287, section 6.2', function* atomHasNoSuchElement({ root }) {
    for (const { uri, local } of everyElement(root)) if (uri === ATOM && !KNOWN.has(local)) yield local;
  }),
  must('RFC 4287, section 6.4', function* extensionsAreOfAnotherNamespace({ root }) {
    for (const { uri, name } of everyElement(root)) if (uri === '') yield name;
  }),
  ...ATOM_ENTRY_RULES.map(eachEntry),
];

const KNOWN: ReadonlySet<string> = new Set([
  ...METADATA,
  ...'feed entry content published source summary name uri email'.split(' '),
]);

/** A rule for one entry as one for every entry of a feed. It keeps its name. */
function eachEntry({ section, severity, check }: Rule<EntryInFeed>): Rule<XmlDocument> {
  const each = function* (document: XmlDocument): Findings {
    for (const entry of atomAll(document.root, 'entry')) {
      for (const found of check({ entry, now: document.now })) yield `${atomText(entry, 'id')}: ${found}`;
    }
  };
  return { section, severity, check: Object.defineProperty(each, 'name', { value: check.name }) };
}

function* checkAlternates(element: ParsedElement): Findings {
  const alternates = atomAll(element, 'link').filter(
    ({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate',
  );
  yield* repeated(alternates.map(({ attributes }) => `${attributes.type} ${attributes.hreflang}`));
  if (alternates.length === 0) yield 'no alternate';
}
