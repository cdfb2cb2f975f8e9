import type { ParsedElement } from '../core/feed/parsed-xml.ts';
import { must, type Rule, type XmlDocument } from './rule.ts';
import { isBlank, isLanguage, isMediaType, isWebAddress, rfc3339 } from './values.ts';
import { everyElement } from './xml-rules.ts';

const MEDIA = 'http://search.yahoo.com/mrss/';
const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';
const SOURCE = 'http://source.scripting.com/';
const ATOM = 'http://www.w3.org/2005/Atom';

/** Namespaces that RSS and Atom borrow from. */
export const EXTENSION_RULES: readonly Rule<XmlDocument>[] = [
  must('Media RSS 1.5.1, "<media:content>"', function* mediaHasAnAddress({ root }) {
    for (const { attributes } of named(root, MEDIA, 'content', 'thumbnail', 'player'))
      if (!isWebAddress(attributes.url ?? '')) yield `${attributes.url}`;
  }),
  must('Media RSS 1.5.1, "<media:content>"', function* mediaSaysWhatItIs({ root }) {
    for (const { attributes } of named(root, MEDIA, 'content')) {
      const { medium, type } = attributes;
      if (medium !== undefined && !/^(?:image|audio|video|document|executable)$/.test(medium)) yield medium;
      if (type !== undefined && !isMediaType(type)) yield type;
    }
  }),
  must('Media RSS 1.5.1, "<media:description>"', function* mediaTextIsPlainOrHtml({ root }) {
    for (const { attributes, text } of named(root, MEDIA, 'description', 'title')) {
      if (attributes.type !== undefined && !/^(?:plain|html)$/.test(attributes.type)) yield attributes.type;
      if (isBlank(text)) yield 'empty';
    }
  }),
  must('Media RSS 1.5.1, "<media:content>"', function* mediaSizesAreNumbers({ root }) {
    for (const { attributes } of named(root, MEDIA, 'content'))
      for (const side of [attributes.width, attributes.height])
        if (side !== undefined && !/^[1-9]\d*$/.test(side)) yield side;
  }),
  must('Media RSS 1.5.1, "<media:group>"', function* groupsHaveOnePictureInSizes({ root }) {
    for (const { children } of named(root, MEDIA, 'group')) {
      const contents = children.filter(({ uri, local }) => uri === MEDIA && local === 'content');
      const urls = contents.map(({ attributes }) => attributes.url);
      if (contents.length < 2 || new Set(urls).size < urls.length) yield urls.join(' ');
      const defaults = contents.filter(({ attributes }) => attributes.isDefault === 'true');
      if (defaults.length !== 1) yield `${defaults.length} are the default`;
    }
  }),
  must('Media RSS 1.5.1, "<media:credit>"', function* creditsNameSomeone({ root }) {
    for (const { attributes, text } of named(root, MEDIA, 'credit')) {
      if (isBlank(text)) yield 'empty';
      if ((attributes.scheme ?? 'urn:ebu') === 'urn:ebu' && isBlank(attributes.role ?? 'x')) yield 'no role';
      if (attributes.scheme !== undefined && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(attributes.scheme))
        yield attributes.scheme;
    }
  }),
  must('Media RSS 1.5.1, "<media:status>"', function* statusHasAState({ root }) {
    for (const { attributes, children } of named(root, MEDIA, 'status')) {
      if (!/^(?:active|blocked|deleted)$/.test(attributes.state ?? '')) yield `${attributes.state}`;
      if (children.length > 0) yield 'elements';
    }
  }),
  must('Source namespace, "source:markdown"', function* markdownIsTextOfAnItem({ root }) {
    for (const { children } of everyElement(root)) {
      const markdown = children.filter(({ uri }) => uri === SOURCE);
      if (markdown.length > 1) yield 'more than one';
      for (const { local, text, children } of markdown)
        if (local !== 'markdown' || isBlank(text) || children.length > 0) yield `${local}: ${text}`;
    }
  }),
  must('Dublin Core 1.1, "language"', function* languageIsATag({ root }) {
    for (const { text } of named(root, DUBLIN_CORE, 'language')) if (!isLanguage(text)) yield text;
  }),
  must('RFC 4287, section 3.3', function* atomDatesAreDates({ root }) {
    for (const { text } of named(root, ATOM, 'updated', 'published')) if (rfc3339(text) === undefined) yield text;
  }),
];

function named(root: ParsedElement, uri: string, ...names: readonly string[]): readonly ParsedElement[] {
  return [...everyElement(root)].filter(element => element.uri === uri && names.includes(element.local));
}
