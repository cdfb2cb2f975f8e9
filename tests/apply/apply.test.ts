import { describe, expect, it } from 'vitest';
import type { Application } from '../../functions/apply/application.ts';
import { apply } from '../../functions/apply/apply.ts';
import { LIMITS, type Limits } from '../../functions/core/index/limits.ts';
import type { State } from '../../functions/core/index/state.ts';
import type { FileGroup } from '../../functions/core/views/view.ts';
import { openRun } from '../../functions/run/open-run.ts';
import type { RunContext } from '../../functions/run/run.ts';
import { ContentIndex } from '../../functions/state/content-index.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { EMPTY } from '../core/plan/planned.ts';
import { NOW, SITE } from '../core/samples.ts';

const A = 'articles/a.md';
const RECORD = { status: 'published', etag: '"1"', hasPage: true } as const;

function file(path: string): FileGroup {
  return { inputs: new Map([[path, `inputs of ${path}`]]), shows: [], render: () => [{ path, body: path }] };
}

const stateIn = async (feeds: ObjectStore) => new StateStore(createPrefixedStore(feeds, 'state/')).load();

interface Given {
  readonly plan?: Partial<Application['plan']>;
  /** The state that is there before. */
  readonly before?: State;
  readonly limits?: Partial<Limits>;
  readonly isThere?: Application['isThere'];
  /** Called before an object is put. */
  readonly onPut?: (key: string, feeds: ObjectStore) => Promise<void>;
}

/** Applies a plan, and notes the keys that are put and deleted, and the state after each commit. */
async function applied({ plan = {}, before, limits = {}, isThere, onPut }: Given = {}) {
  const feeds = createMemoryStore();
  const run = (store: ObjectStore): RunContext =>
    openRun({
      content: createMemoryStore(),
      feeds: store,
      now: () => NOW,
      runId: 'own',
      revision: 'r',
      limits: { ...LIMITS, ...limits },
    });
  if (before) await run(feeds).state.commit(before, undefined);
  const seen: string[] = [];
  const states: State[] = [];
  const watched: ObjectStore = {
    ...feeds,
    put: async (key, bytes, options) => {
      await onPut?.(key, feeds);
      const put = await feeds.put(key, bytes, options);
      if (!/\.(?:xml|json)\.(?:br|gz)$/.test(key)) seen.push(`PUT ${key}`);
      const { state } = await stateIn(feeds);
      if (key === 'state/state.br' && state) states.push(state);
      return put;
    },
    delete: key => {
      if (!/\.(?:xml|json)\.(?:br|gz)$/.test(key)) seen.push(`DELETE ${key}`);
      return feeds.delete(key);
    },
  };
  const context = run(watched);
  const loaded = await context.state.load();
  const nothing = {
    pages: new Map(),
    copies: new Map(),
    pageMedia: new Map(),
    former: new Map(),
    archiveFiles: new Map(),
  };
  const whole = { next: EMPTY, stale: [], removals: [], pending: { paths: [], keys: [] }, ...nothing, ...plan };
  const application: Application = {
    plan: whole,
    loaded: { entries: new Map(), archivedEntries: new Map() },
    index: new ContentIndex(context.state, loaded.state ?? EMPTY),
    site: SITE,
    fingerprint: 'f',
    before: {},
    forced: new Set(),
    ...(isThere && { isThere }),
  };
  const result = await apply(context, loaded, application, new Map());
  return { result, seen, states, feeds };
}

const FEED = { stale: [{ group: file('rss.xml') }], pending: { paths: ['rss.xml'], keys: [A] } };

describe('a plan that is applied', () => {
  it('is committed before a file is written, with what is pending, and once more behind them, without it', async () => {
    const { result, seen, states } = await applied({ plan: { ...FEED, removals: ['old.xml'] } });
    expect(result).toBe('done');
    expect([seen[0], ...seen.slice(1, 3).sort(), ...seen.slice(3)]).toEqual([
      'PUT state/state.br',
      'DELETE public/old.xml',
      'PUT public/rss.xml',
      'PUT state/state.br',
    ]);
    const [begun, done] = states;
    expect(begun?.pending).toEqual([{ run: 'own', since: EMPTY.asOf, paths: ['rss.xml'], keys: [A] }]);
    expect(begun?.files).toEqual({ 'rss.xml': { inputs: 'inputs of rss.xml', bytes: '' } });
    expect(done?.pending).toEqual([]);
    expect(done?.files['rss.xml']).toMatchObject({ inputs: 'inputs of rss.xml', version: expect.stringMatching(/./) });
  });

  it('takes one commit where no file is stale', async () => {
    const { seen } = await applied({ plan: { next: { ...EMPTY, by: 'sweep' } }, before: EMPTY });
    expect(seen).toEqual(['PUT state/state.br']);
  });

  it('writes nothing where another run committed meanwhile', async () => {
    let isFirst = true;
    const { result, seen, feeds } = await applied({
      plan: FEED,
      before: EMPTY,
      onPut: async (key, store) => {
        if (key !== 'state/state.br' || !isFirst) return;
        isFirst = false;
        const other = new StateStore(createPrefixedStore(store, 'state/'));
        await other.commit({ ...EMPTY, by: 'other' }, (await other.load()).etag);
      },
    });
    expect([result, seen]).toEqual(['lost', []]);
    expect((await stateIn(feeds)).state?.by).toBe('other');
  });

  it('stays pending where another run commits while it writes', async () => {
    const { result, feeds } = await applied({
      plan: FEED,
      onPut: async (key, store) => {
        if (key !== 'public/rss.xml') return;
        const other = new StateStore(createPrefixedStore(store, 'state/'));
        const { state = EMPTY, etag } = await other.load();
        await other.commit({ ...state, by: 'other' }, etag);
      },
    });
    expect(result).toBe('lost');
    expect((await stateIn(feeds)).state?.pending).toMatchObject([{ run: 'own', paths: ['rss.xml'] }]);
  });

  it('marks a rebuild until its files are written', async () => {
    const { states } = await applied({ plan: FEED, isThere: () => false });
    expect(states.map(({ rebuilding }) => rebuilding)).toEqual([{ own: EMPTY.asOf }, {}]);
  });

  it('leaves its keys pending beside a rebuild, which may write the same pages', async () => {
    const next = { ...EMPTY, rebuilding: { other: NOW } };
    const { states } = await applied({ plan: { ...FEED, next } });
    expect(states.at(-1)?.pending).toEqual([{ run: 'own', since: EMPTY.asOf, paths: [], keys: [A] }]);
  });

  it('remembers in which version the page of an article was written', async () => {
    const page = 'articles/a/index.html';
    const next: State = { ...EMPTY, delta: { [A]: RECORD } };
    const { states } = await applied({ plan: { next, pages: new Map([[A, file(page)]]) } });
    expect(states.map(({ delta }) => delta[A])).toEqual([RECORD, { ...RECORD, file: expect.stringMatching(/./) }]);
  });

  it('compacts a delta that is too long, but for records whose files are about to be written', async () => {
    const others = Object.fromEntries([1, 2, 3].map(at => [`articles/${at}.md`, RECORD]));
    const next: State = { ...EMPTY, delta: { ...others, [A]: RECORD } };
    const plan = { next, pages: new Map([[A, file('articles/a/index.html')]]) };
    const { states, feeds } = await applied({ plan, before: next, limits: { delta: 3 } });
    const done = states.at(-1);
    expect(Object.keys(done?.delta ?? {})).toEqual([A]);
    const generation = done?.segments[0]?.generation ?? '';
    const segment = await new StateStore(createPrefixedStore(feeds, 'state/')).index.readSegment(0, generation);
    expect(Object.keys(segment).sort()).toEqual(Object.keys(others));
    expect(Object.keys((await applied({ plan, limits: { delta: 4 } })).states.at(-1)?.delta ?? {})).toHaveLength(4);
  });

  it('deletes what the state before named and no state names any more, last', async () => {
    const before: State = { ...EMPTY, segments: EMPTY.segments.map(segment => ({ ...segment, generation: 'old' })) };
    const { seen } = await applied({ plan: { next: EMPTY }, before });
    expect(seen).toEqual(['PUT state/state.br', 'DELETE state/segments/0-old.br']);
  });

  it('stores the records of archive documents by month, which is due until then', async () => {
    const path = 'archives/2026-10/rss.xml';
    const counts = { articles: { all: 2 } };
    const next: State = { ...EMPTY, months: { '2026-10': { archive: { counts } } } };
    const { states, feeds } = await applied({
      plan: {
        next,
        stale: [{ group: file(path), archive: { month: '2026-10', articles: [] } }],
        archiveFiles: new Map([['2026-10', {}]]),
      },
    });
    expect(states.map(({ months }) => months['2026-10']?.archive?.isDue)).toEqual([true, undefined]);
    const generation = states.at(-1)?.months['2026-10']?.archive?.generation ?? '';
    const store = new StateStore(createPrefixedStore(feeds, 'state/'));
    expect(Object.keys(await store.index.readArchive('2026-10', generation))).toEqual([path]);
  });
});
