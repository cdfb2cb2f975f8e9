import { PUBLIC_PREFIX, STATE_PREFIX } from '../core/bucket-layout.ts';
import { LIMITS } from '../core/index/limits.ts';
import { RunGuard } from '../guard/run-guard.ts';
import { StateStore } from '../state/state-store.ts';
import { createPrefixedStore } from '../stores/prefixed-store.ts';
import type { PublishOptions } from './publish-options.ts';
import type { RunContext } from './run.ts';
import { RunLease } from './run-lease.ts';
import { RunReport } from './run-report.ts';
import { EditorNotices } from './told/editor-notices.ts';
import { HubTopics } from './told/hub-topics.ts';
import { RunPurge } from './told/run-purge.ts';

/**
 * A run that is cut off leaves work to the next; it stops by itself while there is still time to write what it has.
 * Milliseconds.
 */
const RESERVE = 20_000;

/** Opens a run. `retried` are keys that an earlier run may have died of. */
export function openRun(options: PublishOptions, retried: Iterable<string> = []): RunContext {
  const { content, feeds, runId, revision, feedsUrl, now, timeLeft, limits = LIMITS } = options;
  const state = new StateStore(createPrefixedStore(feeds, STATE_PREFIX));
  const watched = { store: state.suspects, runId, revision, now, retried: new Set(retried) };
  const guard = new RunGuard({ ...watched, content, timeLeft, guard: options.guard });
  const purging = new RunPurge({ edge: options.edge, runId, now });
  const report = new RunReport();
  let generations = 0;
  return {
    runId,
    revision,
    feedsUrl,
    onProgress: options.onProgress,
    allowEmpty: options.allowEmpty ?? false,
    now,
    limits,
    content,
    public: createPrefixedStore(feeds, PUBLIC_PREFIX),
    state,
    guard,
    lease: new RunLease({ state, runId, now, timeLeft }),
    purging,
    hubs: new HubTopics(options.onTopics, now),
    notices: new EditorNotices({ state, runId, feedsUrl, editors: options.editors }),
    report,
    touch(path, isGone) {
      report.written += 1;
      purging.touch(path, isGone);
    },
    nextGeneration() {
      generations += 1;
      return `${runId}-${generations}`;
    },
    get isShortOfTime() {
      return timeLeft !== undefined && timeLeft() < RESERVE;
    },
  };
}
