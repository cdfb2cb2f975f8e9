import type { ArticleSummary } from './article-summary.ts';
import type { Contest, DeltaRecord, Lost, ObjectRecord, SourceRecord } from './index-record.ts';

/** Returns the record of an object that lost what it claims to another: what it is read again by stays. */
export function lostRecord(record: ObjectRecord, lost: Lost): SourceRecord {
  const { id, expires, problems }: Partial<SourceRecord> = record.status === 'media' ? {} : record;
  return {
    status: 'rejected',
    etag: record.etag,
    lost,
    ...(id !== undefined && { id }),
    ...(expires !== undefined && { expires }),
    ...(problems && { problems }),
  };
}

/** Returns a record with what is to be reported of what its object shares with others. */
export function withContest(record: DeltaRecord, next: Contest): DeltaRecord {
  const { contest: _, ...others } = record;
  return { ...others, ...(Object.keys(next).length > 0 && { contest: next }) };
}

/** Returns a record that does not say in which version the file of its object was written last. */
export function withoutFile(record: DeltaRecord): DeltaRecord {
  if (record.status === 'media') {
    const { file: _, ...others } = record;
    return others;
  }
  const { file: _, ...others } = record;
  return others;
}

/** Returns the keys of what the entry of an article depends on besides its source. */
export function dependsOn({ media, links = [] }: ArticleSummary): Pick<SourceRecord, 'dependsOn'> {
  const keys = [...new Set([...(media ? [media.key] : []), ...links.map(({ key }) => key)])];
  return keys.length > 0 ? { dependsOn: keys } : {};
}
