import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BodyFile } from '../../functions/preview/body-file.ts';
import { Origin } from '../../functions/preview/origin.ts';
import { createRandom } from '../simulation/random.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const bytes = (text: string): Uint8Array => Buffer.from(text);

function open<Opened extends { close(): void }>(opened: Opened): Opened {
  onTestFinished(() => opened.close());
  return opened;
}

function createOrigin() {
  const origin = open(new Origin(() => NOW));
  const shown = (key: string): string | undefined => origin.get(key)?.body.toString();
  const written = async (key: string): Promise<string | undefined> => {
    const object = await origin.store.get(key);
    return object && Buffer.from(object.bytes).toString();
  };
  return { origin, store: origin.store, shown, written };
}

describe('the origin of a preview', () => {
  it('shows what was written and deleted once it is told to, and to the publisher before', async () => {
    const { origin, store, shown, written } = createOrigin();
    await store.put('a.xml', bytes('1'));
    await store.put('b.xml', bytes('1'));
    expect([shown('a.xml'), await written('a.xml')]).toEqual([undefined, '1']);
    origin.show();
    await store.put('a.xml', bytes('2'));
    await store.delete('b.xml');
    expect([shown('a.xml'), await written('a.xml')]).toEqual(['1', '2']);
    expect([shown('b.xml'), await written('b.xml')]).toEqual(['1', undefined]);
    const keys: string[] = [];
    for await (const { key } of store.list()) keys.push(key);
    expect(keys).toEqual(['a.xml']);
    origin.show();
    expect([shown('a.xml'), shown('b.xml')]).toEqual(['2', undefined]);
  });

  it('leaves the object as it is where it is written as it was, whatever was written in between', async () => {
    const { origin, store } = createOrigin();
    await store.put('a.xml', bytes('1'), { contentType: 'application/xml' });
    origin.show();
    const before = origin.get('a.xml');
    await store.put('a.xml', bytes('1'), { contentType: 'application/xml' });
    origin.show();
    expect(origin.get('a.xml')).toBe(before);
    await store.put('a.xml', bytes('2'));
    await store.delete('a.xml');
    await store.put('a.xml', bytes('1'));
    origin.show();
    expect(origin.get('a.xml')).toBe(before);
  });

  it('keeps conditions as a bucket does', async () => {
    const { store, written } = createOrigin();
    const { etag } = await store.put('a', bytes('1'), { ifNoneMatch: '*' });
    await expect(store.put('a', bytes('2'), { ifNoneMatch: '*' })).rejects.toThrow('the object changed');
    await expect(store.put('a', bytes('2'), { ifMatch: '"x"' })).rejects.toThrow('the object changed');
    await store.put('a', bytes('2'), { ifMatch: etag });
    expect(await written('a')).toBe('2');
    await expect(store.put('../a', bytes('x'))).rejects.toThrow('is no key');
  });

  it('compresses what is to be, once it is asked for', async () => {
    const { origin, store } = createOrigin();
    const text = 'compressible '.repeat(100);
    for (const contentEncoding of ['br', 'gzip']) await store.put(contentEncoding, bytes(text), { contentEncoding });
    origin.show();
    for (const read of [origin.get('br')?.body, (await store.get('br'))?.bytes])
      expect(brotliDecompressSync(read ?? '').toString()).toBe(text);
    expect(gunzipSync(origin.get('gzip')?.body ?? '').toString()).toBe(text);
    expect((await store.get('gzip'))?.contentEncoding).toBe('gzip');
    expect(origin.get('br')?.etag).not.toBe(origin.get('gzip')?.etag);
  });

  it('has other validators for the same bytes with other metadata', async () => {
    const { store } = createOrigin();
    const put = async (options: object) => (await store.put('a', bytes('1'), options)).etag;
    const etags = [await put({}), await put({ metadata: { status: '410' } }), await put({ metadata: { link: '410' } })];
    expect(new Set([...etags, await put({ contentDisposition: 'attachment' })]).size).toBe(4);
  });
});

describe('the file of bodies', () => {
  it('gives back what was written, whatever was written and given up since', () => {
    const random = createRandom(1);
    const file = open(new BodyFile());
    const held: { body: ReturnType<BodyFile['write']>; text: string }[] = [];
    let [written, end] = [0, 0];
    for (let at = 0; at < 500; at++) {
      if (held.length > 20) {
        const [gone] = held.splice(random.integer(held.length), 1);
        if (gone) file.free(gone.body);
      }
      const text = String(at).repeat(random.integer(random.pick([1, 3, 3000, 30_000])));
      const body = file.write(bytes(text));
      held.push({ body, text });
      written += text.length;
      end = Math.max(end, body.at + body.size);
      for (const { body, text } of held) expect(file.read(body).toString() === text).toBe(true);
    }
    // Space that was given up is used again.
    expect(end).toBeLessThan(written / 2);
  });

  it('leaves nothing in the temporary folder while it is open', () => {
    const own = (): readonly string[] => readdirSync(tmpdir()).filter(name => name.startsWith('bantin-serve-'));
    const before = own();
    const file = open(new BodyFile());
    const body = file.write(bytes('not published yet'));
    expect(own().filter(name => !before.includes(name))).toEqual([]);
    expect(file.read(body).toString()).toBe('not published yet');
  });
});
