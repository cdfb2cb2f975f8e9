import { all, type ParsedElement } from '../core/feed/parsed-xml.ts';
import { must, type Rule, should, type XmlDocument } from './rule.ts';
import { isWebAddress } from './values.ts';
import { everyElement } from './xml-rules.ts';

const RSL = 'https://rslstandard.org/rsl';
const CREATIVE_COMMONS = 'http://backend.userland.com/creativeCommonsRssModule';
const ATOM = 'http://www.w3.org/2005/Atom';

const TOKENS: Readonly<Record<string, RegExp>> = {
  usage: /^(?:all|ai-all|ai-train|ai-input|ai-index|search)$/,
  user: /^(?:commercial|non-commercial|education|government|personal)$/,
  geo: /^[A-Z]{2}$/,
};
const PAYMENT = /^(?:purchase|subscription|training|crawl|use|contribution|attribution|free)$/;
/** Elements by their parent, and how often each may stand there. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  content: ['license+', 'alternate*', 'schema', 'copyright', 'terms'],
  license: ['permits*', 'prohibits*', 'payment', 'reporting*', 'legal*'],
  payment: ['standard', 'custom', 'amount', 'accepts'],
};

/** Really Simple Licensing 1.0, in a document of its own and in RSS. */
export const RSL_RULES: readonly Rule<XmlDocument>[] = [
  must('RSL 1.0, section 3', function* rslHasKnownElements({ root }) {
    for (const element of rsl(root, 'content', 'license', 'payment')) {
      const allowed = CHILDREN[element.local] ?? [];
      for (const rule of allowed) {
        const [name, many] = [rule.replace(/[*+]$/, ''), /[*+]$/.exec(rule)?.[0]];
        const count = element.children.filter(({ local }) => local === name).length;
        if ((many === undefined && count > 1) || (many === '+' && count === 0)) yield `${count} ${name}`;
      }
      const names = allowed.map(rule => rule.replace(/[*+]$/, ''));
      for (const child of element.children)
        if (child.uri === RSL && !names.includes(child.local)) yield `${child.local} in ${element.local}`;
    }
  }),
  must('RSL 1.0, section 3.3', function* rslContentHasAnAddress({ root }) {
    for (const { attributes } of rsl(root, 'content')) {
      const { url = '', server } = attributes;
      if (!isWebAddress(url) && !/^\/[!-~]*$/.test(url)) yield url;
      if (server !== undefined && !isWebAddress(server)) yield server;
    }
  }),
  must('RSL 1.0, section 3.5', function* rslTermsAreOfTheirVocabulary({ root }) {
    for (const { attributes, text } of rsl(root, 'permits', 'prohibits'))
      for (const token of text.split(' ')) if (!TOKENS[attributes.type ?? '']?.test(token)) yield token;
  }),
  must('RSL 1.0, section 3.5', function* rslTermsAreThereOnce({ root }) {
    for (const { children } of rsl(root, 'license')) {
      const kinds = children
        .filter(({ local }) => /^pe|^pro/.test(local))
        .map(({ local, attributes }) => `${local} ${attributes.type}`);
      if (new Set(kinds).size !== kinds.length) yield kinds.join(', ');
    }
  }),
  must('RSL 1.0, section 3.7', function* rslPaymentsAreKnown({ root }) {
    for (const { attributes } of rsl(root, 'payment'))
      if (!PAYMENT.test(attributes.type ?? '')) yield `${attributes.type}`;
    for (const { attributes, text } of rsl(root, 'amount'))
      if (!/^\d+(?:\.\d+)?$/.test(text) || !/^[A-Z]{3}$/.test(attributes.currency ?? '')) yield text;
  }),
  must('RSL 1.0, section 3.17', function* rslTermsCanBeRead({ root }) {
    for (const { text } of rsl(root, 'terms', 'standard', 'custom')) if (!isWebAddress(text)) yield text;
  }),
];

/** A licence document. */
export const RSL_DOCUMENT_RULES: readonly Rule<XmlDocument>[] = [
  must('RSL 1.0, section 3.1', function* isAnRslDocument({ root }) {
    if (root.name !== 'rsl' || root.uri !== RSL) yield `${root.name} of ${root.uri}`;
    if (root.children.length === 0) yield 'no content';
  }),
];

/** Rules for licences in RSS and Atom. */
export const LICENSE_RULES: readonly Rule<XmlDocument>[] = [
  must('RSL 1.0, section 4.7', function* rslIsOfItsItem({ root, url }) {
    for (const item of all(root, 'channel', 'item'))
      for (const content of item.children.filter(({ uri }) => uri === RSL)) {
        const { url: address = '' } = content.attributes;
        if (content.name !== 'rsl:content') yield content.name;
        if (address !== all(item, 'link')[0]?.text) yield address;
        else if (new URL(address).origin !== new URL(url).origin) yield `of another origin: ${address}`;
      }
  }),
  must('Creative Commons RSS module, "license"', function* licenseIsAnAddress({ root }) {
    for (const { uri, local, text } of everyElement(root))
      if (uri === CREATIVE_COMMONS && (local !== 'license' || !isWebAddress(text))) yield text;
  }),
  should('RFC 4946, section 2', function* licenseIsLinkedOnce({ root }) {
    for (const element of everyElement(root)) {
      const links = element.children.filter(({ uri, local, attributes }) => {
        return uri === ATOM && local === 'link' && attributes.rel === 'license';
      });
      const hrefs = links.map(({ attributes }) => attributes.href);
      if (new Set(hrefs).size !== hrefs.length) yield hrefs.join(', ');
    }
  }),
  should('Creative Commons RSS module, "license"', function* everyItemOfALicensedChannelSaysIts({ root }) {
    const isNamed = ({ children }: ParsedElement): boolean => children.some(({ uri }) => uri === CREATIVE_COMMONS);
    const unnamed = all(root, 'channel', 'item').filter(item => !isNamed(item));
    if (all(root, 'channel').some(isNamed)) for (const item of unnamed) yield all(item, 'title')[0]?.text ?? '';
  }),
];

function rsl(root: ParsedElement, ...names: readonly string[]): readonly ParsedElement[] {
  return [...everyElement(root)].filter(({ uri, local }) => uri === RSL && names.includes(local));
}

/** A file of statements on mining. */
export interface MiningDocument {
  readonly rules: unknown;
}

export const TDMREP_RULES: readonly Rule<MiningDocument>[] = [
  must('TDMRep, section 6.1', function* statementsAreAList({ rules }) {
    if (!Array.isArray(rules) || rules.length === 0) yield JSON.stringify(rules);
  }),
  must('TDMRep, section 6.1', function* statementsSayWhereAndWhether({ rules }) {
    for (const rule of Array.isArray(rules) ? rules : []) {
      const { location, 'tdm-reservation': reservation } = rule;
      if (typeof location !== 'string' || !location.startsWith('/')) yield `location: ${location}`;
      if (reservation !== 0 && reservation !== 1) yield `tdm-reservation: ${reservation}`;
    }
  }),
  must('TDMRep, section 5.2', function* policiesAreOfReservations({ rules }) {
    for (const rule of Array.isArray(rules) ? rules : []) {
      const policy = rule['tdm-policy'];
      if (policy !== undefined && !(rule['tdm-reservation'] === 1 && isWebAddress(policy))) yield policy;
    }
  }),
];
