import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../functions/core/index/limits.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { LiveNewsroom, siteYaml } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';
import { withEtagsOfTheirOwn } from '../stores/etags-of-their-own.ts';

const CONTENT = {
  'articles/a.md': article('title: A\ndate: 2026-11-20\nimage: b.jpg'),
  'articles/b.jpg': 'ảnh',
  'media/c.mp3': 'tiếng',
};

/** A store on which the first request of some kind waits until something else has been done. */
function pausing(store: ObjectStore, isAt: (request: string) => boolean, meanwhile: () => Promise<unknown>) {
  let isLeft = true;
  const pass = async (request: string): Promise<void> => {
    if (!isLeft || !isAt(request)) return;
    isLeft = false;
    await meanwhile();
  };
  return {
    ...store,
    get: async (key, options) => {
      await pass(`GET ${key}`);
      return store.get(key, options);
    },
    put: async (key, bytes, options) => {
      await pass(`PUT ${key}`);
      return store.put(key, bytes, options);
    },
  } satisfies ObjectStore;
}

/** Returns a condition for the first request for the state that comes after a write of some file. */
function stateAfter(file: RegExp): (request: string) => boolean {
  let isWritten = false;
  return request => {
    isWritten ||= file.test(request);
    return isWritten && request === 'GET state/state.br';
  };
}

const FILES = [
  ['a page', /^PUT public\/articles\/a-[^/]*\/index\.html$/],
  ['media', /^PUT public\/media\//],
  ['media beside an article', /^PUT public\/articles\/a-[^/]*\/b\.jpg$/],
] as const;

describe('of two rebuilds that wrote the same files', () => {
  it.each(FILES)('the one that ends last says in which version they lie there: %s', async (_, file) => {
    const newsroom = new LiveNewsroom(CONTENT);
    const feeds = withEtagsOfTheirOwn(newsroom.feeds);
    const other = () => newsroom.publish({ kind: 'full' }, { feeds });
    await newsroom.publish({ kind: 'full' }, { feeds: pausing(feeds, stateAfter(file), other) });
    expect(await newsroom.publish({ kind: 'sweep', audit: true }, { feeds })).toMatchObject({
      problems: [],
      changed: [],
    });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it.each([
    ['some files', LIMITS.perCommit],
    ['more than a commit writes', 1],
  ])('the one that ends last writes again what the other wrote by another site.yaml: %s', async (_, perCommit) => {
    const content = { ...CONTENT, 'articles/d.md': article('title: D\ndate: 2026-11-21') };
    const newsroom = new LiveNewsroom(content, { limits: { perCommit } });
    const { feeds } = newsroom;
    const [page] = FILES[0].slice(1) as [RegExp];
    // The first has read its site.yaml and is about to write a page. The second writes it, and waits for the first.
    let goOn = (): void => undefined;
    const hasWritten = new Promise<void>(resolve => {
      goOn = resolve;
    });
    let first: Promise<unknown> = Promise.resolve();
    let second: Promise<unknown> = Promise.resolve();
    const ofSecond = pausing(feeds, stateAfter(page), () => {
      goOn();
      return first;
    });
    const ofFirst = pausing(
      feeds,
      request => page.test(request),
      async () => {
        await newsroom.write('site.yaml', siteYaml().replace('Báo Mẫu', 'Báo Mới'));
        second = newsroom.publish({ kind: 'full' }, { feeds: ofSecond });
        await Promise.race([hasWritten, second]);
      },
    );
    first = newsroom.publish({ kind: 'full' }, { feeds: ofFirst });
    await first;
    await second;
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});
