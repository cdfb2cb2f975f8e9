import {
  atomAll,
  atomText,
  checkAmounts,
  checkDate,
  checkLinks,
  checkPersons,
  checkTexts,
  type EntryInFeed,
} from './atom-parts.ts';
import { htmlText } from './html-text.ts';
import { must, type Rule, should } from './rule.ts';
import { isBlank, isIri, repeated, rfc3339 } from './values.ts';

/** RFC 4287, section 4.1.2 and what stands in an entry. */
export const ATOM_ENTRY_RULES: readonly Rule<EntryInFeed>[] = [
  must('RFC 4287, section 4.1.2', function* entryHasItsMetadata({ entry }) {
    yield* checkAmounts(entry, {
      one: ['id', 'title', 'updated'],
      most: ['content', 'published', 'rights', 'source', 'summary'],
      any: ['author', 'category', 'contributor', 'link'],
    });
  }),
  must('RFC 4287, section 4.1.2', function* entryLinksToEachAlternateOnce({ entry }) {
    const alternates = atomAll(entry, 'link').filter(
      ({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate',
    );
    yield* repeated(alternates.map(({ attributes }) => `${attributes.type} ${attributes.hreflang}`));
    if (alternates.length === 0) yield 'no alternate, which an entry without content must have';
  }),
  must('RFC 4287, section 4.1.3', function* contentSaysWhatItIs({ entry }) {
    for (const { attributes, children } of atomAll(entry, 'content')) {
      if (attributes.type !== 'html') yield `type="${attributes.type}"`;
      if (children.length > 0) yield 'elements in content that is escaped';
      if (attributes.src !== undefined) yield 'content that lies elsewhere';
    }
  }),
  should('RFC 4287, section 4.1.3.3', function* contentIsThereToBeShown({ entry }) {
    for (const { text } of atomAll(entry, 'content')) if (isBlank(text)) yield 'empty';
  }),
  must('RFC 4287, section 3.1', function* entryTextsAreTexts({ entry }) {
    yield* checkTexts(entry, ['title', 'summary', 'rights']);
  }),
  must('RFC 4287, section 3.1.1.1', function* titleSaysThatItIsText({ entry }) {
    for (const { attributes } of atomAll(entry, 'title')) if (attributes.type !== 'text') yield `${attributes.type}`;
  }),
  must('RFC 4287, section 3.2', function* entryPersonsHaveNames({ entry }) {
    yield* checkPersons(entry);
  }),
  should('RFC 4287, section 4.2.1', function* noAuthorIsThereTwice({ entry }) {
    yield* repeated(atomAll(entry, 'author').map(author => atomText(author, 'name')));
  }),
  must('RFC 4287, section 3.3', function* entryIsDated({ entry }) {
    yield* checkDate(entry, 'updated');
    yield* checkDate(entry, 'published');
    if (atomAll(entry, 'published').length === 0) yield 'no published';
  }),
  should('RFC 4287, sections 4.2.9 and 4.2.15', function* timeGoesForward({ entry, now }) {
    const [published = 0, updated = 0] = ['published', 'updated'].map(name => rfc3339(atomText(entry, name)) ?? 0);
    if (updated < published) yield 'updated before it was published';
    if (updated > now) yield 'updated in the future';
  }),
  must('RFC 4287, section 4.2.2', function* categoriesHaveTerms({ entry }) {
    for (const { attributes, children } of atomAll(entry, 'category')) {
      if (isBlank(attributes.term ?? '')) yield 'no term';
      if (attributes.label !== undefined && isBlank(attributes.label)) yield 'an empty label';
      if (attributes.scheme !== undefined && !isIri(attributes.scheme)) yield `scheme: ${attributes.scheme}`;
      if (children.length > 0) yield 'elements';
    }
  }),
  should('RFC 4287, section 4.2.2', function* noCategoryIsThereTwice({ entry }) {
    yield* repeated(atomAll(entry, 'category').map(({ attributes }) => `${attributes.scheme} ${attributes.term}`));
  }),
  must('RFC 4287, section 4.2.6', function* entryHasAnIriForId({ entry }) {
    if (!isIri(atomText(entry, 'id'))) yield atomText(entry, 'id');
  }),
  must('RFC 4287, section 4.2.7', function* entryLinksAreWhole({ entry }) {
    yield* checkLinks(entry);
  }),
  should('RFC 4287, section 4.2.7.2', function* enclosuresSayWhatTheyAre({ entry }) {
    for (const { attributes } of atomAll(entry, 'link'))
      if (attributes.rel === 'enclosure' && attributes.type === undefined) yield attributes.href ?? '';
  }),
  should('RFC 4287, section 4.2.13', function* summaryTellsSomethingElse({ entry }) {
    for (const { text } of atomAll(entry, 'summary')) {
      const same = [atomText(entry, 'title'), htmlText(atomText(entry, 'content'))];
      if (same.some(other => folded(other) === folded(text))) yield text;
    }
  }),
];

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
