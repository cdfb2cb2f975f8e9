import { describe, expect, it } from 'vitest';
import { substackFeed, substackItem, substackPosts } from '../../../../functions/core/import/formats/substack.ts';

const HEAD = 'post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url';
const posts = (...rows: readonly string[]) => substackPosts([HEAD, ...rows].join('\n'));
const item = (row: string, html?: string) => {
  const [post] = posts(row);
  return post && substackItem(post, html);
};

describe('a Substack export', () => {
  it('lists posts, and the file of each', () => {
    expect(posts('12.cho-que,,true,,,,A,,', '').map(({ file }) => file)).toEqual(['12.cho-que.html']);
    expect(posts('12.cho-que,,true,,,,A,,\r\n\r', ' , ').map(({ file }) => file)).toEqual(['12.cho-que.html']);
    expect(substackPosts('title\nA').map(({ file }) => file)).toEqual(['.html']);
    expect(() => substackPosts(`${HEAD}\n"a`)).toThrow("posts.csv can't be read");
    expect(substackFeed([], [])).toMatchObject({ format: 'Substack export', items: [] });
  });

  it('has an article of each post', () => {
    const row = '12.cho-que,2026-01-02T00:00:00Z,TRUE,,podcast,everyone, Chợ quê ,Tóm tắt, https://a.example/1.mp3 ';
    expect(item(row, '<p>A</p>')).toMatchObject({
      link: '/p/cho-que',
      slug: 'cho-que',
      title: 'Chợ quê',
      summary: 'Tóm tắt',
      html: '<p>A</p>',
      enclosure: { url: 'https://a.example/1.mp3' },
      published: Date.parse('2026-01-02T00:00:00Z'),
    });
    expect(item(row, '<p>A</p>')?.held).toBeUndefined();
  });

  it('reads the character references of its list', () => {
    const row = '12.a,2026-01-02T00:00:00Z,true,,,,Chợ &amp; quê,&#x201C;Tóm&#x201D;,';
    expect(item(row, '<p>A</p>')).toMatchObject({ title: 'Chợ & quê', summary: '“Tóm”' });
  });

  it.each([
    ['12.a,,false,,,,A,,', '<p>', 'a draft'],
    ['12.a,,,,,,A,,', '<p>', 'a draft'],
    ['12.a,,true,,newsletter,only_paid,A,,', '<p>', 'for only paid'],
    ['12.a,,true,,thread,,A,,', '<p>', 'of type thread, which the main feed did not show'],
    ['12.a,,true,,newsletter,everyone,A,,', undefined, 'without its text, which is not in the export'],
    ['12.a,,true,,,,A,,', '<p>', undefined],
  ])('holds back what was not for everyone: %s', (row, html, held) => {
    expect(item(row, html)?.held).toBe(held);
  });

  it('has no article of a row that says nothing, and counts those', () => {
    expect(item('12.a, , true,,,, , ,x')).toBeUndefined();
    expect(item('12.a,,true,,,,,,', '<p>A</p>')).toMatchObject({ html: '<p>A</p>' });
    expect(item('12.a,,true,,,,,Tóm,')).toMatchObject({ summary: 'Tóm' });
    const kind = 'row of posts.csv without a title, a date or a text';
    expect([...substackFeed([], ['12.a', '13.b']).left]).toEqual([[kind, { count: 2, example: '12.a' }]]);
  });

  it('has no address where the file names none', () => {
    const found = item('12,,true,2026-01-03T00:00:00Z,,,,,', '<p>');
    expect(found).toMatchObject({ title: '' });
    expect([found?.link, found?.slug, found?.summary, found?.enclosure, found?.dateText]).toEqual(
      Array(5).fill(undefined),
    );
  });
});
