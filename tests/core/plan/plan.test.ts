import { describe, expect, it } from 'vitest';
import { besidePaths } from '../../../functions/core/files/variants.ts';
import type { ReadObject } from '../../../functions/core/index/found.ts';
import { publicPathOf } from '../../../functions/core/index/index-record.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { plan } from '../../../functions/core/plan/plan.ts';
import type { PlanRequest } from '../../../functions/core/plan/planned/plan-request.ts';
import { HOUR, NOW, SITE } from '../samples.ts';
import { articleObject, Given, planWith, requestOf, type Shelf, stateAfter } from './planned.ts';

const [A, B] = ['articles/a.md', 'articles/b.md'];
const LIFE = { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' };
const GONE: ReadObject = { found: { kind: 'gone' } };
const BOTH = {
  [A]: articleObject({ key: A, published: NOW - HOUR }),
  [B]: articleObject({ key: B, published: NOW - 2 * HOUR, categories: [LIFE] }),
};
const FEED_OF_ALL = ['atom.xml', 'feed.json', 'index.html', 'rss.xml'];
const MONTHS_OF_ALL = ['browse/2026-11/index.html', 'browse/index.html'];
const MONTHS_OF_LIFE = MONTHS_OF_ALL.map(path => `doi-song/${path}`);
const FEED_OF_LIFE = FEED_OF_ALL.map(path => `doi-song/${path}`);
const LISTS = [
  '404.html',
  'follow.json',
  'news-sitemap.xml',
  'opml.xml',
  'robots.txt',
  'sitemap.xml',
  'sitemaps/2026-11.xml',
];

function publish(
  objects: Readonly<Record<string, ReadObject>>,
  more: Partial<PlanRequest> = {},
  shelf: Shelf = { objects: BOTH },
) {
  const { planned, asked } = planWith(requestOf(more), new Given(objects, shelf));
  return { ...planned, asked, after: stateAfter(planned), written: [...planned.pending.paths].sort() };
}

const pagesIn = ({ pages }: Pick<ReturnType<typeof publish>, 'pages'>) =>
  [...pages.values()].flatMap(({ inputs }) => [...inputs.keys()]);

describe('a plan', () => {
  it('asks for what it lacks until it has all, and only for that', () => {
    const given = new Given({ [A]: BOTH[A] as ReadObject });
    const first = plan(requestOf(), given);
    expect(first).toMatchObject({ kind: 'needs', segments: new Set([0]), months: new Set(), entries: new Map() });
    given.segments.set(0, {});
    const second = plan(requestOf(), given);
    expect(second).toMatchObject({ kind: 'needs', segments: new Set(), months: new Set(['2026-11']) });
    expect(second.kind === 'needs' && [...second.entries.keys()]).toEqual([A]);
    if (second.kind === 'needs') given.bring(second);
    expect(plan(requestOf(), given)).toMatchObject({ kind: 'plan', isIdle: false });
  });

  it('is the same for the same state and objects, and changes neither', () => {
    const request = requestOf({ state: publish({ [A]: BOTH[A] as ReadObject }).after });
    const [state, given] = [
      structuredClone(request.state),
      new Given({ [B]: BOTH[B] as ReadObject }, { objects: BOTH }),
    ];
    const { planned } = planWith(request, given);
    const again = plan(request, given);
    expect(again.kind === 'plan' && [again.next, again.pending]).toEqual([planned.next, planned.pending]);
    expect(request.state).toEqual(state);
  });

  it('writes the page of an article, its feeds, its month and the lists, and nothing else', () => {
    const { after, ...first } = publish({ [A]: BOTH[A] as ReadObject });
    expect(first.written).toEqual([...FEED_OF_ALL, ...MONTHS_OF_ALL, ...LISTS].sort());
    expect(pagesIn(first)).toEqual([publicPathOf(A, undefined)]);
    const second = publish({ [B]: BOTH[B] as ReadObject }, { state: after });
    // The month changed last when its newest article did, and so the index of sitemaps is as it was.
    const lists = LISTS.filter(path => path !== 'sitemap.xml');
    const months = [...MONTHS_OF_ALL, ...MONTHS_OF_LIFE];
    expect(second.written).toEqual([...FEED_OF_ALL, ...FEED_OF_LIFE, ...months, ...lists].sort());
    expect(pagesIn(second)).toEqual([publicPathOf(B, undefined)]);
    expect(second.pending.keys).toEqual([B]);
    expect(second.next.counts.published).toBe(2);
  });

  it('leaves a category alone that a change does not touch', () => {
    const { after } = publish(BOTH);
    const changed = publish(
      { [A]: articleObject({ key: A, published: NOW - HOUR, title: 'Khác' }, '"2"') },
      { state: after },
    );
    expect(changed.written).toEqual(expect.arrayContaining(FEED_OF_ALL));
    expect(changed.written.filter(path => path.startsWith('doi-song/'))).toEqual([]);
    expect(changed.asked.flatMap(({ entries }) => [...entries.keys()]).sort()).toEqual([A, B]);
    expect(Object.keys(changed.next.files)).toEqual(expect.arrayContaining(FEED_OF_LIFE));
  });

  it('is idle where every object is as it was, and asks for nothing', () => {
    const { after } = publish(BOTH);
    expect(publish(BOTH, { state: after })).toMatchObject({
      isIdle: true,
      stale: [],
      pages: new Map(),
      removals: [],
      asked: [],
    });
    expect(publish(BOTH, { state: after, storedSite: { ...after.site, etag: '"2"' } })).toMatchObject({
      isIdle: false,
    });
  });

  it('takes away the page of what is gone, and the feeds of a category that has no other', () => {
    const { after } = publish(BOTH);
    const { removals, written, next } = publish({ [B]: GONE }, { state: after });
    expect([...removals].sort()).toEqual([publicPathOf(B, undefined), ...FEED_OF_LIFE, ...MONTHS_OF_LIFE].sort());
    expect(written).toEqual(expect.arrayContaining([...FEED_OF_LIFE, 'rss.xml', 'opml.xml', 'sitemaps/2026-11.xml']));
    expect(next.delta[B]).toBeNull();
    expect(Object.keys(next.files).filter(path => path.startsWith('doi-song/'))).toEqual([]);
  });

  it('shows nothing of an article whose date is to come, and remembers when to look again', () => {
    const { written, pages, removals, next, asked } = publish({
      [A]: articleObject({ key: A, published: NOW + HOUR, categories: [LIFE] }),
    });
    expect([pages, written.filter(path => path.startsWith('doi-song/'))]).toEqual([new Map(), []]);
    expect([removals, asked.flatMap(({ entries }) => [...entries.keys()])]).toEqual([[], []]);
    expect(next.timers).toEqual({ [A]: NOW + HOUR });
  });

  it('needs no entry of what was withdrawn, and writes the page that says so', () => {
    const planned = publish({ [A]: articleObject({ key: A, withdrawn: { reason: 'Sai.' } }) });
    expect(planned.asked.flatMap(({ entries }) => [...entries.keys()])).toEqual([]);
    expect(pagesIn(planned)).toEqual([publicPathOf(A, undefined)]);
    expect(planned.next.counts).toMatchObject({ published: 0, withdrawn: 1 });
  });

  it('looks again at paths and keys that it is told of, though nothing changed', () => {
    const { after } = publish(BOTH);
    const forced = { state: after, forcedPaths: new Set(['rss.xml', 'old/rss.xml']), forcedKeys: new Set([A]) };
    const { written, removals, pages } = publish(BOTH, forced);
    expect(written).toEqual([...FEED_OF_ALL, 'old/rss.xml'].sort());
    // Of a page that a run did not finish nobody knows which files it had beside it.
    expect(removals).toEqual(['old/rss.xml', ...besidePaths(publicPathOf(A, undefined) ?? '')]);
    expect(pagesIn({ pages })).toEqual([publicPathOf(A, undefined)]);
  });

  it('renders everything anew once the site or the code is another', () => {
    const { after } = publish(BOTH);
    const { written } = publish({}, { state: after, fingerprint: 'g' });
    expect(written).toEqual(expect.arrayContaining([...FEED_OF_ALL, ...FEED_OF_LIFE]));
  });

  it('keeps what other runs have pending', () => {
    const pending = { run: 'other', since: NOW, paths: ['rss.xml'], keys: [] };
    expect(publish(BOTH, { stillPending: [pending] }).next.pending).toEqual([pending]);
  });
});

describe('a plan of files under media/', () => {
  const [NFC, NFD] = ['media/chợ.jpg', 'media/chợ.jpg'.normalize('NFD')];
  const media = (etag: string): ReadObject => ({ found: { kind: 'media', etag, size: 3 } });

  it('copies them, and takes them away', () => {
    const { after, copies, written } = publish({ [NFC]: media('"1"') });
    expect(copies).toEqual(new Map([[NFC, NFC]]));
    expect(written.filter(path => path.startsWith('media/'))).toEqual([]);
    expect(publish({ [NFC]: GONE }, { state: after })).toMatchObject({ copies: new Map(), removals: [NFC] });
  });

  it('gives a path to the other of two names for it, where the first goes', () => {
    const objects = { [NFC]: media('"1"'), [NFD]: media('"2"') };
    const { after } = publish(objects);
    for (const [gone, other] of [
      [NFC, NFD],
      [NFD, NFC],
    ] as const) {
      // It is read again, unless it has the path already.
      const { removals, copies } = publish({ [gone]: GONE }, { state: after }, { objects });
      expect([removals, copies]).toEqual([[], new Map([[NFC, other]])]);
    }
  });
});

describe('a plan with windows', () => {
  const limits = { ...LIMITS, slack: 1, considered: 4 };
  const site = { ...SITE, entries: 2, minimumHours: 0 };
  const objects = Object.fromEntries(
    Array.from({ length: 8 }, (_, at) => {
      const key = `articles/${at}.md`;
      return [key, articleObject({ key, published: NOW - (at + 1) * HOUR })];
    }),
  );

  it('reads older articles again where too few are left, and no more than it needs', () => {
    const { after } = publish(objects, { site, limits });
    const kept = after.windows.articles.length;
    expect(kept).toBeLessThan(8);
    const gone = Object.fromEntries(Array.from({ length: kept }, (_, at) => [`articles/${at}.md`, GONE]));
    const { asked, next } = publish(gone, { state: after, site, limits }, { objects });
    const read = asked.flatMap(({ objects }) => [...objects]);
    expect(read).toEqual(expect.arrayContaining([`articles/${kept}.md`, `articles/${kept + 1}.md`]));
    expect(read.filter(key => key in gone)).toEqual([]);
    expect(next.windows.articles.map(({ key }) => key).slice(0, 2)).toEqual([
      `articles/${kept}.md`,
      `articles/${kept + 1}.md`,
    ]);
  });

  it('reads nothing where the slack makes up for it', () => {
    const { after } = publish(objects, { site, limits });
    const { asked } = publish({ 'articles/0.md': GONE }, { state: after, site, limits }, { objects });
    expect(asked.flatMap(({ objects }) => [...objects])).toEqual([]);
  });
});

describe('a plan of archives', () => {
  const site = { ...SITE, archives: true, entries: 2, minimumHours: 0 };
  const october = Object.fromEntries(
    Array.from({ length: 3 }, (_, at) => {
      const key = `articles/${at}.md`;
      return [key, articleObject({ key, published: Date.UTC(2026, 9, 5 + at) })];
    }),
  );

  it('writes the documents of a month that are full, and needs the entries that they show', () => {
    const planned = publish(october, { site });
    expect(planned.written.filter(path => path.startsWith('archives/2026-10/'))).toEqual([
      'archives/2026-10/atom.xml',
      'archives/2026-10/feed.json',
      'archives/2026-10/rss.xml',
    ]);
    expect(new Set(planned.asked.flatMap(({ archived }) => [...archived.keys()]))).toEqual(
      new Set(['articles/0.md', 'articles/1.md']),
    );
  });

  it('makes no more of them in one run than it may, and remembers the rest', () => {
    const limits = { ...LIMITS, archivesPerCommit: 0 };
    const { written, next } = publish(october, { site, limits });
    expect(written.filter(path => path.startsWith('archives/'))).toEqual([]);
    expect(next.months['2026-10']?.archive?.isDue).toBe(true);
  });
});
