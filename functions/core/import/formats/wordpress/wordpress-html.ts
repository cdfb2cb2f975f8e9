import { textOfHtml } from '../../html-text.ts';
import { paragraphsOf } from './autop.ts';
import { withoutCodes } from './wordpress-codes.ts';

const CODE = /\[([a-z][\w-]{1,40})((?:[\s=][^\][]*)?)\]/gi;
/** Names that are no words of a text, though nothing is given to them. */
const KNOWN = new RegExp(
  '^(?:gallery|embed|audio|video|playlist|youtube|vimeo|soundcloud|tweet|instagram|googlemaps|' +
    String.raw`contact-form.*|[^\W_]+_\w+)$`,
  'i',
);

/** The mark of a block, but for those of reusable blocks, which are filled when all of the export is read. */
const BLOCK_MARK = /<!--\s*\/?wp:(?!(?:core\/)?block\s)/g;

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
  const { text, unwrapped } = withoutCodes(withEmbeds(withCaptions(stored.replace(/\r\n?/g, '\n'))));
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
    ([, name = '', given = '']) => KNOWN.test(name) || /[a-z_-]\s{0,3}=\s{0,3}["'\w&]/i.test(given),
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

/** An address on a line of its own is shown as what it leads to; a reader gets the link. */
function withEmbeds(html: string): string {
  return html
    .replace(/\[embed\b([^\][]*)\]([^\][]*)\[\/embed\]/g, (all, given: string, content: string) => {
      const shown = content.trim() || /\b(?:src|url)=["']([^"']+)/.exec(given)?.[1];
      return shown === undefined ? all : `\n\n${shown.replace(/^\/\//, 'https://')}\n\n`;
    })
    .replace(/^[ \t]*(https?:\/\/[^\s<>"]+)[ \t]*$/gm, (_, url: string) => `<a href="${url}">${textOfHtml(url)}</a>`);
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
