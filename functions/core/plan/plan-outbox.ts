import { isOfObject } from '../index/index-record.ts';
import type { Delta, IndexView } from '../index/index-view.ts';
import type { State } from '../index/state.ts';
import type { StoredSite } from '../index/stored/stored-site.ts';
import type { Instant } from '../instant.ts';
import { noticeOf, siteNotice } from '../notices/find-notices.ts';
import { joinBatches, type Notice, type NoticeBatch } from '../notices/notice.ts';
import type { Site } from '../site/site.ts';
import type { Loaded } from './needs.ts';
import type { Telling } from './planned/plan-request.ts';

interface OutboxRequest {
  readonly state: State;
  readonly storedSite: StoredSite;
  /** The delta as it is once everything was taken in. */
  readonly delta: Delta;
  readonly site: Site;
  readonly now: Instant;
  readonly telling?: Telling | undefined;
}

/**
 * Returns what editors are to be told once a plan is applied: what other runs are about to tell them, and one batch of
 * this run, with what those that died left. `before` is the index as it was.
 */
export function planOutbox(
  { state, storedSite, delta, site, now, telling }: OutboxRequest,
  keys: Iterable<string>,
  before: IndexView,
  loaded: Pick<Loaded, 'objects' | 'entries'>,
): readonly NoticeBatch[] {
  const { outbox = [] } = state;
  if (!telling) return outbox;
  const notices: Notice[] = [];
  const found = siteNotice(state.site, storedSite);
  if (found) notices.push(found);
  for (const key of keys) {
    const entry = delta.get(key);
    const after = isOfObject(entry) ? entry : undefined;
    const change = {
      key,
      before: before.record(key),
      after,
      read: loaded.objects.get(key),
      entry: loaded.entries.get(key),
    };
    const notice = noticeOf(change, { site, now, lateAfter: telling.lateAfter });
    if (notice) notices.push(notice);
  }
  return nextOutbox(outbox, telling, now, notices);
}

/**
 * Maximum number of batches that other runs are about to send. Where there are more, the oldest are taken over, whose
 * runs died or find no topic: the state stays small, and what one of them sent is sent once more.
 */
const MAX_BATCHES = 10;

/** Returns an outbox with some more notices, in the batch of the run that sends them. */
export function nextOutbox(
  outbox: readonly NoticeBatch[],
  { run, isLeft }: Pick<Telling, 'run' | 'isLeft'>,
  now: Instant,
  notices: readonly Notice[],
): readonly NoticeBatch[] {
  const left = outbox.filter((batch, at) => at < outbox.length - MAX_BATCHES || isLeft(batch));
  const others = outbox.filter(batch => !left.includes(batch));
  // A batch that is this run's alone stays as it is, so that a plan with nothing more to tell changes nothing.
  const [own] = left;
  if (notices.length === 0 && left.length === 1 && own?.run === run) return outbox;
  const joined = joinBatches(run, now, [...left, { notices, more: 0 }]);
  return joined ? [...others, joined] : others;
}
