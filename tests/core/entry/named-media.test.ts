import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { Article, ArticleFormat } from '../../../functions/core/article/article.ts';
import { openSource } from '../../../functions/core/article/source-text.ts';
import { namedMedia } from '../../../functions/core/entry/named-media.ts';
import { expectLinear } from '../../growth.ts';
import { makeArticle, SITE } from '../samples.ts';

function named(text: string, format: ArticleFormat = 'markdown', fields: Partial<Article> = {}): readonly string[] {
  const bytes = Buffer.from(text);
  const source = openSource(bytes);
  if (!('body' in source)) throw new Error(source.message);
  return namedMedia(makeArticle({ key: 'articles/b/index.md', format, ...fields }), source, SITE).beside;
}

describe('media that an article names', () => {
  it.each<[string, readonly string[], ArticleFormat?]>([
    ['![x](./hero.jpg)', ['hero.jpg']],
    ['![x](hero.JPG?w=1 "T")', ['hero.JPG']],
    ['![x](<hai ba.png>) ![y](hai%20ba.png)', ['hai ba.png']],
    ['![x](a_(1).png)', ['a_(1).png']],
    ['![x][1]\n\n[1]: anh/mot.webp', ['anh/mot.webp']],
    ['[nghe](n.mp3), [đọc](d.pdf)', ['d.pdf', 'n.mp3']],
    ['![x](/articles/b/hero.jpg) ![y](../b/hai.jpg)', ['hai.jpg', 'hero.jpg']],
    [
      '<img src="a.jpg" srcset="b.jpg 1x, c.jpg 2x"><video poster="d.png" src="e.mp4"></video>',
      ['a.jpg', 'b.jpg', 'c.jpg', 'd.png', 'e.mp4'],
      'html',
    ],
    ['<img src="a&amp;b.jpg">', ['a&b.jpg'], 'html'],
    ['{{< figure src="hero.jpg" >}}', ['hero.jpg']],
    ['![x](ả.jpg)'.normalize('NFD'), ['ả.jpg']],
    ['![x](https://x.example/a.jpg) ![y](/media/b.jpg) ![z](../../media/c.jpg) ![w](//x.example/d.jpg)', []],
    ['![x](../c/a.jpg) ![y](/a.jpg) ![z](../a.jpg)', []],
    ['`![x](hero.jpg)` và hero.jpg', []],
    ['[x](khac.md) và a.jpg', []],
    ['![x](a.docx)', []],
    ['![x](hero.jpg)', [], 'text'],
  ])('%s', (text, names, format) => {
    expect(named(text, format)).toEqual(names);
  });

  it('are its picture and its enclosure, too', () => {
    const fields = { image: { src: 'hero.jpg' }, enclosure: { url: 'n.mp3' }, alternates: [{ url: 'n.opus' }] };
    expect(named('Lời', 'text', fields)).toEqual(['hero.jpg', 'n.mp3', 'n.opus']);
    const widths = { src: 'hero.jpg', srcset: 'be.jpg 480w, https://x.example/to.jpg 960w' };
    expect(named('Lời', 'text', { image: widths })).toEqual(['be.jpg', 'hero.jpg']);
    expect(named('Lời', 'text', { image: { src: 'https://x.example/a.jpg' } })).toEqual([]);
  });

  it('are found in time that grows no faster than the text', async () => {
    for (const word of ['![](http://x.jpg-', 'http://x.jpg-', '![x](a.jpg) ', '<a.jpg'])
      await expectLinear(named, n => `<${word.repeat(n)}`, 10_000);
  });
});
