import { describe, expect, it } from 'vitest';
import type { Article } from '../../../functions/core/article/article.ts';
import type { Found } from '../../../functions/core/index/found.ts';
import type { ObjectRecord } from '../../../functions/core/index/index-record.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { NextState } from '../../../functions/core/index/next-state.ts';
import { emptyState, type State } from '../../../functions/core/index/state.ts';
import { resize } from '../../../functions/core/plan/settled/measured-media.ts';
import { addToDigest, EMPTY_DIGEST } from '../../../functions/core/text/set-digest.ts';
import { HOUR, makeArticle, NOW, SITE } from '../samples.ts';

const KEY = 'articles/a.md';
const EMPTY = emptyState({ revision: 'r', site: { etag: '', text: '', problems: [] }, by: 'events' }, 1);
const ERROR = { path: KEY, severity: 'error', message: 'x' } as const;

function open(state: State = EMPTY, now = NOW, sizes: ReadonlyMap<string, number> = new Map()): NextState {
  return new NextState({ state, site: SITE, now, limits: LIMITS, sizes });
}

function found(more: Partial<Article> = {}, etag = '"1"'): Found {
  return { kind: 'article', etag, article: makeArticle({ key: KEY, published: NOW - HOUR, ...more }), problems: [] };
}

/** The state after some objects came, each as something that was not known. */
function stateOf(...objects: readonly (readonly [string, Found])[]): State {
  const draft = open();
  for (const [key, object] of objects) draft.apply(key, object, undefined);
  return draft.finish('events');
}

describe('a draft of the next state', () => {
  it.each([
    ['published', found()],
    ['withdrawn', found({ withdrawn: {} })],
    ['waiting', found({ published: NOW + 1 })],
    ['draft', found({ draft: true })],
    ['expired', found({ expires: NOW })],
    ['rejected', { kind: 'rejected', etag: '"1"', problems: [ERROR] }],
  ] as const)('counts what is %s, and knows nothing of it once it is gone', (status, object) => {
    const draft = open();
    draft.apply(KEY, object, undefined);
    const state = draft.finish('events');
    expect(state.delta[KEY]).toMatchObject({ status, etag: '"1"' });
    expect(state.counts).toEqual({ ...EMPTY.counts, [status]: 1 });
    expect(state.segments).toEqual([{ digest: addToDigest(EMPTY_DIGEST, KEY, '"1"') }]);
    const next = open(state);
    next.apply(KEY, { kind: 'gone' }, state.delta[KEY] as ObjectRecord);
    expect(next.finish('events')).toMatchObject({
      counts: EMPTY.counts,
      segments: EMPTY.segments,
      timers: {},
      windows: EMPTY.windows,
      delta: { [KEY]: null },
    });
  });

  it('shows only what is out', () => {
    const state = stateOf(
      [KEY, found()],
      ['articles/b.md', found({ key: 'articles/b.md', published: NOW + 1 })],
      ['articles/c.md', found({ key: 'articles/c.md', draft: true })],
    );
    expect(state.windows.articles.map(({ key }) => key)).toEqual([KEY]);
    const lines = Object.values(state.delta).flatMap(record => (record && 'line' in record ? (record.line ?? []) : []));
    expect(lines.map(({ key }) => key)).toEqual([KEY]);
    expect(state.latestDate).toBe(NOW - HOUR);
  });

  it('remembers when to look again: at what is due, and at corrections', () => {
    const draft = open();
    expect(draft.nextDue).toBeUndefined();
    draft.apply(KEY, found({ updated: NOW + 2 * HOUR }), undefined);
    draft.apply('articles/b.md', found({ key: 'articles/b.md', published: NOW + HOUR }), undefined);
    expect(draft.nextDue).toBe(NOW + HOUR);
    const state = draft.finish('events');
    expect(state.timers).toEqual({ [KEY]: NOW + 2 * HOUR, 'articles/b.md': NOW + HOUR });
    expect(state.delta[KEY]).toMatchObject({ line: { lastModified: NOW - HOUR } });
    const later = open(state, NOW + 2 * HOUR);
    later.apply(KEY, found({ updated: NOW + 2 * HOUR }), state.delta[KEY] as ObjectRecord);
    expect(later.finish('sweep')).toMatchObject({
      timers: { 'articles/b.md': NOW + HOUR },
      latestDate: NOW + 2 * HOUR,
      delta: { [KEY]: { line: { lastModified: NOW + 2 * HOUR } } },
    });
  });

  it('remembers why an article is held back, and when it leaves', () => {
    const draft = open();
    draft.apply(KEY, found({ draft: true, heldBy: 'isDraft: true' }), undefined);
    draft.apply('articles/b.md', found({ key: 'articles/b.md', expires: NOW + HOUR }), undefined);
    draft.apply('articles/c.md', found({ key: 'articles/c.md', expires: NOW - HOUR / 2 }), undefined);
    const state = draft.finish('events');
    expect(state.delta).toMatchObject({
      [KEY]: { status: 'draft', heldBy: 'isDraft: true' },
      'articles/b.md': { status: 'published', expires: NOW + HOUR },
      'articles/c.md': { status: 'expired', expires: NOW - HOUR / 2 },
    });
    expect(state.timers).toEqual({ 'articles/b.md': NOW + HOUR });
    // Before that, another state would be right.
    expect(state.latestDate).toBe(NOW - HOUR / 2);
  });

  it('keeps timers of what did not change, and drops that of what is a draft now', () => {
    const state = stateOf([KEY, found({ published: NOW + HOUR })]);
    expect(open(state).finish('sweep').timers).toEqual({ [KEY]: NOW + HOUR });
    const draft = open(state);
    draft.apply(KEY, found({ draft: true }, '"2"'), state.delta[KEY] as ObjectRecord);
    expect(draft.finish('events')).toMatchObject({ timers: {}, counts: { waiting: 0, draft: 1 } });
  });

  it('touches the month that an article leaves, and the one it comes to', () => {
    const state = stateOf([KEY, found({ published: Date.UTC(2026, 9, 5) })]);
    const draft = open(state);
    draft.apply(KEY, found({ published: Date.UTC(2026, 7, 31, 18) }, '"2"'), state.delta[KEY] as ObjectRecord);
    // In Vietnam it was September by then.
    expect([...draft.touched].sort()).toEqual(['2026-09', '2026-10']);
    expect([...draft.months()].sort()).toEqual(['2026-09', '2026-10']);
    expect(draft.windows.remembered().articles).toHaveLength(1);
  });

  it('sums up what is there now, whatever it was', () => {
    const state = stateOf([KEY, found({}, '"1"')], ['media/a.mp3', { kind: 'media', etag: '"m"', size: 3 }]);
    const draft = open(state);
    draft.apply(KEY, found({}, '"2"'), state.delta[KEY] as ObjectRecord);
    const sum = addToDigest(addToDigest(EMPTY_DIGEST, KEY, '"2"'), 'media/a.mp3', '"m"');
    expect(draft.finish('events').segments).toEqual([{ digest: sum }]);
    expect(draft.counts).toEqual({ ...EMPTY.counts, published: 1 });
  });

  it('tells every article how long its enclosure is', () => {
    const enclosure = { url: '/media/a.mp3' };
    const media = new Map([['media/a.mp3', 3]]);
    const draft = open(EMPTY, NOW, media);
    draft.apply(KEY, found({ enclosure }), undefined);
    const size = () => draft.windows.newest()[0]?.media;
    expect(size()).toEqual({ key: 'media/a.mp3', size: 3 });
    resize(draft, { key: 'media/b.mp3', size: 9 });
    expect(size()).toEqual({ key: 'media/a.mp3', size: 3 });
    resize(draft, { key: 'media/a.mp3', size: 4 });
    expect(size()).toEqual({ key: 'media/a.mp3', size: 4 });
    resize(draft, { key: 'media/a.mp3' });
    expect(size()).toEqual({ key: 'media/a.mp3' });
  });

  it('leaves the state that it was made from as it was', () => {
    const state = stateOf([KEY, found()]);
    const text = JSON.stringify(state);
    const draft = open(state);
    draft.apply(KEY, { kind: 'gone' }, state.delta[KEY] as ObjectRecord);
    draft.apply('articles/b.md', found({ key: 'articles/b.md' }), undefined);
    draft.finish('events');
    expect(JSON.stringify(state)).toBe(text);
  });
});
