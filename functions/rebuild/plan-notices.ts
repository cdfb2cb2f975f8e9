import type { DeltaRecord } from '../core/index/index-record.ts';
import type { Delta } from '../core/index/index-view.ts';
import type { State } from '../core/index/state.ts';
import type { OlderState } from '../core/index/stored/older-state.ts';
import { noticeOf, siteNotice } from '../core/notices/find-notices.ts';
import type { Notice, NoticeBatch } from '../core/notices/notice.ts';
import { nextOutbox } from '../core/plan/plan-outbox.ts';
import { ContentIndex } from '../state/content-index.ts';
import { StateLost } from '../state/state-lost.ts';
import type { Rebuild } from './rebuild-context.ts';

type Rejected = ReadonlyMap<string, DeltaRecord>;

/**
 * Returns what editors are to be told once a rebuild is active, over the state that is active until then: of what it
 * rejects and that did not, and the other way round. Records are read only where something is, or was, rejected; after
 * an upgrade, `older` tells it.
 */
export async function planNotices(
  rebuild: Rebuild,
  state: State | undefined,
  older: OlderState | undefined,
): Promise<readonly NoticeBatch[]> {
  const { run, site, now, nextState, activeSite } = rebuild;
  const outbox = state?.outbox ?? [];
  const telling = run.notices.telling(now);
  if (!telling) return outbox;
  const known = state?.isBlank ? undefined : state;
  const before = new ContentIndex(run.state, known ?? { segments: [], months: {} });
  const delta: Delta = new Map(Object.entries(known?.delta ?? {}));
  const was: Rejected = known
    ? await rejectedIn(before, known.segments.length, delta, known.counts.rejected)
    : new Map(Object.entries(older?.rejected ?? {}));
  const is = await rejectedIn(rebuild.index, nextState.segmentCount, nextState.delta, nextState.counts.rejected);
  const context = { site, now, lateAfter: telling.lateAfter };
  const notices: (Notice | undefined)[] = [siteNotice((known ?? older)?.site, activeSite.stored)];
  for (const [key, after] of is) {
    const previous = was.get(key) ?? (known && (await recordIn(before, key, delta)));
    notices.push(noticeOf({ key, before: previous, after }, context));
  }
  for (const [key, previous] of was) {
    if (is.has(key)) continue;
    const after = await rebuild.index.record(key, nextState.delta);
    notices.push(noticeOf({ key, before: previous, after }, context));
  }
  return nextOutbox(
    outbox,
    telling,
    now,
    notices.filter(notice => notice !== undefined),
  );
}

async function rejectedIn(index: ContentIndex, segments: number, delta: Delta, count: number): Promise<Rejected> {
  const rejected = new Map<string, DeltaRecord>();
  for (let at = 0; at < segments && rejected.size < count; at++) {
    const view = await unlessLost(() => index.viewOf(at, delta));
    for (const [key, record] of view?.records(at) ?? []) if (record.status === 'rejected') rejected.set(key, record);
  }
  return rejected;
}

async function recordIn(index: ContentIndex, key: string, delta: Delta): Promise<DeltaRecord | undefined> {
  return unlessLost(() => index.record(key, delta));
}

/** Reads a value of the state; `undefined` where it is lost. Without it, what is rejected now counts as new. */
async function unlessLost<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StateLost) return undefined;
    throw error;
  }
}
