import type { Article } from '../article/article.ts';
import { articleUrl } from '../article/article-url.ts';
import { articleLanguage } from '../filing/article-language.ts';
import { namedKeys } from '../media/missing-names.ts';
import type { Site } from '../site/site.ts';
import { nameOfOriginal } from '../translations/translation.ts';
import { type DeltaEntry, type DeltaRecord, type ObjectRecord, slugOf } from './index-record.ts';
import { claimKey, formerClaimKey, hashOf } from './keys/record-keys.ts';
import type { ClaimRecord } from './records/claim-record.ts';
import type { SourceRecord } from './records/source-record.ts';

type Claim = readonly [claimKey: string, claim: ClaimRecord];

/**
 * Returns the claims of an article that is out: on media beside it that it names, on its former addresses, and on the
 * source that it is a translation of.
 */
export function articleClaims(article: Article, record: ObjectRecord, site: Site): readonly Claim[] {
  const { former = [] } = claimedBy(record);
  const named = namedBy(article.key, record);
  const original = translationClaim(article, record, site);
  if (former.length === 0 && named.length === 0) return original;
  const { key, title } = article;
  const url = articleUrl(article, site);
  return [
    ...original,
    ...named.map((media): Claim => [claimKey(hashOf(media), media, key), { status: 'claim', key, media }]),
    ...former.map(
      (path): Claim => [formerClaimKey(path, key), { status: 'claim', key, former: path, url, title, version: null }],
    ),
  ];
}

function translationClaim({ key, slug, ...article }: Article, record: ObjectRecord, site: Site): readonly Claim[] {
  const { translationOf, hasPage } = claimedBy(record);
  if (!translationOf) return [];
  const claim: ClaimRecord = {
    status: 'claim',
    key,
    translationOf: translationOf.key,
    language: articleLanguage(article, site),
    ...(hasPage && { slug }),
  };
  return [[originalClaimKey(translationOf.key, key), claim]];
}

function originalClaimKey(original: string, key: string): string {
  return claimKey(hashOf(original), nameOfOriginal(original), key);
}

/** Returns the keys of these claims, from what is remembered of the article. */
function articleClaimKeys(key: string, record: ObjectRecord): readonly string[] {
  const { former = [], translationOf } = claimedBy(record);
  return [
    ...namedBy(key, record).map(each => claimKey(hashOf(each), each, key)),
    ...former.map(path => formerClaimKey(path, key)),
    ...(translationOf ? [originalClaimKey(translationOf.key, key)] : []),
  ];
}

/** Returns the keys of the media beside an article that it names, and of what else its entry depends on. */
function namedBy(key: string, of: ObjectRecord): readonly string[] {
  const { dependsOn = [], ...record } = claimedBy(of);
  return [...new Set([...namedKeys(key, record), ...dependsOn])];
}

/** Takes back all these claims of an article. */
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

function claimedBy(record: ObjectRecord): Partial<SourceRecord> {
  return record.status === 'media' ? {} : record;
}

/** Returns what the record of an article that is out begins with: its claims; of its media no copy is known yet. */
export function claimsOnRecord(
  article: Article,
  site: Site,
): Pick<SourceRecord, 'pageMedia' | 'media' | 'mayMean' | 'former' | 'translationOf' | 'pageLanguage'> {
  const { pageMedia, media, mayMean, former, translationOf } = article;
  const pageLanguage = articleLanguage(article, site);
  return {
    ...(pageLanguage !== site.language && { pageLanguage }),
    ...(translationOf && { translationOf }),
    ...(former && { former }),
    ...(mayMean && { mayMean }),
    ...(media && { media }),
    ...(pageMedia && { pageMedia: Object.fromEntries(pageMedia.map(name => [name, null])) }),
  };
}
