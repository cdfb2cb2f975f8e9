import type { Image } from '../../article/article.ts';
import { textOf } from '../../html/canonical-html.ts';
import { html, raw, type SafeHtml } from '../html.ts';

/** Returns what is shown below a picture: its caption, and whom it is by. */
export function captionWords({ caption, credit }: Partial<Image> = {}): readonly string[] {
  return [caption, credit].filter(text => text !== undefined);
}

/** Renders words below a picture. */
export function renderCaption(words: readonly string[]): SafeHtml | undefined {
  return words.length > 0 ? html`<figcaption>${words.join(' – ')}</figcaption>` : undefined;
}

/** Returns how canonical HTML refers to a picture. */
export function sourceAttribute(src: string): string {
  return `src="${src.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
}

/**
 * Returns a text that shows a picture, with the caption and the credit of the picture below it, unless its own caption
 * there has them. The HTML is canonical.
 */
export function withCaption(body: string, image: Image | undefined): string {
  const words = captionWords(image);
  const at = image === undefined || words.length === 0 ? -1 : body.indexOf(sourceAttribute(image.src));
  if (at === -1) return body;
  const [start, end] = [body.lastIndexOf('<', at), body.indexOf('>', at) + 1];
  const [before, picture, behind] = [body.slice(0, start), body.slice(start, end), body.slice(end)];
  if (picture.startsWith('<img ') && before.endsWith('<p>') && behind.startsWith('</p>')) {
    const figure = html`<figure>${raw(picture)}${renderCaption(words)}</figure>`;
    return before.slice(0, -'<p>'.length) + figure.markup + behind.slice('</p>'.length);
  }
  const isInFigure = before.lastIndexOf('<figure') > before.lastIndexOf('</figure>');
  const inFigure = isInFigure ? captionedFigure(behind, words) : undefined;
  return before + picture + (inFigure ?? `${behind}\n${html`<p class="by">${words.join(' – ')}</p>`.markup}`);
}

/** Returns the rest of a figure, and what follows, with words in its caption; `undefined` where it never ends. */
function captionedFigure(rest: string, words: readonly string[]): string | undefined {
  const end = rest.indexOf('</figure>');
  if (end === -1) return undefined;
  const [opened, closed] = [rest.indexOf('<figcaption'), rest.indexOf('</figcaption>')];
  if (opened === -1 || closed === -1 || closed > end) return put(rest, end, renderCaption(words)?.markup ?? '');
  const own = textOf(rest.slice(opened, closed));
  const missing = words.filter(each => !own.includes(each));
  return missing.length === 0 ? rest : put(rest, closed, html` – ${missing.join(' – ')}`.markup);
}

function put(text: string, at: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at);
}
