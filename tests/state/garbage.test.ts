import { describe, expect, it } from 'vitest';
import { deleteGarbage } from '../../functions/state/garbage.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';

const CONTENT = { 'articles/a.md': article('title: A\ndate: 2026-11-20\ncategory: Đời sống') };
const UNNAMED = ['segments/0-other.br', 'months/2026-11-other.br', 'entries/category/gone.br', 'what.br'];

async function open() {
  const newsroom = await LiveNewsroom.open(CONTENT, { limits: { delta: 0 } });
  const objects = createPrefixedStore(newsroom.feeds, 'state/');
  const keys = async () => {
    const keys: string[] = [];
    for await (const { key } of objects.list()) keys.push(key);
    return keys;
  };
  return { objects, keys, named: await keys(), store: new StateStore(objects) };
}

describe('garbage under state/', () => {
  it('is what no state names, once it is an hour old', async () => {
    const { objects, keys, named, store } = await open();
    for (const key of UNNAMED) await objects.put(key, new Uint8Array([1]));
    await deleteGarbage(store, NOW + HOUR, []);
    expect(await keys()).toEqual([...named, ...UNNAMED].sort());
    await deleteGarbage(store, NOW + HOUR + 1, []);
    expect(await keys()).toEqual(named);
    expect(named).toContainEqual(expect.stringMatching(/^segments\/0-/));
    expect(named).toContain('entries/category/doi-song.br');
  });

  it('is never the progress of a rebuild, or what a run may die of', async () => {
    const { objects, keys, named, store } = await open();
    for (const key of ['rebuild.br', 'suspects.br']) await objects.put(key, new Uint8Array([1]));
    await deleteGarbage(store, NOW + 2 * HOUR, []);
    expect(await keys()).toEqual([...named, 'rebuild.br', 'suspects.br'].sort());
  });

  it('is left alone where no state says what is none', async () => {
    const { objects, keys, named, store } = await open();
    await objects.put('state.br', new Uint8Array([1]));
    await deleteGarbage(store, NOW + 2 * HOUR, []);
    expect(await keys()).toEqual(named);
  });
});
