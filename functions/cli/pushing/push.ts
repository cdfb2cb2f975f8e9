import { isSource } from '../../core/index/keys/record-keys.ts';
import type { Instant } from '../../core/instant.ts';
import { formatProblem } from '../../core/problem.ts';
import { sortKeys } from '../../core/text/key-order.ts';
import { withoutPasswords } from '../../core/text/without-passwords.ts';
import type { ArticleStatus } from '../../state/article-status.ts';
import type { LostAddress } from '../../state/articles/lost-addresses.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { createS3Store } from '../../stores/s3-store.ts';
import { type Content, inDirectory, openContent, printProblems } from '../content.ts';
import { articleFacts, describeArticle, toneOf } from '../output/article-lines.ts';
import { counted } from '../output/counted.ts';
import { DONE, PROBLEMS } from '../output/exit-status.ts';
import { clockOf } from '../output/held-articles.ts';
import { lostLine, twiceLine } from '../output/lost-line.ts';
import { paint } from '../output/paint.ts';
import { printJson } from '../output/print-json.ts';
import { bar, createProgress, type Progress } from '../output/progress.ts';
import { assertPrunable } from './assert-prunable.ts';
import { type Awaited, awaitPublished } from './await-published.ts';
import { LAST_SEEN, type LastSeen, readLastSeen, saveLastSeen } from './last-seen.ts';
import { type PushPlan, planPush } from './plan-push.ts';
import { lostByPush, readBefore } from './tell-lost.ts';
import { deleteInOrder, uploadAll, uploaderNamed } from './upload.ts';

export interface PushOptions {
  readonly contentBucket: string;
  readonly feedsBucket: string;
  /** Takes away what is in the bucket alone. */
  readonly prune?: boolean;
  /** Does so without asking. */
  readonly yes?: boolean;
  /** Overwrites what others changed in the bucket since this machine saw it. */
  readonly force?: boolean;
  /** Says what would be done. */
  readonly dryRun?: boolean;
  /** Seconds to wait until all is published; 0 for not waiting at all. */
  readonly wait: number;
  /** Name of the uploader. Default: the user of this machine. */
  readonly as?: string;
  readonly json?: boolean;
  /** Milliseconds between two looks at what is published. */
  readonly interval?: number;
  readonly now?: Instant;
}

/** Outcome of the uploads: statuses of the articles, and keys of objects that others wrote or deleted meanwhile. */
interface CarriedOut extends Awaited {
  readonly conflicts: readonly string[];
  readonly lost: readonly LostAddress[];
}

/** Report of a push. */
interface Pushed extends PushPlan {
  readonly awaited: CarriedOut;
  /** Keys of what was uploaded. */
  readonly uploaded: readonly string[];
}

/**
 * `bantin push`: brings the content of a folder into the bucket, and waits until it is published. What would be
 * rejected stays here, lest it takes the place of a version that is out. Gives the exit status.
 */
export async function runPush(directory: string, options: PushOptions): Promise<number> {
  const content = await openContent(directory);
  const bucket = createS3Store({ bucket: options.contentBucket });
  const lastSeen = await readLastSeen(content.store);
  const seen = lastSeen.get(options.contentBucket);
  const { now = Date.now(), force = false, prune } = options;
  const plan = await planPush(content, bucket, { now, seen, force, prune });
  if (!options.json) printProblems(plan.problems, directory);
  await assertPrunable(plan, options);
  const progress = createProgress();
  const awaited = options.dryRun
    ? { articles: [], missing: [], conflicts: [], lost: [] }
    : await carryOut(plan, { content, bucket, lastSeen, options, progress }).finally(progress.done);
  const conflicts = new Set(awaited.conflicts);
  const uploaded = plan.differences.uploads.flatMap(({ to }) => (conflicts.has(to) ? [] : [to]));
  const changed = sortKeys([...plan.changed, ...conflicts]);
  report({ ...plan, changed, awaited, uploaded }, directory, content.site.timeZone, options);
  const left = [plan.kept, changed, plan.skipped, awaited.missing];
  return left.every(({ length }) => length === 0) && awaited.articles.every(({ status }) => status !== 'rejected')
    ? DONE
    : PROBLEMS;
}

interface Work {
  readonly content: Content;
  readonly bucket: ObjectStore;
  readonly lastSeen: LastSeen;
  readonly options: PushOptions;
  readonly progress: Progress;
}

async function carryOut(plan: PushPlan, { content, bucket, lastSeen, options, progress }: Work): Promise<CarriedOut> {
  const { uploads, extra } = plan.differences;
  const written = new Map<string, string>();
  const feeds = createS3Store({ bucket: options.feedsBucket });
  const before = options.wait === 0 ? undefined : await readBefore(feeds, plan);
  const gone = new Set(options.prune ? extra : []);
  const remote = plan.remote.filter(({ key }) => !gone.has(key));
  const conflicts = await uploadAll(uploads, {
    folder: content.store,
    bucket,
    carried: plan.carried,
    ...(!options.force && { listed: new Map(plan.remote.map(({ key, etag }) => [key, etag])) }),
    by: uploaderNamed(options.as),
    written,
    onUploaded: count => progress.update(() => `uploading  ${bar(count, uploads.length)}`),
  }).finally(async () => {
    const saving = saveLastSeen(content.store, lastSeen, options.contentBucket, { ...plan, remote, written });
    await saving.catch(tellUnsaved);
  });
  await deleteInOrder(bucket, [...gone]);
  const articles = new Map([...written].filter(([key]) => isSource(key)));
  if (options.wait === 0) return { articles: [], missing: [], conflicts, lost: [] };
  const awaited = await awaitPublished(feeds, articles, {
    interval: options.interval ?? 1000,
    limit: options.wait * 1000,
    onRead: count => progress.update(() => `publishing ${bar(count, articles.size)}`),
  });
  return { ...awaited, conflicts, lost: lostByPush(before, plan, awaited.articles) };
}

/** Warns that the record of what was seen was not written. The uploads themselves are done. */
function tellUnsaved(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${LAST_SEEN}: not written, so the next push from here knows less of the bucket (${why})\n`);
}

function report(pushed: Pushed, directory: string, timeZone: string, options: PushOptions): void {
  const { differences, kept, changed, skipped, problems, awaited, uploaded } = pushed;
  const { unchanged, extra } = differences;
  if (options.json) {
    printJson({
      [options.dryRun ? 'wouldUpload' : 'uploaded']: uploaded,
      unchanged,
      kept,
      changedInBucket: changed,
      skipped: skipped.map(({ path }) => path),
      [options.prune && !options.dryRun ? 'removed' : 'onlyInBucket']: extra,
      articles: awaited.articles.map(articleFacts),
      notPublishedYet: awaited.missing,
      addressesLost: awaited.lost,
      problems: problems.map(problem => inDirectory(problem, directory)),
    });
    return;
  }
  for (const key of changed)
    process.stderr.write(`${key}: changed in the bucket since; get it first, or push with --force\n`);
  if (options.dryRun) for (const key of uploaded) process.stdout.write(`would upload ${key}\n`);
  for (const article of awaited.articles) tell(article, timeZone);
  for (const each of awaited.lost) {
    const isTwice = each.from !== undefined && !options.prune;
    process.stderr.write(`${isTwice ? twiceLine(each) : lostLine(each.key, each, each.from)}\n`);
  }
  for (const key of awaited.missing) {
    const status = `bantin status ${key} --feeds-bucket ${options.feedsBucket}`;
    process.stderr.write(`${key}: not published after ${options.wait} s; ${status} tells when it is\n`);
  }
  process.stdout.write(withoutPasswords(`${summary(pushed, options)}\n`));
}

function tell(article: ArticleStatus, timeZone: string): void {
  const line = `${article.key}: ${describeArticle(article, clockOf(timeZone))}`;
  process.stdout.write(`${paint(line, toneOf(article), process.stdout)}\n`);
  // Warnings were told when the content was checked here.
  const errors = article.problems.filter(({ severity }) => severity === 'error');
  process.stderr.write(errors.map(problem => `${formatProblem(problem)}\n`).join(''));
}

function summary({ differences, kept, changed, uploaded }: Pushed, { prune, dryRun }: PushOptions): string {
  const { unchanged, extra } = differences;
  const parts = [
    `${counted(uploaded.length, 'file')} ${dryRun ? 'would be ' : ''}uploaded`,
    `${unchanged} unchanged`,
    ...(kept.length > 0
      ? [`${kept.length} left here, since ${kept.length === 1 ? 'it' : 'each'} would be rejected`]
      : []),
    ...(changed.length > 0
      ? [`${changed.length} left alone, since others changed ${changed.length === 1 ? 'it' : 'them'}`]
      : []),
    ...(extra.length > 0
      ? [prune ? `${extra.length} ${dryRun ? 'would be ' : ''}removed` : inBucketAlone(extra.length)]
      : []),
  ];
  return parts.join(', ');
}

function inBucketAlone(count: number): string {
  return `${count} in the bucket alone (--prune takes ${count === 1 ? 'it' : 'them'} away)`;
}
