import type { PublishOptions } from '../run/publish-options.ts';
import type { RunContext } from '../run/run.ts';
import { withRun } from '../run/with-run.ts';
import { fleetMark } from '../state/fleet/fleet-store.ts';
import { beginFleet } from './begin-fleet.ts';
import { SurveyCache } from './fleet-plan.ts';
import type { FleetResult, FleetStep } from './fleet-step.ts';
import { mergeReadings } from './merge-readings.ts';
import { planMerges } from './plan-merges.ts';
import { readBatch, type Spent } from './read-batch.ts';

/** One function of a fleet. What it keeps between steps spares the next its reading. */
export class FleetMember {
  readonly #surveys = new SurveyCache();

  /** Does one step. `spent` returns the resources that it has used so far. */
  async perform(options: PublishOptions, step: FleetStep, spent: Spent): Promise<FleetResult> {
    // What its beginning marks in the state is the fleet's.
    const ofStep = step.step === 'begin' ? { ...options, runId: fleetMark(step.id) } : options;
    return withRun(ofStep, run => this.#perform(run, step, spent));
  }

  async #perform(run: RunContext, step: FleetStep, spent: Spent): Promise<FleetResult> {
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
