import { randomUUID } from 'node:crypto';
import { EmptyListing } from '../content/empty-listing.ts';
import { isContent, isSiteKey } from '../core/bucket-layout.ts';
import { noticeMessage } from '../core/notices/notice-message.ts';
import { publish, type Work } from '../publish/publish.ts';
import type { Outcome } from '../run/outcome.ts';
import type { Editors, PublishOptions, PurgeEdge } from '../run/publish-options.ts';
import { REVISION } from '../state/revision.ts';
import { createCountingStore, type OnRequest, type RequestKind } from '../stores/counting-store.ts';
import { isSafeKey } from '../stores/object-key.ts';
import { parsePing } from '../websub/ping-message.ts';
import type { Purge } from './cloudfront.ts';
import type { NoticeTopic } from './editors-topic.ts';
import { keysIn, type Message } from './event.ts';
import type { PingRequest, Pings } from './pings.ts';
import type { Telemetry } from './telemetry.ts';

/** Options that all invocations of the function share: stores, and recipients of notices. */
export interface InvocationOptions extends Pick<PublishOptions, 'content' | 'feeds' | 'feedsUrl' | 'guard' | 'limits'> {
  readonly now?: PublishOptions['now'];
  /** Topic for notices to editors about their articles. */
  readonly editorsTopic?: NoticeTopic;
  /** Delay after which an article is late, in milliseconds. Default: a quarter of an hour. */
  readonly lateAfter?: number;
  /** Has caches at the edge forget what was withdrawn, corrected or let out. Without it none is asked. */
  readonly purge?: Purge;
  /** Set where they forget whatever is rewritten. */
  readonly everyPublish?: boolean;
  /** Items that a day has for what is no withdrawal. Default: 100. */
  readonly purgesPerDay?: number;
}

/** Fields that are used of the context that Lambda passes. */
export interface HandlerContext {
  /** Milliseconds until the run is cut off. */
  getRemainingTimeInMillis(): number;
  readonly awsRequestId?: string;
}

/** Report of a sweep or a rebuild. `complete: false`: time ran short, and the next run continues. */
export type RunAnswer = Pick<Outcome, 'complete' | 'read' | 'published' | 'rejected' | 'written'>;

/** Messages of a batch that stay in the queue ("Reporting batch item failures" in the AWS Lambda Developer Guide). */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** One invocation of the function. */
export class Invocation {
  readonly #options: InvocationOptions;
  readonly #telemetry: Telemetry;
  readonly #context: HandlerContext;
  readonly #runId = randomUUID();
  readonly #pings: Pings;

  constructor(options: InvocationOptions, telemetry: Telemetry, pings: Pings, context: HandlerContext) {
    this.#options = options;
    this.#telemetry = telemetry;
    this.#context = context;
    this.#pings = pings;
    telemetry.begin(this.#runId, context.awsRequestId);
  }

  /** Publishes first, and then pings hubs. */
  async takeMessages(messages: readonly Message[]): Promise<BatchResponse> {
    const requests: PingRequest[] = [];
    const others: Message[] = [];
    for (const message of messages) {
      const ping = parsePing(message.body);
      if (ping) requests.push({ id: message.id, ping });
      else others.push(message);
    }
    const { batchItemFailures } = await this.takeBatch(others);
    const left = await this.#pings.take(requests, this.#context.getRemainingTimeInMillis());
    return { batchItemFailures: [...batchItemFailures, ...kept(left).batchItemFailures] };
  }

  /**
   * Publishes the changes of all messages in one run. A message that is not an event of S3 stays in the queue, and so
   * ends among the dead letters, without delaying the others. If the run stops for lack of time, the messages are done
   * nevertheless: a rebuild keeps what it has read, and other runs leave their keys in the state, where the next run of
   * what is due finds both, before the queue would deliver the messages again.
   */
  async takeBatch(messages: readonly Message[]): Promise<BatchResponse> {
    const keys = new Set<string>();
    const retried: string[] = [];
    const poison: string[] = [];
    const good: string[] = [];
    for (const { id, body, isRetried } of messages) {
      const told = keysIn(body);
      const wanted = told?.filter(key => this.#isWanted(key)) ?? [];
      if (!told) poison.push(id);
      if (wanted.length > 0) good.push(id);
      for (const key of wanted) keys.add(key);
      if (isRetried) retried.push(...wanted);
    }
    for (const id of poison) this.#telemetry.poison(id);
    if (keys.size === 0) return kept(poison);
    try {
      await this.run({ kind: 'changes', keys: [...keys], retried });
      return kept(poison);
    } catch {
      // It is in the log.
      return kept([...poison, ...good]);
    }
  }

  async run(work: Work): Promise<Outcome> {
    const { content, feeds, feedsUrl, guard, limits, now = Date.now } = this.#options;
    const { requests, count } = createRequestCounts();
    const start = now();
    try {
      const outcome = await publish(
        {
          content: createCountingStore(content, count),
          feeds: createCountingStore(feeds, count),
          now,
          runId: this.#runId,
          revision: REVISION,
          timeLeft: () => this.#context.getRemainingTimeInMillis(),
          onTopics: topics => this.#pings.postpone(topics),
          ...this.#editors(),
          ...this.#edge(),
          ...(feedsUrl !== undefined && { feedsUrl }),
          ...(guard && { guard }),
          ...(limits && { limits }),
        },
        work,
      );
      this.#telemetry.ended({ work, outcome, requests, start, end: now() });
      return outcome;
    } catch (error) {
      if (!(error instanceof EmptyListing)) this.#telemetry.failed(work, error, requests);
      else this.#telemetry.refused(work, error, requests);
      // The caller of a rebuild gets the error. For other work no retry helps, and the next sweep tries again.
      if (!(error instanceof EmptyListing) || work.kind === 'full') throw error;
      return NOTHING_DONE;
    }
  }

  #editors(): Pick<PublishOptions, 'editors'> {
    const { editorsTopic: topic, lateAfter = LATE_AFTER } = this.#options;
    if (!topic) return {};
    const send: Editors['send'] = async (batch, site) => {
      try {
        await topic.publish(noticeMessage(batch, site));
        return true;
      } catch (error) {
        this.#telemetry.editorsUntold(batch.notices.length + batch.more, error);
        return false;
      }
    };
    return { editors: { lateAfter, send } };
  }

  #edge(): Pick<PublishOptions, 'edge'> {
    const { purge: forget, everyPublish = false, purgesPerDay: perDay = 100 } = this.#options;
    if (!forget) return {};
    const purge: PurgeEdge['purge'] = async request => {
      try {
        await forget(request);
        this.#telemetry.purged(request.items.length);
        return true;
      } catch (error) {
        this.#telemetry.unpurged(request.items.length, error);
        return false;
      }
    };
    return { edge: { perDay, everyPublish, purge } };
  }

  /** Returns true for an object that Bantin reads. */
  #isWanted(key: string): boolean {
    if (!isContent(key) && !isSiteKey(key)) return false;
    const canBeAskedFor = isSafeKey(key) && key.isWellFormed();
    if (!canBeAskedFor) this.#telemetry.ignored(key);
    return canBeAskedFor;
  }
}

/** Default delay after which an article is late, in milliseconds. */
const LATE_AFTER = 15 * 60_000;

/** Report of a run that was refused. */
const NOTHING_DONE: Outcome = {
  complete: false,
  read: 0,
  published: 0,
  rejected: 0,
  written: 0,
  feedsWritten: 0,
  problems: [],
  uploaded: [],
  rejectedSources: 1,
};

function createRequestCounts(): { readonly requests: Partial<Record<RequestKind, number>>; readonly count: OnRequest } {
  const requests: Partial<Record<RequestKind, number>> = {};
  return {
    requests,
    count: kind => {
      requests[kind] = (requests[kind] ?? 0) + 1;
    },
  };
}

function kept(messages: readonly string[]): BatchResponse {
  return { batchItemFailures: messages.map(itemIdentifier => ({ itemIdentifier })) };
}
