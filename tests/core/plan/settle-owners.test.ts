import { describe, expect, it } from 'vitest';
import type { ReadObject } from '../../../functions/core/index/found.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { NextState } from '../../../functions/core/index/next-state.ts';
import { emptyState } from '../../../functions/core/index/state.ts';
import { contestsOf } from '../../../functions/core/plan/contests.ts';
import { NeedsCollector } from '../../../functions/core/plan/needs.ts';
import { Settled, settleOwners, Touched } from '../../../functions/core/plan/settle-owners.ts';
import { NOW, SITE } from '../samples.ts';
import { articleObject } from './planned.ts';

const EMPTY = emptyState({ revision: '', site: { etag: '', text: '', problems: [] }, by: 'full' }, 1);
const [A, B] = ['articles/a.md', 'articles/b.md'];
const [FIRST, SECOND] = [articleObject({ key: A, id: 'x' }), articleObject({ key: B, id: 'x' })];

/** A next state of these sources, and what finding its owners brings. */
function settle(sources: Readonly<Record<string, ReadObject>>, { segments = new Map([[0, {}]]) } = {}) {
  const nextState = new NextState({ state: EMPTY, site: SITE, now: NOW, limits: LIMITS, sizes: new Map() });
  const objects = new Map<string, ReadObject>();
  const touched = new Touched(SITE);
  const take = (key: string, { found }: ReadObject): void => {
    const known = nextState.delta.get(key);
    const previous = known && known.status !== 'claim' && known.status !== 'feed' ? known : undefined;
    touched.note(key, known);
    nextState.apply(key, found, previous);
    touched.note(key, nextState.delta.get(key));
  };
  const again = () => {
    const [needs, settled] = [new NeedsCollector(), new Settled()];
    const months = new Map([...nextState.months()].map(month => [month, () => []]));
    settleOwners({ nextState, site: SITE }, touched, { segments, months, objects }, needs, settled);
    return { needs, settled };
  };
  for (const [key, object] of Object.entries(sources)) take(key, object);
  const messages = (key: string) =>
    contestsOf(nextState, [key])
      .get(key)
      ?.problems.map(({ severity, message }) => `${severity}: ${message}`);
  return { nextState, objects, take, again, messages, shown: () => nextState.windows.newest().map(({ key }) => key) };
}

describe('the owners of ids', () => {
  it('are published; whoever lost is not, and both are told of it', () => {
    const settled = settle({ [B]: SECOND, [A]: FIRST });
    expect([...settled.again().settled.moved]).toEqual([B]);
    expect(settled.shown()).toEqual([A]);
    expect(settled.nextState.counts).toMatchObject({ published: 1, rejected: 1 });
    expect(settled.messages(A)).toEqual([expect.stringContaining(`warning: id "x" is claimed by ${B}`)]);
    expect(settled.messages(B)).toEqual([expect.stringContaining(`error: id "x" belongs to ${A}`)]);
  });

  it('are not found until the segment of all who claim an id is there', () => {
    const settled = settle({ [B]: SECOND, [A]: FIRST }, { segments: new Map() });
    const { needs } = settled.again();
    expect([...needs.segments]).toEqual([0]);
    expect(settled.shown()).toHaveLength(2);
    expect(settled.messages(B)).toBeUndefined();
  });

  it('are found once: a second look moves nobody, and reports nothing new', () => {
    const settled = settle({ [B]: SECOND, [A]: FIRST });
    settled.again();
    const { needs, settled: second } = settled.again();
    expect(needs.isEmpty).toBe(true);
    expect([...second.moved, ...second.reported]).toEqual([]);
  });

  it('follow each other: the next claimant is asked for, read, and published without a problem', () => {
    const settled = settle({ [B]: SECOND, [A]: FIRST });
    settled.again();
    settled.take(A, { found: { kind: 'gone' } });
    expect([...settled.again().needs.objects]).toEqual([B]);
    expect(settled.shown()).toEqual([]);
    settled.objects.set(B, SECOND);
    expect([...settled.again().settled.moved]).toEqual([B]);
    expect(settled.shown()).toEqual([B]);
    expect(settled.nextState.counts).toMatchObject({ published: 1, rejected: 0 });
    expect(settled.messages(B)).toBeUndefined();
  });

  it('are those whose own path makes the id, whatever key comes first', () => {
    const id = 'tag:bao.example,2018:articles/b';
    const settled = settle({ [A]: articleObject({ key: A, id }), [B]: articleObject({ key: B, id }) });
    settled.again();
    expect(settled.shown()).toEqual([B]);
  });
});

describe('the owners of pages', () => {
  it('are those whose key comes first of all that stand for one page', () => {
    const composed = 'articles/ảnh.md';
    const decomposed = composed.normalize('NFD');
    const settled = settle({
      [composed]: articleObject({ key: composed, id: 'y' }),
      [decomposed]: articleObject({ key: decomposed, id: 'z' }),
    });
    settled.again();
    expect(settled.shown()).toEqual([decomposed]);
    expect(settled.messages(composed)).toEqual([expect.stringMatching(/^error: /)]);
    expect(settled.messages(decomposed)).toEqual([expect.stringMatching(/^warning: /)]);
  });
});
