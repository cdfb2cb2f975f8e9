import type { Wording } from '../../site/labels.ts';

/** English. */
export const en: Wording = {
  skipToContent: 'Skip to content',
  sections: 'Sections',
  allNews: 'All news',
  updated: 'Updated',
  correction: 'Correction',
  subscribe: 'Subscribe',
  subscribeHelp:
    'This page has a web feed, which feed readers read. Choose the reader that you use, or copy an address and paste ' +
    'it there. New stories then come to you. This site asks for no account and no email address. ' +
    'Not sure which one? Take RSS.',
  copy: 'Copy',
  copyAddress: 'Copy the {format} address',
  copied: 'Copied',
  subscribeIn: 'Subscribe to {format} in',
  desktopReader: 'App on this computer',
  eachSection: 'RSS by section',
  allFeeds: 'All of them in one file:',
  latest: 'Latest stories',
  more: 'Earlier',
  archive: 'Browse by month',
  byMonth: 'By month',
  older: 'Older stories',
  newer: 'Newer stories',
  noEntries: 'No stories yet. Subscribe to get the first one.',
  tags: 'Tags',
  follow: 'Subscribe',
  followHelp: 'Get new stories as they are published, in your feed reader:',
  attachment: 'Attached file',
  homePage: 'Home page',
  notFound: 'This page was not found',
  notFoundHelp: 'The story may have been withdrawn or moved. The latest ones are one step away.',
  withdrawn: 'This story was withdrawn',
  withdrawnHelp: 'The newsroom has withdrawn the story that was published at this address.',
  withdrawnOn: 'Withdrawn on',
  reason: 'Reason:',
  draft: 'Draft',
  waiting: 'Not out yet',
  previewHelp: 'Only this preview shows the story; nobody else can read it yet.',
  waitingUntil: 'Out on',
};
