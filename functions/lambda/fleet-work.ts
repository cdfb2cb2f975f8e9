import { FleetMember } from '../fleet/fleet-member.ts';
import type { FleetResult, FleetStep } from '../fleet/fleet-step.ts';
import { REVISION } from '../state/revision.ts';
import { createCountingStore } from '../stores/counting-store.ts';
import type { HandlerContext, InvocationOptions } from './invocation.ts';

/** Does the steps of rebuilds by fleets, and counts what they cost. */
export class FleetWork {
  readonly #options: InvocationOptions;
  readonly #member = new FleetMember();

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
    const options = {
      content: createCountingStore(content, count),
      feeds: createCountingStore(feeds, count),
      now,
      runId: callId,
      revision: REVISION,
      timeLeft: () => context.getRemainingTimeInMillis(),
      ...(feedsUrl !== undefined && { feedsUrl }),
      ...(guard && { guard }),
      ...(limits && { limits }),
    };
    return this.#member.perform(options, step, () => ({ ...requests, milliseconds: now() - start }));
  }
}
