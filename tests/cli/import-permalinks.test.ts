import { describe, expect, it } from 'vitest';
import { importFolder } from './importing.ts';

const toml = (title: string): string => `+++\ntitle = "${title}"\ndate = 2020-01-02\n+++\n${title}\n`;
const POSTS = {
  'content/posts/a.md': toml('A'),
  'content/posts/b.md': toml('B'),
  'content/posts/c.md': toml('C'),
  'content/tin/d.md': toml('D'),
};

describe('the pattern of addresses that an import drafts', () => {
  it.each([
    ['without its last slash', '[permalinks]\nposts = "/:year/:contentbasename"\n', '/{yyyy}/{name}/'],
    ['with an ending', 'uglyURLs = true\n[permalinks]\nposts = "/:year/:contentbasename/"\n', '/{yyyy}/{name}.html'],
    ['with an ending that is none of a pattern', 'uglyURLs = true\n', '/posts/{name}.html'],
    ['of a small part', '[permalinks]\ntin = "/t/:contentbasename/"\n', '/posts/{name}/'],
  ])('is the one that most articles have: %s', async (_, config, expected) => {
    const { text } = await importFolder({ 'hugo.toml': `baseURL = "https://bao.example/"\n${config}`, ...POSTS });
    expect(/^permalink: "?([^"\n]*)"?$/m.exec(text('site.yaml'))?.[1]).toBe(expected);
    expect(['a', 'b', 'c'].filter(name => text(`articles/${name}.md`).includes('permalink'))).toEqual([]);
  });
});

describe('a pattern of Eleventy without an expression', () => {
  const ARTICLE = '---\ntitle: A\ndate: 2020-01-02\n---\nA\n';
  const SITE = {
    'package.json': '{"devDependencies": {"@11ty/eleventy": "3"}}',
    '_data/metadata.json': '{"url": "https://bao.example/"}',
    'posts/posts.json': '{"permalink": "/blog/"}',
    'posts/mot.md': ARTICLE,
    'other/ba.md': ARTICLE,
    'other/bon.md': ARTICLE,
  };

  it('is the address of a text alone in its folder, and of none where there are several', async () => {
    expect((await importFolder(SITE)).text('articles/mot.md')).toContain('/blog/');
    const { text } = await importFolder({ ...SITE, 'posts/hai.md': ARTICLE });
    expect(text('articles/mot.md') + text('articles/hai.md')).not.toContain('/blog/');
  });
});
