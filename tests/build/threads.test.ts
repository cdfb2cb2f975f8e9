import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { type Build, buildAndUse } from '../../functions/build/build.ts';
import { Threads, type ThreadsOptions } from '../../functions/build/threads/threads.ts';
import { Turns } from '../../functions/build/threads/turns.ts';
import { worthSharing } from '../../functions/build/threads/worth-sharing.ts';
import { openContent } from '../../functions/cli/content.ts';
import { encodeBody } from '../../functions/core/files/encode-body.ts';
import { LIMITS } from '../../functions/core/index/limits.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { Guard, type GuardOptions } from '../../functions/guard/guard.ts';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { fc, runs } from '../property.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { IS_THOROUGH } from '../thorough.ts';

const opened: Threads[] = [];
afterEach(async () => {
  for (const threads of opened.splice(0)) await threads.close();
});

/** Threads that share in all work. */
function open(options: ThreadsOptions): Threads {
  const threads = new Threads({ always: true, ...options });
  opened.push(threads);
  return threads;
}

function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = temporaryDirectory();
  for (const [key, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, key)), { recursive: true });
    writeFileSync(join(directory, key), text);
  }
  return directory;
}

/** All that a build gives, in the order in which it gives it. */
async function built(directory: string, threads: Threads | undefined, guard = new Guard(), site = SITE) {
  const content = createDirectoryStore(directory);
  const problems: string[] = [];
  const files: [string, string][] = [];
  const use = async ({ files: make }: Build): Promise<void> => {
    files.length = 0;
    problems.length = 0;
    for await (const { path, body } of make(problem => problems.push(formatProblem(problem))))
      files.push([path, Buffer.from(encodeBody(body)).toString('base64')]);
  };
  const [{ feeds, files: _, basis: __, ...facts }] = await buildAndUse(
    { content, site, now: NOW, guard, threads },
    use,
  );
  await guard.close();
  const shown = feeds.map(({ entries }) => entries.map(({ id }) => id));
  return { ...facts, problems: facts.problems.map(formatProblem), files, left: problems, shown };
}

/** Threads of which this one does nothing: the others may have started late, and done little else. */
const OTHERS = [
  { count: 2, onlyOthers: true },
  { count: 3, onlyOthers: true },
] as const;

const HOUR = 3_600_000;
const CATEGORIES = ['Đời sống', 'đời Sống', 'Thể thao', 'Kinh tế'];

/** A source at random: some are no articles, some claim what others have, some are held back. */
const source = fc.record({
  title: fc.constantFrom('Chợ quê', 'Lũ về', 'Đèn lồng', '', 'Quán cà phê: ngày mưa'),
  hours: fc.integer({ min: -50, max: 2000 }),
  category: fc.constantFrom(...CATEGORIES),
  id: fc.constantFrom('', '', '', 'một', 'hai'),
  fields: fc.subarray(['draft: true', 'withdrawn: true', 'tags: [gốm, lụa]', 'slug: cho-que', 'date: hôm qua']),
  text: fc.constantFrom('Một *câu*.', '# Đầu đề\n\n[Bài kia](0.md) và ![ảnh](anh.jpg)', '<b>chưa đóng', '', '- a\n- b'),
});
type Source = typeof source extends fc.Arbitrary<infer Value> ? Value : never;

function articleOf({ title, hours, category, id, fields, text }: Source): string {
  const date = new Date(NOW - hours * HOUR).toISOString();
  const lines = [title && `title: "${title}"`, `date: ${date}`, `category: ${category}`, id && `id: ${id}`, ...fields];
  return `---\n${lines.filter(line => line !== '').join('\n')}\n---\n${text}\n`;
}

/** Sources in two folders, so that pages have names in common, with a picture and a file that is none. */
const newsroom = fc.array(source, { minLength: 130, maxLength: IS_THOROUGH ? 300 : 160 }).map(sources => ({
  ...Object.fromEntries(sources.map((one, at) => [`articles/${at % 2}/${at >> 1}.md`, articleOf(one)])),
  'articles/0/anh.jpg': 'ảnh',
  'articles/1/bang.xlsx': 'bảng',
  'media/a.txt': 'a',
}));

describe('a build in threads', () => {
  it('gives the same, byte for byte and in the same order, however many there are', async () => {
    const check = async (files: Readonly<Record<string, string>>, permalink: string | undefined): Promise<void> => {
      const directory = directoryOf(files);
      const site = { ...SITE, entries: 5, minimumHours: 0, ...(permalink !== undefined && { permalink }) };
      const alone = await built(directory, undefined, new Guard(), site);
      expect(alone.counts.read).toBeGreaterThan(129);
      for (const options of IS_THOROUGH ? [{ count: 1 }, { count: 3 }, ...OTHERS] : [{ count: 3 }, OTHERS[1]])
        expect(await built(directory, open({ directory, ...options }), new Guard(), site)).toEqual(alone);
    };
    const permalinks = fc.constantFrom(undefined, 'https://bao.example/{category}/{slug}');
    await fc.assert(fc.asyncProperty(newsroom, permalinks, check), { ...runs(4), endOnFailure: true });
  }, 240_000);

  it('gives the same of the sample newsroom', async () => {
    const directory = join(import.meta.dirname, '../newsroom');
    const { site } = await openContent(directory);
    const alone = await built(directory, undefined, new Guard(), site);
    expect(alone.files.length).toBeGreaterThan(50);
    // How many threads there are makes no difference, as newsrooms at random show above.
    for (const options of IS_THOROUGH ? OTHERS : [OTHERS[1]])
      expect(await built(directory, open({ directory, ...options }), new Guard(), site)).toEqual(alone);
  }, 60_000);

  it('is done in this one alone where another comes to its end', async () => {
    const directory = directoryOf(Object.fromEntries(texts(200)));
    const alone = await built(directory, undefined);
    const threads = open({ directory, count: 3, heap: 4 });
    expect(await built(directory, threads)).toEqual(alone);
    const work = threads.share({ kind: 'render', keys: [], context }, { marks: {} });
    await expect(work.results({ here: async () => [] }).next()).rejects.toThrow('a thread failed');
  }, 60_000);
});

describe('the threads of a build', () => {
  it('go on to other work where what they began is let go of', async () => {
    const files = Object.fromEntries(texts(200));
    const threads = open({ directory: directoryOf(files), count: 2, onlyOthers: true });
    threads.start({ site: SITE, now: NOW, limits: LIMITS }, 200);
    const work = { kind: 'render', keys: Object.keys(files), context } as const;
    // After its first turn a thread waits here until that was used.
    threads.share(work, { marks: {}, ahead: 1 }).end();
    const last = threads.share({ ...work, keys: ['articles/7.md'] }, { marks: {} }).results({ here: async () => [] });
    expect((await last.next()).value).toMatchObject([['articles/7.md'], [['articles/7.md', { title: 'Bài 7' }]]]);
  }, 30_000);

  it.each([
    { count: 99, sources: 45, cores: 64, others: 2 },
    { count: 99, sources: 5000, cores: 1, others: 1 },
    { count: 3, sources: 5000, cores: 64, others: 2 },
    { count: 99, sources: 0, cores: 64, others: 0 },
  ])('are no more than there is work and there are cores for: %o', ({ count, sources, cores, others }) => {
    const threads = open({ directory: temporaryDirectory(), count, cores });
    threads.start({ site: SITE, now: NOW, limits: LIMITS }, sources);
    expect(threads.others).toBe(others);
  });
});

const context = { site: SITE, now: NOW, mediaSizes: new Map(), addresses: new Map() };

function texts(count: number): [string, string][] {
  return Array.from({ length: count }, (_, at) => [`articles/${at}.md`, `---\ndate: 2026-11-20\n---\nBài ${at}\n`]);
}

describe('the guard of a build in threads', () => {
  const parser = inject('hostileParser');
  const limits = { batch: 200, alone: 600, heap: 200 };
  const createGuard = (): Guard => new Guard({ parser, limits } satisfies GuardOptions);

  it.each(IS_THOROUGH ? ['LOOP-READ', 'THROW-READ', 'LOOP-RENDER', 'THROW-RENDER'] : ['WAIT-READ', 'THROW-RENDER'])(
    'holds in each of them: %s',
    async harm => {
      const bad = `---\ntitle: Hại\ndate: 2026-11-20\n---\n@@${harm}@@\n`;
      const [count, keys] = IS_THOROUGH ? [300, ['articles/150.md', 'articles/280.md']] : [140, ['articles/130.md']];
      const directory = directoryOf({
        ...Object.fromEntries(texts(count)),
        ...Object.fromEntries(keys.map(key => [key, bad])),
      });
      const alone = await built(directory, undefined, createGuard());
      expect(alone.counts).toMatchObject({ read: count, published: count - keys.length, rejected: keys.length });
      const threads = open({ directory, ...OTHERS[1], guard: { parser, limits } });
      expect(await built(directory, threads, createGuard())).toEqual(alone);
    },
    120_000,
  );
});

describe('turns', () => {
  it('are each taken once, until they are over', () => {
    const turns = new Turns();
    const others = new Turns(turns.memory);
    expect([turns.take(), others.take(), turns.take(), others.next]).toEqual([0, 1, 2, 3]);
    turns.end();
    expect(others.take()).toBeGreaterThan(1e9);
  });

  it('are waited with until those before were used', () => {
    const turns = new Turns();
    turns.use(3);
    const waited: number[] = [];
    const wait = Atomics.wait;
    try {
      Atomics.wait = () => {
        waited.push(waited.length);
        turns.use(3 + waited.length);
        return 'ok';
      };
      turns.wait(6, 4);
      expect(waited).toEqual([]);
      turns.wait(8, 4);
      expect(waited).toEqual([0, 1]);
    } finally {
      Atomics.wait = wait;
    }
  });
});

describe('worthSharing', () => {
  it.each([
    [
      { sources: 100, threads: 4, hasPages: true },
      { renders: false, reads: false },
    ],
    [
      { sources: 1000, threads: 2, hasPages: false },
      { renders: false, reads: false },
    ],
    [
      { sources: 1000, threads: 2, hasPages: true },
      { renders: true, reads: false },
    ],
    [
      { sources: 1000, threads: 4, hasPages: false },
      { renders: true, reads: false },
    ],
    [
      { sources: 10_000, threads: 2, hasPages: false },
      { renders: false, reads: false },
    ],
    [
      { sources: 10_000, threads: 2, hasPages: true },
      { renders: true, reads: true },
    ],
    [
      { sources: 10_000, threads: 4, hasPages: false },
      { renders: true, reads: true },
    ],
    [
      { sources: 100_000, threads: 2, hasPages: false },
      { renders: true, reads: true },
    ],
    [
      { sources: 100_000, threads: 1, hasPages: true },
      { renders: false, reads: false },
    ],
  ])('of %j is %j', (facts, shares) => {
    expect(worthSharing(facts)).toEqual(shares);
  });
});
