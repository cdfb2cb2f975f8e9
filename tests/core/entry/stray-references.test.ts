import { describe, expect, it } from 'vitest';
import { createArticleReader } from '../../../functions/core/article/read-article.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { SITE } from '../samples.ts';

const HEAD = '---\ntitle: Tựa đề\ndate: 2026-01-02\n---\n\n';

function told(key: string, text: string): readonly string[] {
  const { problems } = createArticleReader(SITE)({ key, bytes: Buffer.from(text), lastModified: 0 });
  return problems.map(formatProblem);
}

describe('references that lead astray', () => {
  it.each([
    ['![x](file:///home/a/b.jpg)', '"file:///home/a/b.jpg" is a file of one computer'],
    [String.raw`xem [d](C:\Users\a\b.pdf)`, String.raw`"C:\Users\a\b.pdf" is a file of one computer`],
    ['xem [d](<C:/Của tôi/b.pdf>)', '"C:/Của tôi/b.pdf" is a file of one computer'],
    [String.raw`<img src="\\may\b.jpg" alt="b">`, 'is a file of one computer'],
    ['<img src="file:///b.jpg" alt="b">', '"file:///b.jpg" is a file of one computer'],
    ['![x](http://127.0.0.1:8917/media/x.jpg)', '"http://127.0.0.1:8917/media/x.jpg" is an address of one computer'],
    ['xem [d](HTTPS://Localhost/tin/)', 'such as that of the preview, so readers get nothing from it; write the path'],
    ['<img src="http://[::1]:80/b.jpg" alt="b">', 'is an address of one computer'],
    ['xem [d](http://0.0.0.0)', 'is an address of one computer'],
    ['Nhìn ![x](/content/media/x.jpg)', 'paths begin inside the folder of the content; write /media/x.jpg'],
    ['Nhìn [x](/content/articles/x.md#a)', 'paths begin inside the folder of the content; write /articles/x.md'],
    ['![x](/meida/x.jpg)', '"/meida/x.jpg" leads to no folder of the content; if media/ is meant, write /media/x.jpg'],
    ['![x](/Media/x.jpg)', 'if media/ is meant, write /media/x.jpg'],
    ['xem [x](www.bao.example)', '"www.bao.example" is read as a path below the article, since it has no https://'],
    ['xem [x](WWW.bao.example?a=1 "tựa")', 'write https://WWW.bao.example?a=1'],
    ['xem [x](bao.vn)', '"bao.vn" is read as a path below the article'],
    ['xem [x](tin.bao.com/a.html)', 'write https://tin.bao.com/a.html'],
    ['<img src="bao.net/x.jpg" alt="b">', 'write https://bao.net/x.jpg'],
    ['<img SRC="bao.net/x.jpg" alt="b">', 'write https://bao.net/x.jpg'],
    ['[x](h.vn:80/a)', 'write https://h.vn:80/a'],
    ['[x](http.vn/a)', 'write https://http.vn/a'],
    ['[x](/artciles/x.md)', 'if articles/ is meant, write /articles/x.md'],
  ])('%s is told of, by its place', (text, message) => {
    const reference = /\]\(<?|src="/i.exec(text);
    const column = (reference?.index ?? 0) + (reference?.[0].length ?? 0) + 1;
    for (const ending of ['md', 'mdx', ...(text.startsWith('<') ? ['html'] : [])]) {
      // Components of MDX close themselves.
      const body = ending === 'mdx' ? text.replace('"b">', '"b" />') : text;
      const [problem = '', ...others] = told(`articles/a.${ending}`, `${HEAD}Lời.\n\n${body}\n`);
      expect(problem).toContain(`articles/a.${ending}:8:${column}: warning: `);
      expect(problem).toContain(message);
      expect(others).toEqual([]);
    }
  });

  it.each(['../anh.jpg', '../anh/cau.jpg', 'a/../../anh.jpg', '../../../anh.jpg', '../media/anh.jpg'])(
    'are told of where a field leads out of the folder of its article, and left out: %s',
    image => {
      const text = HEAD.replace('date', `image: ${image}\ndate`);
      const name = image.slice(image.lastIndexOf('/') + 1);
      expect(told('articles/tin/a.md', `${text}Lời.\n`)).toEqual([
        `articles/tin/a.md:3:8: warning: "${image}" is left out, since only files in the folder of the article, ` +
          `below it and in media/ are published with it; move the file to media/, and write /media/${name}`,
      ]);
    },
  );

  it.each(['../../media/anh.jpg', './anh.jpg', 'b/../anh.jpg', 'https://bao.example/../anh.jpg'])(
    'are none where a field leads to a file that is published, or to another host: %s',
    image => {
      expect(told('articles/tin/a.md', `${HEAD.replace('date', `image: ${image}\ndate`)}Lời.\n`)).toEqual([]);
    },
  );

  it('are told of where a field has a host without a scheme, and the text no link', () => {
    expect(told('articles/a.md', HEAD.replace('date', 'image: www.bao.example/a.jpg\ndate'))).toEqual([
      expect.stringMatching(/^articles\/a\.md:3:8: warning: .*write https:\/\/www\.bao\.example\/a\.jpg$/),
    ]);
  });

  it('are told of where a field has an address of the preview', () => {
    expect(told('articles/a.md', HEAD.replace('date', 'image: http://localhost:8917/a.jpg\ndate'))).toEqual([
      expect.stringMatching(/^articles\/a\.md:3:8: warning: "http:.*is an address of one computer/),
    ]);
  });

  it('are told of where a field has them', () => {
    expect(told('articles/a.md', HEAD.replace('date', 'image: /content/media/a.jpg\ndate'))).toEqual([
      expect.stringMatching(/^articles\/a\.md:3:8: warning: .*write \/media\/a\.jpg$/),
    ]);
  });

  it('are told of where a field for a file names a text, which is an article of its own', () => {
    const fields = (value: string) => HEAD.replace('date', `enclosure: { url: /media/a.mp3, ${value} }\ndate`);
    expect(told('articles/2026/a.md', fields('transcript: loi.txt'))).toEqual([
      expect.stringMatching(
        /^articles\/2026\/a\.md:3:45: warning: "loi\.txt" is left out.*write \/media\/loi\.txt; .* \.vtt or \.srt$/,
      ),
      expect.stringContaining('only podcasts tell transcript'),
    ]);
    for (const given of ['/articles/2026/loi.html', './loi.html', '"loi.txt#b"', '{ url: loi.md, type: text/plain }'])
      expect(told('articles/2026/a.md', fields(`transcript: ${given}`)).join(), given).toContain('is left out, since');
    expect(told('articles/2026/a.md', fields('chapters: muc.html')).join()).toContain('write /media/muc.html');
    for (const given of ['/media/loi.txt', 'https://bao.example/loi.txt', '/loi.html', 'loi.vtt'])
      expect(told('articles/2026/a.md', fields(`transcript: ${given}`)).join(), given).not.toContain('is left out');
  });

  it.each([
    ['[x](https://localhost.bao.example/a) và [x](https://127.0.0.1.bao.example/) và [x](https://10.127.0.0.1/a)'],
    ['`[x](file:///a)` và [x](https://bao.example/content/media/a.jpg)'],
    ['```\n![x](/meida/x.jpg)\n```'],
    ['[x](/medias/x.jpg), [x](/article/x.html), [x](/noted/x.jpg), [x](/meida/x), [x](//content/media/a.jpg)'],
    [String.raw`Ổ C:\ và file:///a, /content/media/a.jpg`],
    ['www.bao.example, <https://www.bao.example>, [x](https://bao.vn), [x](//bao.vn), [x](mailto:a@bao.vn)'],
    ['[x](nhac.mp3), [x](bao.vnx/a), [x](a/bao.vn), [x](www.html), [x](#bao.vn) và `[x](bao.vn)`'],
    ['![x](/media/x.jpg) và [x](/articles/x.md)'],
  ])('%s is none', text => {
    expect(told('articles/a.md', HEAD + text).filter(line => !line.includes('is not there'))).toEqual([]);
  });
});
