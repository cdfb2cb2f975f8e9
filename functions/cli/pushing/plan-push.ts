import { placeNames } from '../../content/place-names.ts';
import { SkippedObjects } from '../../content/skipped.ts';
import { AUTHORS_KEYS } from '../../core/bucket-layout.ts';
import type { Instant } from '../../core/instant.ts';
import type { Problem } from '../../core/problem.ts';
import { EMPTY_FOLDER, type ObjectStore } from '../../stores/object-store.ts';
import type { Content } from '../content.ts';
import { placeholderProblems } from '../placeholder-problems.ts';
import { compareFolder, type Differences, type ListedFile, type RemoteObject, type Upload } from './differences.ts';
import { type Judged, judge } from './judge.ts';
import { changedSince } from './last-seen.ts';
import { digestsOf, listFiles, metadataIn } from './upload.ts';

/** Plan of a push: what is uploaded, and what is left as it is. */
export interface PushPlan {
  readonly local: readonly ListedFile[];
  readonly remote: readonly RemoteObject[];
  /** Its uploads are those to carry out. */
  readonly differences: Differences;
  /** Files that differ, those that stay here among them. */
  readonly differing: readonly Upload[];
  /** Keys of objects that are left alone, since others changed them. */
  readonly changed: readonly string[];
  /** Keys of files that stay here, since they would be rejected. */
  readonly kept: readonly string[];
  /** Problems of what stands in the folder and can't be listed; what is in it is not known. */
  readonly skipped: readonly Problem[];
  /** All problems, those of `skipped` among them. */
  readonly problems: readonly Problem[];
  readonly carried: Judged['carried'];
}

interface PlanOptions {
  readonly now: Instant;
  /** ETags of the objects that this machine saw last in the bucket, by name; `undefined` if it never saw the bucket. */
  readonly seen: ReadonlyMap<string, string> | undefined;
  /** True to overwrite what others changed. Default: false. */
  readonly force?: boolean;
  /** True to take away what is in the bucket alone. Default: false. */
  readonly prune?: boolean | undefined;
}

/** Compares a folder with a bucket, and judges what would be uploaded. */
export async function planPush(
  content: Content,
  bucket: ObjectStore,
  { now, seen, force = false, prune }: PlanOptions,
): Promise<PushPlan> {
  const ask = metadataIn(bucket);
  const [{ local, skipped }, remote] = await Promise.all([
    listFolder(content.store),
    listFiles(bucket, () => undefined),
  ]);
  const differences = await compareFolder(local, remote, digestsOf(content.store, ask));
  const { problems: judged, refused, carried } = await judge(content, { differences, remote, ask, now, prune });
  const problems = await placeNames([...placeholderProblems(content.site), ...judged], content.store);
  const isTold = new Set(problems.map(({ path, message }) => `${path}\n${message}`));
  const untold = skipped.filter(({ path, message }) => !isTold.has(`${path}\n${message}`));
  const changed = new Set(force ? [] : changedSince(seen, differences.uploads, remote));
  const uploads = differences.uploads.filter(upload => !refused.has(upload.from) && !changed.has(upload));
  return {
    local,
    remote,
    differences: { ...differences, uploads },
    differing: differences.uploads,
    changed: [...changed].map(({ to }) => to),
    kept: [...refused],
    skipped,
    problems: [...content.problems, ...untold, ...problems],
    carried,
  };
}

async function listFolder(folder: ObjectStore): Promise<Pick<PushPlan, 'local' | 'skipped'>> {
  const skipped = new SkippedObjects();
  const others: Problem[] = [];
  const local = await listFiles(folder, (path, reason) => {
    const before = skipped.problems.length;
    skipped.note(path, reason);
    const isOfAuthors = AUTHORS_KEYS.some(key => key === path || key.startsWith(`${path}/`));
    if (isOfAuthors && reason !== EMPTY_FOLDER && skipped.problems.length === before)
      others.push({ path, severity: 'error', message: `it ${reason}` });
  });
  return { local, skipped: [...skipped.problems, ...others] };
}
