import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFolder } from './importing.ts';
import { bantin } from './run.ts';

const toml = (title: string, body = title): string => `+++\ntitle = "${title}"\ndate = 2020-01-02\n+++\n${body}\n`;
const fieldsIn = (text: string): readonly string[] => (text.match(/^(?:permalink|language)\b.*$/gm) ?? []).sort();
const POSTS = {
  'content/posts/a.md': toml('A'),
  'content/posts/a.vi.md': toml('A vi'),
  'content/posts/b.md': toml('B'),
  'content/posts/c.md': toml('C'),
};

describe('page bundles in several languages', () => {
  it('have their addresses, their pictures and no category of their folder', async () => {
    const config = 'baseURL = "https://bao.example/"\nlanguageCode = "en"\n[languages.en]\n[languages.vi]\n';
    const files = Object.fromEntries(
      ['en', 'vi'].map(one => [`content/posts/tide/index.${one}.md`, `${toml(one)}\n![p](p.png)\n`]),
    );
    const source = { 'hugo.toml': config, ...files, 'content/posts/tide/p.png': 'p' };
    const { out, report } = await importFolder(source, '--host-here');
    expect(report.written).toEqual(expect.arrayContaining(['articles/tide/index.en.md', 'articles/tide/index.vi.md']));
    const built = join(out, '..', 'site-built');
    expect((await bantin('build', out, '--out', built)).status).toBe(0);
    const pages = readdirSync(join(built, 'articles')).filter(name => !name.includes('.'));
    expect(pages.filter(name => name.startsWith('tide-'))).toHaveLength(2);
    for (const page of pages.filter(name => name.startsWith('tide-')))
      expect(readdirSync(join(built, 'articles', page))).toContain('p.png');
    expect(readdirSync(built)).not.toContain('tide');
  });
});

describe('articles in the languages that a configuration names', () => {
  it.each([
    ['Hugo', 'hugo.toml', 'baseURL = "https://bao.example/"\ndefaultContentLanguage = "en"\n[languages.en]\n'],
    ['Zola', 'config.toml', 'base_url = "https://bao.example"\ndefault_language = "en"\n'],
  ])('have the language, and the address that %s gave them, by the endings of their names', async (_, name, config) => {
    const { text } = await importFolder({ [name]: `${config}[languages.vi]\ntitle = "Báo"\n`, ...POSTS });
    expect(text('site.yaml')).toMatch(/^permalink: "?\/posts\/\{(?:slug|name)\}\/"?$/m);
    expect(fieldsIn(text('articles/a.md'))).toEqual([]);
    expect(fieldsIn(text('articles/a.vi.md'))).toEqual(['language = "vi"', 'permalink = "/vi/posts/a/"']);
  });

  it('have it by a folder that is said to be that of the language, and by no other', async () => {
    const config = 'baseURL = "https://bao.example/"\nlanguageCode = "en"\n[languages.en]\n[languages.vi]\n';
    const files = { 'content/vi/d.md': toml('D'), 'content/posts/b.md': toml('B'), 'content/posts/c.md': toml('C') };
    const told = await importFolder({ 'hugo.toml': `${config}contentDir = "content/vi"\n`, ...files });
    expect(fieldsIn(told.text('articles/d.vi.md'))).toEqual(['language = "vi"', 'permalink = "/vi/d/"']);
    const untold = await importFolder({ 'hugo.toml': config, ...files });
    expect(fieldsIn(untold.text('articles/vi/d.md'))).toEqual(['permalink = "/vi/d/"']);
  });

  it('have their address where the name of the language is no tag of one', async () => {
    const config = 'baseURL = "https://bao.example/"\nlanguageCode = "en"\n[languages.en]\n[languages.viet]\n';
    const { text } = await importFolder({ 'hugo.toml': config, 'content/posts/a.viet.md': toml('A viet'), ...POSTS });
    expect(fieldsIn(text('articles/a.viet.md'))).toEqual(['permalink = "/viet/posts/a/"']);
  });
});

describe('references of Hugo to articles in several languages', () => {
  const TEXTS = {
    ...{
      'tide/index.md': 'en',
      'tide/index.vi.md': 'vi',
      'two/index.en.md': 'en',
      'one.md': 'en',
      'three.de.md': 'de',
    },
    ...{ 'one.de.md': 'de', 'other/one.md': 'en' },
  };
  it.each([
    ['boats.vi.md', '{{< ref "/posts/tide" >}}', 'tide/index.vi.md'],
    ['boats.vi.md', '{{< relref "tide/index.md" >}}', 'tide/index.vi.md'],
    ['boats.vi.md', '{{< ref "tide#high" >}}', 'tide/index.vi.md#high'],
    ['boats.md', '{{< ref "/posts/tide" >}}', 'tide/index.md'],
    ['boats.md', '{{< ref "two" >}}', 'two/index.en.md'],
    ['boats.vi.md', '{{< ref "/posts/two/" >}}', 'two/index.en.md'],
    ['boats.vi.md', '{{< ref path="one" lang="de" >}}', 'one.de.md'],
    ['boats.vi.md', '{{< ref "one" >}}', 'one.md'],
    ['boats.vi.md', '{{< ref "other/one" >}}', 'other/one.md'],
    ['boats.vi.md', '{{< ref "one.de.md" >}}', 'one.de.md'],
    ['boats.vi.md', '{{< ref "three" >}}', 'three.de.md'],
  ])('in %s: %s leads to %s', async (name, tag, target) => {
    const config =
      'baseURL = "https://bao.example/"\nlanguageCode = "en"\n[languages.en]\n[languages.vi]\n[languages.de]\n';
    const texts = Object.entries(TEXTS).map(([file, title]) => [`content/posts/${file}`, toml(title)]);
    const own = { [`content/posts/${name}`]: toml('Boats', `[x](${tag})`) };
    const { text } = await importFolder({ 'hugo.toml': config, ...Object.fromEntries(texts), ...own });
    expect(text(`articles/${name}`)).toContain(`[x](${target})`);
  });
});

describe('articles that are translations', () => {
  const CONFIG = 'baseURL = "https://bao.example/"\nlanguageCode = "en"\n[languages.en]\n[languages.vi]\n';
  const originalIn = (text: string): string | undefined => /^translationOf = "(.*)"$/m.exec(text)?.[1];
  const keyed = (title: string): string => toml(title).replace('date', 'translationKey = "water"\ndate');

  it.each([
    ['names', 'boats.md', 'boats.vi.md', 'articles/boats.vi.md', 'articles/boats.md'],
    ['bundles', 'tide/index.en.md', 'tide/index.vi.md', 'articles/tide/index.vi.md', 'articles/tide/index.en.md'],
    ['folders', '../en/x.md', '../vi/x.md', 'articles/x.vi.md', 'articles/x.en.md'],
  ])('name their original by %s', async (_, one, other, key, original) => {
    const path = (name: string): string => `content/posts/${name}`.replace('posts/../', '');
    const folders = one.startsWith('..') ? CONFIG.replace('vi]', 'vi]\ncontentDir = "content/vi"') : CONFIG;
    const config = folders.replace('en]', one.startsWith('..') ? 'en]\ncontentDir = "content/en"' : 'en]');
    const { out, text } = await importFolder({ 'hugo.toml': config, [path(one)]: toml('A'), [path(other)]: toml('B') });
    expect(originalIn(text(key))).toBe(original);
    expect(originalIn(text(original))).toBeUndefined();
    expect((await bantin('check', out)).stdout).not.toContain('translationOf');
  });

  it('name it by the key that they share', async () => {
    const files = {
      'content/water.md': keyed('Water'),
      'content/nuoc.vi.md': keyed('Nước'),
      'content/a.vi.md': toml('A'),
    };
    const { text } = await importFolder({ 'hugo.toml': CONFIG, ...files });
    expect(originalIn(text('articles/nuoc.vi.md'))).toBe('articles/water.md');
    expect(originalIn(text('articles/water.md'))).toBeUndefined();
    expect(originalIn(text('articles/a.vi.md'))).toBeUndefined();
  });
});

describe('folders called by tags of languages', () => {
  const md = (title: string): string => `---\ntitle: ${title}\ndate: 2020-01-02\n---\n${title}\n`;
  const told = (text: string): readonly string[] =>
    (text.match(/^(?:language|translationOf)\b.*$/gm) ?? []).sort().map(line => line.replaceAll('"', ''));

  it('are languages where all say so, also with their script or country', async () => {
    const tags = ['zh_CN', 'pt-br', 'en-US', 'zh-Hant-TW', 'es-419'];
    const texts = Object.fromEntries(tags.map(tag => [`content/${tag}/posts/a.md`, md(tag)]));
    const { text, report } = await importFolder({ 'hugo.toml': 'languageCode = "en-US"\n', ...texts });
    expect(report.written.filter(key => key.startsWith('articles/')).sort()).toEqual(
      tags.map(tag => `articles/a.${tag}.md`).sort(),
    );
    expect(tags.map(tag => told(text(`articles/a.${tag}.md`)))).toEqual([
      ['language: zh-CN', 'translationOf: articles/a.en-US.md'],
      ['language: pt-br', 'translationOf: articles/a.en-US.md'],
      [],
      ['language: zh-Hant-TW', 'translationOf: articles/a.en-US.md'],
      ['language: es-419', 'translationOf: articles/a.en-US.md'],
    ]);
  });

  it('are those of translations of the blog of Docusaurus', async () => {
    const config = "module.exports = { url: 'https://bao.example', i18n: { defaultLocale: 'en' } };\n";
    const i18n = 'i18n/zh-CN/docusaurus-plugin-content-blog/2020-01-02-a.md';
    const texts = { 'blog/2020-01-02-a.md': md('A'), [i18n]: md('B'), 'i18n/zh-CN/code.json': '{}' };
    const { text, report } = await importFolder({ 'docusaurus.config.js': config, ...texts }, '--host-here');
    expect(report.written).toContain('articles/2020-01-02-a.zh-CN.md');
    expect(told(text('articles/2020-01-02-a.zh-CN.md'))).toEqual([
      'language: zh-CN',
      'translationOf: articles/2020-01-02-a.md',
    ]);
    expect(text('articles/2020-01-02-a.zh-CN.md')).toContain('/zh-CN/blog/2020/01/02/a');
  });

  it('show the pictures that lie beside such translations', async () => {
    const config = "module.exports = { url: 'https://bao.example', i18n: { defaultLocale: 'en' } };\n";
    const [blog, vi] = ['blog/2020-01-02-x', 'i18n/vi/docusaurus-plugin-content-blog/2020-01-02-x'];
    const texts = Object.fromEntries([blog, vi].map(at => [`${at}/index.md`, `${md(at)}\n![p](./img.png)\n`]));
    const pictures = { [`${blog}/img.png`]: 'en', [`${vi}/img.png`]: 'vi' };
    const { out, text } = await importFolder({ 'docusaurus.config.js': config, ...texts, ...pictures }, '--host-here');
    expect(text('articles/2020-01-02-x/index.vi.md')).toContain('](img.vi.png)');
    const built = join(out, '..', 'site-built');
    expect((await bantin('build', out, '--out', built)).status).toBe(0);
    const shown = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('index.html'));
    const sources = shown.flatMap(page => [
      ...readFileSync(join(built, page), 'utf8').matchAll(/<img[^>]* src="([^":]+)"/g),
    ]);
    expect(sources.map(([, src = '']) => src.replace(/.*\//, '')).sort()).toEqual(['img.png', 'img.vi.png']);
  });

  it('keep their addresses where the folder is a section, for the site has that language alone', async () => {
    const config = 'baseURL = "https://bao.example/"\nlanguageCode = "pt-br"\n';
    const posts = { 'content/tin/b.md': md('B'), 'content/tin/c.md': md('C'), 'content/pt-br/a.md': md('A') };
    const { text } = await importFolder({ 'hugo.toml': config, ...posts });
    expect(fieldsIn(text('articles/pt-br/a.md'))).toEqual(['permalink: "/pt-br/a/"']);
    expect(text('site.yaml')).toMatch(/^permalink: "?\/tin\/\{(?:slug|name)\}\/"?$/m);
  });

  it("are those of Jekyll's plugin for several languages", async () => {
    const texts = { '_i18n/en/_posts/2020-01-02-a.md': md('A'), '_i18n/vi/_posts/2020-01-02-a.md': md('B') };
    const { text } = await importFolder({ '_config.yml': 'url: https://bao.example\nlang: en\n', ...texts });
    expect(told(text('articles/2020-01-02-a.vi.md'))).toEqual([
      'language: vi',
      'translationOf: articles/2020-01-02-a.en.md',
    ]);
    expect(text('articles/2020-01-02-a.en.md')).not.toContain('i18n');
  });

  it('are sections where there is one of them alone, and the site has another language', async () => {
    const texts = { 'content/zh_CN/a.md': md('A'), 'content/tin/b.md': md('B') };
    const { report } = await importFolder({ 'hugo.toml': 'languageCode = "en"\n', ...texts });
    expect(report.written).toContain('articles/zh_CN/a.md');
  });
});
