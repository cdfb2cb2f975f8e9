import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { durationsOf, measureDuration } from '../../functions/build/durations.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { makeEntry } from '../core/feed/samples.ts';
import { SITE } from '../core/samples.ts';

const bytesOf = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, 'sounds', name));

describe('the duration of a file', () => {
  it.each([
    ['a.mp3', 'audio/mpeg'],
    ['constant.mp3', 'audio/mpeg'],
    ['a.m4a', 'audio/mp4'],
    ['a.ogg', 'audio/ogg'],
    ['a.opus', 'audio/ogg'],
    ['a.wav', 'audio/wav'],
  ])('%s is that of its sound', async (name, type) => {
    expect(await measureDuration(bytesOf(name), type)).toBe(3);
  });

  it('is unknown where the file does not tell', async () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(99), new TextEncoder().encode('RIFF....WAVE')])
      for (const type of ['audio/mpeg', 'audio/wav', 'audio/mp4', 'audio/ogg', 'video/webm'])
        expect(await measureDuration(bytes, type)).toBeUndefined();
  });

  it('is looked for in what entries enclose and Bantin publishes', async () => {
    const content = createMemoryStore({ 'media/chợ.mp3': bytesOf('a.mp3'), 'media/b.ogg': bytesOf('a.ogg') });
    const media = ['media/chợ.mp3', 'media/b.ogg', 'media/gone.mp3'].map(key => [key, { key, size: 9 }] as const);
    const enclosure = (url: string) => ({ url, type: 'audio/mpeg', length: 0 });
    const home = `${SITE.feedsUrl}media/`;
    const entries = [
      makeEntry({
        enclosure: enclosure('https://khac.example/b.ogg'),
        alternates: [enclosure(`${home}ch%E1%BB%A3.mp3`)],
      }),
      makeEntry({ enclosure: enclosure(`${home}gone.mp3`) }),
    ];
    expect([...(await durationsOf(entries, media, { content, site: SITE }))]).toEqual([[`${home}ch%E1%BB%A3.mp3`, 3]]);
  });

  it('is looked for in two files at a time: each is held whole', async () => {
    const store = createMemoryStore(
      Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`media/${at}.mp3`, bytesOf('a.mp3')])),
    );
    const [open, most] = [new Set<string>(), new Set<number>()];
    const content: ObjectStore = {
      ...store,
      get: async (key, options) => {
        most.add(open.add(key).size);
        await setImmediate();
        const object = await store.get(key, options);
        open.delete(key);
        return object;
      },
    };
    const media = Array.from({ length: 9 }, (_, at) => `media/${at}.mp3`).map(key => [key, { key, size: 9 }] as const);
    const entries = media.map(([path]) =>
      makeEntry({ enclosure: { url: `${SITE.feedsUrl}${path}`, type: 'audio/mpeg', length: 0 } }),
    );
    expect((await durationsOf(entries, media, { content, site: SITE })).size).toBe(9);
    expect(Math.max(...most)).toBe(2);
  });
});
