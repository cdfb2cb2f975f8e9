import { createTask } from '../apply/task.ts';
import type { MergedFleet } from '../fleet/fleet-step.ts';
import { ShortOfTime } from '../guard/short-of-time.ts';
import type { Outcome } from '../run/outcome.ts';
import type { PublishOptions } from '../run/publish-options.ts';
import type { RunContext } from '../run/run.ts';
import { withRun } from '../run/with-run.ts';
import { auditBeforeRebuild } from './audit.ts';
import { leaveKeys, publishChanges } from './publish-changes.ts';
import { activateFleet, rebuildAll } from './rebuild-all.ts';
import { publishDue, sweep } from './sweep.ts';

/** Work of a run. */
export type Work =
  /** Examine objects of the content bucket, whatever happened to them. */
  | {
      readonly kind: 'changes';
      readonly keys: readonly string[];
      /** Keys that an earlier run was asked to examine, and that may have made it fail. */
      readonly retried?: readonly string[];
    }
  /** Publish what is due, as the state knows it, and finish what runs that died left, without a listing. */
  | { readonly kind: 'due' }
  /** Find changes, publish what is due, and repair what a crash left. */
  | {
      readonly kind: 'sweep';
      /** Compare `public/` with the files that were written, even if it is not time to. */
      readonly audit?: true;
    }
  /** Read everything and write it again. */
  | {
      readonly kind: 'full';
      readonly allowEmpty?: true;
      /** Fleet whose reading is not done again. */
      readonly fleet?: MergedFleet;
    };

/**
 * One run of the publisher. It is the same for the function, the command line and tests; only stores and clocks differ.
 * Sources that can't be published are reported in the outcome. Errors are failures of a store, and the run may be tried
 * again.
 */
export async function publish(options: PublishOptions, work: Work): Promise<Outcome> {
  const allowEmpty = work.kind === 'full' && work.allowEmpty;
  const publishing = async (run: RunContext): Promise<Outcome> => {
    try {
      const outcome = await performInTime(run, work);
      await run.notices.send();
      return outcome;
    } catch (error) {
      // Whoever comes next need not wait for a run that failed. If this fails, too, the lease passes by itself.
      await run.lease.release().catch(() => undefined);
      throw error;
    }
  };
  const retried = work.kind === 'changes' ? work.retried : [];
  return withRun(allowEmpty ? { ...options, allowEmpty } : options, publishing, retried);
}

async function performInTime(run: RunContext, work: Work): Promise<Outcome> {
  try {
    return await perform(run, work);
  } catch (error) {
    if (!(error instanceof ShortOfTime)) throw error;
    // A sweep or a rebuild finds the rest again; what events told of, the next run of what is due looks at.
    if (work.kind === 'changes') await leaveKeys(run, work);
    await run.lease.release();
    return run.report.outcome(false);
  }
}

async function perform(run: RunContext, work: Work): Promise<Outcome> {
  switch (work.kind) {
    case 'changes': {
      const done = await publishChanges(run, createTask('events', work.keys));
      return run.report.outcome(done === 'rebuild' ? await rebuildAll(run, 'events') : true);
    }
    case 'due': {
      const done = await publishDue(run);
      return run.report.outcome(done === 'rebuild' ? await rebuildAll(run, 'due') : done === 'done');
    }
    case 'sweep': {
      const done = await sweep(run, work.audit);
      return run.report.outcome(done === 'rebuild' ? await rebuildAll(run, 'sweep') : done === 'done');
    }
    case 'full': {
      // Changes by others are counted apart from those of the rebuild.
      const reportOthers = await auditBeforeRebuild(run);
      const complete = await (work.fleet ? activateFleet(run, work.fleet) : rebuildAll(run, 'full'));
      await reportOthers(complete);
      return run.report.outcome(complete);
    }
  }
}
