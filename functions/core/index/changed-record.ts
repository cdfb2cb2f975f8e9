import type { Article } from '../article/article.ts';
import { hasReadingPage } from '../article/article-url.ts';
import { defaultId, readingSlug } from '../article/key.ts';
import { chaptersToWrite } from '../podcast/json-chapters.ts';
import type { Site } from '../site/site.ts';
import type { ArticleSummary } from './article-summary.ts';
import type { Found } from './found.ts';
import { type DeltaEntry, type DeltaRecord, isOfObject, type ObjectRecord, type StoredRecord } from './index-record.ts';
import { comparedId } from './owners.ts';
import type { Contest } from './records/contest.ts';
import type { MediaRecord } from './records/media-record.ts';
import type { Lost, SourceRecord } from './records/source-record.ts';

/** Returns what the record of an article says of its page and id, beyond what its key makes. */
export function namesOnRecord(
  article: Article,
  site: Site,
): Pick<SourceRecord, 'slug' | 'hasPage' | 'hasChapters' | 'id'> {
  const { key, slug } = article;
  const id = comparedId(article, site);
  return {
    ...(slug !== readingSlug(key) && { slug }),
    ...(hasReadingPage(article, site) && { hasPage: true }),
    ...(chaptersToWrite(article, site) && { hasChapters: true }),
    ...(id !== defaultId(key, site) && { id }),
  };
}

/** Returns true for an article with a file of chapters beside its page. */
export function hasChapters(record: StoredRecord | null | undefined): boolean {
  return isOfObject(record) && record.status !== 'media' && record.hasChapters === true;
}

/** Returns the record of an object that lost what it claims to another: what it is read again by stays. */
export function lostRecord(record: ObjectRecord, lost: Lost): SourceRecord {
  const { id, slug, expires, problems }: Partial<SourceRecord> = record.status === 'media' ? {} : record;
  return {
    status: 'rejected',
    etag: record.etag,
    lost,
    ...(id !== undefined && { id }),
    ...(slug !== undefined && { slug }),
    ...(expires !== undefined && { expires }),
    ...(problems && { problems }),
  };
}

/** Returns the record of a file that is published as it is. */
export function mediaRecord(found: Extract<Found, { kind: 'media' }>): MediaRecord {
  const { etag, size, picture, seconds, isUnmeasured } = found;
  return {
    status: 'media',
    etag,
    size,
    ...(picture && { picture }),
    ...(seconds !== undefined && { seconds }),
    ...(isUnmeasured && { isUnmeasured }),
  };
}

/** A delta that is being made. */
type OpenDelta = Map<string, DeltaEntry | null>;

/** Has a delta remember what is to be reported of what an object shares with others; returns whether that is new. */
export function setContest(delta: OpenDelta, key: string, record: DeltaRecord, next: Contest): boolean {
  if (JSON.stringify(record.contest ?? {}) === JSON.stringify(next)) return false;
  delta.set(key, withContest(record, next));
  return true;
}

/** Has a delta forget in which version the file of an object was written: another may have been written over it. */
export function forgetFile(delta: OpenDelta, key: string, record: DeltaRecord): void {
  delta.set(key, withoutFile(record));
}

/** Has a delta forget an article's copy of page media, as it was written last: it is to be made again, or gone. */
export function forgetCopy(delta: OpenDelta, key: string, record: DeltaRecord, name: string): void {
  if (record.status === 'media') return;
  delta.set(key, { ...record, pageMedia: { ...record.pageMedia, [name]: null } });
}

function withContest(record: DeltaRecord, next: Contest): DeltaRecord {
  const { contest: _, ...others } = record;
  return { ...others, ...(Object.keys(next).length > 0 && { contest: next }) };
}

function withoutFile(record: DeltaRecord): DeltaRecord {
  if (record.status === 'media') {
    const { file: _, ...others } = record;
    return others;
  }
  const { file: _, ...others } = record;
  return others;
}

/** Returns the keys of what the entry of an article depends on besides its source. */
export function dependsOn({ media, picture, links = [] }: ArticleSummary): Pick<SourceRecord, 'dependsOn'> {
  const keys = [
    ...new Set([...(media ? [media.key] : []), ...(picture ? [picture.key] : []), ...links.map(({ key }) => key)]),
  ];
  return keys.length > 0 ? { dependsOn: keys } : {};
}
