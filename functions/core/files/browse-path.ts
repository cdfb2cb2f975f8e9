/** Folder of a feed's pages by month, within the feed's own. */
export const BROWSE = 'browse';

/** Returns the month of a page that lists its articles, by the page's path; `undefined` for every other path. */
export function browseMonthOf(path: string): string | undefined {
  return /^(?!(?:media|articles)\/)(?:[^/]+\/)*browse\/([+-]?\d+-\d\d)(?:-\d+)?\/index\.html$/.exec(path)?.[1];
}
