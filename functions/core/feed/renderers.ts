import type { BodyPart } from '../files/published-file.ts';
import { renderAtom } from './atom.ts';
import type { Feed } from './feed.ts';
import type { FormatId } from './formats.ts';
import { renderJsonFeed } from './json-feed.ts';
import { renderRss } from './rss.ts';
import { renderSmartNews } from './smartnews.ts';

/** Returns the parts of a document, in their order: entries are parts of their own. */
type Renderer = (feed: Feed) => readonly BodyPart[];

/** The renderer of each format. A format without one does not compile. */
export const RENDERERS: Readonly<Record<FormatId, Renderer>> = {
  rss: feed => renderRss(feed),
  atom: renderAtom,
  json: renderJsonFeed,
  smartnews: renderSmartNews,
};
