import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { build, buildAndUse } from '../../functions/build/build.ts';
import { check } from '../../functions/build/check.ts';
import { encodeBody } from '../../functions/core/files/encode-body.ts';
import type { ReadArticle } from '../../functions/core/index/found.ts';
import { Guard, type GuardOptions } from '../../functions/guard/guard.ts';
import type { Isolate } from '../../functions/guard/isolate.ts';
import type { Watch } from '../../functions/guard/watch.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { StoredObject } from '../../functions/stores/object-store.ts';
import { NOW, SITE as site } from '../core/samples.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { createLocalIsolate } from './local-isolate.ts';

const HOSTILE = inject('hostileParser');
/** For what has no end: every try of it takes as long. */
const LIMITS = { batch: 200, alone: 600, heap: 200 };
/** For what fills memory, or ends by itself: however busy the machine is, time is not what ends it. */
const PATIENT = { batch: 60_000, alone: 60_000, heap: 120 };

const opened: Guard[] = [];
function createGuard(options: GuardOptions = {}): Guard {
  const guard = new Guard({ parser: HOSTILE, limits: LIMITS, ...options });
  opened.push(guard);
  return guard;
}

afterEach(async () => {
  for (const guard of opened.splice(0)) await guard.close();
});

function article(text: string, title = 'Chợ quê'): string {
  return `---\ntitle: ${title}\ndate: 2026-11-20\n---\n${text}\n`;
}

async function objectsOf(texts: Readonly<Record<string, string>>): Promise<readonly StoredObject[]> {
  const store = createMemoryStore(texts, { now: () => NOW });
  return Promise.all(Object.keys(texts).map(async key => (await store.get(key)) as StoredObject));
}

/** Kinds of what was found, by key; the messages where it is rejected. */
async function read(guard: Guard, texts: Readonly<Record<string, string>>) {
  const found = await guard.read(await objectsOf(texts), site);
  return Object.fromEntries(
    [...found].map(([key, { found }]) => [
      key,
      found.kind === 'rejected' ? found.problems.map(({ message }) => message) : found.kind,
    ]),
  );
}

/** Returns a watch that takes each source with the care that its key names, and notes what it is told. */
function notingWatch(notes: string[]): Watch {
  return {
    begin: async sources => new Map(sources.map(({ key }) => [key, key.includes('alone') ? 'alone' : 'apart'])),
    trying: async ({ key }) => {
      notes.push(`trying ${key}`);
    },
    tried: async () => {
      notes.push('tried');
    },
    suspect: async () => {},
    failed: async () => 1,
    gaveUp: async () => {},
    pause: async () => {},
  };
}

const large = (text: string): string => `${text}\n${'Một câu dài. '.repeat(8000)}`;

describe('the guard', () => {
  it('has no source recorded as being tried while it handles another', async () => {
    const notes: string[] = [];
    const isolate = (): Isolate => {
      const local = createLocalIsolate();
      const read: Isolate['read'] = (source, of) => {
        notes.push(source.key);
        return local.read(source, of);
      };
      return { ...local, read };
    };
    const texts = { 'articles/alone-1.md': 'Một', 'articles/apart.md': 'Hai', 'articles/alone-2.md': 'Ba' };
    await createGuard({ watch: notingWatch(notes), isolate }).read(await objectsOf(texts), site);
    expect(notes).toEqual([
      'trying articles/alone-1.md',
      'articles/alone-1.md',
      'trying articles/alone-2.md',
      'articles/alone-2.md',
      'tried',
      'articles/apart.md',
    ]);
  });

  it('has a large source read apart once in a build, though its pictures are missing', async () => {
    const keys: string[] = [];
    const isolate = (): Isolate => {
      const local = createLocalIsolate();
      const read: Isolate['read'] = (source, of) => {
        keys.push(source.key);
        return local.read(source, of);
      };
      return { ...local, read };
    };
    const content = createMemoryStore({ 'articles/a.md': article(large('![Chợ](cho.jpg)')) }, { now: () => NOW });
    const { problems } = await build({ content, site, now: NOW, guard: createGuard({ isolate }) });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the picture articles\/cho.jpg is/),
    ]);
    expect(keys).toEqual(['articles/a.md']);
  });

  it('reads everything but the sources that have no end, and names these', async () => {
    const found = await read(createGuard(), {
      'articles/a.md': article('Một.'),
      'articles/loop.md': article('@@LOOP-READ@@'),
      'articles/b.md': article('Hai.'),
    });
    expect(found).toEqual({
      'articles/a.md': 'article',
      'articles/loop.md': [
        expect.stringMatching(/^it is not published, since reading it took longer than 0.6 seconds, twice/),
      ],
      'articles/b.md': 'article',
    });
  });

  it('reads everything but the sources that fill memory or make the parser fail, and names these', async () => {
    const found = await read(createGuard({ limits: PATIENT }), {
      'articles/a.md': article('Một.'),
      'articles/grow.md': large(article('@@GROW-READ@@')),
      'articles/throw.md': article('@@THROW-READ@@'),
      'articles/c.md': large(article('Ba.')),
    });
    expect(found).toEqual({
      'articles/a.md': 'article',
      'articles/grow.md': [expect.stringMatching(/since reading it took more than 120 MB of memory, twice/)],
      'articles/throw.md': [
        expect.stringMatching(/since reading it ended with RangeError: Invalid string length, twice/),
      ],
      'articles/c.md': 'article',
    });
  });

  it('gives the same of a large source, which is handled apart, as of a small one', async () => {
    const texts = { 'articles/a.md': large(article('Một *câu*.\n\n![Chợ](/media/cho.jpg)')) };
    const context = { site, now: NOW, mediaSizes: new Map(), addresses: new Map() };
    const results = await Promise.all(
      [PATIENT, { ...PATIENT, large: Number.POSITIVE_INFINITY }]
        .map(limits => createGuard({ limits }))
        .map(async guard => {
          const [source] = (await guard.read(await objectsOf(texts), site)).values();
          return [source?.found, await guard.render([source as ReadArticle], context)];
        }),
    );
    expect(results[0]).toEqual(results[1]);
  });

  it('tries a source that it gave up no second time, and another version of it at once', async () => {
    const guard = createGuard({ limits: PATIENT });
    const bad = { 'articles/a.md': article('@@THROW-RENDER@@') };
    const context = { site, now: NOW, mediaSizes: new Map(), addresses: new Map() };
    const [first] = (await guard.read(await objectsOf(bad), site)).values();
    expect(await guard.render([first as ReadArticle], context)).toEqual(new Map());
    expect(await read(guard, bad)).toEqual({ 'articles/a.md': [expect.stringContaining('RangeError')] });
    expect(await read(guard, { 'articles/a.md': article('Sửa rồi.') })).toEqual({ 'articles/a.md': 'article' });
  });

  it('says what is wrong where no thread can be started, and gives up no source for it', async () => {
    const guard = createGuard({ parser: fileURLToPath(HOSTILE), limits: { ...PATIENT, heap: 1 } });
    await expect(guard.read(await objectsOf({ 'articles/a.md': large(article('Một.')) }), site)).rejects.toThrow(
      'could not be started',
    );
  });
});

describe('a build', () => {
  const texts = {
    'articles/a.md': article('Một.', 'Một'),
    'articles/b.md': article('Hai.', 'Hai'),
    'articles/old.md': '---\ntitle: Cũ\ndate: 2001-01-01\n---\n@@THROW-RENDER@@\n',
    'articles/bad.md': article('@@WAIT-RENDER@@', 'Xấu'),
  };
  /** A source without an end takes its time at each try; that a build ends it is tested where all files are made. */
  const soon = IS_THOROUGH ? texts : { ...texts, 'articles/bad.md': article('@@THROW-RENDER@@', 'Xấu') };

  it('is that of the other articles, byte for byte, where some can not be rendered', async () => {
    const { permalink: _permalink, ...pages } = site;
    // What feeds show is rendered before any file is made, what pages and archives show meanwhile.
    const sites = [
      site,
      { ...pages, entries: 2, minimumHours: 0 },
      { ...site, entries: 2, minimumHours: 0, archives: true },
    ];
    for (const [at, site] of (IS_THOROUGH ? sites : sites.slice(1)).entries()) {
      const made = at === 0 ? texts : soon;
      const filesOf = async (content: Readonly<Record<string, string>>, guard: Guard) =>
        buildAndUse({ site, now: NOW, content: createMemoryStore(content), guard }, async built => {
          const files = new Map<string, string>();
          for await (const { path, body } of built.files()) files.set(path, Buffer.from(encodeBody(body)).toString());
          return files;
        });
      const [built, files] = await filesOf(made, createGuard());
      const { 'articles/bad.md': _bad, 'articles/old.md': _old, ...good } = made;
      const [, wanted] = await filesOf(good, createGuard());
      expect(files).toEqual(wanted);
      expect(built.counts).toMatchObject({ published: 2, rejected: 2 });
      expect(built.problems.filter(({ severity }) => severity === 'error').map(({ path }) => path)).toEqual([
        'articles/bad.md',
        'articles/old.md',
      ]);
    }
  });

  it('without files has its feeds and counts right, too', async () => {
    const built = await build({ site, now: NOW, content: createMemoryStore(soon), guard: createGuard() });
    expect(built.feeds[0]?.entries.map(({ title }) => title).sort()).toEqual(['Hai', 'Một']);
  });

  it('is checked whatever some articles do', async () => {
    const checked = await check({ site, now: NOW, content: createMemoryStore(soon), guard: createGuard() });
    const errors = checked.problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ path }) => path)).toEqual(['articles/bad.md', 'articles/old.md']);
  });
});
