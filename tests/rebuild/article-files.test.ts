import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../functions/core/article/key.ts';
import { listedVersion } from '../../functions/core/files/file-version.ts';
import { formerAt } from '../../functions/core/index/claims/former-at.ts';
import { DigestSet } from '../../functions/core/text/digest-set.ts';
import { ArticleFiles } from '../../functions/rebuild/article-files.ts';
import { PublicListing } from '../../functions/rebuild/listing/public-listing.ts';
import { publishedMedia } from '../../functions/rebuild/listing/published-media.ts';
import { readAll } from '../../functions/rebuild/read-all.ts';
import { ContentIndex } from '../../functions/state/content-index.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, noted, siteYaml } from '../publish/live-newsroom.ts';
import { type Begun, begin, ingest, story } from './begun.ts';

const [A, B] = ['articles/a.md', 'articles/b.md'] as const;
const CONTENT = { [A]: story('A', 2), [B]: story('B', 3) };
/** Two keys of one page, by their hashes. */
const [FIRST, LAST] = ['articles/1es90sl/a.md', 'articles/ofqytx/a.md'] as const;
const RIVALS = { [FIRST]: story('Trước', 3), [LAST]: story('Sau', 2) };
const SHARED_PAGE = 'articles/a-6b427d3f/index.html';
/** Attempts beyond which a commit that is always lost is taken to be tried for ever. */
const MAX_ATTEMPTS = 20;

const pageOf = (key: string): string => `articles/${readingSlug(key)}/index.html`;
const textAt = async ({ feeds }: LiveNewsroom, path: string): Promise<string> =>
  Buffer.from((await feeds.get(`public/${path}`))?.bytes ?? '').toString();
/** Paths under `public/` that were written, compressed forms left out. */
const writtenBy = ({ requests }: Begun): readonly string[] =>
  requests.flatMap(request => /^PUT public\/(.*(?<!\.br|\.gz))$/.exec(request)?.[1] ?? []).sort();
const fileOf = ({ rebuild }: Begun, key: string): unknown => {
  const record = rebuild.nextState.delta.get(key);
  return record && 'file' in record ? record.file : undefined;
};

/** Returns the version of a file under `public/`, as it lies there. */
const versionAt = async ({ feeds }: LiveNewsroom, path: string): Promise<string | undefined> =>
  listedVersion(path, await PublicListing.list(createPrefixedStore(feeds, 'public/')));

/** Begins a rebuild, reads sources and writes their files. */
async function write(newsroom: LiveNewsroom, ...keys: readonly string[]): Promise<Begun> {
  const begun = await begin(newsroom);
  await begun.ownFiles.write(await ingest(begun, ...keys));
  return begun;
}

describe('pages of a rebuild', () => {
  it('are left alone where they are there, made of the same, and their versions are known', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const begun = await write(newsroom, A, B);
    expect(writtenBy(begun)).toEqual([]);
    for (const key of [A, B]) expect(fileOf(begun, key)).toBe(await versionAt(newsroom, pageOf(key)));
    expect((await newsroom.state()).rebuilding).toEqual({});
  });

  it('are written where they are missing, after the state says that a rebuild is under way', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const [page, lost] = [await textAt(newsroom, pageOf(A)), await versionAt(newsroom, pageOf(A))];
    await newsroom.feeds.delete(`public/${pageOf(A)}`);
    const begun = await write(newsroom, A, B);
    expect(writtenBy(begun)).toEqual([pageOf(A)]);
    expect(await textAt(newsroom, pageOf(A))).toBe(page);
    expect(fileOf(begun, A)).toBe(lost);
    expect(begun.rebuild.run.report.written).toBe(1);
    const puts = begun.requests.filter(request => request.startsWith('PUT'));
    expect(puts[0]).toBe('PUT state/state.br');
    expect((await newsroom.state()).rebuilding).toEqual({ [begun.rebuild.run.runId]: NOW });
  });

  it('are marked once, however many are written', async () => {
    const newsroom = new LiveNewsroom(CONTENT);
    const begun = await begin(newsroom);
    for (const key of [A, B]) await begun.ownFiles.write(await ingest(begun, key));
    expect(writtenBy(begun)).toEqual([pageOf(A), pageOf(B)].sort());
    expect(begun.requests.filter(request => request === 'PUT state/state.br')).toHaveLength(1);
    expect(await begun.ownFiles.begin()).toBe(false);
    // Nothing but the mark is active: feeds are as they were before the rebuild.
    expect(await newsroom.state()).toMatchObject({ isBlank: true, delta: {} });
  });

  it.each([
    ['their source changed', async (newsroom: LiveNewsroom) => newsroom.write(A, story('A khác', 2))],
    ['somebody changed them', (newsroom: LiveNewsroom) => newsroom.feeds.put(`public/${pageOf(A)}`, Buffer.from('x'))],
    [
      'an earlier rebuild may have written them',
      async (newsroom: LiveNewsroom) => {
        const begun = await begin(newsroom);
        await begun.ownFiles.pause();
      },
    ],
    [
      'the index that knew them is lost',
      async ({ feeds }: LiveNewsroom) => {
        for await (const { key } of feeds.list('state/segments/')) await feeds.delete(key);
      },
    ],
  ])('are written again where %s', async (_, change) => {
    const newsroom = await LiveNewsroom.open(CONTENT, { limits: { delta: 1 } });
    await change(newsroom);
    expect(writtenBy(await write(newsroom, A))).toEqual([pageOf(A)]);
    expect(await textAt(newsroom, pageOf(A))).toContain('<h1');
  });

  it('are written again by another site.yaml, and by another revision of the code', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const other = await begin(newsroom, { revision: 'other' });
    await other.ownFiles.write(await ingest(other, A));
    expect(writtenBy(other)).toEqual([pageOf(A)]);
    const renamed = await LiveNewsroom.open(CONTENT);
    await renamed.write('site.yaml', siteYaml().replace('Báo Mẫu', 'Báo Mới'));
    expect(writtenBy(await write(renamed, A))).toEqual([pageOf(A)]);
    expect(await textAt(renamed, pageOf(A))).toContain('Báo Mới');
  });

  it('are written again once a date on them has come', async () => {
    const at = new Date(NOW + HOUR).toISOString();
    const newsroom = await LiveNewsroom.open({
      [A]: story('A', 2, `withdrawn: { reason: Sai., date: ${at} }`),
      [B]: story('B', 3, `updated: ${at}`, 'correction: Bản trước sai.'),
      'articles/c.md': story('C', 4),
    });
    expect(writtenBy(await write(newsroom, A, B, 'articles/c.md'))).toEqual([]);
    newsroom.now += 2 * HOUR;
    expect(writtenBy(await write(newsroom, A, B, 'articles/c.md'))).toEqual([pageOf(A), pageOf(B)].sort());
  });

  it.each([
    ['first', [FIRST, LAST]],
    ['last', [LAST, FIRST]],
  ])('belong to the first of two keys, though it is read %s', async (_, order) => {
    const newsroom = await LiveNewsroom.open(RIVALS);
    const before = await textAt(newsroom, SHARED_PAGE);
    const begun = await begin(newsroom);
    for (const key of order) await begun.ownFiles.write(await ingest(begun, key));
    expect(before).toContain('Trước');
    expect(await textAt(newsroom, SHARED_PAGE)).toBe(before);
  });

  it('that an earlier part of the rebuild gave to another key stay as they are', async () => {
    const newsroom = new LiveNewsroom({ ...RIVALS, 'articles/0.md': story('0', 4) }, { limits: { perRead: 1 } });
    let left = 2;
    await readAll(await begin(newsroom, { timeLeft: () => (left-- > 0 ? 60_000 : 0) }));
    const goesOn = await begin(newsroom);
    expect(goesOn.after).toBe(FIRST);
    const read = await ingest(goesOn, LAST);
    await goesOn.ownFiles.write(read);
    expect(await textAt(newsroom, SHARED_PAGE)).toContain('Trước');
    // Without what that part read, the page would be anybody's.
    const forgetful = { ...goesOn.rebuild, taken: new DigestSet() };
    await (await ArticleFiles.open(forgetful, {})).write(read);
    expect(await textAt(newsroom, SHARED_PAGE)).toContain('Sau');
  });
});

describe('the mark of a rebuild', () => {
  it('says at what time it began, or that it left no file half-written', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const begun = await begin(newsroom);
    expect(await begun.ownFiles.begin()).toBe(true);
    const { runId } = begun.rebuild.run;
    expect((await newsroom.state()).rebuilding).toEqual({ [runId]: NOW });
    await begun.ownFiles.pause();
    expect((await newsroom.state()).rebuilding).toEqual({ [runId]: 0 });
  });

  it('is set over whatever another run commits at the same time', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    let attempts = 0;
    const feeds = noted(newsroom.feeds, [], async request => {
      if (request !== 'PUT state/state.br') return;
      attempts += 1;
      if (attempts === 1) await newsroom.changes(await newsroom.write('articles/c.md', story('C', 1)));
      if (attempts > MAX_ATTEMPTS) throw new Error(`${attempts} attempts to set a mark`);
    });
    const begun = await begin(newsroom, { feeds });
    await begun.ownFiles.begin();
    expect(attempts).toBe(2);
    const { rebuilding, windows } = await newsroom.state();
    expect(Object.keys(rebuilding)).toEqual([begun.rebuild.run.runId]);
    expect(windows.articles.map(({ key }) => key)).toContain('articles/c.md');
  });

  it('is not set where the state can’t be written', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const feeds = noted(newsroom.feeds, [], request => {
      if (request === 'PUT state/state.br') throw new Error('no space');
    });
    const begun = await begin(newsroom, { feeds });
    await expect(begun.ownFiles.begin()).rejects.toThrow('no space');
    expect(writtenBy(begun)).toEqual([]);
  });
});

describe('media of a rebuild', () => {
  const MEDIA = { 'media/a.jpg': 'a', 'media/b.jpg': 'b' };

  it('are copied where they are missing or other, and their versions are known', async () => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, ...MEDIA });
    await newsroom.feeds.delete('public/media/a.jpg');
    const begun = await begin(newsroom);
    await readAll(begun);
    expect(writtenBy(begun)).toEqual(['media/a.jpg']);
    expect(await textAt(newsroom, 'media/a.jpg')).toBe('a');
    for (const key of Object.keys(MEDIA)) expect(fileOf(begun, key)).toBe(await versionAt(newsroom, key));
  });

  it('that change while they are copied are not noted, so that the next sweep looks at them', async () => {
    const newsroom = new LiveNewsroom(MEDIA);
    const begun = await begin(newsroom);
    await begun.ownFiles.write(await ingest(begun, 'media/a.jpg', 'media/b.jpg'));
    const media = new Map(begun.rebuild.media).set('media/a.jpg', { key: 'media/a.jpg', etag: '"later"', size: 1 });
    await begun.ownFiles.finish(media);
    expect(fileOf(begun, 'media/a.jpg')).toBeUndefined();
    expect(fileOf(begun, 'media/b.jpg')).toBe(await versionAt(newsroom, 'media/b.jpg'));
  });

  it('that are gone by then are not written', async () => {
    const newsroom = new LiveNewsroom(MEDIA);
    const begun = await begin(newsroom);
    await newsroom.remove('media/a.jpg');
    await begun.ownFiles.finish(begun.rebuild.media);
    expect(writtenBy(begun)).toEqual(['media/b.jpg']);
    expect(begun.rebuild.run.report.written).toBe(1);
  });

  it('are those of a listing that can be published; of two with one name, the first', () => {
    const summary = (key: string, etag: string, size = 1) => ({ key, etag, size, lastModified: NOW });
    const [nfd, nfc] = ['media/ă.jpg'.normalize('NFD'), 'media/ă.jpg'.normalize('NFC')];
    const listing = [
      summary(nfc, '"2"'),
      summary(nfd, '"1"'),
      summary(A, '"3"'),
      summary('media/large.mp4', '"4"', 2 ** 40),
    ];
    for (const listed of [listing, listing.toReversed()])
      expect([...publishedMedia(listed)]).toEqual([[nfc, { key: nfd, etag: expect.stringContaining('"1"'), size: 1 }]]);
  });
});

describe('pages of former addresses', () => {
  it('are those of the active state; none by another site.yaml, or where the index is lost', async () => {
    const content = { [A]: story('A', 2, 'aliases: /cu/') };
    const newsroom = await LiveNewsroom.open(content, { limits: { delta: 0 } });
    const { ownFiles, rebuild } = await begin(newsroom);
    const { state } = await rebuild.run.state.load();
    const view = state && (await new ContentIndex(rebuild.run.state, state).viewOf(0, new Map()));
    const [, claim] = (view && formerAt(view, 'cu/index.html')[0]) ?? [];
    if (!claim || claim.version === null) throw new Error('the page was not written');
    expect(claim).toMatchObject({ key: A, title: 'A' });
    expect(ownFiles.hadFormer(claim, claim.version)).toBe(true);
    expect(ownFiles.hadFormer({ ...claim, title: 'B' }, claim.version)).toBe(false);
    expect(ownFiles.hadFormer({ ...claim, former: 'khac/index.html' }, claim.version)).toBe(false);
    expect(ownFiles.hadFormer(claim, 'other')).toBe(false);
    const other = await begin(newsroom, { revision: 'other' });
    expect(other.ownFiles.hadFormer(claim, claim.version)).toBe(false);
    for await (const { key } of newsroom.feeds.list('state/segments/')) await newsroom.feeds.delete(key);
    expect((await begin(newsroom)).ownFiles.hadFormer(claim, claim.version)).toBe(false);
  });
});
