import type { Addresses, Feed } from './feed.ts';
import { emptyElement } from './xml.ts';

/** Declared by archive documents alone: nothing else uses it (RFC 5005, section 1.2). */
export const HISTORY_NAMESPACE = 'http://purl.org/syndication/history/1.0';

/** A feed's place in the chain of documents that hold what it shows no more (RFC 5005, section 4, "Archived Feeds"). */
export interface History {
  /** Of the feed itself; absent where this is that feed. Whatever has it is an archive document. */
  readonly current?: Addresses;
  /** The next older document. */
  readonly previous?: Addresses;
  /** The next newer one. */
  readonly next?: Addresses;
}

const RELATIONS = [
  ['current', 'current'],
  ['prev-archive', 'previous'],
  ['next-archive', 'next'],
] as const;

/** The element that tells an archive document, and links to its neighbours (sections 4 and 4.1). RSS has them with a prefix for Atom's namespace (appendix B). */
export function historyElements({ history }: Feed, format: 'rss' | 'atom'): readonly string[] {
  const name = format === 'rss' ? 'atom:link' : 'link';
  const links = RELATIONS.flatMap(([rel, field]) => {
    const href = history?.[field]?.[format];
    return href === undefined ? [] : [emptyElement(name, { rel, type: `application/${format}+xml`, href })];
  });
  return isArchive({ history }) ? [emptyElement('fh:archive', {}), ...links] : links;
}

export function isArchive({ history }: { readonly history?: History | undefined }): boolean {
  return history?.current !== undefined;
}
