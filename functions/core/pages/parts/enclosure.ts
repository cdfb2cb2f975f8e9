import type { Entry } from '../../feed/feed.ts';
import { formatClock } from '../../podcast/duration.ts';
import type { Episode } from '../../podcast/episode.ts';
import type { Site } from '../../site/site.ts';
import { link, webUrl } from '../document.ts';
import { html, type SafeHtml } from '../html.ts';
import { wordingOf } from '../wording.ts';

/** Renders the file that an article encloses, unless the text shows it already, and the chapters of an episode. */
export function renderEnclosure(
  { enclosure, episode }: Entry,
  site: Site,
  isShown: (url: string) => boolean,
): SafeHtml | undefined {
  const url = webUrl(enclosure?.url);
  if (enclosure === undefined || url === undefined) return undefined;
  const chapters = renderChapters(url, episode?.chapters, site);
  if (isShown(url)) return chapters;
  const { type, duration } = enclosure;
  const kind = type.split('/', 1)[0];
  const { listen, watch, attachment } = wordingOf(site);
  const { title = kind === 'audio' ? listen : kind === 'video' ? watch : attachment } = enclosure;
  return html`<figure class="enclosure">
    ${kind === 'audio' && html`<audio controls preload="none" src="${url}"></audio>\n`}${
      kind === 'video' && html`<video controls preload="none" src="${url}"></video>\n`
    }<figcaption><a href="${url}" type="${type}">${title}</a>${
      duration !== undefined && html` <time datetime="PT${duration}S">${formatClock(duration)}</time>`
    }</figcaption>
    </figure>\n${chapters}`;
}

/**
 * Renders the chapters of an episode. The time of each leads to it in the file, as a media fragment that browsers play
 * from (https://www.w3.org/TR/media-frags/, section 4.2.1), so no script is needed.
 */
function renderChapters(url: string, chapters: Episode['chapters'], site: Site): SafeHtml | undefined {
  if (chapters === undefined || typeof chapters === 'string' || chapters.length === 0) return undefined;
  const file = url.split('#', 1)[0] ?? url;
  const items = chapters.map(({ start, title, url: about }) => {
    const clock = formatClock(start);
    const time = html`<time datetime="PT${start}S">${clock}</time>`;
    const href = `${file}#t=${start}`;
    // A link says where it leads, also to those who hear it alone.
    return about === undefined
      ? html`<li><a href="${href}">${time} ${title}</a></li>\n`
      : html`<li><a href="${href}" aria-label="${clock} ${title}">${time}</a> ${link(about, title)}</li>\n`;
  });
  return html`<section class="chapters">
    <h2>${wordingOf(site).chapters}</h2>
    <ol>${items}</ol>
    </section>\n`;
}
