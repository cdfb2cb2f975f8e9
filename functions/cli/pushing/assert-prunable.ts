import { createInterface } from 'node:readline/promises';
import { assertNotEmptied, EmptyListing } from '../../content/empty-listing.ts';
import { ARTICLES_PREFIX, MEDIA_PREFIX } from '../../core/bucket-layout.ts';
import { isSource } from '../../core/index/keys/record-keys.ts';
import { counted } from '../output/counted.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import type { ListedFile } from './differences.ts';
import type { PushPlan } from './plan-push.ts';

interface PruneOptions {
  readonly contentBucket: string;
  readonly prune?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** @throws CouldNotRun where nobody said that so many objects may go, or it is not known that they are meant to. */
export async function assertPrunable(plan: PushPlan, { prune, yes, dryRun, contentBucket }: PruneOptions) {
  const { extra } = plan.differences;
  if (!prune || extra.length === 0) return;
  assertWhole(plan);
  assertNoneEmptied(plan, contentBucket);
  if (yes || dryRun) return;
  const are = extra.length === 1 ? 'is' : 'are';
  const what = `${counted(extra.length, 'object')} of ${contentBucket} that ${are} not here`;
  process.stderr.write(extra.map(key => `  ${key}\n`).join(''));
  if (!process.stdin.isTTY) throw new CouldNotRun(`--prune would take away ${what}; nothing was done; add --yes`);
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await questions.question(`Take away ${what}? [y/N] `).finally(() => questions.close());
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new CouldNotRun('nothing was done');
}

/**
 * Refuses to delete where the folder could not be read in full, or where files of it are not uploaded. An object that
 * seems to be missing here may be one of these.
 */
function assertWhole({ skipped, kept: refused, changed }: PushPlan): void {
  const kept = [...refused, ...changed];
  const [left] = skipped;
  if (left)
    throw new CouldNotRun(
      `--prune takes away what is not here, and ${left.path} can't be looked into: it ${left.message.slice(3)}; ` +
        'nothing was done; mend that, or push without --prune',
    );
  if (kept.length > 0)
    throw new CouldNotRun(
      `--prune might take away the version that is out of what stays here (${kept[0]}${more(kept.length - 1)}); ` +
        'nothing was done; mend that, or push without --prune',
    );
}

const more = (count: number): string => (count > 0 ? `, and ${count} more` : '');

function assertNoneEmptied({ local, remote }: PushPlan, bucket: string): void {
  const remedy = `put them back; if all are meant to go, take them out of ${bucket} by hand, or push without --prune`;
  try {
    assertNotEmptied(countSources(local), countSources(remote), ARTICLES_PREFIX, remedy);
  } catch (error) {
    if (error instanceof EmptyListing) throw new CouldNotRun(error.message);
    throw error;
  }
  const before = countMedia(remote);
  if (countMedia(local) === 0 && before > 1)
    throw new CouldNotRun(`${MEDIA_PREFIX}: there is no file, where ${bucket} has ${before}; ${remedy}`);
}

function countSources(listed: readonly ListedFile[]): number {
  return listed.filter(({ key }) => isSource(key)).length;
}

function countMedia(listed: readonly ListedFile[]): number {
  return listed.filter(({ key }) => key.startsWith(MEDIA_PREFIX)).length;
}
