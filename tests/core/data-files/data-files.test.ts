import { describe, expect, it } from 'vitest';
import { isDataKey, isIgnored } from '../../../functions/core/bucket-layout.ts';
import { says } from '../../../functions/core/data-files/data-files.ts';
import { DataKeySorter, dataPlace, sidecarStem } from '../../../functions/core/data-files/data-keys.ts';
import { stemOf } from '../../../functions/core/data-files/holds.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';
import type { DataFile } from '../../../functions/core/site/site.ts';
import { problemsOf, read, SITE } from '../samples.ts';

const ARTICLE = '---\ntitle: A\ndate: 2026-01-02\n---\nLời';

/** Reads an article beside data files, each handed over as a listing sorts it. */
function readWith(key: string, data: readonly DataFile[], text: string) {
  const sorter = new DataKeySorter();
  for (const one of [key, ...data.map(file => file.key)]) sorter.add(one);
  const { folders, sidecars } = sorter.sorted();
  const mine = sidecars.get(stemOf(key)) ?? [];
  const source = { key, sidecars: data.filter(file => mine.includes(file.key)) };
  return read(text, source, { ...SITE, data: data.filter(file => folders.includes(file.key)) });
}

function heldBy(key: string, data: readonly DataFile[], text = ARTICLE): string | undefined {
  const { article, problems } = readWith(key, data, text);
  if (!article) throw new Error(JSON.stringify(problems));
  expect(article.draft).toBe(article.heldBy !== undefined);
  return article.heldBy;
}

describe('data of folders and sections', () => {
  it.each([
    ['articles/posts/a.md', 'articles/posts/posts.json', '{"draft": true}', 'draft: true'],
    ['articles/posts/x/a.md', 'articles/posts/posts.json', '{"published": false}', 'published: false'],
    ['articles/posts/a.md', 'articles/posts/posts.yaml', 'status: draft', 'status: draft'],
    ['articles/posts/a.md', 'articles/posts/a.11tydata.json', '{"permalink": false}', 'permalink: false'],
    ['articles/posts/a.md', 'articles/posts/a.json', '{"draft": "yes"}', 'draft: "yes"'],
    ['articles/posts/a.md', 'articles/posts/POSTS.JSON', '{"draft": true}', 'draft: true'],
    ['articles/posts/a.md', 'articles/content.json', '{"draft": true}', 'draft: true'],
    ['articles/posts/a.md', 'articles/posts/posts.json', '{"publishDate": "2020-01-01"}', 'publishDate: "2020-01-01"'],
    ['articles/posts/a.md', 'articles/posts/posts.json', '{"expiryDate": "2099-01-01"}', 'expiryDate: "2099-01-01"'],
    ['articles/posts/a.md', 'articles/posts/posts.json', '{"published": "soon"}', 'published: "soon"'],
    ['articles/posts/a.md', 'articles/posts/posts.11tydata.js', 'module.exports = { draft: true }', 'draft: true'],
    [
      'articles/posts/a.md',
      'articles/posts/posts.11tydata.mjs',
      'export default { // }\n draft: true };',
      'draft: true',
    ],
    [
      'articles/posts/a.md',
      'articles/posts/a.11tydata.cjs',
      'module.exports = { title: d => d.x, "published" /* soon */: false, permalink: "/a/" }',
      'published: false',
    ],
    ['articles/posts/a.md', 'articles/posts/posts.11tydata.js', 'module.exports={permalink:false}', 'permalink: false'],
    ['articles/x/a.md', 'articles/_index.md', '---\ncascade: { draft: true }\n---\n', 'draft: true'],
    ['articles/x/a.vi.md', 'articles/x/_index.vi.md', '---\ncascade: { draft: true }\n---\n', 'draft: true'],
    ['articles/x/a.md', 'articles/_index.zh-Hant.html', '+++\n[cascade]\ndraft = true\n+++\n', 'draft: true'],
    ['articles/x/a.vi.md', 'articles/x/_index.vi.md', '+++\ndraft = true\n+++\n', 'draft: true'],
    [
      'articles/x/a.md',
      'articles/x/_index.html',
      '---\ncascade: [{ build: { list: never } }]\n---\n',
      'build.list: never',
    ],
  ])('hold back what they cover: %s by %s %j', (key, file, text, reason) => {
    expect(heldBy(key, [{ key: file, text }])).toBe(`${reason}, in ${file}`);
  });

  it.each([
    ['articles/posts/posts.json', '{"draft": '],
    ['articles/posts/posts.11tydata.mjs', 'export default { eleventyComputed: { permalink: d => d.x ? "/" : false } }'],
    ['articles/posts/posts.json', '{"eleventyComputed": {"draft": "{{ x }}"}}'],
    ['articles/posts/posts.json', 'not json {{{'],
    ['articles/posts/posts.json', ' '],
    ['articles/posts/posts.json', '"draft"'],
    ['articles/posts/posts.yaml', 'draft = true'],
    ['articles/posts/posts.11tydata.ts', 'export default () => ({ draft })'],
    ['articles/posts/posts.11tydata.cjs', 'module.exports = {["draft"]: true}'],
    ['articles/posts/_index.md', '---\ncascade: [\n---\n'],
  ])('hold back where they can not be read, or are more code than literals: %s %j', (file, text) => {
    expect(heldBy('articles/posts/a.md', [{ key: file, text }])).toBe(`${file}, which can't be read or is never run`);
  });

  it.each([
    'module.exports = require("../lib/posts-data");',
    'const base = require("../lib/base");\nmodule.exports = { ...base, tags: "posts" };',
    'module.exports = { layout: "post.njk", eleventyComputed: require("../lib/computed.js") };',
    'import base from "../lib/base.js";\nexport default base;',
    'export { default } from "../lib/base.js";',
    'module.exports = { tags: "posts", eleventyComputed };',
    'module.exports = { tags: ["posts", ...more] };',
    'module.exports = { tags: "posts" };\nObject.assign(module.exports, load());',
    'module.exports = async () => fetchData();',
    'module.exports = { eleventyComputed: { [field]: d => d.x } };',
    'module.exports = { "dr\\u0061ft": true };',
    'module.exports = { extra: { hidden: [true] } };',
    'module.exports = { permalink: data => data.x };',
    'module.exports = { permalink: data => data.x ? `/x/` : `/y/` };',
    'module.exports = { get tags() { return hide(this); } };',
    'module.exports = { draft: later };',
    'module.exports = { draft() { return 1; } };',
    'module.exports = { eleventyExcludeFromCollections: data => data.draft };',
    'module.exports = { extra: more, tags: "x" };',
    'module.exports = { meta() { return more; } };',
    'module.exports = { draft: "{{ later }}" };',
    'module.exports = { permalink: "{% if x %}false{% endif %}" };',
    'module.exports = { permalink: `{% if x %}false{% endif %}` };',
    'module.exports = { __proto__: { a: 1 } };',
    'module.exports = { title: d => { d.draft = true; return 1; } };',
    'module.exports = { title: d => { d["draft"] = true; return 1; } };',
    'module.exports = { title: d => { d.draft ||= true; return 1; } };',
    'module.exports = { title: d => { d.draft++; return 1; } };',
    'module.exports = { title: d => { for (d.draft of [true]); return 1; } };',
    'module.exports = { title: d => Object.assign(d, more).title };',
    'module.exports = { title: d => ([d.draft] = [true], 1) };',
    'module.exports = { title: d => /[\'"]/.test(d.title), a: "\'", draft: true };',
    'module.exports = { title: d => d.a / d.b };',
    'const { posts } = require("./posts");\nposts.hide(module);\nmodule.exports = { tags: "x" };',
    'const data = { draft: true };\nmodule.exports = data;',
    'module.exports = { tags: "x" };\nmodule.exports.draft = true;',
    'module.exports = { tags: "x" }, later;',
    'export default { tags: "x" } && later',
    'module.exports = { tags: "x"',
    'module.exports = { tags: d => (d };',
    `module.exports = { a: ${'{ a: '.repeat(30)}1${' }'.repeat(30)} };`,
    `module.exports = { tags: "${'a'.repeat(50_000)}" };`,
    `module.exports = ${'['.repeat(9000)}`,
    '',
  ])('hold back where code may bring more than literals: %s', text => {
    const file = 'articles/posts/posts.11tydata.js';
    expect(heldBy('articles/posts/a.md', [{ key: file, text }])).toBe(`${file}, which can't be read or is never run`);
  });

  it.each([
    'module.exports = { layout: "post.njk", tags: ["posts", \'tin\'], order: -1.5, toc: true, };',
    '/** @type {Data} */\nexport default {\n  // draft: true\n  "layout": `a`, extra: { n: null, a: [{}, []] },\n}\n',
    'export default { permalink: ({ page }) => `/bai/${' + 'page.fileSlug}/`, tags: "posts" };',
    'export default { eleventyComputed: { permalink: (data) => "/bai/" + data.page.fileSlug + "/" } };',
    'const { DateTime } = require("luxon")\n\nmodule.exports = {\n  layout: "post.html",\n  eleventyComputed: {\n    ' +
      'day: ({page}) => DateTime.from(page.date, {zone: "utc"}).toLocaleString(DateTime.FULL)\n  }\n}\n',
    '"use strict";\nimport * as a from "a";\nimport slug, { b } from "./b.js";\nexport default { tags: slug("x") };',
    'const now = require("./now").at;\nmodule.exports = { draft: false, title: d => (d.x === 1 ? b : c), now, };',
    'module.exports = { eleventyComputed: { async words(d) { const all = d.text; return all.length; }, a: b && c } };',
    'module.exports = { published: true, "hidden": null, status: "published", order: [1, count()] };',
  ])('hold back nothing where no code, or none that has to do with it, is more than literals: %s', text => {
    expect(heldBy('articles/posts/a.md', [{ key: 'articles/posts/posts.11tydata.js', text }])).toBeUndefined();
  });

  it.each([
    ['articles/other/a.md', 'articles/posts/posts.json', '{"draft": true}'],
    ['articles/posts/b.md', 'articles/posts/a.11tydata.json', '{"draft": true}'],
    ['articles/posts/a.md', 'articles/posts/b.json', '{"draft": true}'],
    ['articles/posts/a.md', 'articles/posts/posts.json', '{"layout": "post", "permalink": "/{{ page.fileSlug }}/"}'],
    ['articles/posts/a.md', 'articles/posts/posts.json', '{"draft": false}'],
    ['articles/posts/a.md', 'articles/posts/posts.11tydata.js', 'module.exports = { layout: "x", permalink: "/a/" }'],
    ['articles/posts/a.md', 'articles/posts/_index.md', '---\ntitle: Bài\ndraft: true\n---\n'],
    ['articles/posts/a.md', 'articles/posts/_index.md', ''],
    ['articles/posts/a.md', 'articles/posts/posts.yaml', '# draft: true\n'],
    ['articles/posts/a.md', 'articles/posts/posts.json', '[{"draft": true}]'],
    ['articles/posts/a.md', 'articles/_index.md', '---\ncascade: { draft: true, _target: { path: "/x/**" } }\n---\n'],
    ['articles/posts/a.md', 'articles/_index.md', '---\ncascade: [{ draft: true, target: { path: /x/** } }]\n---\n'],
  ])('hold back nothing else: %s by %s %j', (key, file, text) => {
    expect(heldBy(key, [{ key: file, text }])).toBeUndefined();
  });

  it('come after what is said of the one article', () => {
    const data = [{ key: 'articles/posts/posts.json', text: '{"draft": true}' }];
    const own = { key: 'articles/posts/a.json', text: '{"draft": false}' };
    expect(heldBy('articles/posts/a.md', [...data, own])).toBeUndefined();
    expect(heldBy('articles/posts/b.md', [...data, own])).toBe('draft: true, in articles/posts/posts.json');
  });

  it('in articles/ itself are those of the article with their name, where there is one', () => {
    const data = [{ key: 'articles/a.11tydata.json', text: '{"draft": true}' }];
    expect(heldBy('articles/a.md', data)).toBe('draft: true, in articles/a.11tydata.json');
    expect(heldBy('articles/x/a.md', data)).toBe('draft: true, in articles/a.11tydata.json');
    const sorter = new DataKeySorter();
    for (const key of ['articles/a.11tydata.json', 'articles/a.md', 'articles/b.json']) sorter.add(key);
    expect(sorter.sorted()).toEqual({
      folders: ['articles/b.json'],
      sidecars: new Map([['articles/a', ['articles/a.11tydata.json']]]),
    });
  });

  it('come after what an article says itself', () => {
    const data = [{ key: 'articles/posts/posts.json', text: '{"draft": true}' }];
    const own = '---\ntitle: A\ndate: 2026-01-02\ndraft: false\n---\n';
    expect(heldBy('articles/posts/a.md', data, own)).toBeUndefined();
  });

  it('are named in the problem of each article', () => {
    const data = [{ key: 'articles/posts/posts.json', text: '{"draft": true}' }];
    expect(problemsOf(ARTICLE, { key: 'articles/posts/a.md' }, { ...SITE, data })).toContainEqual(
      'articles/posts/a.md:1:1: warning: draft: true, in articles/posts/posts.json, holds the article back as a ' +
        'draft; to publish it, take that out',
    );
  });

  it('hold back all that they may speak of where they are no text', () => {
    for (const file of ['x/x.json', '_index.md', 'x/a.json', 'x/a.11tydata.js'])
      expect(heldBy('articles/x/a.md', [{ key: `articles/${file}` }]), file).toContain("can't be read");
    for (const file of ['y/y.json', 'x/b.json', 'y/_index.md'])
      expect(heldBy('articles/x/a.md', [{ key: `articles/${file}` }]), file).toBeUndefined();
  });
});

describe('fields in a file of their own', () => {
  const of = (text: string | undefined, body = 'Lời') => {
    const data = [{ key: 'articles/x.meta', ...(text !== undefined && { text }) }];
    return readWith('articles/x.md', data, body);
  };

  it.each([
    '.. title: Tựa\n.. date: 2026-01-02 08:00\n.. tags: chợ, mathjax\n',
    '---\ntitle: Tựa\ndate: 2026-01-02 08:00\ntags: [chợ]\n---\n',
    '+++\ntitle = "Tựa"\ndate = 2026-01-02T08:00:00\ntags = ["chợ"]\n+++\n',
  ])('are those of the article: %j', text => {
    expect(of(text).article).toMatchObject({
      title: 'Tựa',
      published: Date.UTC(2026, 0, 2, 1),
      tags: ['chợ'],
      draft: false,
    });
  });

  it('hold it back', () => {
    for (const line of ['status: draft', 'status: private', 'tags: draft', 'tags: a, private'])
      expect([line, of(`.. title: A\n.. ${line}\n`).article?.draft]).toEqual([line, true]);
    expect(of('.. status: draft\n').article?.draft).toBe(true);
  });

  it('have their problems where they stand', () => {
    expect(of('.. title: A\n.. date: 2026-13-01\n').problems).toMatchObject([
      { path: 'articles/x.meta', line: 2, column: 10 },
    ]);
    for (const text of [undefined, '', '\u0000\u0001\u0002'])
      expect(of(text)).toMatchObject({ problems: [{ path: 'articles/x.md', severity: 'error' }] });
  });

  it.each([
    ['draft: true', 'draft'],
    ['status: draft', 'status: draft'],
    ['.. title: A\n.. status: draft\n', 'status: draft'],
    ['.. tags: draft\n', 'tags: draft'],
    ['{"draft": true}', 'draft'],
    ['---\ndraft: true\n---\n', 'draft'],
    ['.. publishDate: 2020-01-01\n', 'publishDate'],
    ['.. expiryDate: 2099-01-01\n', 'a date of expiry'],
    ['.. withdrawn: true\n', 'withdrawn'],
  ])('hold an article back that has fields of its own: %j', (text, reason) => {
    const key = 'articles/x/a.meta';
    for (const own of [ARTICLE, ARTICLE.replace('date:', 'draft: false\ndate:')])
      expect(heldBy('articles/x/a.md', [{ key, text }], own)).toBe(`${reason}, in ${key}`);
    expect(heldBy('articles/x/a.md', [{ key, text: '.. title: B\n.. date: 2020-01-01\n.. draft: false' }])).toBe(
      undefined,
    );
  });

  it.each([
    { key: 'articles/x/a.meta' },
    { key: 'articles/x/a.meta', text: '---\ndraft: true' },
    { key: 'articles/x/a.meta', text: '.. published: soon' },
  ])("hold it back, too, where they can't be read: %j", file => {
    expect(heldBy('articles/x/a.md', [file])).toBe("articles/x/a.meta, which can't be read");
  });

  it('hold it back from each of several files', () => {
    const [one, other] = ['A.META', 'a.meta'].map(name => `articles/x/${name.replace('A.', 'a.')}`);
    const files = [
      { key: one ?? '', text: '.. title: A\n.. date: 2026-01-02' },
      { key: other ?? '', text: '.. status: draft' },
    ];
    expect(heldBy('articles/x/a.md', files, 'Lời')).toBe(`status: draft, in ${other}`);
  });

  it('come after those above the text', () => {
    expect(of('.. title: Khác\n', ARTICLE).article?.title).toBe('A');
  });
});

describe('a data file', () => {
  it('is known by its key, and no article', () => {
    for (const key of ['_index.md', 'x/x.json', 'x/x.11tydata.js', 'x/a.meta', 'x/x.yml'])
      expect([key, isDataKey(`articles/${key}`)]).toEqual([key, true]);
    for (const key of [
      'articles/authors.yml',
      'articles/a.md',
      'articles/node_modules/x/x.json',
      'articles/.x/a.meta',
      'media/a.json',
    ])
      expect([key, isDataKey(key)]).toEqual([key, false]);
    for (const key of ['x/x.11tydata.js', 'x/a.meta', 'x/x.11tydata.json'])
      expect([key, isIgnored(`articles/${key}`)]).toEqual([key, true]);
  });

  it('speaks of a folder or of one article, by its name', () => {
    for (const key of ['_index.md', 'x/x.json', 'x/X.yml', 'x/x.11tydata.mts', 'x/_index.html'])
      expect([key, dataPlace(`articles/${key}`)]).toEqual([key, 'folder']);
    for (const [key, stem] of [
      ['x/a.json', 'x/a'],
      ['x/a.11tydata.js', 'x/a'],
      ['x/a.en.11tydata.json', 'x/a.en'],
      ['a.meta', 'a'],
      ['x/x.meta', 'x/x'],
    ])
      expect([key, dataPlace(`articles/${key}`), sidecarStem(`articles/${key}`)]).toEqual([
        key,
        'article',
        `articles/${stem}`,
      ]);
    for (const key of ['a.json', 'a.11tydata.js']) expect([key, dataPlace(`articles/${key}`)]).toEqual([key, 'either']);
  });

  it('says something, or is left alone', () => {
    expect(says({ key: 'articles/x/x.json', text: '{"layout": "a"}' })).toBe(false);
    expect(says({ key: 'articles/x/x.json', text: '{"draft": true}' })).toBe(true);
    expect(says({ key: 'articles/x/x.json' })).toBe(true);
  });

  it('is part of the site where it says something', () => {
    const text = 'title: A\ndescription: B\nurl: https://a.example/\nsince: 2020\nfeedsUrl: https://f.example/\n';
    const of = (data: readonly DataFile[]) => parseSite(text, { data }).site;
    expect(of([{ key: 'articles/a.json', text: '' }])).not.toHaveProperty('data');
    expect(of([{ key: 'articles/a.json', text: 'x' }, { key: 'articles/b.meta' }])).toMatchObject({
      data: [{ key: 'articles/a.json', text: 'x' }, { key: 'articles/b.meta' }],
    });
  });
});
