import { textOf } from './canonical-html.ts';
import { type EndPart, isDates, isTagLabel, labelKind, type Navigation, navigationStart } from './navigation.ts';

/** A part of canonical HTML between two offsets: an element, or text beside elements. */
interface Part {
  readonly start: number;
  readonly end: number;
  /** Offsets of the content, for an element that may hold others. */
  readonly inner?: { readonly from: number; readonly to: number };
  /** It stands for more parts than are looked at, and counts as text. */
  readonly isRest?: true;
}

const TAG = /<(\/?)([a-z][a-z0-9]*)(?: [^<>]*)?>/g;
const VOID: ReadonlySet<string> = new Set('area br col hr img input source track wbr'.split(' '));
const CONTAINERS: ReadonlySet<string> = new Set('article aside div footer main nav section'.split(' '));
/** Elements that are an article's content: navigation has them in links alone. */
const SHOWN = /<(?:img|picture|video|audio|iframe|figure|table|pre|blockquote|math) ?/;
/** Maximum of containers within each other that are looked into, and of parts of one at its end. */
const [MAX_DEPTH, MAX_PARTS] = [5, 200];

/** An article's HTML without the navigation of a saved page at its very end, and what went. */
export interface Trimmed {
  readonly html: string;
  readonly navigation: readonly Navigation[];
}

/**
 * Takes navigation of a saved page from the very end of canonical HTML: labels, and links alone below them. What has
 * other words or pictures ends it, and an article of nothing else stays. `own` are labels of the site's own.
 */
export function withoutNavigation(html: string, own: ReadonlySet<string>): Trimmed {
  const reader = new EndReader(html, own);
  const cut = reader.cut();
  if (cut === undefined) return { html, navigation: [] };
  const trimmed = cut.reduce((left, { start, end }) => left.slice(0, start).trimEnd() + left.slice(end), html).trim();
  return textOf(trimmed) === '' ? { html, navigation: [] } : { html: trimmed, navigation: reader.navigation };
}

class EndReader {
  readonly navigation: Navigation[] = [];
  readonly #html: string;
  readonly #own: ReadonlySet<string>;

  constructor(html: string, own: ReadonlySet<string>) {
    this.#html = html;
    this.#own = own;
  }

  /** Returns what is to be cut, the last first; `undefined` where nothing is. */
  cut(): readonly { readonly start: number; readonly end: number }[] | undefined {
    const cuts: { readonly start: number; readonly end: number }[] = [];
    let [from, to] = [0, this.#html.length];
    for (let depth = 0; depth <= MAX_DEPTH; depth++) {
      const parts = this.#partsIn(from, to);
      const start = navigationStart(parts, part => this.#kindOf(part, depth));
      const first = parts[start];
      if (first) {
        cuts.push({ start: first.start, end: to });
        this.navigation.unshift(...this.#describe(parts.slice(start)));
      }
      const last = parts[start - 1];
      if (!last?.inner) break;
      [from, to] = [last.inner.from, last.inner.to];
    }
    return cuts.length === 0 ? undefined : cuts;
  }

  #kindOf(part: Part, depth: number): EndPart | undefined {
    if (part.isRest) return undefined;
    const html = this.#html.slice(part.start, part.end);
    if (hasLinksAlone(html)) return labelKind(textOf(html), this.#own) ?? 'links';
    if (SHOWN.test(html)) return this.#isNavigation(part, depth) ? 'list' : undefined;
    const text = textOf(html);
    const kind = labelKind(text, this.#own) ?? (labelOfLinks(html) === undefined ? undefined : 'button');
    if (kind || isDates(text)) return kind ?? 'date';
    return this.#isNavigation(part, depth) ? 'list' : undefined;
  }

  /** Returns whether all of a container is navigation. */
  #isNavigation({ inner }: Part, depth: number): boolean {
    if (!inner || depth >= MAX_DEPTH) return false;
    const parts = this.#partsIn(inner.from, inner.to);
    return parts.length > 0 && navigationStart(parts, part => this.#kindOf(part, depth + 1)) === 0;
  }

  #describe(parts: readonly Part[]): readonly Navigation[] {
    const found: { label: string; what: Navigation['what']; below: number }[] = [];
    for (const { start, end, inner } of parts) {
      const html = this.#html.slice(start, end);
      const text = textOf(html);
      const kind = labelKind(text, this.#own);
      const ofLinks = kind ? undefined : labelOfLinks(html);
      if (kind === 'list') found.push({ label: text, what: 'links', below: 0 });
      else if (kind === 'button') found.push({ label: text, what: whatIsBelow(text), below: 0 });
      else if (ofLinks !== undefined) found.push({ label: ofLinks, what: whatIsBelow(ofLinks), below: linksIn(html) });
      else if (isDates(text)) continue;
      else if (inner && !hasLinksAlone(html)) found.push(...this.#describe(this.#partsIn(inner.from, inner.to)));
      else (found.at(-1) ?? { below: 0 }).below += Math.max(1, linksIn(html));
    }
    return found;
  }

  /** Returns the last parts between two offsets, in their order. Of too many, those before are one that is text. */
  #partsIn(from: number, to: number): readonly Part[] {
    const parts: Part[] = [];
    let [depth, open, textFrom] = [0, { start: from, end: from, name: '' }, from];
    const takeText = (end: number): void => {
      if (this.#html.slice(textFrom, end).trim() !== '') parts.push({ start: textFrom, end });
    };
    for (const tag of this.#html.slice(from, to).matchAll(TAG)) {
      const [all, slash, name = ''] = tag;
      const [start, end] = [from + tag.index, from + tag.index + all.length];
      if (slash === '' && !VOID.has(name)) {
        if (depth === 0) takeText(start);
        if (depth === 0) open = { start, end, name };
        depth += 1;
      } else if (slash !== '' && depth > 0) {
        depth -= 1;
        if (depth > 0) continue;
        const inner = CONTAINERS.has(open.name) && { inner: { from: open.end, to: start } };
        parts.push({ start: open.start, end, ...inner });
        textFrom = end;
      }
    }
    if (depth === 0) takeText(to);
    const [last, rest] = [parts.slice(-MAX_PARTS), parts.slice(0, -MAX_PARTS)];
    return rest.length > 0 ? [{ start: from, end: last[0]?.start ?? to, isRest: true }, ...last] : last;
  }
}

function whatIsBelow(label: string): 'links' | 'buttons' {
  return isTagLabel(label) ? 'links' : 'buttons';
}

/** Returns whether there is a link, and nothing beside links but their dates. */
function hasLinksAlone(html: string): boolean {
  const rest = besideLinks(html);
  if (rest === undefined || SHOWN.test(rest)) return false;
  const text = textOf(rest);
  return text === '' || isDates(text);
}

/** Returns the label of a button or of tags that stands before links, with nothing else beside them. */
function labelOfLinks(html: string): string | undefined {
  const rest = besideLinks(html);
  const text =
    rest === undefined || SHOWN.test(rest)
      ? ''
      : textOf(rest)
          .replace(/[,;|•·]/g, ' ')
          .trim();
  return labelKind(text, NONE) === 'button' ? text : undefined;
}

const NONE: ReadonlySet<string> = new Set();

/** Returns what stands beside links; `undefined` where there is none. */
function besideLinks(html: string): string | undefined {
  let [rest, at] = ['', 0];
  for (;;) {
    const start = html.indexOf('<a ', at);
    const end = start === -1 ? -1 : html.indexOf('</a>', start);
    if (end === -1) break;
    rest += html.slice(at, start);
    at = end + '</a>'.length;
  }
  return at === 0 ? undefined : rest + html.slice(at);
}

function linksIn(html: string): number {
  return html.split('<a ').length - 1;
}
