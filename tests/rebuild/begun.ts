import type { ReadObject } from '../../functions/core/index/found.ts';
import { type BegunRebuild, beginRebuild } from '../../functions/rebuild/begin-rebuild.ts';
import { openRun } from '../../functions/run/open-run.ts';
import type { PublishOptions } from '../../functions/run/publish-options.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { type LiveNewsroom, noted } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';

/** A rebuild of a newsroom that has begun and has read nothing yet. */
export interface Begun extends BegunRebuild {
  /** Requests for the feeds bucket since it began, in order. */
  readonly requests: string[];
}

/** Requests beyond which a rebuild is taken to try something for ever. */
const MAX_REQUESTS = 2000;

/** Begins a rebuild of a newsroom, as the publisher does. */
export async function begin(newsroom: LiveNewsroom, more: Partial<PublishOptions> = {}): Promise<Begun> {
  const requests: string[] = [];
  const assertBounded = (): void => {
    if (requests.length > MAX_REQUESTS) throw new Error(`more than ${MAX_REQUESTS} requests`);
  };
  const options = { ...newsroom.options(), ...more };
  const run = openRun({ ...options, feeds: noted(options.feeds, requests, assertBounded) });
  const begun = await beginRebuild(run, 'test');
  if (begun === 'no site') throw new Error('the site is not valid');
  requests.length = 0;
  return { ...begun, requests };
}

/** Reads sources and takes them into the next state of a rebuild. Their files are not written. */
export async function ingest({ rebuild }: BegunRebuild, ...keys: readonly string[]): Promise<Map<string, ReadObject>> {
  const read = new Map<string, ReadObject>();
  for (const key of keys) {
    const found = await rebuild.run.guard.readerOf(rebuild.site).read([key]);
    for (const [name, object] of found) read.set(name, object);
  }
  for (const [key, { found }] of read) rebuild.nextState.apply(key, found, undefined);
  return read;
}

/** Returns the source of an article that came out some hours before `NOW`. */
export function story(title: string, hoursAgo: number, ...fields: readonly string[]): string {
  return article([`title: ${title}`, `date: ${new Date(NOW - hoursAgo * HOUR).toISOString()}`, ...fields].join('\n'));
}
