import { isOfObject } from '../../functions/core/index/index-record.ts';
import type { State } from '../../functions/core/index/state.ts';
import type { NoticeBatch } from '../../functions/core/notices/notice.ts';
import type { Editors } from '../../functions/run/publish-options.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { Crash } from './unreliable-store.ts';

const MINUTE = 60_000;

interface Told {
  /** Number of times. */
  count: number;
  /** Number of mishaps by the first time. */
  readonly mishaps: number;
  /** Number of times by then that the source was mended or gone. */
  readonly ends: number;
  /** Number of notices by then that messages had no room for. */
  readonly unnamed: number;
}

/** Editors who are told by a topic on which nothing can be relied, and who remember what they were told. */
export class EditorsDesk {
  /** Runs that failed or died, and state that was damaged: each may have a message sent once more. */
  mishaps = 0;
  #failure: Error | undefined;
  #more = 0;
  readonly #told = new Map<string, Told>();
  readonly #ends = new Map<string, number>();
  /** Notices that were about to be sent when the state was written last. */
  #waiting: ReadonlySet<string> = new Set();
  /** Number of ends of a source when a version was first committed as rejected, by both. */
  readonly #endsBefore = new Map<string, number>();
  /** Store that delivers each object that is put. */
  readonly topic: ObjectStore = {
    ...createMemoryStore(),
    put: async (_, bytes) => {
      this.#deliver(JSON.parse(Buffer.from(bytes).toString()));
      return { etag: '' };
    },
  };

  /** Editors as a run sees them, by the topic as it sees that. */
  by(topic: ObjectStore = this.topic): Editors {
    const send = async (batch: NoticeBatch): Promise<boolean> => {
      try {
        await topic.put('batch', Buffer.from(JSON.stringify(batch)));
        return true;
      } catch (error) {
        this.mishaps += 1;
        if (error instanceof Crash) throw error;
        return false;
      }
    };
    return { lateAfter: 15 * MINUTE, send };
  }

  /** Notes that a source is gone. Nobody is told of that, and the same bytes may come again. */
  gone(key: string): void {
    this.#ends.set(key, (this.#ends.get(key) ?? 0) + 1);
  }

  /**
   * Takes note of what a state says is to be told. That a source is mended may never be sent: it is rejected again
   * before, and so told of again.
   */
  async committed(feeds: ObjectStore): Promise<void> {
    const { state } = await new StateStore(createPrefixedStore(feeds, 'state/')).load();
    const notices = new Map(
      (state?.outbox ?? []).flatMap(batch =>
        batch.notices.map(each => [JSON.stringify([each.kind, each.path, each.version]), each]),
      ),
    );
    for (const [id, { kind, path, version }] of notices) {
      if (this.#waiting.has(id)) continue;
      const name = nameOf(path, version);
      if (kind === 'mended') this.gone(path);
      else if (kind === 'rejected' && !this.#endsBefore.has(name)) this.#endsBefore.set(name, this.#endsOf(path));
    }
    this.#waiting = new Set(notices.keys());
  }

  /** Everything that is rejected was told of, or is about to be. */
  async check(feeds: ObjectStore): Promise<void> {
    if (this.#failure) throw this.#failure;
    const store = new StateStore(createPrefixedStore(feeds, 'state/'));
    const { state } = await store.load();
    if (!state) return;
    const waiting = new Set(
      (state.outbox ?? []).flatMap(({ notices }) => notices.map(({ path, version }) => nameOf(path, version))),
    );
    const more = this.#more + (state.outbox ?? []).reduce((sum, batch) => sum + batch.more, 0);
    const rejected = await rejectedIn(store, state);
    const silent = rejected.filter(name => !this.#told.has(name) && !waiting.has(name));
    if (silent.length > more) throw new Error(`nobody was told that these are rejected: ${silent.join(', ')}`);
  }

  #deliver({ notices, more }: NoticeBatch): void {
    this.#more += more;
    if (notices.length === 0) this.#failure ??= new Error('editors were told nothing');
    for (const { kind, path, version, problems } of notices) {
      if (kind !== 'rejected') continue;
      if (!problems.some(({ severity }) => severity === 'error'))
        this.#failure ??= new Error(`${path}: editors were told that it is rejected, and not why`);
      this.#note(path, version);
    }
  }

  #note(path: string, version: string): void {
    const name = nameOf(path, version);
    const ends = this.#endsOf(path);
    const first = this.#endsBefore.get(name) ?? ends;
    const told = this.#told.get(name) ?? { count: 0, mishaps: this.mishaps, ends: first, unnamed: this.#more };
    told.count += 1;
    this.#told.set(name, told);
    // Among the notices without room may be that it was mended.
    const most = 1 + this.mishaps - told.mishaps + ends - told.ends + this.#more - told.unnamed;
    if (told.count > most)
      this.#failure ??= new Error(`${path} ${version}: editors were told ${told.count} times, and ${most} at most`);
  }

  #endsOf(path: string): number {
    return this.#ends.get(path) ?? 0;
  }
}

function nameOf(path: string, version: string): string {
  return `${path} ${version}`;
}

async function rejectedIn(store: StateStore, { segments, delta }: State): Promise<readonly string[]> {
  const rejected: string[] = [];
  for (const [at, { generation }] of segments.entries()) {
    const stored = generation === undefined ? {} : await store.index.readSegment(at, generation).catch(() => ({}));
    for (const [key, record] of Object.entries(stored))
      if (!Object.hasOwn(delta, key) && isOfObject(record) && record.status === 'rejected')
        rejected.push(nameOf(key, record.etag));
  }
  for (const [key, record] of Object.entries(delta))
    if (isOfObject(record) && record.status === 'rejected') rejected.push(nameOf(key, record.etag));
  return rejected;
}
