import { all, type ParsedElement, text } from '../core/feed/parsed-xml.ts';
import { must, type Rule, should, type XmlDocument } from './rule.ts';
import { isBlank, isLanguage, isWebAddress, repeated, rfc822 } from './values.ts';

const HEAD = (
  'title dateCreated dateModified ownerName ownerEmail ownerId docs expansionState vertScrollState ' +
  'windowTop windowLeft ' +
  'windowBottom windowRight'
).split(' ');
const OUTLINE =
  'text type isComment isBreakpoint created category xmlUrl htmlUrl description language title version url'.split(' ');

/** OPML 2.0 (opml.org/spec2.opml), and what it asks of a subscription list. */
export const OPML_RULES: readonly Rule<XmlDocument>[] = [
  must('OPML 2.0, "What is an <opml>?"', function* isOpmlOfVersionTwo({ root }) {
    if (root.name !== 'opml' || root.attributes.version !== '2.0') yield `${root.name} ${root.attributes.version}`;
  }),
  must('OPML 2.0, "What is an <opml>?"', function* hasHeadThenBody({ root }) {
    const names = root.children.map(({ name }) => name).join(' ');
    if (names !== 'head body') yield names;
  }),
  must('OPML 2.0, "What is a <head>?"', function* headHasKnownElementsOnce({ root }) {
    const names = all(root, 'head').flatMap(({ children }) => children.map(({ name }) => name));
    yield* names.filter(name => !HEAD.includes(name));
    yield* repeated(names);
  }),
  should('OPML 2.0, "What is a <head>?"', function* listHasATitle({ root }) {
    if (isBlank(text(root, 'head', 'title') ?? '')) yield 'no title';
  }),
  must('OPML 2.0, "What is a <head>?"', function* listIsDatedWell({ root, now }) {
    for (const { name, text: date } of [...all(root, 'head', 'dateCreated'), ...all(root, 'head', 'dateModified')])
      if ((rfc822(date) ?? Number.POSITIVE_INFINITY) > now) yield `${name}: ${date}`;
    for (const { text: docs } of all(root, 'head', 'docs')) if (!isWebAddress(docs)) yield docs;
  }),
  must('OPML 2.0, "What is a <body>?"', function* bodyHasOutlines({ root }) {
    if (all(root, 'body', 'outline').length === 0) yield 'no outline';
    for (const { name } of all(root, 'body').flatMap(({ children }) => children)) if (name !== 'outline') yield name;
  }),
  must('OPML 2.0, "Text attribute"', function* outlinesHaveText({ root }) {
    for (const { attributes } of outlines(root)) if (isBlank(attributes.text ?? '')) yield JSON.stringify(attributes);
  }),
  must('OPML 2.0, "Subscription lists"', function* subscriptionsNameTheirFeed({ root }) {
    for (const { attributes } of outlines(root))
      if (attributes.type !== 'rss' || !isWebAddress(attributes.xmlUrl ?? '')) yield JSON.stringify(attributes);
  }),
  should('OPML 2.0, "Subscription lists"', function* subscriptionsDescribeTheirFeed({ root }) {
    for (const { attributes } of outlines(root)) {
      const { title = '', description, htmlUrl = '', language = '', version } = attributes;
      if (isBlank(title) || (description !== undefined && isBlank(description))) yield `${title}: ${description}`;
      if (!isWebAddress(htmlUrl) || !isLanguage(language)) yield `${htmlUrl} ${language}`;
      if (version !== undefined && !/^(?:RSS[12]?|scriptingNews)$/.test(version)) yield version;
    }
  }),
  should('OPML 2.0, "Subscription lists"', function* noFeedIsListedTwice({ root }) {
    yield* repeated(outlines(root).map(({ attributes }) => attributes.xmlUrl ?? ''));
  }),
  must('OPML 2.0, "Extending OPML"', function* outlinesHaveNoUnknownAttribute({ root }) {
    for (const { attributes } of outlines(root))
      yield* Object.keys(attributes).filter(name => !name.includes(':') && !OUTLINE.includes(name));
  }),
];

function outlines(root: ParsedElement): readonly ParsedElement[] {
  return all(root, 'body', 'outline');
}
