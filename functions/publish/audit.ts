import { createTask } from '../apply/task.ts';
import { type FileDifference, MAX_PATHS, type Tampering } from '../core/files/audit.ts';
import { segmentCounts } from '../core/files/path-parts.ts';
import { everyPathOf } from '../core/files/variants.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { StateLost } from '../state/state-lost.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { deleteFile } from '../stores/public-files.ts';
import {
  canAudit,
  confirmDifferences,
  differingFiles,
  type FoundDifference,
  heldDigest,
  readFiles,
} from './differing-files.ts';
import { ListedFiles } from './listed-files.ts';
import { publishChanges } from './publish-changes.ts';

/** Maximum number of files of which a run reports each by itself. */
const MAX_REPORTED = 1000;
const WHAT_WAS_DONE: Readonly<Record<Tampering, string>> = {
  changed: 'was changed by somebody else; it is written again',
  deleted: 'was deleted by somebody else; it is written again',
  added: 'was added by somebody else; it is deleted',
};

/** Message for a key that S3 takes and that no address leads to. */
const UNDELETABLE = 'was added by somebody else, and can not be asked for by this name; delete it by hand';

/**
 * Compares what lies under `public/` with what was written there, mends what others changed, deleted or added, and
 * reports it. Metadata is not looked at: S3 lists none.
 *
 * Others may publish meanwhile: only what differs from the state, while no run is at work on it and the state stays the
 * same, and has other bytes once it was mended, is taken for tampering.
 * @returns `later` where this was not possible now, or time ran short; the next sweep tries again. `rebuild` where a
 * part of the state is gone that says what was written.
 */
export async function audit(run: RunContext): Promise<RunResult<'done' | 'rebuild' | 'later'>> {
  try {
    return await auditParts(run);
  } catch (error) {
    if (error instanceof StateLost) return 'rebuild';
    throw error;
  }
}

async function auditParts(run: RunContext): Promise<RunResult<'done' | 'rebuild' | 'later'>> {
  const listed = await begin(run);
  if (!listed) return 'later';
  const chunks = differingFiles(run, listed);
  for (;;) {
    if (run.isShortOfTime) return 'later';
    const next = await chunks.next();
    if (next.done) break;
    const found = await removeAdded(run, await confirmDifferences(run, next.value));
    const paths = found.flatMap(({ path, beside }) => [path, ...beside]);
    // Others gave it no tag.
    if (paths.length > 0) run.purging.note({ reason: 'withdrawal', showed: paths, released: paths });
    if (paths.length > 0 && (await publishChanges(run, createTask('sweep', [], { paths }))) === 'rebuild')
      return 'rebuild';
    await reportMended(run, found);
  }
  await remember(run);
  return 'done';
}

/**
 * Deletes files that were added, and reports those that can't be deleted: they are left out of the plan, or every run
 * from now on would fail with them. The plan looks at the others again, whoever may write one meanwhile.
 */
async function removeAdded(run: RunContext, found: readonly FoundDifference[]): Promise<readonly FoundDifference[]> {
  const removed = await inParallel(found, CONCURRENCY, async difference => {
    if (difference.kind !== 'added') return [difference];
    try {
      await deleteFile(run.public, difference.path, everyPathOf(difference.path));
      return [difference];
    } catch (error) {
      report(run, difference, stuckMessage(error));
      return [];
    }
  });
  return removed.flat();
}

function stuckMessage(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return (
    `was added by somebody else, and can't be deleted (${why}); delete it by hand, or give the function the ` +
    'right to'
  );
}

/**
 * The same before a rebuild, which mends everything: returns what reports what was found, to be called when it is over.
 */
export async function auditBeforeRebuild(run: RunContext): Promise<(isMended: boolean) => Promise<void>> {
  const listed = canAudit(run, (await run.state.load()).state) ? await begin(run) : undefined;
  const found: FoundDifference[] = [];
  try {
    if (listed)
      for await (const paths of differingFiles(run, listed)) {
        found.push(...(await confirmDifferences(run, paths)));
        if (run.isShortOfTime) break;
      }
  } catch (error) {
    // Without what is gone nobody can tell what others did; the rebuild mends it all the same.
    if (!(error instanceof StateLost)) throw error;
  }
  return async isMended => {
    if (isMended) await reportMended(run, found);
    else for (const difference of found) report(run, difference);
    if (run.report.audit && run.report.audit.paths.length > 0) await remember(run);
  };
}

/** Lists the files, and takes note of those that can't be deleted; `undefined` where that is not possible now. */
async function begin(run: RunContext): Promise<ListedFiles | undefined> {
  const { state } = await run.state.load();
  const listed = state && (await ListedFiles.list(run, segmentCounts(state)));
  if (!listed) return undefined;
  run.report.audit = { files: listed.count, changed: 0, deleted: 0, added: 0, paths: [] };
  for (const path of listed.skipped) report(run, { path, kind: 'added' }, UNDELETABLE);
  return listed;
}

/**
 * Reports files that have other bytes than before they were mended. The others were as they should be, though under
 * another ETag: where a bucket gives each writing its own, a run that met a rebuild may not know the last.
 */
async function reportMended(run: RunContext, found: readonly FoundDifference[]): Promise<void> {
  const { digests } = await readFiles(
    run.public,
    found.map(({ path }) => path),
  );
  for (const difference of found)
    if (heldDigest(difference.path, digests) !== difference.digest) report(run, difference);
}

function report(run: RunContext, { path, kind }: FileDifference, message?: string): void {
  const { audit } = run.report;
  if (!audit || kind === 'unknown') return;
  run.report.audit = { ...audit, [kind]: audit[kind] + 1, paths: [...audit.paths, path].slice(0, MAX_PATHS) };
  const reported = audit.changed + audit.deleted + audit.added;
  const problem = { path: `public/${path}`, severity: 'error' as const, message: message ?? WHAT_WAS_DONE[kind] };
  if (reported < MAX_REPORTED) run.report.problems.push(problem);
}

/** Keeps when the audit was, and what it found, for `bantin status`. */
async function remember(run: RunContext): Promise<void> {
  if (!run.report.audit) return;
  const { files, ...found } = run.report.audit;
  const at = run.now();
  await run.state.update(state => {
    const last = found.paths.length > 0 ? { at, ...found } : state?.audit?.found;
    return state && { ...state, audit: { at, files, ...(last && { found: last }) } };
  });
}
