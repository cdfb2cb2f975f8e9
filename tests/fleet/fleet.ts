import { vi } from 'vitest';
import { LIMITS, type Limits } from '../../functions/core/index/limits.ts';
import type { Purge } from '../../functions/lambda/cloudfront.ts';
import { createHandler } from '../../functions/lambda/handler.ts';
import type { Work } from '../../functions/publish/publish.ts';
import { REVISION } from '../../functions/state/revision.ts';
import { only, synthesize, textOf } from '../lib/samples.ts';
import { LiveNewsroom, type LiveOptions, type Ran } from '../publish/live-newsroom.ts';
import type { Content } from '../publish/newsroom.ts';
import { execute, type MachineOptions } from './state-machine.ts';

/** A call of a function, as a test may meddle with it. */
export interface Call {
  readonly event: FleetEvent;
  /** Number of calls that were made before. */
  readonly at: number;
  /** Calls the function. */
  readonly run: () => Promise<unknown>;
}

export interface FleetEvent {
  readonly full?: true;
  readonly fleet: {
    readonly step?: string;
    readonly group?: number;
    readonly id: string;
    readonly items?: readonly unknown[];
  };
}

export interface FleetOptions extends Partial<Pick<MachineOptions, 'partition' | 'name'>> {
  /** Does a call, or lets it fail. */
  readonly meddle?: (call: Call) => Promise<unknown>;
  readonly limits?: Partial<Limits>;
  readonly timeLeft?: () => number;
  readonly purge?: Purge;
}

/**
 * Rebuilds a newsroom by a fleet: the functions are the real one, and the state machine is the one that is deployed.
 */
export async function rebuildByFleet(newsroom: LiveNewsroom, options: FleetOptions = {}): Promise<void> {
  const { content, feeds, guard } = newsroom;
  const limits = { ...LIMITS, ...options.limits };
  const shared = {
    content,
    feeds,
    guard,
    limits,
    now: () => newsroom.now,
    ...(options.purge && { purge: options.purge }),
  };
  const handlers = Array.from({ length: 3 }, () => createHandler(shared));
  let calls = 0;
  const invoke = async (arn: string, event: unknown): Promise<unknown> => {
    const isFull = (event as FleetEvent).full === true;
    if (isFull !== arn.startsWith('<Publisher')) throw new Error(`${arn}: called with ${JSON.stringify(event)}`);
    const handler = handlers[calls % handlers.length];
    const at = calls++;
    const context = { getRemainingTimeInMillis: options.timeLeft ?? (() => 300_000) };
    const run = async () => JSON.parse(JSON.stringify(await handler?.(JSON.parse(JSON.stringify(event)), context)));
    return options.meddle ? options.meddle({ event: event as FleetEvent, at, run }) : run();
  };
  const list = async (_: string, prefix: string): Promise<readonly unknown[]> => {
    const items: unknown[] = [];
    for await (const { key, etag, size, lastModified } of content.list(prefix))
      items.push({
        Key: key,
        Etag: etag,
        Size: size,
        LastModified: Math.floor(lastModified / 1000),
        StorageClass: 'STANDARD',
      });
    return items;
  };
  const spies = (['stdout', 'stderr'] as const).map(name => vi.spyOn(process[name], 'write').mockReturnValue(true));
  const wait = (seconds: number): void => {
    newsroom.now += 1000 * seconds;
  };
  await execute(deployedDefinition(), {}, { name: 'fleet', invoke, list, wait, ...options }).finally(() => {
    for (const spy of spies) spy.mockRestore();
  });
}

/** The definition in the template, as it is deployed. */
export function deployedDefinition(): Readonly<Record<string, unknown>> {
  const { Properties } = only(synthesize({ fleet: 'true' }).publisher, 'AWS::StepFunctions::StateMachine');
  return JSON.parse(textOf(Properties.DefinitionString));
}

/** Opens a newsroom that was published by the same code as the fleet is. */
export function openLive(content: Content, options: LiveOptions): Promise<LiveNewsroom> {
  return LiveNewsroom.open(content, { ...options, revision: REVISION });
}

/** Publishes by the same code as the fleet does. */
export function publishLive(newsroom: LiveNewsroom, work: Work): Promise<Ran> {
  return newsroom.publish(work, { revision: REVISION });
}

/** Paths under `public/` that are not as a build from scratch has them. */
export async function differing(newsroom: LiveNewsroom): Promise<readonly string[]> {
  const [files, scratch] = [await newsroom.files(), await newsroom.scratch()];
  return [...new Set([...files.keys(), ...scratch.keys()])].filter(path => files.get(path) !== scratch.get(path));
}
