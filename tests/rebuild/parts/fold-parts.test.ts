import { describe, expect, it } from 'vitest';
import { NOW } from '../../core/samples.ts';
import { LiveNewsroom, noted, PERMALINK, type Ran, siteYaml } from '../../publish/live-newsroom.ts';
import { IS_THOROUGH } from '../../thorough.ts';
import { story } from '../begun.ts';

/** Articles, of which each has a segment, and a run reads few. */
const ARTICLES = IS_THOROUGH ? 70 : 45;

/** Some of its articles have authors and tags, whose feeds have segments of their own, and pictures. */
const CONTENT = Object.fromEntries(
  Array.from({ length: ARTICLES }, (_, at) => {
    const names = [
      `category: Mục ${at % 3}`,
      `author: Tác giả ${at % 4}`,
      `tags: [thẻ ${at % 5}, ${at % 2 ? 'lụa' : 'Lụa'}]`,
    ];
    const picture = at % 10 === 0 ? [`image: /media/${at}.jpg`] : [];
    return [`articles/${String(at).padStart(3, '0')}.md`, story(`Bài ${at}`, 1 + at * 30, ...names, ...picture)];
  }),
);
const MEDIA = { 'media/0.jpg': 'A', 'media/10.jpg': 'B', 'media/lac.pdf': '%PDF-1.4' };
const LINES = ['entries: 3', 'minimumHours: 0', 'feeds: { authors: true, tags: true }'];
/** So many segments that there are several groups of them. */
const LIMITS = { perSegment: 1, perRead: 5, slack: 1, perCompression: 2, delta: 3 };

/**
 * Rebuilds in as many runs as it takes, each of which is short of time once it has made some requests that read; later
 * ones have more, or none would ever activate what was read.
 */
async function inRuns(
  newsroom: LiveNewsroom,
  most: number,
  mostOfParts: number,
  each?: (runs: number) => Promise<void>,
): Promise<Ran[]> {
  const runs: Ran[] = [];
  while (runs.length < 60) {
    newsroom.now += 60_000;
    const read: string[] = [];
    const [content, feeds] = [noted(newsroom.content, read), noted(newsroom.feeds, read)];
    const made = (of: RegExp): number => read.filter(request => of.test(request)).length;
    const isShort = (): boolean =>
      made(/^GET articles/) >= most + 3 * runs.length || made(/^GET state\/parts\/.*-[sm]\d/) >= mostOfParts;
    const ran = await newsroom.publish({ kind: 'full' }, { content, feeds, timeLeft: () => (isShort() ? 0 : 60_000) });
    runs.push(ran);
    if (ran.complete || !(await newsroom.feeds.get('state/rebuild.br'))) return runs;
    await each?.(runs.length);
  }
  throw new Error('it does not come to an end');
}

/** The objects of an index that runs wrote, without the names of their generations. */
const written = (runs: readonly Ran[], of: string): readonly string[] =>
  runs.flatMap(({ requests }) =>
    requests.flatMap(request => new RegExp(`^PUT state/${of}/(.*)-run-.*\\.br$`).exec(request)?.[1] ?? []),
  );

const SITES = [
  ['reading pages', siteYaml(...LINES)],
  ['permalinks', siteYaml(...LINES, PERMALINK)],
] as const;

describe('a rebuild that stores what it read in parts', () => {
  it.each(SITES)('gives what a build from scratch gives, whatever the size of the parts (%s)', async (name, site) => {
    for (const perStoredPart of IS_THOROUGH || name === 'permalinks' ? [1, 20, 100] : [20]) {
      const newsroom = new LiveNewsroom({ ...CONTENT, ...MEDIA }, { site, limits: { ...LIMITS, perStoredPart } });
      expect(await newsroom.publish({ kind: 'full' })).toMatchObject({ complete: true, read: ARTICLES });
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
      expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
      expect(await leftOf(newsroom)).toEqual([]);
    }
  });

  it.each(SITES)(
    'in several runs folds each segment and month once, and lists the rest in parts (%s)',
    async (_, site) => {
      const newsroom = new LiveNewsroom({ ...CONTENT, ...MEDIA }, { site, limits: { ...LIMITS, delta: 50 } });
      const runs = await inRuns(newsroom, 6, 1);
      expect(runs.length).toBeGreaterThan(6);
      expect(runs.reduce((sum, { read }) => sum + read, 0)).toBe(ARTICLES);
      const [segments, months] = [written(runs, 'segments'), written(runs, 'months')];
      expect(segments.length).toBeGreaterThan(ARTICLES / 2);
      expect(new Set(segments).size).toBe(segments.length);
      expect(new Set(months).size).toBe(months.length);
      // Runs that read fold nothing, and look at nothing that was folded.
      const reading = runs.filter(({ read }) => read > 0).slice(0, -1);
      expect(
        reading.flatMap(({ requests }) => requests.filter(one => /state\/(?:segments|months)\//.test(one))),
      ).toEqual([]);
      // Some runs did nothing but fold.
      expect(runs.filter(({ read, complete }) => read === 0 && !complete).length).toBeGreaterThan(0);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
      expect(await leftOf(newsroom)).toEqual([]);
    },
  );

  it('takes in what changes while it reads, and while it folds', async () => {
    const newsroom = new LiveNewsroom({ ...CONTENT, ...MEDIA }, { site: siteYaml(...LINES), limits: LIMITS });
    await inRuns(newsroom, 6, 30, async runs => {
      await newsroom.write(`articles/2${runs}.md`, story(`Mới ${runs}`, 0, 'category: Mục 1', 'author: Tác giả 9'));
      await newsroom.write(`articles/000-${runs}.md`, story(`Cũ ${runs}`, 4000, 'tags: [thẻ 1]'));
      await newsroom.remove(`articles/0${20 + runs}.md`);
      await newsroom.write(`media/${10 * runs}.jpg`, `${runs}`);
    });
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });

  it('begins anew where a part is lost', async () => {
    const newsroom = new LiveNewsroom({ ...CONTENT, ...MEDIA }, { site: siteYaml(...LINES), limits: LIMITS });
    let lost = 0;
    await inRuns(newsroom, 6, 30, async () => {
      for await (const { key } of newsroom.feeds.list('state/parts/')) {
        if (lost > 0) return;
        await newsroom.feeds.delete(key);
        lost += 1;
      }
    });
    expect(lost).toBe(1);
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    newsroom.now = NOW + 3 * 3_600_000;
    await newsroom.publish({ kind: 'full' });
    expect(await leftOf(newsroom)).toEqual([]);
  });
});

/** Parts that were left behind. */
async function leftOf(newsroom: LiveNewsroom): Promise<readonly string[]> {
  const left: string[] = [];
  for await (const { key } of newsroom.feeds.list('state/parts/')) left.push(key);
  return left;
}
