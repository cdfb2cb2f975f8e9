import { oversizeProblem } from '../../content/read-source.ts';
import { isReported, ListedNames, SkippedObjects } from '../../content/skipped.ts';
import { formatOf } from '../../core/article/key.ts';
import { isContent } from '../../core/bucket-layout.ts';
import { DataKeySorter, type DataKeys } from '../../core/data-files/data-keys.ts';
import { isMedia } from '../../core/index/keys/record-keys.ts';
import type { Problem } from '../../core/problem.ts';
import { compareKeys } from '../../core/text/key-order.ts';
import type { ObjectStore, ObjectSummary } from '../../stores/object-store.ts';
import { KeyList } from './key-list.ts';

/** Content of the bucket. Of a source that is read only the key is kept: its bytes come with the rest. */
export interface ListedContent {
  /** They are read in the order in which they come sorted. */
  readonly keys: KeyList;
  /** Objects that need no reading: media files, and those whose name or size shows that they are no article. */
  readonly unread: ReadonlyMap<string, ObjectSummary>;
  /** Problems of what is there and is no object. */
  readonly skipped: readonly Problem[];
  /** Problems of what is named as something else: folders as articles are, texts as those for programs. */
  readonly problems: readonly Problem[];
  /** Files that may say something of articles. */
  readonly data: DataKeys;
  /** Number of keys that are sources. */
  readonly sources: number;
}

export async function listContent(content: ObjectStore): Promise<ListedContent> {
  const keys = new KeyList(newestFirst);
  const names = new ListedNames();
  let sources = 0;
  const data = new DataKeySorter();
  const unread = new Map<string, ObjectSummary>();
  const skipped = new SkippedObjects();
  for await (const summary of content.list('', { onSkipped: skipped.note })) {
    const { key } = summary;
    if (isReported(key)) names.add(key);
    data.add(key);
    if (!isContent(key)) continue;
    keys.add(key);
    names.add(key);
    if (!isMedia(key)) sources += 1;
    if (!isToBeRead(summary)) unread.set(key, summary);
  }
  return { keys, unread, skipped: skipped.problems, problems: names.problems, data: data.sorted(), sources };
}

/** Returns whether an object has to be read: one that is no source, by its name or size, is known from the listing. */
export function isToBeRead({ key, size }: ObjectSummary): boolean {
  return !isMedia(key) && formatOf(key) !== undefined && !oversizeProblem(key, size);
}

/**
 * The order in which a rebuild reads. Most keys have a date in them, so the newest articles come first: windows are
 * filled by these, and nearly all that follows is let go of as soon as it was looked at. Keys that stand for one name,
 * however it is typed, come in the order in which they are chosen from.
 */
export function newestFirst(a: string, b: string): number {
  const [name, other] = [a.normalize('NFC'), b.normalize('NFC')];
  if (name !== other) return name < other ? 1 : -1;
  return compareKeys(a, b);
}
