import { describe, expect, it } from 'vitest';
import { emptyState, type State } from '../../../functions/core/index/state.ts';
import { Manifest } from '../../../functions/state/manifest/manifest.ts';
import { createMemoryStore } from '../../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../../functions/stores/object-store.ts';
import { noted } from '../../publish/live-newsroom.ts';

const SITE = { etag: '"1"', text: 'title: A', problems: [] };
const EMPTY = emptyState({ revision: 'tested', site: SITE, by: 'events' }, 1);
const state = (by: string): State => ({ ...EMPTY, by });
const LEASE = { run: 'holder', until: 5 };

/** A manifest of which two runs have read the first version. */
async function open() {
  const requests: string[] = [];
  const store: ObjectStore = noted(createMemoryStore(), requests);
  const [holder, other] = [new Manifest(store), new Manifest(store)];
  const etag = await holder.commit(state('first'), undefined);
  await other.load();
  requests.length = 0;
  return { store, holder, other, etag, requests };
}

async function read(store: ObjectStore) {
  const manifest = new Manifest(store);
  const { state: loaded } = await manifest.load();
  return { by: loaded?.by, handover: manifest.handover };
}

describe('the manifest', () => {
  it('has what runs tell each other beside the state', async () => {
    const { store, holder, etag } = await open();
    expect(await read(store)).toEqual({ by: 'first', handover: {} });
    const next = await holder.commit(state('begun'), etag, handover => ({ ...handover, lease: LEASE }));
    expect(await read(store)).toEqual({ by: 'begun', handover: { lease: LEASE } });
    await holder.commit(state('done'), next, () => ({}));
    expect(await read(store)).toEqual({ by: 'done', handover: {} });
  });

  it('keeps it through commits that have nothing to do with it', async () => {
    const { store, holder, other, etag } = await open();
    await holder.note(etag, () => ({ inbox: 'open' }));
    const loaded = await other.load();
    await other.commit(state('other'), loaded.etag);
    expect(await read(store)).toEqual({ by: 'other', handover: { inbox: 'open' } });
  });

  it('takes over notes of others, which cost a commit no race', async () => {
    const { store, holder, other, etag, requests } = await open();
    await other.note(etag, handover => ({ ...handover, inbox: 'open' }));
    requests.length = 0;
    await holder.commit(state('next'), etag, handover => ({ ...handover, lease: LEASE }));
    expect(await read(store)).toEqual({ by: 'next', handover: { inbox: 'open', lease: LEASE } });
    expect(requests.slice(0, 3)).toEqual(['PUT state.br', 'GET state.br', 'PUT state.br']);
  });

  it('is not written over what another run has committed, though it has the same notes', async () => {
    const { store, holder, other, etag } = await open();
    await other.commit(state('other'), etag);
    expect(await holder.commit(state('next'), etag)).toBeUndefined();
    expect(await holder.note(etag, () => ({ inbox: 'open' }))).toBeUndefined();
    expect(await read(store)).toEqual({ by: 'other', handover: {} });
  });

  it('asks again whether a note may be made where others made some', async () => {
    const { store, holder, other, etag } = await open();
    const take = (run: string) => async (manifest: Manifest) =>
      manifest.note(etag, handover => (handover.lease ? undefined : { lease: { run, until: 5 } }));
    expect(await take('holder')(holder)).toBeDefined();
    expect(await take('other')(other)).toBeUndefined();
    expect((await read(store)).handover).toEqual({ lease: LEASE });
  });

  it('is exact where it is asked to be: then notes of others count as changes', async () => {
    const { store, holder, other, etag } = await open();
    const closed = await holder.note(etag, () => ({ inbox: 'closed' }));
    await other.load();
    await other.note(other.etag, () => ({ inbox: 'open' }));
    expect(await holder.note(closed, () => ({}), true)).toBeUndefined();
    expect((await read(store)).handover).toEqual({ inbox: 'open' });
  });

  it('writes nothing for a note that says what is there', async () => {
    const { holder, etag, requests } = await open();
    expect(await holder.note(etag, handover => handover)).toBe(etag);
    expect(requests).toEqual([]);
  });

  it('is not asked for twice where a write met what others wrote', async () => {
    const { holder, other, etag, requests } = await open();
    await other.commit(state('other'), etag);
    requests.length = 0;
    expect(await holder.commit(state('next'), etag)).toBeUndefined();
    expect((await holder.load()).state?.by).toBe('other');
    expect(requests).toEqual(['PUT state.br', 'GET state.br']);
    expect((await holder.load()).state?.by).toBe('other');
    expect(requests).toHaveLength(3);
  });

  it('knows the notes of a version that it has let go of, and of none that is gone', async () => {
    const { store, holder, other, etag } = await open();
    await holder.note(etag, () => ({ inbox: 'open' }));
    await other.load();
    const based = other.etag;
    let last = based;
    for (const by of ['1', '2', '3', '4', '5']) last = await other.commit(state(by), last);
    expect(await other.commit(state('late'), based)).toBeUndefined();
    const fresh = new Manifest(store);
    await fresh.commit(state('next'), last);
    expect(await read(store)).toEqual({ by: 'next', handover: { inbox: 'open' } });
  });

  it('that is damaged tells nothing, and is replaced', async () => {
    const { store, holder } = await open();
    await store.put('state.br', Buffer.from('damaged'));
    const { etag, state: loaded } = await holder.load();
    expect(loaded).toBeUndefined();
    expect(await holder.note(etag, () => ({ inbox: 'open' }))).toBeUndefined();
    await holder.commit(state('made anew'), etag);
    expect(await read(store)).toEqual({ by: 'made anew', handover: {} });
  });
});
