import { judgeMedia } from '../../content/read-source.ts';
import { nameOf } from '../../core/index/index-record.ts';
import { isMedia } from '../../core/index/keys/record-keys.ts';
import { compareKeys } from '../../core/text/key-order.ts';
import type { ObjectSummary } from '../../stores/object-store.ts';
import type { PublishedMedia } from '../rebuild-context.ts';

/** Returns the media that a listing tells of; of files that stand for one path the first is published. */
export function publishedMedia(listed: Iterable<ObjectSummary>): PublishedMedia {
  const media = new Map<string, { readonly key: string; readonly etag: string; readonly size: number }>();
  for (const summary of listed) {
    const { key } = summary;
    const name = nameOf(key, undefined);
    if (!isMedia(key) || !comesFirst(key, media.get(name)?.key)) continue;
    const { found } = judgeMedia(summary);
    if (found.kind === 'media') media.set(name, { key, etag: found.etag, size: found.size });
  }
  return media;
}

/** Returns whether a key comes before another that stands for the same path. */
export function comesFirst(key: string, other: string | undefined): boolean {
  return other === undefined || compareKeys(key, other) < 0;
}
