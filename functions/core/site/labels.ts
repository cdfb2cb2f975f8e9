/**
 * Names of the labels of pages, which `labels` of `site.yaml` may change. `{format}` is RSS, Atom or JSON, and
 * `{name}` that of an author or a tag.
 */
export const LABELS = [
  'skipToContent',
  'sections',
  'allNews',
  'updated',
  // Above what was wrong and is mended.
  'correction',
  'subscribe',
  'subscribeHelp',
  // Behind it, where there are several formats.
  'whichFormat',
  // On a button.
  'copy',
  // For those who hear the page: which address the button copies.
  'copyAddress',
  'copied',
  // For those who hear the page: what the names of applications below an address are there for.
  'subscribeIn',
  // Whatever reader is on the computer.
  'desktopReader',
  // Above the sections' feeds.
  'eachSection',
  // Before the names of the formats in which all feeds are listed.
  'allFeeds',
  'latest',
  'more',
  // What leads to the pages of all months.
  'archive',
  // Above the months.
  'byMonth',
  // What leads to older articles of a month.
  'older',
  'newer',
  'noEntries',
  'authors',
  'tags',
  // Titles of the page and the feeds of one author, and of one tag.
  'authorNamed',
  'tagNamed',
  'follow',
  'followHelp',
  // What leads to a sound that is enclosed.
  'listen',
  // What leads to a film that is enclosed.
  'watch',
  // What leads to any other file that is enclosed.
  'attachment',
  // Above the chapters of an episode.
  'chapters',
  'homePage',
  'notFound',
  'notFoundHelp',
  'withdrawn',
  'withdrawnHelp',
  // Before the date.
  'withdrawnOn',
  // Before why it was withdrawn.
  'reason',
  // Above an article that a preview alone shows, as it is a draft.
  'draft',
  // The same, as it waits for its date.
  'waiting',
  // Who sees it.
  'previewHelp',
  // Before the date.
  'waitingUntil',
] as const;

/** Labels of pages, in one language. */
export type Wording = Readonly<Record<(typeof LABELS)[number], string>>;

/** Labels of a site's own, by the first part of the language (`vi`). */
export type OwnLabels = Readonly<Record<string, Partial<Wording>>>;
