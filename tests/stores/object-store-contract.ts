import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyObject } from '../../functions/stores/copy-object.ts';
import {
  deleteAll,
  type ListOptions,
  listKeys,
  type ObjectStore,
  PreconditionFailed,
} from '../../functions/stores/object-store.ts';

/** A store to test. */
export interface Created {
  /** Empty. */
  readonly store: ObjectStore;
  /** Puts something under `a/` that can be no object; returns its path. */
  readonly plant: () => Promise<string>;
  readonly remove?: () => Promise<void>;
}

export interface ContractOptions {
  readonly create: () => Promise<Created>;
  /** True if it keeps content types and user metadata. A directory has no place for them. */
  readonly keepsMetadata: boolean;
  /** Prefix of its keys in the store that it is a view of. */
  readonly prefix?: string;
}

const bytes = (text: string): Uint8Array => Buffer.from(text);
const NFC = 'articles/Đời sống/bài một.md';

/** Contract of stores: the suite that each store runs. */
export function describeObjectStore(name: string, { create, keepsMetadata, prefix = '' }: ContractOptions): void {
  describe(`${name} keeps the contract of stores`, () => {
    let store: ObjectStore;
    let plant: Created['plant'];
    let remove: Created['remove'];

    beforeEach(async () => {
      ({ store, plant, remove } = await create());
    });
    afterEach(async () => remove?.());

    const keys = async (prefix?: string, options?: ListOptions): Promise<readonly string[]> => {
      const found: string[] = [];
      for await (const { key } of store.list(prefix, options)) found.push(key);
      const alone: string[] = [];
      for await (const key of listKeys(store, prefix ?? '', { ...options, onSkipped: () => undefined }))
        alone.push(key);
      expect(alone).toEqual(found);
      return found;
    };
    const textOf = async (key: string): Promise<string | undefined> => {
      const object = await store.get(key);
      return object && Buffer.from(object.bytes).toString();
    };

    it('gives back what was put, byte for byte', async () => {
      const all = Uint8Array.from({ length: 256 }, (_, at) => at);
      for (const content of [all, new Uint8Array(), Buffer.alloc(1_000_000, 'x')]) {
        await store.put('a/b.bin', content);
        const object = await store.get('a/b.bin');
        expect(object).toMatchObject({ key: 'a/b.bin', size: content.length });
        expect(Buffer.from(object?.bytes ?? []).equals(content)).toBe(true);
      }
    });

    it('shares no bytes with its callers', async () => {
      const content = Buffer.from('abc');
      await store.put('a', content);
      content[0] = 120;
      const read = await store.get('a');
      read?.bytes.fill(121);
      expect(await textOf('a')).toBe('abc');
    });

    it('has nothing under a key that was never put, was deleted, or is a folder of keys', async () => {
      await store.put('a/b', bytes('x'));
      expect(await store.get('c')).toBeUndefined();
      expect(await store.get('a')).toBeUndefined();
      expect(await store.get('a/b/c')).toBeUndefined();
      await store.delete('a/b');
      expect(await store.get('a/b')).toBeUndefined();
      expect(await keys()).toEqual([]);
    });

    it('leaves the bytes of an object unread that has more than are wanted', async () => {
      const { etag } = await store.put('a', bytes('12345'));
      const left = await store.get('a', { most: 4 });
      expect(left).toMatchObject({ key: 'a', etag, size: 5 });
      expect(left?.bytes).toHaveLength(0);
      expect((await store.get('a', { most: 5 }))?.bytes).toHaveLength(5);
      await store.put('b', Buffer.alloc(3_000_000, 'x'));
      for (let at = 0; at < 5; at++) expect((await store.get('b', { most: 0 }))?.size).toBe(3_000_000);
      expect(await store.get('c', { most: 0 })).toBeUndefined();
    });

    it('reads the beginning of an object, and tells how large it is', async () => {
      const { etag } = await store.put('a', bytes('12345'));
      for (const [first, text] of [
        [1, '1'],
        [3, '123'],
        [5, '12345'],
        [9, '12345'],
      ] as const) {
        const read = await store.get('a', { first });
        expect(read).toMatchObject({ key: 'a', etag, size: 5 });
        expect(Buffer.from(read?.bytes ?? []).toString()).toBe(text);
      }
      await store.put('b', bytes(''));
      expect(await store.get('b', { first: 3 })).toMatchObject({ size: 0 });
      for (const [from, text] of [
        [1, '234'],
        [3, '45'],
        [5, ''],
        [9, ''],
      ] as const) {
        const read = await store.get('a', { first: 3, from });
        expect(read).toMatchObject({ key: 'a', etag, size: 5 });
        expect(Buffer.from(read?.bytes ?? []).toString()).toBe(text);
      }
      for (const [from, text] of [
        [3, '45'],
        [9, ''],
      ] as const)
        expect(Buffer.from((await store.get('a', { from }))?.bytes ?? []).toString()).toBe(text);
      expect(await store.get('c', { first: 3 })).toBeUndefined();
    });

    it('deletes what is not there without an error', async () => {
      await store.put('a/b', bytes('x'));
      await store.delete('c');
      await store.delete('a');
      await store.delete('a/b/c');
      expect(await textOf('a/b')).toBe('x');
    });

    it('deletes many, and no other', async () => {
      for (const key of ['x/1', 'x/2', 'x/3']) await store.put(key, bytes('x'));
      await deleteAll(store, ['x/1', 'x/3', 'none']);
      await deleteAll(store, []);
      expect([await textOf('x/1'), await textOf('x/2'), await textOf('x/3')]).toEqual([undefined, 'x', undefined]);
    });

    it('lists in the order of UTF-8 bytes', async () => {
      const ordered = ['a', 'a b', 'a-b', 'a.md', 'a/b', 'a/b-c', 'a/c', 'a0', 'b', 'é', '\ufb01', '😀'];
      // A directory has no room for both a and a/b.
      const possible = ordered.filter(key => key !== 'a');
      for (const key of [...possible].reverse()) await store.put(key, bytes('x'));
      expect(await keys()).toEqual(possible);
    });

    it('lists by prefix, which need not end at a slash', async () => {
      for (const key of ['a/b/c', 'a/bc', 'a/d', 'ab/c']) await store.put(key, bytes('x'));
      expect(await keys('a/')).toEqual(['a/b/c', 'a/bc', 'a/d']);
      expect(await keys('a/b')).toEqual(['a/b/c', 'a/bc']);
      expect(await keys('a/b/c')).toEqual(['a/b/c']);
      expect(await keys('a')).toEqual(['a/b/c', 'a/bc', 'a/d', 'ab/c']);
      expect(await keys('c/')).toEqual([]);
      expect(await keys('a/b/c/d')).toEqual([]);
      expect(await keys('a/b/cd')).toEqual([]);
      expect(await keys('ab/cd')).toEqual([]);
      expect(await keys('a/b/c')).toEqual(['a/b/c']);
    });

    it('lists nothing under a prefix that no key can have', async () => {
      await store.put('a/b', bytes('x'));
      for (const prefix of ['/', '//', 'a//', '.', '..', '../', './', 'a/../', 'a/./b', 'a\\']) {
        expect(await keys(prefix)).toEqual([]);
      }
    });

    it('lists what comes after a key, which need not be there', async () => {
      const ordered = ['a-b', 'a/b', 'a/c/d', 'a/c/e', 'a0', 'b', 'é', '\ufb01', '😀'];
      for (const key of ordered) await store.put(key, bytes('x'));
      for (const after of [
        ...ordered,
        '',
        'a',
        'a/',
        'a/b/c',
        'a/c',
        'a/c/',
        'a/cc',
        'a/c/dd',
        'a//',
        'b/',
        '..',
        'zz',
        '\uffff',
      ]) {
        const rest = ordered.filter(key => Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0);
        expect({ after, keys: await keys('', { after }) }).toEqual({ after, keys: rest });
      }
      for (const upTo of [...ordered, '', 'a', 'a/', 'a/c', 'a/c/', 'a/c/dd', 'a1', 'zz', '\uffff']) {
        const first = ordered.filter(key => Buffer.compare(Buffer.from(key), Buffer.from(upTo)) <= 0);
        expect({ upTo, keys: await keys('', { upTo }) }).toEqual({ upTo, keys: first });
      }
      expect(await keys('', { after: 'a/b', upTo: 'a0' })).toEqual(['a/c/d', 'a/c/e', 'a0']);
      expect(await keys('a/c/', { after: 'a', upTo: 'a/c/d' })).toEqual(['a/c/d']);
      expect(await keys('a/', { after: 'a/b' })).toEqual(['a/c/d', 'a/c/e']);
      expect(await keys('a/c/', { after: 'a' })).toEqual(['a/c/d', 'a/c/e']);
      expect(await keys('a/', { after: 'b' })).toEqual([]);
    });

    it('reports what it can not list where it is asked for, and lists the rest', async () => {
      await store.put('a/x', bytes('x'));
      await store.put('b/x', bytes('x'));
      const path = await plant();
      const listing = async (prefix: string, after = ''): Promise<readonly string[]> => {
        const skipped: string[] = [];
        const onSkipped = (path: string, reason: string): void => {
          expect(reason).not.toBe('');
          skipped.push(path);
        };
        const listed = await keys(prefix, { after, onSkipped });
        expect(listed).toEqual(['a/x', 'b/x'].filter(key => key.startsWith(prefix) && key > after));
        return skipped;
      };
      for (const prefix of ['', 'a/', path]) expect(await listing(prefix)).toEqual([path]);
      expect(await listing('b/')).toEqual([]);
      expect(await listing('', 'a\uffff')).toEqual([]);
      expect(await keys()).toEqual(['a/x', 'b/x']);
    });

    it('lists keys with control characters, spaces at their ends and other oddities', async () => {
      const odd = ['a/ x .md', 'a/%2e%2e', 'a/b.md ', 'a/new\nline.md', 'a/tab\t.md', 'a/\u0007', 'a/\ufffd.md'];
      for (const key of odd) await store.put(key, bytes(key));
      const skipped: string[] = [];
      const listed = await keys('a/', { onSkipped: path => skipped.push(path) });
      expect([...listed].sort()).toEqual([...odd].sort());
      expect(skipped).toEqual([]);
      for (const key of odd) expect(await textOf(key)).toBe(key);
    });

    it('lists nothing where nothing was put', async () => {
      expect(await keys()).toEqual([]);
      expect(await keys('a/')).toEqual([]);
    });

    it('takes the part of a larger buffer that it is given', async () => {
      const part = Buffer.from('before, here, after').subarray(8, 12);
      await store.put('a', new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
      expect(await textOf('a')).toBe('here');
      expect(await store.get('a')).toMatchObject({ size: 4, metadata: {} });
    });

    it('keeps keys as they are spelt, normalization too', async () => {
      const spelt = [NFC, NFC.normalize('NFD'), 'a b+c%2Fd.md', '#?&=.md', `${'ă'.repeat(60)}/${'b'.repeat(200)}`];
      for (const key of spelt) await store.put(key, bytes(key));
      for (const key of spelt) expect(await textOf(key)).toBe(key);
      expect([...(await keys())].sort()).toEqual([...spelt].sort());
    });

    it('keeps keys of 1,024 bytes, the most that S3 takes, what stands before them included', async () => {
      const key = [...Array.from({ length: 8 }, () => 'ặ'.repeat(41)), 'k'.repeat(32 - prefix.length)].join('/');
      expect(Buffer.byteLength(prefix + key)).toBe(1024);
      await store.put(key, bytes('x'));
      expect(await keys()).toEqual([key]);
      expect(await textOf(key)).toBe('x');
    });

    it('gives one ETag for one content, wherever it is asked', async () => {
      const { etag } = await store.put('a', bytes('x'));
      expect((await store.get('a'))?.etag).toBe(etag);
      for await (const summary of store.list()) expect(summary).toMatchObject({ key: 'a', etag, size: 1 });
      const changed = await store.put('a', bytes('y'));
      expect(changed.etag).not.toBe(etag);
      expect((await store.get('a'))?.etag).toBe(changed.etag);
    });

    it('tells when an object was written', async () => {
      const before = Date.now();
      await store.put('a', bytes('x'));
      const { lastModified = 0 } = (await store.get('a')) ?? {};
      // S3 keeps whole seconds, and its clock is its own. How long the write takes does not matter.
      expect(lastModified).toBeGreaterThan(before - 2000);
      expect(lastModified).toBeLessThan(Date.now() + 2000);
      for await (const summary of store.list()) expect(summary.lastModified).toBe(lastModified);
    });

    it('writes by If-Match only over what was read', async () => {
      await expect(store.put('a', bytes('x'), { ifMatch: '"none"' })).rejects.toThrow(PreconditionFailed);
      const { etag } = await store.put('a', bytes('x'));
      await store.put('a', bytes('y'), { ifMatch: etag });
      await expect(store.put('a', bytes('z'), { ifMatch: etag })).rejects.toThrow(PreconditionFailed);
      expect(await textOf('a')).toBe('y');
    });

    it('writes by If-None-Match only where nothing is', async () => {
      await store.put('a', bytes('x'), { ifNoneMatch: '*' });
      await expect(store.put('a', bytes('y'), { ifNoneMatch: '*' })).rejects.toThrow(PreconditionFailed);
      expect(await textOf('a')).toBe('x');
    });

    it('lets one of many conditional writers win', async () => {
      const { etag } = await store.put('a', bytes('x'));
      for (const condition of [
        { key: 'a', ifMatch: etag },
        { key: 'b', ifNoneMatch: '*' as const },
      ]) {
        const { key, ...options } = condition;
        const writers = Array.from({ length: 20 }, (_, at) => store.put(key, bytes(`writer ${at}`), options));
        const results = await Promise.allSettled(writers);
        const winners = results.flatMap(({ status }, at) => (status === 'fulfilled' ? [at] : []));
        expect(winners).toHaveLength(1);
        expect(await textOf(key)).toBe(`writer ${winners[0]}`);
        for (const result of results) {
          if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(PreconditionFailed);
        }
      }
    });

    it('copies an object to another key, and over one that is there', async () => {
      await store.put(NFC, bytes('new'));
      await store.put('a', bytes('old'));
      for (const key of ['a', NFC.normalize('NFD'), 'a b+c%2Fd.md']) {
        expect(await copyObject(store, NFC, store, key, {})).toMatchObject({ etag: expect.any(String) });
        expect(await textOf(key)).toBe('new');
      }
      expect(await textOf(NFC)).toBe('new');
    });

    it('copies nothing where the source is gone', async () => {
      await store.put('a', bytes('x'));
      expect(await copyObject(store, 'none', store, 'a', {})).toBeUndefined();
      expect(await copyObject(store, 'none', store, 'b', {})).toBeUndefined();
      expect(await textOf('a')).toBe('x');
      expect(await keys()).toEqual(['a']);
    });

    it('copies on a condition only where it holds', async () => {
      await store.put('a', bytes('x'));
      const { etag } = await store.put('b', bytes('y'));
      await expect(copyObject(store, 'a', store, 'b', { ifNoneMatch: '*' })).rejects.toThrow(PreconditionFailed);
      await expect(copyObject(store, 'a', store, 'b', { ifMatch: '"none"' })).rejects.toThrow(PreconditionFailed);
      expect(await textOf('b')).toBe('y');
      expect(await copyObject(store, 'a', store, 'b', { ifMatch: etag })).toMatchObject({ etag: expect.any(String) });
      expect(await textOf('b')).toBe('x');
    });

    it.each(['', '/', '/a', 'a/', 'a//b', '.', '..', '../a', 'a/../../b', 'a/./b', 'a\\b', 'a\0b'])(
      'refuses the key %j before it touches anything',
      async key => {
        await expect(store.get(key)).rejects.toThrow('is no key');
        await expect(store.put(key, bytes('x'))).rejects.toThrow('is no key');
        await expect(store.delete(key)).rejects.toThrow('is no key');
        await expect(copyObject(store, key, store, 'a', {})).rejects.toThrow('is no key');
        expect(await keys()).toEqual([]);
        await store.put('a', bytes('x'));
        await expect(copyObject(store, 'a', store, key, {})).rejects.toThrow('is no key');
        expect(await keys()).toEqual(['a']);
      },
    );

    if (keepsMetadata) {
      const options = {
        contentType: 'text/plain',
        contentEncoding: 'gzip',
        cacheControl: 'public, max-age=60',
        contentDisposition: 'attachment',
        metadata: { Title: 'A', date: '2026-11-20' },
      };
      const kept = { ...options, metadata: { title: 'A', date: '2026-11-20' } };

      it('keeps headers and user metadata, names in lower case', async () => {
        await store.put('a', bytes('x'), options);
        expect(await store.get('a')).toMatchObject(kept);
      });

      it('keeps user metadata of any characters', async () => {
        const metadata = {
          title: 'Bóng đá: “Việt Nam” 3 – 0 😀',
          long: 'Đời sống và pháp luật '.repeat(20).trim(),
          spaced: 'a  b',
        };
        await store.put('a', bytes('x'), { metadata });
        expect((await store.get('a'))?.metadata).toEqual(metadata);
      });

      it('takes over no headers and no metadata that a new object is not given', async () => {
        await store.put('a', bytes('x'), options);
        await store.put('a', bytes('y'), { contentType: 'text/html' });
        const object = await store.get('a');
        expect(object).toMatchObject({ contentType: 'text/html', metadata: {} });
        expect(object).not.toHaveProperty('contentEncoding');
        expect(object).not.toHaveProperty('cacheControl');
        expect(object).not.toHaveProperty('contentDisposition');
      });

      it('copies with the headers and metadata that it is told, none of the old', async () => {
        await store.put('a', bytes('x'), { ...options, metadata: { author: 'B' } });
        await copyObject(store, 'a', store, 'b', { ...options, contentEncoding: 'br' });
        expect(await store.get('b')).toMatchObject({ ...kept, contentEncoding: 'br' });
        await copyObject(store, 'b', store, 'c', { contentType: 'text/html' });
        const copy = await store.get('c');
        expect(copy).toMatchObject({ contentType: 'text/html', metadata: {} });
        expect(copy).not.toHaveProperty('cacheControl');
        expect(copy).not.toHaveProperty('contentDisposition');
      });
    }
  });
}
