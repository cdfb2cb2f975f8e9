import { isKnownShortcode } from '../../../dialects/wordpress-shortcodes.ts';
import { escapeHtmlText } from '../../../html/canonical-html.ts';

/** A text without the shortcodes that are known, or only stand around others, and the names of the latter. */
export interface WithoutCodes {
  readonly text: string;
  /** In the order of their first. */
  readonly unwrapped: readonly string[];
}

const TOKEN = /<(\/?)(?:pre|code|script|style)\b|\[(\/?)([a-z][\w-]{1,40})((?:[\s=][^\][]*)?)\]/gi;
/** Shortcodes with a meaning of their own. */
const KEPT: ReadonlySet<string> = new Set(['caption', 'wp_caption', 'embed']);
/** Shortcodes that are filled later, or reported where they stand: their ends alone are taken away. */
const LATER: ReadonlySet<string> = new Set(['gallery', 'playlist']);
/** Pairs whose content is a text of a program. */
const CODE: ReadonlySet<string> = new Set(['code', 'sourcecode', 'source', 'php', 'css', 'html', 'javascript', 'bash']);

/** Beginning of a shortcode that is escaped by a second pair of brackets. */
const ESCAPED = /\[\[([a-z][\w-]{1,40})((?:[\s=][^\][]*)?)\]/gi;

const ESCAPED_END = /\[\/[a-z][\w-]{1,40}\]\]/gi;

/**
 * Replaces shortcodes in two pairs of brackets, which WordPress shows as they are written, in one: `[[gallery]]`,
 * `[[caption]x[/caption]]`. Their brackets become references to characters, so that nothing reads them as shortcodes.
 * Other words in two pairs of brackets stay. Linear.
 */
export function withEscapedCodes(text: string): string {
  const lastEnds = new Map([...text.matchAll(ESCAPED_END)].map(({ 0: end, index }) => [end, index]));
  let [done, from] = ['', 0];
  for (const { 0: begun, 1: name = '', 2: given = '', index: at } of text.matchAll(ESCAPED)) {
    if (at < from || (!isKnownShortcode(name) && !CODE.has(name.toLowerCase()) && !given.includes('='))) continue;
    const closing = `[/${name}]]`;
    const inner = at + begun.length;
    const isWhole = text[inner] === ']';
    if (!isWhole && (lastEnds.get(closing) ?? -1) < inner) continue;
    const end = isWhole ? inner : text.indexOf(closing, inner) + closing.length - 1;
    done += text.slice(from, at) + text.slice(at + 1, end).replaceAll('[', '&#91;');
    from = end + 1;
  }
  return done + text.slice(from);
}

interface Opening {
  readonly name: string;
  readonly at: number;
  readonly end: number;
  readonly given: string;
  /** True if it says all by itself, so that an end only follows it: `[audio mp3="…"][/audio]`. */
  readonly isWhole: boolean;
}

/**
 * Replaces shortcodes that are known by what WordPress shows for them, and takes away the pairs of all others, whose
 * content stays. What stands alone stays as it is, since it may be no code at all: `[sic]`. Linear.
 */
export function withoutCodes(text: string): WithoutCodes {
  if (!text.includes('[')) return { text, unwrapped: [] };
  const edits: Edit[] = [];
  const open: Opening[] = [];
  const counts = new Map<string, number>();
  const unwrapped = new Set<string>();
  let protectedBy = 0;
  for (const token of text.matchAll(TOKEN)) {
    const [all, endsElement, isClosing = '', name = '', given = ''] = token;
    if (endsElement !== undefined) protectedBy = Math.max(protectedBy + (endsElement === '' ? 1 : -1), 0);
    const code = name.toLowerCase();
    if (endsElement !== undefined || protectedBy > 0 || KEPT.has(code)) continue;
    const here = { at: token.index, end: token.index + all.length };
    if (isClosing === '') {
      const shown = shownFor(code, given);
      if (shown !== undefined) edits.push({ ...here, text: shown });
      open.push({ ...here, name: code, given, isWhole: shown !== undefined || LATER.has(code) });
      counts.set(code, (counts.get(code) ?? 0) + 1);
    } else if ((counts.get(code) ?? 0) > 0) close(code, here);
  }
  return { text: edited(text, edits), unwrapped: [...unwrapped] };

  /** Ends the last of a name; what was opened since, and never closed, stands alone. */
  function close(name: string, end: Pick<Opening, 'at' | 'end'>): void {
    for (let start = open.pop(); start; start = open.pop()) {
      counts.set(start.name, (counts.get(start.name) ?? 1) - 1);
      if (start.name !== name) continue;
      const whole = start.isWhole ? undefined : pairFor(start, text.slice(start.end, end.at));
      if (start.isWhole) edits.push({ ...end, text: '' });
      else if (whole === undefined) {
        unwrapped.add(start.name);
        edits.push({ ...start, text: '' }, { ...end, text: '' });
      } else edits.push({ at: start.at, end: end.end, text: whole });
      return;
    }
  }
}

interface Edit {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits to a text. Of nested edits the outer one applies. */
function edited(text: string, edits: readonly Edit[]): string {
  const inOrder = [...edits].sort((a, b) => a.at - b.at || b.end - a.end);
  let result = '';
  let from = 0;
  for (const { at, end, text: now } of inOrder) {
    if (at < from) continue;
    result += text.slice(from, at) + now;
    from = end;
  }
  return result + text.slice(from);
}

/** Returns what WordPress shows for a single shortcode. */
function shownFor(name: string, given: string): string | undefined {
  switch (name) {
    case 'youtube':
      return frame(
        'https://www.youtube.com/embed/',
        /(?:^|v=|\/|[\s"'=])([\w-]{11})(?=$|[\s"'&?#])/.exec(given.trim())?.[1],
      );
    case 'vimeo':
      return frame(
        'https://player.vimeo.com/video/',
        /(?:^|\/|[\s"'=])(\d{5,12})(?=$|[\s"'&?#])/.exec(given.trim())?.[1],
      );
    case 'audio':
      return player('audio', addressIn(given, ['src', 'mp3', 'm4a', 'ogg', 'wav', 'flac', 'wma']));
    case 'video':
      return player(
        'video',
        addressIn(given, ['src', 'mp4', 'm4v', 'webm', 'ogv', 'mov', 'flv']),
        addressIn(given, ['poster']),
      );
    default:
      return undefined;
  }
}

/** Returns what WordPress shows for a pair of shortcodes. */
function pairFor({ name, given }: Opening, content: string): string | undefined {
  if (name === 'youtube' || name === 'vimeo') return shownFor(name, content);
  if (CODE.has(name)) return `<pre><code>${content.includes('<') ? escapeHtmlText(content) : content}</code></pre>`;
  return name === 'quote' && given === '' ? `<blockquote>${content}</blockquote>` : undefined;
}

function frame(base: string, id: string | undefined): string | undefined {
  return id === undefined ? undefined : `<iframe src="${base}${id}"></iframe>`;
}

function player(element: string, src: string | undefined, poster?: string): string | undefined {
  if (src === undefined) return undefined;
  const picture = poster === undefined ? '' : ` poster="${attribute(poster)}"`;
  return `<${element} controls src="${attribute(src)}"${picture}></${element}>`;
}

function attribute(text: string): string {
  return escapeHtmlText(text).replaceAll('"', '&quot;');
}

const GIVEN = /([a-z0-9]{2,10})\s{0,3}=\s{0,3}["']?((?:https?:)?\/[^\s"'<>]{1,2000})/gi;

function addressIn(given: string, names: readonly string[]): string | undefined {
  const found = new Map<string, string>();
  for (const [, name = '', url = ''] of given.matchAll(GIVEN)) found.set(name.toLowerCase(), url);
  const name = names.find(one => found.has(one));
  return name === undefined ? undefined : found.get(name);
}
