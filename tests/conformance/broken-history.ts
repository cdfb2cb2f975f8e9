import type { Broken } from './broken-atom.ts';

/** Ways to break a document of the archive, in Atom and in RSS. */
export const BROKEN_HISTORY: Broken = {
  historyHasNoSuchElement: [
    ['<fh:archive/>', '<fh:archive/><fh:incremental/>'],
    ['<fh:archive/>', '<fh:archive>true</fh:archive>'],
    [/<(entry|item)>/, '<$1><fh:archive/>'],
  ],
  archiveSaysSoOnce: [['<fh:archive/>', '<fh:archive/><fh:archive/>']],
  neighboursAreNamedOnce: [
    ['rel="next-archive"', 'rel="prev-archive"'],
    [/(rel="prev-archive"[^>]*href=")[^"]*/, '$1/archives/'],
  ],
  archiveLeadsToItsFeed: [
    ['rel="current"', 'rel="related"'],
    ['<fh:archive/>', ''],
    [/(rel="current"[^>]*href=")[^"]*(atom|rss)\.xml/, '$1https://feeds.bao.example/archives/2026-10/$2.xml'],
  ],
  noDocumentIsItsOwnNeighbour: [
    [/(rel="prev-archive"[^>]*href=")[^"]*(atom|rss)\.xml/, '$1https://feeds.bao.example/archives/2026-10/$2.xml'],
    ['archives/2026-09/', 'archives/2026-11/'],
  ],
};
