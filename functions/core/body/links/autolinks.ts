import { matchEnd } from '../../text/match-end.ts';

/*
 * Bare addresses as GitHub Flavored Markdown reads them (GFM 0.29, section 6.9, extended autolinks). Three things are
 * narrower than there, since newsrooms write them: `@name@host` is a name in the Fediverse, an address that letters of
 * another script touch is not cut out of its word, and dots before an address are an ellipsis.
 */

/** A bare address in a text. */
export interface Autolink {
  /** Offsets, in UTF-16 code units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

/** Options of the search for addresses in a text. */
export interface AutolinkOptions {
  /** True to find addresses that begin with `http://` or `https://`, too. */
  readonly withSchemes: boolean;
  /** True if the text begins where an address may begin. */
  readonly isAtStart: boolean;
}

/** Returns whether a text may hold a bare address without a scheme. A few comparisons for most texts. */
export function mayHaveBareAddress(text: string): boolean {
  return text.includes('@') || text.includes('www.') || text.includes('Www.');
}

/** Returns the bare addresses of a text, in order. Linear: no part of the text is examined more than a few times. */
export function findAutolinks(text: string, { withSchemes, isAtStart }: AutolinkOptions): readonly Autolink[] {
  const links: Autolink[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(withSchemes ? MARKS_WITH_SCHEMES : MARKS)) {
    if (index < from) continue;
    const found = mark === '@' ? mailAt(text, index, from, isAtStart) : webAt(text, index, mark, isAtStart);
    if ('href' in found) links.push(found);
    from = Math.max(from, found.end);
  }
  return links;
}

const MARKS = /@|[Ww]ww\./g;
const MARKS_WITH_SCHEMES = /@|[Ww]ww\.|https?:\/\//gi;

/** Shape of a host, which may have letters of any script. */
const HOST = /[\p{L}\p{M}\p{N}._-]*/uy;
/** Characters up to which an address goes on. */
const RUN = /[^\s<]*/y;
const LETTER = /[\p{L}\p{M}\p{N}]/u;
/** Characters that may stand before an address without a scheme, beside white space. */
const BEFORE = /[\s*_~(]/;

type Found = Autolink | { readonly end: number };

/** Reads the address that a mark begins. */
function webAt(text: string, start: number, mark: string, isAtStart: boolean): Found {
  const hostStart = start + mark.length;
  const before = text[start - 1];
  const hasScheme = mark.endsWith('/');
  const mayBegin = before === undefined ? isAtStart : hasScheme ? !LETTER.test(before) : BEFORE.test(before);
  if (!mayBegin) return { end: hostStart };
  const hostEnd = matchEnd(HOST, text, hostStart) ?? hostStart;
  // Every address that begins later within this host ends with the same labels; what follows a scheme has no other.
  const isWeb = isHost(text.slice(hostStart, hostEnd));
  if (!isWeb && !hasScheme) return { end: hostEnd };
  const runEnd = matchEnd(RUN, text, hostEnd) ?? hostEnd;
  if (!isWeb) return { end: runEnd };
  const run = text.slice(start, runEnd);
  const address = withoutTrail(run);
  const href = hasScheme ? address : `http://${address}`;
  return { start, end: start + address.length, href };
}

/** A host has two labels or more, and no underscore in the last two. */
function isHost(host: string): boolean {
  const labels = host.replace(/[._]{1,256}$/, '').split('.');
  const last = labels.slice(-2);
  return last.length === 2 && last.every(label => label !== '' && !label.includes('_'));
}

const PUNCTUATION: ReadonlySet<string> = new Set('?!.,:*_~\'"”’»');
const REFERENCE = /&[a-z\d]{1,32};$/i;

/** Removes what is the sentence's, not the address's: punctuation, closing brackets that it does not open. */
function withoutTrail(run: string): string {
  let open = 0;
  for (const character of run)
    if (character === '(') open += 1;
    else if (character === ')') open -= 1;
  for (let end = run.length; ; ) {
    const last = run[end - 1] ?? '';
    if (PUNCTUATION.has(last)) end -= 1;
    else if (last === ')' && open < 0) [end, open] = [end - 1, open + 1];
    else if (last === ';') {
      const [reference = ';'] = REFERENCE.exec(run.slice(Math.max(0, end - 34), end)) ?? [];
      end -= reference.length;
    } else return run.slice(0, end);
  }
}

/** Maximum length of what stands before the `@` (RFC 5321, section 4.5.3.1.1). */
const MAX_LOCAL = 64;
const LOCAL = /[a-z\d.+_-]/i;
/** The host of a mail address. */
const MAIL_HOST = /[a-z\d_-]+(?:\.[a-z\d_-]+)+/iy;

/** Reads the mail address around an `@`; not before `from`. */
function mailAt(text: string, at: number, from: number, isAtStart: boolean): Found {
  let start = at;
  // No address has two dots in a row.
  while (start > from && at - start <= MAX_LOCAL && LOCAL.test(text.charAt(start - 1))) {
    if (text.startsWith('..', start - 1)) break;
    start -= 1;
  }
  const before = text[start - 1];
  const isTouched = before === undefined ? !isAtStart : LETTER.test(before) || '/@'.includes(before);
  while (text[start] === '.') start += 1;
  const none = { end: at + 1 };
  if (isTouched || start === at || at - start > MAX_LOCAL) return none;
  const end = matchEnd(MAIL_HOST, text, at + 1);
  const next = end === undefined ? '' : text.charAt(end);
  if (end === undefined || /[-_]/.test(text.charAt(end - 1)) || next === '@' || LETTER.test(next)) return none;
  return { start, end, href: `mailto:${text.slice(start, end)}` };
}
