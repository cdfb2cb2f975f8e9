import { SITE_KEY } from '../core/bucket-layout.ts';
import { formatAt } from '../core/feed/formats.ts';
import type { SourceRecord } from '../core/index/records/source-record.ts';
import type { OlderState } from '../core/index/stored/older-state.ts';
import type { StoredSite } from '../core/index/stored/stored-site.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { decodeOlder } from './encode.ts';

/**
 * Reads the state of an older version; `undefined` where there is none. What can't be read of it counts as not known,
 * so its problems are reported once more.
 */
export async function readOlderState(
  store: ObjectStore,
  stateKey: string,
  keyOfSegment: (at: number, generation: string) => string,
): Promise<OlderState | undefined> {
  const object = await store.get(stateKey);
  const [manifest] = (object && decodeOlder('state', object.bytes)) ?? [];
  if (manifest === undefined) return undefined;
  const rejected = new Map<string, SourceRecord>();
  for (const [at, segment] of entriesOf(member(manifest, 'segments'))) {
    const generation = member(segment, 'generation');
    const stored = typeof generation === 'string' && (await store.get(keyOfSegment(Number(at), generation)));
    const [records] = (stored && decodeOlder('segment', stored.bytes)) || [];
    takeRejected(records, rejected);
  }
  takeRejected(member(manifest, 'delta'), rejected);
  // What its outbox holds was not sent.
  const unsent = entriesOf(member(manifest, 'outbox')).flatMap(([, batch]) => entriesOf(member(batch, 'notices')));
  const paths = new Set(unsent.map(([, notice]) => member(notice, 'path')));
  for (const path of paths) rejected.delete(String(path));
  const site = paths.has(SITE_KEY) ? undefined : siteOf(member(manifest, 'site'));
  return { rejected: Object.fromEntries(rejected), feeds: feedsOf(manifest), ...(site && { site }) };
}

/** Adds the rejected sources among some records, and takes out those that are no more. */
function takeRejected(records: unknown, rejected: Map<string, SourceRecord>): void {
  for (const [key, record] of entriesOf(records)) {
    const etag = member(record, 'etag');
    if (member(record, 'status') === 'rejected' && typeof etag === 'string')
      rejected.set(key, { status: 'rejected', etag });
    else rejected.delete(key);
  }
}

/** Returns the versions of feeds, but of those that may be half-written. */
function feedsOf(manifest: unknown): OlderState['feeds'] {
  const pending = entriesOf(member(manifest, 'pending')).flatMap(([, run]) => entriesOf(member(run, 'paths')));
  const left = new Set(pending.map(([, path]) => path));
  const feeds = entriesOf(member(manifest, 'files')).flatMap(([path, record]): [string, string][] => {
    const version = member(record, 'version');
    const isTold = typeof version === 'string' && formatAt(path) !== undefined && !left.has(path);
    return isTold ? [[path, version]] : [];
  });
  return Object.fromEntries(feeds);
}

function siteOf(site: unknown): StoredSite | undefined {
  const etag = member(site, 'etag');
  if (typeof etag !== 'string') return undefined;
  const hadErrors = entriesOf(member(site, 'problems')).some(([, problem]) => member(problem, 'severity') === 'error');
  const problem = { path: SITE_KEY, severity: 'error', message: '' } as const;
  return { etag, text: '', problems: hadErrors ? [problem] : [] };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
