import { describe, expect, it } from 'vitest';
import { type ArticleSummary, summarize } from '../../../functions/core/index/article-summary.ts';
import { FeedWindows } from '../../../functions/core/index/feed-windows.ts';
import { packWindows, unpackWindows } from '../../../functions/core/index/packed-windows.ts';
import { articleOf, HOUR, NOW, SITE } from '../samples.ts';

const iso = (instant: number) => new Date(instant).toISOString();

function archiveOf(...sources: readonly (readonly [key: string, fields: string])[]) {
  const archive = new FeedWindows<ArticleSummary>(SITE, NOW);
  for (const [key, fields] of sources) {
    const article = articleOf(`---\ntitle: ${key}\n${fields}\n---\nLời.\n`, { key });
    archive.add(summarize(article, `"${key}"`, SITE, new Map([['media/a.mp3', 7]])));
  }
  return archive.remembered();
}

describe('a packed archive', () => {
  it('is unpacked as it was, byte for byte, whatever an article has', () => {
    const archive = archiveOf(
      ['articles/a.md', `date: ${iso(NOW - HOUR)}\ncategories: [Đời sống, ĐỜI SỐNG, Tư pháp]`],
      ['articles/ảnh.txt', `date: ${iso(NOW - 2 * HOUR)}\nupdated: ${iso(NOW + HOUR)}\ncategories: [đời sống]`],
      ['articles/c.md', `date: ${iso(NOW - 3 * HOUR)}\nid: urn:c\nlink: https://bao.example/c\nlanguage: en`],
      ['articles/d.md', `date: ${iso(NOW - 4 * HOUR)}\nenclosure: /media/a.mp3`],
      ['articles/e.md', `date: ${iso(NOW - 5 * HOUR)}\nenclosure: /media/gone.mp3`],
      ['articles/f.md', `date: ${iso(NOW - 6 * HOUR)}\nwithdrawn: { reason: Sai, date: "${iso(NOW - HOUR)}" }`],
      ['articles/g.md', `date: ${iso(NOW - 7 * HOUR)}\nslug: cau-moi`],
    );
    expect(archive.articles).toHaveLength(7);
    const stored = JSON.parse(JSON.stringify(packWindows(archive)));
    expect(archive.articles.at(-1)?.slug).toMatch(/^cau-moi-[\da-f]{8}$/);
    expect(JSON.stringify(unpackWindows(stored))).toBe(JSON.stringify(archive));
  });

  it('holds a category once for each way in which it is spelled', () => {
    const archive = archiveOf(
      ['articles/a.md', `date: ${iso(NOW - HOUR)}\ncategory: Đời sống`],
      ['articles/b.md', `date: ${iso(NOW - HOUR)}\ncategory: Đời sống`],
      ['articles/c.md', `date: ${iso(NOW - HOUR)}\ncategory: ĐỜI SỐNG`],
    );
    expect(packWindows(archive).categories.map(({ title }) => title)).toEqual(['Đời sống', 'ĐỜI SỐNG']);
  });
});
