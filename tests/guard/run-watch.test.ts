import { beforeEach, describe, expect, it } from 'vitest';
import { DIED, GivenUp } from '../../functions/guard/marks.ts';
import { RunWatch, type RunWatchOptions } from '../../functions/guard/run-watch.ts';
import type { Suspects } from '../../functions/guard/suspects.ts';
import type { Watched } from '../../functions/guard/watch.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { NOW } from '../core/samples.ts';

const LARGE = 1000;
const ALONE = 30_000;
const source = (key: string, size = 10, version = '"1"'): Watched => ({ key, size, version });
const [A, B, C] = ['articles/a.md', 'articles/b.md', 'articles/c.md'].map(key => source(key)) as [
  Watched,
  Watched,
  Watched,
];

let objects: ObjectStore;
/** Requests for the object of suspects. */
let asked: string[];
/** Requests of one test beyond which a run is taken to try for ever. */
const MAX_REQUESTS = 50;

function ask(request: string): void {
  if (asked.push(request) > MAX_REQUESTS) throw new Error(`${MAX_REQUESTS} requests, and no end of them`);
}

beforeEach(() => {
  asked = [];
  const memory = createMemoryStore();
  objects = {
    ...memory,
    get: (key, options) => {
      ask('GET');
      return memory.get(key, options);
    },
    put: (key, bytes, options) => {
      ask('PUT');
      return memory.put(key, bytes, options);
    },
    delete: key => {
      ask('DELETE');
      return memory.delete(key);
    },
  };
});

function open(runId: string, more: Partial<RunWatchOptions> = {}): RunWatch {
  return new RunWatch({
    store: new StateStore(objects).suspects,
    runId,
    revision: 'r',
    now: () => NOW,
    large: LARGE,
    alone: ALONE,
    retried: new Set(),
    givenUp: new GivenUp('r'),
    ...more,
  });
}

const written = async (): Promise<Suspects | undefined> => (await new StateStore(objects).suspects.read()).suspects;

describe('the watch of a run', () => {
  it('asks for nothing and writes nothing of small sources', async () => {
    const watch = open('one');
    expect([...(await watch.begin([A, B]))]).toEqual([]);
    watch.passed();
    await watch.settle();
    expect(asked).toEqual([]);
  });

  it('records a large source and those beside it before it is handled, and forgets them once it settled', async () => {
    const watch = open('one');
    await watch.begin([source(A.key, LARGE + 1), B]);
    expect((await written())?.runs).toEqual({
      one: { since: NOW, keys: { [A.key]: 'together', [B.key]: 'together' } },
    });
    await watch.settle();
    expect(await written()).toBeUndefined();
    expect(asked.at(-1)).not.toBe('PUT');
  });

  it('handles with more care what another run died of, from run to run', async () => {
    const cares: unknown[] = [];
    for (const run of ['one', 'two', 'three', 'four']) {
      const watch = open(run);
      watch.watchAll();
      cares.push(Object.fromEntries(await watch.begin([A])));
    }
    expect(cares).toEqual(['together', 'apart', 'alone', 'alone'].map(care => ({ [A.key]: care })));
  });

  it('handles apart what the queue hands out again, though nothing was recorded', async () => {
    const watch = open('one', { retried: new Set([A.key]) });
    expect(await watch.begin([A, B])).toEqual(
      new Map([
        [A.key, 'apart'],
        [B.key, 'together'],
      ]),
    );
  });

  it('counts the death of a run over one source as its failure, and gives it up after the second', async () => {
    for (const [at, run] of ['one', 'two'].entries()) {
      const watch = open(run, { now: () => NOW + at * 3 * ALONE });
      await watch.begin([source(A.key, LARGE + 1)]);
      await watch.trying(A);
    }
    const givenUp = new GivenUp('r');
    const third = open('three', { givenUp, now: () => NOW + 6 * ALONE });
    third.watchAll();
    await third.begin([A, B]);
    expect(givenUp.of(A.key, A.version)).toMatchObject({ reason: DIED });
    // Its next version is tried again.
    expect(givenUp.of(A.key, '"2"')).toBeUndefined();
  });

  it('does not take a run that is still at work on a source for one that died of it', async () => {
    const givenUp = new GivenUp('r');
    for (const [at, run] of ['one', 'two', 'three', 'four', 'five'].entries()) {
      const watch = open(run, { givenUp, now: () => NOW + at * 1000 });
      watch.watchAll();
      const cares = await watch.begin([A]);
      if (cares.get(A.key) === 'alone') await watch.trying(A);
    }
    expect(givenUp.of(A.key, A.version)).toBeUndefined();
    expect(await written()).toMatchObject({ runs: { three: { trying: { key: A.key } } }, failures: {} });
  });

  it('counts a death that another run was too early to count, though that one has settled since', async () => {
    const dead = open('dead');
    await dead.begin([source(A.key, LARGE + 1)]);
    await dead.trying(A);
    const early = open('early', { now: () => NOW + 1000 });
    await early.begin([source(B.key, LARGE + 1)]);
    await early.settle();
    const later = open('later', { now: () => NOW + 3 * ALONE });
    expect(await later.failed(A)).toBe(2);
  });

  it('counts failures by version and revision', async () => {
    const watch = open('one');
    expect([await watch.failed(A), await watch.failed(A)]).toEqual([1, 2]);
    expect(await watch.failed(source(A.key, 10, '"2"'))).toBe(1);
  });

  it('records at once what was given up, until a commit says it', async () => {
    const givenUp = new GivenUp('r');
    const watch = open('one', { givenUp });
    await watch.begin([source(A.key, LARGE + 1)]);
    await watch.failed(A);
    givenUp.add(A.key, A.version, 'lý do');
    await watch.gaveUp(A);
    expect(await written()).toMatchObject({ marks: { [A.key]: { reason: 'lý do' } }, failures: {} });
    await watch.settle();
    expect(await written()).toBeUndefined();
  });

  it('leaves what it found out to the next run where it pauses, and no trace of itself', async () => {
    const watch = open('one');
    await watch.begin([source(A.key, LARGE + 1)]);
    await watch.failed(A);
    await watch.pause();
    expect(await written()).toEqual({
      runs: {},
      failures: { [A.key]: { version: A.version, revision: 'r', count: 1 } },
      marks: {},
    });
  });

  it('keeps what others are at work on, unless it handled all of it, or settles everything', async () => {
    await open('other').begin([source(B.key, LARGE + 1), C]);
    const watch = open('one');
    watch.watchAll();
    await watch.begin([A, B]);
    await watch.settle();
    expect((await written())?.runs).toEqual({ other: { since: NOW, keys: { [C.key]: 'together' } } });
    const last = open('two');
    await last.beginRebuild();
    expect(Object.keys((await written())?.runs ?? {}).sort()).toEqual(['other', 'two']);
    await last.settle(true);
    expect(await written()).toBeUndefined();
  });

  it('loses nothing that another run writes at the same time', async () => {
    const [one, two] = [open('one'), open('two')];
    await one.begin([source(A.key, LARGE + 1)]);
    await two.begin([source(B.key, LARGE + 1)]);
    // What the first has read is no more what is there.
    await one.begin([source(C.key, LARGE + 1)]);
    expect((await written())?.runs).toMatchObject({
      one: { keys: { [A.key]: 'together', [C.key]: 'together' } },
      two: { keys: { [B.key]: 'together' } },
    });
  });

  it('records the sources of a rebuild only where an earlier run died', async () => {
    const first = open('one');
    await first.beginRebuild();
    await first.begin([A]);
    expect((await written())?.runs).toEqual({ one: { since: NOW, keys: {} } });
    const second = open('two');
    await second.beginRebuild();
    await second.begin([A]);
    expect((await written())?.runs.two?.keys).toEqual({ [A.key]: 'together' });
  });
});
