import type { Leftover } from '../left-out.ts';
import { ATOM, DC } from '../namespaces.ts';
import { textIn, textsOfChildren, type XmlElement } from '../xml-tree.ts';
import { readPodcast } from './podcast.ts';
import { channelOf } from './rss.ts';
import { leftoversOf } from './unread.ts';

/** Elements of a channel that are read, or only say how the document was made and when to fetch it again. */
const RSS_READ: ReadonlySet<string> = new Set(
  `title link description language copyright image generator lastBuildDate pubDate ttl docs cloud skipHours skipDays
  items textInput textinput`.split(/\s+/),
);
const ATOM_READ: ReadonlySet<string> = new Set(
  'id title subtitle tagline link updated modified author rights copyright logo icon generator'.split(' '),
);
/** Elements of RSS of which the first is read, or in its absence that of Dublin Core. */
const TEXTS: ReadonlySet<string> = new Set(['title', 'description']);
/** Elements of WordPress that are read, and addresses of the site. */
const WORDPRESS_READ: ReadonlySet<string> = new Set(
  'wxr_version base_site_url base_blog_url author category'.split(' '),
);
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const SYNDICATION = 'http://purl.org/rss/1.0/modules/syndication/';
const OPEN_SEARCH = 'http://a9.com/-/spec/opensearch/1.1/';

/** Returns the contents of a feed itself that have no place here. */
export function channelLeftovers(root: XmlElement, isWordpress: boolean): readonly Leftover[] {
  const isAtom = root.name === 'feed';
  const channel = isAtom ? root : channelOf(root);
  if (!channel) return [];
  const { read } = readPodcast(channel);
  const textOf = textsOfChildren(channel);
  const left = leftoversOf(channel, element => {
    const { name, uri, attributes } = element;
    if (!isAtom && read.has(element)) return true;
    if (uri === SYNDICATION || uri === RDF || uri === OPEN_SEARCH) return true;
    if (uri === ATOM && name === 'link') return attributes.rel !== 'alternate' || isAtom;
    if (uri === ATOM && isAtom) return ATOM_READ.has(name);
    if (uri === DC && isAtom) return name === 'date';
    if (TEXTS.has(name) && (uri === DC || uri === channel.uri)) {
      const isInstead = uri === channel.uri || textOf(name, channel.uri) === undefined;
      return isInstead && textIn(element).trim() === (textOf(name, uri) ?? '');
    }
    if (uri === DC) return /^(?:language|rights|date)$/.test(name);
    if (uri === channel.uri) return RSS_READ.has(name);
    return isWordpress && WORDPRESS_READ.has(name);
  });
  return left.map(one => ({ ...one, kind: `${one.kind} of the feed` }));
}
