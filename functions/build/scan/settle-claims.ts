import type { ReadObject } from '../../core/index/found.ts';
import { LIMITS, type Limits } from '../../core/index/limits.ts';
import type { NextState } from '../../core/index/next-state.ts';
import { contestsOf } from '../../core/plan/contests.ts';
import { NeedsCollector } from '../../core/plan/needs.ts';
import { refill } from '../../core/plan/refill.ts';
import { Settled, settleOwners, type Touched } from '../../core/plan/settle-owners.ts';
import type { Problem } from '../../core/problem.ts';
import type { Site } from '../../core/site/site.ts';
import { originalsIn, settleTranslations } from '../../core/translations/settle-translations.ts';
import type { ReaderOptions, SourceReader } from '../../guard/source-reader.ts';

/**
 * Finds who owns ids and pages that several articles claim, fills windows that came out too short, finds which articles
 * are translations of one another, and returns what is to be reported.
 */
export async function settleClaims(
  nextState: NextState,
  touched: Touched,
  options: Pick<ReaderOptions, 'site'> & { readonly limits?: Limits },
  reader: SourceReader,
): Promise<readonly Problem[]> {
  const { site, limits = LIMITS } = options;
  const settled = new Settled();
  const objects = new Map<string, ReadObject>();
  const segments = new Map([[0, {}]]);
  for (;;) {
    const needs = new NeedsCollector();
    const months = new Map([...nextState.months()].map(month => [month, () => []]));
    settleOwners({ nextState, site }, touched, { segments, months, objects }, needs, settled);
    refill({ nextState, site, limits }, { segments, months, objects }, needs);
    if (needs.isEmpty) break;
    for (const [key, object] of await reader.read(needs.objects)) objects.set(key, object);
  }
  settleGroups(nextState, site, settled);
  return [...contestsOf(nextState, settled.reported).values()].flatMap(({ problems }) => problems);
}

function settleGroups(nextState: NextState, site: Site, { reported }: Settled): void {
  // All of it is in the delta.
  const index = new NeedsCollector().viewOf(nextState, { segments: new Map([[0, {}]]), months: new Map() });
  const originals = originalsIn(index, 0);
  const request = { nextState, site, index, originals, isComplete: () => true };
  for (const key of settleTranslations(request).reported) reported.add(key);
}
