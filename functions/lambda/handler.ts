import { randomUUID } from 'node:crypto';
import type { FleetResult } from '../fleet/fleet-step.ts';
import { createS3Store } from '../stores/s3-store.ts';
import type { Queue } from '../websub/queue.ts';
import { createSqsQueue } from '../websub/sqs-queue.ts';
import type { WebOptions } from '../websub/web-request.ts';
import { createCloudFrontPurge } from './cloudfront.ts';
import { parseConfiguration } from './configuration.ts';
import { createEditorsTopic } from './editors-topic.ts';
import { readCall } from './event.ts';
import { FleetWork } from './fleet-work.ts';
import {
  type BatchResponse,
  type HandlerContext,
  Invocation,
  type InvocationOptions,
  type RunAnswer,
} from './invocation.ts';
import { Pings, type PingsOptions } from './pings.ts';
import { Telemetry } from './telemetry.ts';

export interface HandlerOptions extends InvocationOptions {
  /** Name in logs and metrics. Default: `bantin`. */
  readonly serviceName?: string;
  /** The function's own queue, for pings of hubs. */
  readonly queue?: Queue;
  /** Options of requests to hubs and the edge. */
  readonly web?: WebOptions & Pick<PingsOptions, 'sleep'>;
}

export type Handler = (event: unknown, context: HandlerContext) => Promise<RunAnswer | BatchResponse | FleetResult>;

/**
 * The function: events become one call of `publish`. An SQS batch of S3 events publishes what changed and answers with
 * the messages to be kept; `{ "full": true }` makes everything anew; `{ "due": true }` publishes what is due;
 * `{ "fleet": … }` is a step of a rebuild by many functions; anything else is a sweep. Sources that can't be published
 * are told in the log; what is thrown, or makes messages stay in the queue, is a failure of a store, which
 * the next try may not meet.
 */
export function createHandler(options: HandlerOptions): Handler {
  const telemetry = new Telemetry(options.serviceName ?? 'bantin');
  const { feeds, queue, now = Date.now, web } = options;
  const fleets = new FleetWork(options);
  const pings = new Pings({ feeds, queue, telemetry, now, ...web });
  return async (event, context) => {
    const call = new Invocation(options, telemetry, pings, context);
    const asked = readCall(event);
    if (asked.kind === 'messages') return call.takeMessages(asked.messages);
    if (asked.kind === 'fleet') return fleets.do(asked.step, context, randomUUID());
    const { complete, read, published, rejected, written } = await call.run(asked);
    return { complete, read, published, rejected, written };
  };
}

let handlerOfEnvironment: Handler | undefined;

/**
 * Handler that Lambda calls. It reads the environment at the first call, so that a missing variable is in the log of a
 * run.
 */
export async function handler(event: unknown, context: HandlerContext): ReturnType<Handler> {
  handlerOfEnvironment ??= createHandlerOf(process.env);
  return handlerOfEnvironment(event, context);
}

function createHandlerOf(environment: NodeJS.ProcessEnv): Handler {
  const configuration = parseConfiguration(environment);
  const { contentBucket, feedsBucket, queueUrl, editorsTopicArn, distributionId, ...options } = configuration;
  const content = createS3Store({ bucket: contentBucket });
  const feeds = createS3Store({ bucket: feedsBucket });
  return createHandler({
    content,
    feeds,
    ...options,
    ...(queueUrl !== undefined && { queue: createSqsQueue(queueUrl) }),
    ...(editorsTopicArn !== undefined && { editorsTopic: createEditorsTopic({ arn: editorsTopicArn }) }),
    ...(distributionId !== undefined && { purge: createCloudFrontPurge({ distributionId }) }),
  });
}
