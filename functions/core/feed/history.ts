import type { Feed, History } from './feed.ts';
import { emptyElement } from './xml.ts';

/** Declared by archive documents alone: nothing else uses it (RFC 5005, section 1.2). */
export const HISTORY_NAMESPACE = 'http://purl.org/syndication/history/1.0';

const RELATIONS = [
  ['current', 'current'],
  ['prev-archive', 'previous'],
  ['next-archive', 'next'],
] as const;

/**
 * The element that tells an archive document, and links to its neighbours (sections 4 and 4.1). RSS has them with a
 * prefix for Atom's namespace (appendix B).
 */
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
