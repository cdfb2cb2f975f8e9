import { type DefaultTreeAdapterTypes, html as HTML, parse, parseFragment, serialize } from 'parse5';
import { COPY_SCRIPT } from '../../functions/core/pages/copy-script.ts';
import { parseXml } from '../core/feed/parsed-xml.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const ADDRESSES: ReadonlySet<string> = new Set(
  (
    'href src srcset action formaction data poster cite background ping longdesc manifest xlink:href from to ' +
    'values'
  ).split(' '),
);
const DANGEROUS: ReadonlySet<string> = new Set(
  (
    'object embed applet base form input button select textarea style link meta frame frameset portal ' +
    'template noscript svg'
  ).split(' '),
);
/** Elements of MathML that lay out a formula: in none another language begins, none does anything. */
const MATHML: ReadonlySet<string> = new Set(
  (
    'math mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot mstyle mtable mtr mtd munder mover ' +
    'munderover mfenced menclose mpadded mphantom merror mmultiscripts mprescripts semantics'
  ).split(' '),
);
const ACTIVE_IN_MATHML = /^(?:xlink:.*|href|src|actiontype|style|class|definitionurl|encoding)$/;
/** Elements that our own pages need, and an article does not. */
const OF_PAGES: ReadonlySet<string> = new Set('style link meta button svg'.split(' '));
const PLAYER_HOSTS = [
  String.raw`www\.youtube(?:-nocookie)?\.com`,
  String.raw`player\.vimeo\.com`,
  String.raw`www\.dailymotion\.com`,
  String.raw`open\.spotify\.com`,
  String.raw`w\.soundcloud\.com`,
  String.raw`www\.openstreetmap\.org`,
];
const PLAYERS = new RegExp(`^https://(?:${PLAYER_HOSTS.join('|')})/`);

/**
 * Whatever of a fragment could run a script or fetch more than a picture, as a browser reads it: at once, and when it
 * is written and read again.
 */
export function dangersIn(fragment: string): readonly string[] {
  const tree = parseFragment(fragment);
  const again = parseFragment(serialize(tree));
  return [...dangers(tree, false), ...dangers(again, false)];
}

/** The same of a whole page of ours, which has one script of its own and data for machines. */
export function dangersInPage(page: string): readonly string[] {
  return [...dangers(parse(page), true)];
}

function* dangers(node: Node, isPage: boolean): Generator<string> {
  if ('tagName' in node) {
    yield* dangersOf(node, isPage);
    if (node.tagName === 'template' && 'content' in node) yield* dangers(node.content, isPage);
  }
  if ('childNodes' in node) for (const child of node.childNodes) yield* dangers(child, isPage);
}

function* dangersOf(element: Element, isPage: boolean): Generator<string> {
  const { tagName, attrs, namespaceURI } = element;
  const attributes = new Map(attrs.map(({ name, prefix, value }) => [prefix ? `${prefix}:${name}` : name, value]));
  if (tagName === 'script' && !(isPage && isOurs(element, attributes.get('type')))) yield `<script> ${textOf(element)}`;
  if (DANGEROUS.has(tagName) && !(isPage && OF_PAGES.has(tagName))) yield `<${tagName}>`;
  const isMath = namespaceURI === HTML.NS.MATHML;
  if (isMath && !MATHML.has(tagName)) yield `<${tagName}> in a formula`;
  if (isInMath(element) && !MATHML.has(tagName)) yield `<${tagName}> of HTML in a formula`;
  if (namespaceURI !== HTML.NS.HTML && !isMath && !isPage) yield `<${tagName}> of ${namespaceURI}`;
  if (tagName === 'iframe' && !PLAYERS.test(attributes.get('src') ?? ''))
    yield `<iframe src="${attributes.get('src')}">`;
  if (tagName === 'iframe' && !/^allow-scripts (?!.*top-navigation)/.test(attributes.get('sandbox') ?? ''))
    yield `<iframe sandbox="${attributes.get('sandbox')}">`;
  if (tagName === 'meta' && /refresh/i.test(attributes.get('http-equiv') ?? '')) yield '<meta http-equiv="refresh">';
  for (const [name, value] of attributes) {
    if (isMath && ACTIVE_IN_MATHML.test(name)) yield `${tagName} ${name} in a formula`;
    if (/^on/i.test(name)) yield `${tagName} ${name}="${value}"`;
    if (name === 'srcdoc' || name === 'ping') yield `${tagName} ${name}`;
    if (name === 'style' && !/^text-align:(?:left|right|center)$/.test(value)) yield `style="${value}"`;
    if (ADDRESSES.has(name)) yield* dangerousAddress(tagName, name, value, isPage);
  }
}

function isInMath({ parentNode }: Element): boolean {
  return parentNode !== null && 'namespaceURI' in parentNode && parentNode.namespaceURI === HTML.NS.MATHML;
}

const SUBSCRIBING = new RegExp(
  [
    String.raw`^(?:feed:https?:\/\/|podcast:\/\/|pktc:\/\/subscribe\/)[\w.:/%-]+\/(?:rss\.xml|atom\.xml|feed\.json)$`,
    String.raw`^overcast:\/\/x-callback-url\/add\?url=https%3A%2F%2F[\w.%-]+rss\.xml$`,
  ].join('|'),
);

/** Addresses as a browser reads them: controls and blanks at the ends go, tabs and line ends everywhere. */
function* dangerousAddress(tag: string, name: string, value: string, isPage: boolean): Generator<string> {
  const addresses =
    name === 'srcset' ? value.split(/,\s+/).map(candidate => candidate.trim().split(/\s/)[0] ?? '') : [value];
  for (const address of addresses) {
    const read = address.replace(/^[\u0000-\u0020]+|[\t\n\r]/g, '');
    const inline = tag === 'img' && /^data:image\/(?:png|jpeg|gif|webp|avif);base64,/.test(read);
    // From a page of ours to another; with a colon before its first slash it would be of another scheme.
    const relative = isPage && /^(?:[#/]|(?:\.\.?|[\w-]+)\/)/.test(read);
    // Applications that subscribe to a feed of ours.
    const subscribes = isPage && tag === 'a' && SUBSCRIBING.test(read);
    if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(read) && !inline && !relative && !subscribes)
      yield `${tag} ${name}="${value}"`;
  }
}

function isOurs(script: Element, type: string | undefined): boolean {
  const text = textOf(script);
  if (type === undefined) return text === COPY_SCRIPT;
  // Data, which browsers do not run.
  if (type === 'application/rsl+xml') return parseXml(text).name === 'rsl';
  return type === 'application/ld+json' && typeof JSON.parse(text) === 'object';
}

function textOf(element: Element): string {
  return element.childNodes.map(node => ('value' in node ? node.value : '')).join('');
}
