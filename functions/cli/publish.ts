import { placeNames } from '../content/place-names.ts';
import { SITE_KEY, STATE_PREFIX } from '../core/bucket-layout.ts';
import { describeTampering } from '../core/files/audit.ts';
import { formatProblem } from '../core/problem.ts';
import type { Work } from '../publish/publish.ts';
import { publishAll } from '../publish/publish-all.ts';
import type { Outcome } from '../run/outcome.ts';
import { REVISION } from '../state/revision.ts';
import { StateStore } from '../state/state-store.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { createPrefixedStore } from '../stores/prefixed-store.ts';
import { createS3Store } from '../stores/s3-store.ts';
import type { PingOptions } from '../websub/websub.ts';
import { HubPings } from './hub-pings.ts';
import { counted } from './output/counted.ts';
import { CouldNotRun, DONE, PROBLEMS } from './output/exit-status.ts';
import { printJson } from './output/print-json.ts';
import { bar, createProgress } from './output/progress.ts';

export interface PublishFlags {
  readonly contentBucket: string;
  readonly feedsBucket: string;
  /** Reads and writes everything again. Default: a sweep for changes. */
  readonly full?: boolean;
  /** Makes the sweep compare `public/` with the files that were written, even if it is not time to. */
  readonly audit?: boolean;
  readonly allowEmpty?: boolean;
  /** Replaces `feedsUrl` of `site.yaml`. Default: the address of the last publish. */
  readonly feedsUrl?: string;
  readonly json?: boolean;
  /** Replacements of clock and network for pings. */
  readonly ping?: Partial<PingOptions>;
}

/** `bantin publish`: runs the publisher from a terminal. Returns the exit status. */
export async function runPublish(options: PublishFlags): Promise<number> {
  const content = createS3Store({ bucket: options.contentBucket });
  const feeds = createS3Store({ bucket: options.feedsBucket });
  const hubs = new HubPings();
  try {
    const outcome = await publishTo(content, feeds, hubs, options);
    // All is published by then: what can't be read now is told without its place.
    const problems = await placeNames(outcome.problems, content).catch(() => outcome.problems);
    return report({ ...outcome, problems }, options);
  } finally {
    // Also where a run failed: others before it may have published.
    const told = await hubs.tell(options.ping);
    if (told !== undefined && !options.json) process.stdout.write(`pinged the hub about ${counted(told, 'feed')}\n`);
  }
}

function report(outcome: Outcome, options: PublishFlags): number {
  const errors = outcome.problems.filter(({ severity }) => severity === 'error').length;
  if (options.json) {
    const { uploaded: _, ...counts } = outcome;
    printJson(counts);
  } else {
    process.stderr.write(outcome.problems.map(problem => `${formatProblem(problem)}\n`).join(''));
    process.stdout.write(`${summary(outcome)}\n${outcome.waitsForFleet ? BESIDE_FLEET : ''}`);
  }
  return errors > 0 ? PROBLEMS : DONE;
}

async function publishTo(
  content: ObjectStore,
  feeds: ObjectStore,
  hubs: HubPings,
  options: PublishFlags,
): Promise<Outcome> {
  const memory = new StateStore(createPrefixedStore(feeds, STATE_PREFIX));
  // The function gets the address from its environment. Without it here, every feed would be rewritten with another,
  // and then back.
  const feedsUrl = options.feedsUrl ?? (await memory.load()).state?.feedsUrl;
  const progress = createProgress();
  const outcome = await publishAll(
    {
      content,
      feeds,
      now: Date.now,
      revision: REVISION,
      ...(feedsUrl !== undefined && { feedsUrl }),
      onTopics: hubs.note,
      onProgress: (read, of) => progress.update(() => (of === undefined ? `${read} read` : bar(read, of))),
    },
    workOf(options),
  ).finally(progress.done);
  const unusable = outcome.problems.filter(({ path, severity }) => path === SITE_KEY && severity === 'error');
  // Otherwise the last valid site.yaml is active.
  if (unusable.length === 0 || isInForce((await memory.load()).state)) return outcome;
  throw new CouldNotRun(`site.yaml can't be used:\n${unusable.map(formatProblem).join('\n')}`);
}

function workOf({ full, allowEmpty, audit }: PublishFlags): Work {
  if (full) return { kind: 'full', ...(allowEmpty && { allowEmpty: true }) };
  return { kind: 'sweep', ...(audit && { audit: true }) };
}

function isInForce(state: { readonly isBlank?: true } | undefined): boolean {
  return state !== undefined && !state.isBlank;
}

const BESIDE_FLEET =
  'a fleet rebuilds everything, as bantin status tells: what is due is published, other changes by their events, and ' +
  'what these missed once it is done\n';

function summary({ read, published, rejected, written, rejectedSources, audit }: Outcome): string {
  const all = rejectedSources > rejected ? `; ${rejectedSources} are rejected in all, as bantin status tells` : '';
  const audited = audit
    ? `; ${counted(audit.files, 'file')} compared; ${describeTampering(audit)} by somebody else`
    : '';
  return (
    `${counted(read, 'source')} read: ${counted(published, 'article')} published or changed, ${rejected} rejected; ` +
    `${counted(written, 'file')} written or removed${all}${audited}`
  );
}
