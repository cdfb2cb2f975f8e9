import { describe, expect, it } from 'vitest';
import { FORMAT_SWITCHES } from '../../functions/core/feed/formats.ts';
import { LiveNewsroom, type Ran, siteYaml } from './live-newsroom.ts';
import { article, type Content } from './newsroom.ts';

/** Everything that a newsroom can have under `public/`. */
const RICH: Content = {
  'articles/doi-song/cho.md': article('title: Chợ\ndate: 2026-11-20\nenclosure: /media/cho.mp3\nupdated: 2026-11-21'),
  'articles/cu.md': article('title: Cũ\ndate: 2026-09-01\ncategories: [Đời sống, Tư pháp]\nauthor: Lê Na'),
  'articles/cu-nua.md': article('title: Cũ nữa\ndate: 2026-09-02\ncategories: [Tư pháp]\nauthors: [Lê Na, Trần Vũ]'),
  'articles/rut.md': article('title: Rút\ndate: 2026-11-19\ncategory: Đời sống\nwithdrawn: { reason: Sai }'),
  'articles/khac.md': article('title: Nơi khác\ndate: 2026-11-18\nlink: https://khac.example/bai'),
  'articles/nhap.md': article('title: Nháp\ndate: 2026-11-18\ndraft: true'),
  'articles/sai.md': article('title: Sai\ndate: khi nào'),
  'media/cho.mp3': 'mp3',
  'media/ảnh.jpg': 'jpg',
};
const LINES = [
  'entries: 2',
  'archives: true',
  'hub: https://hub.example/',
  'categories: [{ title: Tư pháp, aliases: [Pháp đình] }, Văn hóa]',
  ...FORMAT_SWITCHES.map(name => `${name}: true`),
] as const;

const SITES = [
  ['with reading pages', siteYaml(...LINES)],
  ['with articles elsewhere', siteYaml(...LINES, 'permalink: /{category}/{slug}.html')],
  ['that wants nothing more than a newsroom has to', siteYaml()],
] as const;

/** Files under `public/` that one run wrote and took away. */
function undone({ requests }: Ran): readonly string[] {
  const deleted = new Set(requests.filter(request => request.startsWith('DELETE public/')).map(withoutMethod));
  return requests
    .filter(request => request.startsWith('PUT public/'))
    .map(withoutMethod)
    .filter(path => deleted.has(path));
}

function withoutMethod(request: string): string {
  return request.slice(request.indexOf(' ') + 1);
}

/** Whatever one view makes and another way to `public/` forgets is named by one of these. */
describe.each(SITES)('every file of every view, in a newsroom %s', (_, site) => {
  it('is made by a build, by a rebuild, and by publishing one article after another', async () => {
    const rebuilt = await LiveNewsroom.open(RICH, { site });
    const scratch = await rebuilt.scratch();
    expect(undone(await rebuilt.sweep())).toEqual([]);
    expect(await rebuilt.files()).toEqual(scratch);

    const grown = await LiveNewsroom.open({}, { site });
    for (const [key, text] of Object.entries(RICH)) {
      await grown.write(key, text);
      expect(undone(await grown.changes(key))).toEqual([]);
    }
    await grown.sweep();
    expect(await grown.files()).toEqual(scratch);
  });

  it('stays as it is where nothing changed, whatever looks at it', async () => {
    const newsroom = await LiveNewsroom.open(RICH, { site });
    await newsroom.sweep();
    expect((await newsroom.publish({ kind: 'full' })).changed).toEqual([]);
    expect((await newsroom.changes(...Object.keys(RICH))).changed).toEqual([]);
    expect((await newsroom.sweep()).changed).toEqual([]);
  });

  it('goes with its articles and its line in site.yaml', async () => {
    const newsroom = await LiveNewsroom.open(RICH, { site });
    const keys = Object.keys(RICH).slice(1);
    for (const key of keys) await newsroom.remove(key);
    await newsroom.write('site.yaml', siteYaml('entries: 3'));
    // An event of both would take the articles out of these files before a rebuild takes away the files.
    expect(undone(await newsroom.publish({ kind: 'full' }))).toEqual([]);
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('is found to be nobody’s where nothing makes it any more', async () => {
    const newsroom = await LiveNewsroom.open(RICH, { site });
    await newsroom.feeds.put('public/quen/rss.xml', Buffer.from('?'));
    expect((await newsroom.publish({ kind: 'full' })).changed).toEqual(['quen/rss.xml']);
  });
});
