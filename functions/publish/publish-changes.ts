import { uploadedAt } from '../content/read-objects.ts';
import { isOut } from '../content/read-source.ts';
import { hasArchiveBacklog, rejectedIn, type State } from '../core/index/state.ts';
import { cutFeedProblems } from '../core/views/cut-feeds.ts';
import type { PlannedWrite } from '../plan/file-diff.ts';
import { planArticleFiles } from '../plan/plan-article-files.ts';
import { StaleSources } from '../plan/plan-context.ts';
import { planFiles } from '../plan/plan-files.ts';
import { type LoadedState, StateLost } from '../state/state-store.ts';
import { apply, type Plan } from './apply.ts';
import { type Ingested, ingest, type Task } from './ingest.ts';
import type { RunContext } from './run.ts';

/** Runs that meet lose a race now and then; one that loses this often is in trouble of another kind. */
const MOST_TRIES = 40;

/**
 * Takes in the objects of some keys as they are now, and publishes what changed: everything is read first, then computed, then written.
 * `rebuild` where there is no state to go on from. `loaded` is a state that was read already.
 */
export async function publishChanges(run: RunContext, task: Task, loaded?: LoadedState): Promise<'done' | 'rebuild'> {
  let current = loaded;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    current ??= await run.state.load();
    const result = await attempt(run, task, current);
    if (result === 'done' || result === 'rebuild') return result;
    if (result === 'behind') current = undefined;
  }
  throw new Error(
    `state/state.br: other runs committed ${MOST_TRIES} times before this one could; it is tried again later`,
  );
}

/** `again`: more has to be read; `behind`: another run committed meanwhile. */
async function attempt(
  run: RunContext,
  task: Task,
  loaded: LoadedState,
): Promise<'done' | 'rebuild' | 'again' | 'behind'> {
  if (!loaded.state) return 'rebuild';
  try {
    const prepared = await ingest(run, loaded.state, task);
    if (prepared === 'rebuild') return prepared;
    if (prepared instanceof StaleSources) return lookAgain(task, prepared);
    const plan = await makePlan(prepared, task);
    if (plan instanceof StaleSources) return lookAgain(task, plan);
    if (plan && !(await apply(run, loaded, plan, task.written))) {
      // What this run may have written has to be looked at with the eyes of the other.
      for (const path of plan.pending.paths) task.paths.add(path);
      for (const key of plan.pending.keys) task.forced.add(key);
      return 'behind';
    }
    account(run, prepared, plan?.next ?? loaded.state);
    return 'done';
  } catch (error) {
    if (!(error instanceof StateLost)) throw error;
    // A run that committed meanwhile may have put another object in its place.
    return (await run.state.load()).etag === loaded.etag ? 'rebuild' : 'behind';
  }
}

function lookAgain(task: Task, { keys }: StaleSources): 'again' {
  for (const key of keys) task.forced.add(key);
  return 'again';
}

/** `undefined` where there is nothing to write, not even to remember. */
async function makePlan(prepared: Ingested, task: Task): Promise<Plan | StaleSources | undefined> {
  const { state, nextState, run, changes } = prepared;
  const own = await planArticleFiles(prepared, new Map(Object.entries(state.delta)));
  if (own instanceof StaleSources) return own;
  const drafted = nextState.finish(task.by);
  const files = await planFiles(prepared, drafted.months);
  if (files instanceof StaleSources) return files;
  const pending = state.pending.filter(({ run }) => !prepared.settled.has(run));
  const writes = [...files.writes, ...own.pages].filter(file => !isWritten(file, task));
  const removals = [...files.removals, ...own.removals];
  const plan: Plan = {
    next: { ...drafted, site: prepared.activeSite.stored, months: files.months, files: files.files, pending },
    writes,
    removals,
    copies: own.copies,
    entryCaches: files.packs,
    archiveFiles: files.shelves,
    index: prepared.index,
    pending: {
      paths: [...files.writes.map(({ path }) => path), ...files.removals],
      keys: [...changes.keys()],
    },
  };
  const idle = changes.size === 0 && writes.length === 0 && removals.length === 0 && own.copies.size === 0;
  const isSame = () => pending.length === state.pending.length && !prepared.siteChanged && sameMemory(state, plan);
  run.rejectedSources = rejectedIn(plan.next);
  return idle && isSame() ? undefined : plan;
}

/** Whether this run wrote a file as it is already, before it lost a race. */
function isWritten({ path, digest }: PlannedWrite, { written }: Task): boolean {
  const own = written.get(path);
  return own !== undefined && own.digest === digest;
}

function sameMemory(state: State, { next, archiveFiles }: Plan): boolean {
  if (archiveFiles.size > 0 || hasArchiveBacklog(state) !== hasArchiveBacklog(next)) return false;
  return JSON.stringify(state.files) === JSON.stringify(next.files);
}

function account(run: RunContext, { changes, now, forcedKeys, nextState, site }: Ingested, state: State): void {
  run.cutFeeds = cutFeedProblems(nextState.windows, site);
  run.read += changes.size;
  run.rejectedSources = rejectedIn(state);
  run.hasArchivesDue = hasArchiveBacklog(state);
  for (const { found } of changes.values()) {
    if (found.kind === 'article' || found.kind === 'rejected') run.problems.push(...found.problems);
    if (found.kind === 'rejected') run.rejected += 1;
    if (found.kind === 'article' && isOut(found.article, now)) run.published += 1;
  }
  run.uploaded.push(...uploadedAt(changes, { now, forcedKeys }));
}
