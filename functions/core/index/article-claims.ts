import type { Article } from '../article/article.ts';
import { articleUrl } from '../article/article-url.ts';
import { pageMediaKey } from '../article/page-media.ts';
import type { Site } from '../site/site.ts';
import {
  type ClaimRecord,
  claimKey,
  type DeltaEntry,
  type DeltaRecord,
  formerClaimKey,
  hashOf,
  type ObjectRecord,
  type SourceRecord,
  slugOf,
} from './index-record.ts';

type Claim = readonly [claimKey: string, claim: ClaimRecord];

/** Returns the claims of an article that is out: on media beside it that it names, and on its former addresses. */
export function articleClaims(article: Article, record: ObjectRecord, site: Site): readonly Claim[] {
  const { former = [] } = claimedBy(record);
  const named = namedBy(article.key, record);
  if (former.length === 0 && named.length === 0) return [];
  const { key, title } = article;
  const url = articleUrl(article, site);
  return [
    ...named.map((media): Claim => [claimKey(hashOf(media), media, key), { status: 'claim', key, media }]),
    ...former.map(
      (path): Claim => [formerClaimKey(path, key), { status: 'claim', key, former: path, url, title, version: null }],
    ),
  ];
}

/** Returns the keys of these claims, from what is remembered of the article. */
function articleClaimKeys(key: string, record: ObjectRecord): readonly string[] {
  const { former = [] } = claimedBy(record);
  const named = namedBy(key, record);
  return [...named.map(each => claimKey(hashOf(each), each, key)), ...former.map(path => formerClaimKey(path, key))];
}

/** Returns the keys of the media beside an article that it names, and of what else its entry depends on. */
function namedBy(key: string, record: ObjectRecord): readonly string[] {
  const { pageMedia, mayMean = [], dependsOn = [] } = claimedBy(record);
  const media = pageMedia ? Object.keys(pageMedia).map(name => pageMediaKey(key, name)) : [];
  return [...new Set([...media, ...mayMean.flat(), ...dependsOn])];
}

/** Takes back the claims of an article on media beside it, and on former addresses. */
export function takeBackClaims(delta: Map<string, DeltaEntry | null>, key: string, record: ObjectRecord): void {
  for (const claim of articleClaimKeys(key, record)) delta.set(claim, null);
}

/** Copies of page media that were written stay as they are, whatever else of the article but its slug changed. */
export function keepVersions(record: DeltaRecord, previous: ObjectRecord | undefined): DeltaRecord {
  if (record.status === 'media' || !record.pageMedia || !previous) return record;
  if (slugOf('', record) !== slugOf('', previous)) return record;
  const { pageMedia: known = {} } = claimedBy(previous);
  const copies = Object.keys(record.pageMedia).map(name => [name, Object.hasOwn(known, name) ? known[name] : null]);
  return { ...record, pageMedia: Object.fromEntries(copies) };
}

function claimedBy(record: ObjectRecord): Pick<SourceRecord, 'pageMedia' | 'mayMean' | 'former' | 'dependsOn'> {
  return record.status === 'media' ? {} : record;
}

/** Returns what the record of an article that is out begins with: its claims; of its media no copy is known yet. */
export function claimsOnRecord({
  pageMedia,
  mayMean,
  former,
}: Article): Pick<SourceRecord, 'pageMedia' | 'mayMean' | 'former'> {
  return {
    ...(former && { former }),
    ...(mayMean && { mayMean }),
    ...(pageMedia && { pageMedia: Object.fromEntries(pageMedia.map(name => [name, null])) }),
  };
}
