import type { PublishedFile } from './published-file.ts';

/** Maximum length of a `Link` header, in ASCII: S3 takes 2,048 bytes of metadata, names and other values included. */
const MAX_LINK = 1900;

/**
 * Returns the metadata of a file with links (RFC 8288), the most important first. Those that find no room are left out:
 * the file itself has each of them, too.
 */
export function linkHeader(links: readonly string[]): Pick<PublishedFile, 'metadata'> {
  let link = '';
  for (const one of links) {
    const longer = link === '' ? one : `${link}, ${one}`;
    if (longer.length <= MAX_LINK) link = longer;
  }
  return link === '' ? {} : { metadata: { link } };
}
