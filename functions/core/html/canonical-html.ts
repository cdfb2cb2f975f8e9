import { cleanText, foldName } from '../text/clean.ts';

/*
 * HTML as our Markdown renderer and our sanitizer write it: every tag is well-formed, attribute values are in double
 * quotes, and `<`, `>` and `&` stand for themselves nowhere else. What is read here may be read by pattern.
 */

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x338;': '\u0338',
};

/**
 * Clean (see `cleanText`). NFC would join a solidus overlay with the `>` of a tag, so that the tag would no longer end
 * there, wherever among marks and forbidden characters it stands behind it. It is written as a character reference.
 */
export function cleanHtml(html: string): string {
  return cleanText(html.includes('\u0338') ? html.replaceAll('\u0338', '&#x338;') : html);
}

/** Text as it stands between tags. */
export function escapeHtmlText(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
}

/** Text of HTML as a reader sees it, without pictures. */
export function textOf(html: string): string {
  return unescapeHtml(html.replace(/<[^<>]*>/g, ' '))
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The text of the first paragraph that has one; without paragraphs, all text. */
export function ledeOf(html: string): string {
  for (let at = html.indexOf('<p>'); at !== -1; at = html.indexOf('<p>', at + 1)) {
    const end = html.indexOf('</p>', at);
    const text = inlineText(html.slice(at, end === -1 ? undefined : end));
    if (text !== '') return text;
  }
  return wordsOf(html);
}

const BLOCK = /<\/?(?:p|h[1-6]|[uod]l|li|d[td]|blockquote|div|t[rdh]|table|pre|figure|figcaption|hr)(?: [^<>]*)?>/g;

/** All words of HTML on one line: blocks part words, and tags within a line do not. */
export function wordsOf(html: string): string {
  return inlineText(html.replace(BLOCK, ' ')).replace(/ {2,}/g, ' ');
}

/** The first picture that has an address of its own. */
export function firstImage(html: string): { readonly src: string; readonly alt?: string } | undefined {
  for (const [tag] of html.matchAll(/<img [^<>]*>/g)) {
    const src = attribute(tag, 'src');
    const alt = attribute(tag, 'alt')?.trim();
    if (src && /^https?:/i.test(src)) return { src, ...(alt && { alt }) };
  }
  return undefined;
}

/** A picture without a text in its place. */
interface SilentImage {
  readonly src: string;
  /** Number of pictures before it with the same address. */
  readonly before: number;
}

/** Returns the pictures without a text in their place; with `mayBeEmpty`, those that declare none at all. */
export function silentImages(html: string, mayBeEmpty: boolean): readonly SilentImage[] {
  const seen = new Map<string, number>();
  return [...html.matchAll(/<img [^<>]*>/g)].flatMap(([tag]) => {
    const src = attribute(tag, 'src') ?? '';
    const before = seen.get(src) ?? 0;
    seen.set(src, before + 1);
    const hasText = mayBeEmpty ? tag.includes(' alt="') : (attribute(tag, 'alt') ?? '').trim() !== '';
    return hasText ? [] : [{ src, before }];
  });
}

/** Elements that show something beside their words. */
const SHOWN = /<(?:img|video|audio|iframe)\b/;

/** The start tag of the first line of a text, behind those of blocks that programs put around a page's text. */
const FIRST_LINE = /^(\s*(?:<div>\s*){0,9})<(h[1-6]|p)(?: [^>]*)?>/;

/** The title once more, above the text, is left out: readers show it already. */
export function withoutTitle(html: string, title: string): string {
  const start = FIRST_LINE.exec(html);
  const end = start ? html.indexOf(`</${start[2]}>`, start[0].length) : -1;
  if (!start?.[2] || end === -1) return html;
  const inner = html.slice(start[0].length, end);
  if (!SHOWN.test(inner) && sameText(inlineText(inner), title))
    return (start[1] ?? '').trimStart() + html.slice(end + start[2].length + 3).trimStart();
  const lineEnd = inner.indexOf('\n');
  const line = inner.slice(0, Math.max(lineEnd, 0));
  return line !== '' && !line.includes('<') && sameText(unescapeHtml(line), title)
    ? start[0] + html.slice(start[0].length + lineEnd + 1)
    : html;
}

/** Returns whether two texts are the same title, however they are typed. */
export function sameText(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}

/** Tags within a line part no words: `Đ<b>ời</b>` is one. The number of a footnote is not one of them. */
function inlineText(html: string): string {
  const words = html.replace(/<sup><a [^>]*>\[\d+\]<\/a><\/sup>/g, '').replace(/<br[^<>]*>/g, ' ');
  return unescapeHtml(words.replace(/<[^<>]*>/g, '')).trim();
}

function attribute(tag: string, name: 'src' | 'alt'): string | undefined {
  const opening = ` ${name}="`;
  const start = tag.indexOf(opening);
  const end = tag.indexOf('"', start + opening.length);
  return start === -1 || end <= start + opening.length
    ? undefined
    : unescapeHtml(tag.slice(start + opening.length, end));
}

export function unescapeHtml(text: string): string {
  return text.includes('&') ? text.replace(/&(?:amp|lt|gt|quot|#x338);/g, entity => ENTITIES[entity] ?? entity) : text;
}
