import type { Broken } from './broken-atom.ts';

const DELETED = /<at:deleted-entry ref="urn:a"/;

export const BROKEN_TOMBSTONES: Broken = {
  deletedEntriesStandInTheFeed: [['<entry>', '<entry><at:deleted-entry ref="urn:c" when="2026-11-20T00:00:00Z"/>']],
  tombstonesHaveNoSuchElement: [
    [DELETED, '<at:reason>a</at:reason><at:deleted-entry ref="urn:a"'],
    [DELETED, '<at:comment>a</at:comment><at:deleted-entry ref="urn:a"'],
    ['http://purl.org/atompub/tombstones/1.0', 'http://purl.org/atompub/tombstones/2.0'],
  ],
  deletedEntryNamesAnId: [
    [' ref="urn:a"', ''],
    ['ref="urn:a"', 'ref="a"'],
    ['ref="urn:a"', 'ref="không phải IRI"'],
  ],
  deletedEntryIsDated: [
    [/ when="[^"]*"/, ''],
    [/ when="[^"]*"/, ' when="2026-11-23"'],
    [/ when="[^"]*"/, ' when="2026-11-23t11:00:00z"'],
    [/ when="[^"]*"/, ' when="Mon, 23 Nov 2026 11:00:00 GMT"'],
  ],
  nothingIsDeletedInTheFuture: [[/ when="[^"]*"/, ' when="2046-11-23T11:00:00Z"']],
  noDeletedEntryIsThereTwice: [['ref="urn:b"', 'ref="urn:a"']],
  deletedEntryHasEachElementOnce: [
    ['<at:comment>', '<at:comment>a</at:comment><at:comment>'],
    ['<at:comment>', '<updated>2026-11-23T11:00:00Z</updated><at:comment>'],
    ['<at:comment>', 'Sai<at:comment>'],
  ],
  commentIsText: [
    ['<at:comment>', '<at:comment type="xhtml">'],
    ['<at:comment>', '<at:comment><b xmlns="urn:b"/>'],
    [/<at:comment>.*?</, '<at:comment> <'],
  ],
  whoeverDeletedHasAName: [['<at:comment>', '<at:by><name> </name></at:by><at:comment>']],
  whatIsDeletedIsNoEntry: [['ref="urn:a"', 'ref="tag:bao.example,2018:articles/a"']],
};

const IN_DELETED = (pattern: string): RegExp => new RegExp(`${pattern}(?=[^\\n]*<media:status)`);

export const BROKEN_SMARTNEWS: Broken = {
  channelIsWholeForSmartNews: [
    [/<pubDate>.*?<\/pubDate>/, ''],
    [/<language>.*?<\/language>/, ''],
  ],
  itemIsWholeForSmartNews: [
    [/<content:encoded>.*?<\/content:encoded>/s, ''],
    [IN_DELETED('<pubDate>[^<]*</pubDate>'), ''],
    [IN_DELETED('<guid[^>]*>[^<]*<'), '<guid><'],
  ],
  statusHasAState: [
    [' state="deleted"', ''],
    ['state="deleted"', 'state="withdrawn"'],
    ['state="deleted">', 'state="deleted"><b/>'],
  ],
  statusIsOneThatIsKnown: [
    ['>deleted</media:status>', '></media:status>'],
    ['>deleted</media:status>', '>withdrawn</media:status>'],
    ['<media:status', '<media:status state="active">active</media:status><media:status'],
  ],
  whatIsDeletedShowsNothing: [['<media:status', '<media:thumbnail url="https://bao.example/a.jpg"/><media:status']],
  namesNoHubThatIsNotTold: [['<atom:link', '<atom:link rel="hub" href="https://hub.example/"/><atom:link']],
};
