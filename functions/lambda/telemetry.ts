import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Instant } from '../core/instant.ts';
import { compareProblems, distinctProblems, type Problem, SEVERITIES } from '../core/problem.ts';
import { replacePasswords } from '../core/text/without-passwords.ts';
import type { Work } from '../publish/publish.ts';
import type { Outcome } from '../run/outcome.ts';
import type { RequestKind } from '../stores/counting-store.ts';
import type { Pinged } from '../websub/websub.ts';
import { METRIC_NAMES, METRIC_NAMESPACE } from './metric-names.ts';

/**
 * Maximum number of problems that are logged, one line each. For a bucket in which every source is faulty, the log
 * would be long and expensive.
 */
const MAX_PROBLEMS = 100;

/** Number of requests of each kind in a run. */
export type RequestCounts = Readonly<Partial<Record<RequestKind, number>>>;

/** A run that came to its end. */
export interface EndedRun {
  readonly work: Work;
  readonly outcome: Outcome;
  readonly requests: RequestCounts;
  readonly start: Instant;
  readonly end: Instant;
}

/**
 * Logs of the function: lines of JSON, some with metrics in CloudWatch's embedded metric format. Never an article's
 * text.
 */
export class Telemetry {
  readonly #logger: Logger;
  readonly #metrics: Metrics;

  constructor(serviceName: string) {
    // No address in a log has a password.
    this.#logger = new Logger({ serviceName, jsonReplacerFn: replacePasswords });
    this.#metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName });
  }

  /** Adds the invocation and the run to every line until the next. */
  begin(runId: string, requestId: string | undefined): void {
    this.#logger.appendKeys({ run: runId, request: requestId });
  }

  /** Logs a message that is not an event of S3. The queue keeps it for inspection. */
  poison(messageId: string): void {
    this.#logger.warn('a message that is no event of S3 was left in the queue, which gives it up in the end', {
      messageId,
    });
  }

  /** Logs pings. The host of a hub is public, but the rest of its address may contain a secret. */
  pinged(pinged: readonly Pinged[]): void {
    const counts = new Map<string, number>();
    for (const { topic, result, reason } of pinged) {
      const outcome = JSON.stringify([result, new URL(topic.hub).origin, reason]);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    for (const [outcome, topics] of counts) {
      const [result, hub, reason]: [Pinged['result'], string, string?] = JSON.parse(outcome);
      if (result === 'done') this.#logger.info('hub pinged', { hub, topics });
      else if (result === 'later') this.#logger.warn('hub not pinged yet; it is tried again', { hub, topics, reason });
      else this.#logger.error('hub not pinged, and not tried again; check hub in site.yaml', { hub, topics, reason });
    }
  }

  /** Logs that hubs were not pinged. Feeds are published all the same. */
  untold(topics: number, error: unknown): void {
    const cause = error instanceof Error ? error : new Error(String(error));
    this.#logger.error('a hub will not be pinged about a change', { topics, error: cause });
  }

  /** Logs that notices were not sent. They stay in the state until a later run sends them. */
  editorsUntold(notices: number, error: unknown): void {
    const cause = error instanceof Error ? error : new Error(String(error));
    this.#logger.error('editors could not be notified about articles; it is tried again', {
      notices,
      error: cause,
    });
  }

  /** Logs that caches at the edge were asked to forget something. */
  purged(items: number): void {
    this.#logger.info('the edge was asked to forget what changed', { items });
  }

  /** Logs that they could not be asked. It stays in the state until a later run asks them. */
  unpurged(items: number, error: unknown): void {
    const cause = error instanceof Error ? error : new Error(String(error));
    this.#logger.error('the edge could not be asked to forget what changed; it is tried again', {
      items,
      error: cause,
    });
  }

  ignored(key: string): void {
    this.#logger.warn('an object was ignored; its key can not be asked for: give it another name', { key });
  }

  ended({ work, outcome, requests, start, end }: EndedRun): void {
    const { problems, uploaded: _, ...counts } = outcome;
    this.#tellProblems(problems);
    this.#logger.info(endOf(outcome), {
      work: work.kind,
      ...(work.kind === 'changes' && { keys: work.keys.length }),
      ...counts,
      problems: problems.length,
      requests,
      seconds: secondsBetween(start, end),
    });
    this.#measure(work, outcome, end);
    this.#publishMetrics(requests);
  }

  failed(work: Work, error: unknown, requests: RequestCounts): void {
    const cause = error instanceof Error ? error : new Error(String(error));
    this.#logger.error('run failed; it is tried again', { work: work.kind, requests, error: cause });
    this.#publishMetrics(requests);
  }

  /** Logs a run that would have deleted everything. It raises the alarm of sources that can't be published. */
  refused(work: Work, { message }: Error, requests: RequestCounts): void {
    this.#logger.error(message, { work: work.kind, requests });
    this.#count('rejectedSources', 1);
    this.#beat(work, false);
    this.#publishMetrics(requests);
  }

  #tellProblems(problems: readonly Problem[]): void {
    const rank = ({ severity }: Problem): number => SEVERITIES.indexOf(severity);
    const ordered = [...distinctProblems(problems)].sort((a, b) => rank(a) - rank(b) || compareProblems(a, b));
    for (const { message, ...place } of ordered.slice(0, MAX_PROBLEMS)) this.#logger.warn(message, { ...place });
    const more = ordered.length - MAX_PROBLEMS;
    if (more > 0) this.#logger.warn('there are more problems; bantin status tells them all', { more });
  }

  #measure(work: Work, outcome: Outcome, end: Instant): void {
    this.#count('published', outcome.published);
    this.#count('rejected', outcome.rejected);
    this.#count('feedsWritten', outcome.feedsWritten);
    // A run that stopped halfway does not know, nor one for which nothing was due, or that left its work to another.
    const isKnown = outcome.complete && (outcome.read > 0 || (work.kind !== 'due' && outcome.handedOver === undefined));
    if (isKnown) this.#count('rejectedSources', outcome.rejectedSources);
    this.#beat(work, outcome.complete);
    const { audit } = outcome;
    if (audit) this.#count('tamperedFiles', audit.changed + audit.deleted + audit.added);
    for (const at of outcome.uploaded)
      this.#metrics.addMetric(METRIC_NAMES.secondsToPublish, MetricUnit.Seconds, secondsBetween(at, end));
  }

  /** Counts a scheduled run, so that silence is noticed. */
  #beat({ kind }: Work, isComplete: boolean): void {
    if (kind === 'changes') return;
    this.#count('dueCompleted', isComplete ? 1 : 0);
    if (kind !== 'due') this.#count('sweepCompleted', isComplete ? 1 : 0);
  }

  /** Copies are billed as PUTs. */
  #publishMetrics({ GET = 0, PUT = 0, COPY = 0, LIST = 0, DELETE = 0 }: RequestCounts): void {
    this.#count('requests', GET + PUT + COPY + LIST + DELETE);
    this.#count('requestsGet', GET);
    this.#count('requestsPut', PUT + COPY);
    this.#count('requestsList', LIST);
    this.#count('requestsDelete', DELETE);
    this.#metrics.publishStoredMetrics();
  }

  #count(name: keyof typeof METRIC_NAMES, value: number): void {
    this.#metrics.addMetric(METRIC_NAMES[name], MetricUnit.Count, value);
  }
}

/** Returns the seconds between two times, at least 0: the clocks of two services differ. */
function secondsBetween(start: Instant, end: Instant): number {
  return Math.max(0, end - start) / 1000;
}

function endOf({ complete, waitsForFleet }: Outcome): string {
  if (complete) return 'run ended';
  return waitsForFleet
    ? 'run ended; a fleet is at work on a rebuild, which finds what changed'
    : 'run stopped for lack of time; the next goes on from there';
}
