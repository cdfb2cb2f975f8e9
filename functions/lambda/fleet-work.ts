import { beginFleet } from '../fleet/begin-fleet.ts';
import { SurveyCache } from '../fleet/fleet-plan.ts';
import { mergeReadings } from '../fleet/merge-readings.ts';
import { planMerges } from '../fleet/plan-merges.ts';
import { readBatch } from '../fleet/read-batch.ts';
import { RunContext } from '../run/run.ts';
import { fleetMark } from '../state/fleet/fleet-store.ts';
import { REVISION } from '../state/revision.ts';
import { createCountingStore } from '../stores/counting-store.ts';
import type { FleetStep } from './fleet-call.ts';
import type { HandlerContext, InvocationOptions } from './invocation.ts';

/** Result of a step, which its state machine goes on from. */
export type FleetResult =
  /** `next` is the level of merges that is to be planned. */
  | { readonly sources: number; readonly next: number }
  | { readonly read: number; readonly rejected: number }
  | {
      readonly groups: readonly { readonly level: number; readonly group: number }[];
      readonly isDone: boolean;
      /** Name of what was merged in the end; `null` where there is none, or not yet. */
      readonly root: string | null;
      readonly next: number;
    }
  | Readonly<Record<string, never>>;

/** Does the steps of rebuilds by fleets. What it keeps between calls spares the next its reading. */
export class FleetWork {
  readonly #options: InvocationOptions;
  readonly #surveys = new SurveyCache();

  constructor(options: InvocationOptions) {
    this.#options = options;
  }

  /** `callId` is unlike that of any other call. */
  async do(step: FleetStep, context: HandlerContext, callId: string): Promise<FleetResult> {
    const { content, feeds, feedsUrl, guard, limits, now = Date.now } = this.#options;
    const [start, requests] = [now(), { puts: 0, gets: 0 }];
    const count = (kind: string): void => {
      if (kind === 'GET') requests.gets += 1;
      else if (kind !== 'DELETE') requests.puts += 1;
    };
    const run = new RunContext({
      content: createCountingStore(content, count),
      feeds: createCountingStore(feeds, count),
      now,
      // What its beginning marks in the state is the fleet's.
      runId: step.step === 'begin' ? fleetMark(step.id) : callId,
      revision: REVISION,
      timeLeft: () => context.getRemainingTimeInMillis(),
      ...(feedsUrl !== undefined && { feedsUrl }),
      ...(guard && { guard }),
      ...(limits && { limits }),
    });
    try {
      return await this.#perform(run, step, () => ({ ...requests, milliseconds: now() - start }));
    } finally {
      await run.guard.close();
    }
  }

  async #perform(run: RunContext, step: FleetStep, spent: Parameters<typeof readBatch>[3]): Promise<FleetResult> {
    switch (step.step) {
      case 'begin':
        return { ...(await beginFleet(run, step.id)), next: 1 };
      case 'read':
        return readBatch(run, step, this.#surveys, spent);
      case 'plan': {
        const { groups, isDone, root = null, level } = await planMerges(run, step.id, step.level);
        return { groups, isDone, root, next: level + 1 };
      }
      case 'merge':
        await mergeReadings(run, step.id, step);
        return {};
    }
  }
}
