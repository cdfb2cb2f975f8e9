import { isKnownShortcode } from '../../../dialects/wordpress-shortcodes.ts';
import { textOfHtml } from '../../html-text.ts';
import { paragraphsOf } from './autop.ts';
import { videoPlayer } from './video-player.ts';
import { withEscapedCodes, withoutCodes } from './wordpress-codes.ts';

const CODE = /\[([a-z][\w-]{1,40})((?:[\s=][^\][]*)?)\]/gi;
/** The mark of a block, but for those of reusable blocks, which are filled when all of the export is read. */
const BLOCK_MARK = /<!--\s*\/?wp:(?!(?:core\/)?block\s)/g;

/** The beginning of a block. The mark of one without a text, which is made when the post is shown, ends in `/`. */
const BLOCK_BEGIN = /<!--\s*wp:([\w/-]{1,80})(?=\s)/g;
/** Those that are filled, or mean nothing without others. */
const FILLED: ReadonlySet<string> = new Set(['block', 'more', 'nextpage', 'spacer', 'separator', 'page-break']);

/** Returns the names of the blocks of a post that leave nothing behind, such as `latest-posts`, each once. */
export function madeBlocks(stored: string): readonly string[] {
  const names = new Set<string>();
  if (!stored.includes('/-->')) return [];
  let end = 0;
  for (const { index, 0: mark, 1: name = '' } of stored.matchAll(BLOCK_BEGIN)) {
    if (index < end) continue;
    end = stored.indexOf('-->', index + mark.length);
    if (end === -1) break;
    if (stored[end - 1] === '/') names.add(name.replace(/^core\//, ''));
  }
  return [...names].filter(name => !FILLED.has(name));
}

/**
 * The HTML that WordPress makes of a post when it shows it: what is stored, and so exported, has blank lines for
 * paragraphs, captions in brackets, and in the block editor a comment around each block. Of shortcodes that are not
 * known the content stays.
 */
export function postHtml(stored: string): string {
  return postText(stored).html;
}

/** Returns a post's HTML, and the names of shortcodes that were removed around their content. */
export function postText(stored: string): { readonly html: string; readonly unwrapped: readonly string[] } {
  const { text, unwrapped } = withoutCodes(withEmbeds(withCaptions(withEscapedCodes(stored.replace(/\r\n?/g, '\n')))));
  return { html: htmlOf(text), unwrapped };
}

function htmlOf(text: string): string {
  // The block editor writes its paragraphs itself.
  if (/<!--\s*wp:/.test(text))
    return replaceSpans(text, BLOCK_MARK, '-->', () => '')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  return paragraphsOf(replaceSpans(text, /<!--\s*(?:more|nextpage)/g, '-->', () => '\n\n'));
}

/**
 * The names of the shortcodes that are still in brackets: WordPress put something in their place that an export does
 * not tell.
 */
export function shortcodesIn(html: string): readonly string[] {
  const names = [...html.matchAll(CODE)].filter(
    ([, name = '', given = '']) => isKnownShortcode(name) || /[a-z_-]\s{0,3}=\s{0,3}["'\w&]/i.test(given),
  );
  return [...new Set(names.map(([, name = '']) => name))];
}

/** `[caption …]<img …> Words[/caption]` is a figure. */
function withCaptions(html: string): string {
  return replaceSpans(html, /\[caption\b[^\][]*\]/g, '[/caption]', (content, opening) => {
    const picture = /^\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/i.exec(content)?.[0] ?? '';
    const words = content.slice(picture.length).trim() || (/\bcaption="([^"]*)"/.exec(opening)?.[1] ?? '');
    return `\n\n<figure>${picture.trim()}${words && `<figcaption>${words}</figcaption>`}</figure>\n\n`;
  });
}

/** Beginnings and ends of code, in elements or in shortcodes. */
const CODE_MARK = /[<[](\/?(?:pre|code|script|style|sourcecode|source|php|css|html|javascript|bash))\b/;
/** An address that is all of a line, or of a paragraph on one. */
const LONE_ADDRESS = /^([ \t]*(?:<p\b[^<>]{0,200}>)?)(https?:\/\/[^\s<>"]+)((?:<\/p>)?[ \t]*)$/;
const MARKS_AND_ADDRESSES = new RegExp(`${CODE_MARK.source}|${LONE_ADDRESS.source}`, 'gim');

/** An address on a line of its own is shown as what it leads to; a reader gets the player of a video, or the link. */
function withEmbeds(html: string): string {
  const text = html.replace(/\[embed\b([^\][]*)\]([^\][]*)\[\/embed\]/g, (all, given: string, content: string) => {
    const shown = content.trim() || /\b(?:src|url)=["']([^"']+)/.exec(given)?.[1];
    return shown === undefined ? all : `\n\n${shown.replace(/^\/\//, 'https://')}\n\n`;
  });
  const isCode = createCodeTracker(text);
  return text.replace(MARKS_AND_ADDRESSES, (all, mark: string | undefined, before, url: string, after, at: number) => {
    if (isCode(mark, all, at)) return all;
    const player = videoPlayer(url);
    if (player !== undefined) return before.trim() + player + after.trim();
    return before.trim() + after.trim() === '' ? `<a href="${url}">${textOfHtml(url)}</a>` : all;
  });
}

/** Returns what says of each mark of code and each address, in order, whether it is the former or lies in code. */
function createCodeTracker(text: string): (mark: string | undefined, all: string, at: number) => boolean {
  const ends = new Map<string, number>();
  let depth = 0;
  return (mark, all, at) => {
    if (mark === undefined) return depth > 0;
    if (mark.startsWith('/')) depth = Math.max(depth - 1, 0);
    else {
      const end = `${all[0]}/${mark}`;
      const last = ends.get(end) ?? text.lastIndexOf(end);
      ends.set(end, last);
      // What is never closed is no code.
      if (last > at) depth++;
    }
    return true;
  };
}

/**
 * Replaces what lies between each opening and the next closing. Linear: an opening that is never closed ends the
 * search.
 */
function replaceSpans(
  text: string,
  opening: RegExp,
  closing: string,
  replace: (content: string, opening: string) => string,
): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(opening)) {
    if (match.index < from) continue;
    const start = match.index + match[0].length;
    const end = text.indexOf(closing, start);
    if (end === -1) break;
    result += text.slice(from, match.index) + replace(text.slice(start, end), match[0]);
    from = end + closing.length;
  }
  return result + text.slice(from);
}
