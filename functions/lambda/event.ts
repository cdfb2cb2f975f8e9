import type { FleetStep, MergedFleet } from '../fleet/fleet-step.ts';
import { fieldOf } from './field-of.ts';
import { readFleetStep, readMergedFleet } from './fleet-call.ts';

/** Purpose of an invocation of the function. */
export type Call =
  /** Messages of a queue, each about objects that changed. */
  | { readonly kind: 'messages'; readonly messages: readonly Message[] }
  | { readonly kind: 'due' }
  | { readonly kind: 'sweep'; readonly audit?: true }
  | { readonly kind: 'full'; readonly allowEmpty?: true; readonly fleet?: MergedFleet }
  /** A step of a rebuild by a fleet. */
  | { readonly kind: 'fleet'; readonly step: FleetStep };

/** One message of an SQS batch. */
export interface Message {
  readonly id: string;
  readonly body: string;
  /** True if the queue delivered it before: the run that took it failed, or died. */
  readonly isRetried: boolean;
}

/**
 * Reads the event that the function is called with: an SQS batch, `{ "full": true }`, `{ "due": true }`, or anything
 * else, which asks for a sweep; `{ "audit": true }` for one that compares what lies under `public/`, though it is not
 * time to. A sweep publishes what is due, too, so `due` beside `sweep` or `audit` asks for a sweep. `{ "fleet": … }` is
 * a step of a rebuild by a fleet, and beside `full` what that has read.
 * @throws Error where a step means nothing.
 */
export function readCall(event: unknown): Call {
  const records = fieldOf(event, 'Records');
  if (Array.isArray(records) && records.length > 0) {
    const messages = records.map(readRecord).filter(message => message !== undefined);
    if (messages.length === records.length) return { kind: 'messages', messages };
  }
  const isAsked = (name: string): boolean => fieldOf(event, name) === true;
  if (isAsked('full')) {
    const fleet = readMergedFleet(event);
    return { kind: 'full', ...(isAsked('allowEmpty') && { allowEmpty: true }), ...(fleet && { fleet }) };
  }
  const step = readFleetStep(event);
  if (step) return { kind: 'fleet', step };
  if (isAsked('due') && !isAsked('sweep') && !isAsked('audit')) return { kind: 'due' };
  return { kind: 'sweep', ...(isAsked('audit') && { audit: true }) };
}

/**
 * The keys that a message tells of, as S3 sends it through EventBridge (Amazon S3 User Guide, "EventBridge event
 * message structure") or by itself ("Event message structure", where keys are URL-encoded). `undefined` where it is no
 * event of S3 at all. The bucket is not looked at: it may have an alias, and to look at a key of ours does no harm
 * whatever the message was about.
 */
export function keysIn(body: string): readonly string[] | undefined {
  const message = parseJson(body);
  const key = fieldOf(message, 'detail', 'object', 'key');
  if (typeof key === 'string') return [key];
  // What S3 sends once, when it is told where to send events.
  if (fieldOf(message, 'Event') === 's3:TestEvent') return [];
  const records = fieldOf(message, 'Records');
  if (!Array.isArray(records) || records.length === 0) return undefined;
  const keys = records
    .map(record => decodeKey(fieldOf(record, 's3', 'object', 'key')))
    .filter(key => key !== undefined);
  return keys.length === records.length ? keys : undefined;
}

function readRecord(record: unknown): Message | undefined {
  const id = fieldOf(record, 'messageId');
  const body = fieldOf(record, 'body');
  const isRetried = Number(fieldOf(record, 'attributes', 'ApproximateReceiveCount')) > 1;
  return typeof id === 'string' && typeof body === 'string' ? { id, body, isRetried } : undefined;
}

function decodeKey(key: unknown): string | undefined {
  if (typeof key !== 'string') return undefined;
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
