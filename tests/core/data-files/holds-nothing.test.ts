import { describe, expect, it } from 'vitest';
import { isOut } from '../../../functions/core/article/is-out.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';
import type { DataFile } from '../../../functions/core/site/site.ts';
import { NOW, problemsOf, read, SITE } from '../samples.ts';

const MINIMAL = 'title: A\nurl: https://a.example/\nsince: 2018\nfeedsUrl: https://feeds.a.example/\n';
const ORDER = 'if the field is about something else, name it in holdsNothing.fields of site.yaml';

function isOutWith(fields: string, names: readonly string[]): boolean {
  const { article } = read(`---\ntitle: A\ndate: 2020-01-01\n${fields}\n---\nx`, {}, withFields(names));
  return article !== undefined && isOut(article, NOW);
}

function withFields(fields: readonly string[]) {
  const { site } = parseSite(`${MINIMAL}holdsNothing:\n  fields: [${fields.join(', ')}]\n`);
  return { ...SITE, ...(site?.holdsNothing && { holdsNothing: site.holdsNothing }) };
}

describe('a field that site.yaml says holds back nothing', () => {
  it.each([
    ['go_live: false', 'goLive'],
    ['visibleFrom: 2099-01-01', 'visible_from'],
    ['release_status: 2077 edition', 'release-status'],
    ['expired_at: 2020-02-02', 'expired at'],
    ['tạm ẩn đến ngày: 2099-01-01', 'tạm ẩn đến ngày'],
    ['craft: Gốm', 'craft'],
    ['extra: { go_live: no }', 'go_live'],
  ])('lets out what it held back by the words of its name: %s', (fields, name) => {
    const isOfTable = fields.startsWith('expired_at');
    expect(isOutWith(fields, [])).toBe(false);
    expect(isOutWith(fields, [name])).toBe(!isOfTable);
    expect(isOutWith(`${fields}\ndraft: true`, [name])).toBe(false);
    expect(isOutWith(`${fields}\nisPublished: false`, [name])).toBe(false);
  });

  it('is reported no more as one that is not known', () => {
    expect(problemsOf('---\ntitle: A\ndate: 2020-01-01\ncraft: Gốm\n---\nx', {}, withFields(['craft']))).toEqual([]);
  });

  it('may be one of a page', () => {
    const page = '<title>A</title><meta name="date" content="2020-01-01"><meta name="go_live" content="no"><p>x';
    const isPageOut = (names: readonly string[]): boolean => {
      const { article } = read(page, { key: 'articles/a.html' }, withFields(names));
      return article !== undefined && isOut(article, NOW);
    };
    expect(isPageOut([])).toBe(false);
    expect(isPageOut(['go_live'])).toBe(true);
  });

  it.each([
    ['go_live: false', `articles/a.md:4:1: warning: go_live: false holds the article back as a draft`],
    ['visibleFrom: 2099-01-01', 'articles/a.md:4:1: warning: visibleFrom: comes after date'],
    ['visible: false\nvisibleUntil: 2019-01-01', 'articles/a.md:5:1: warning: visibleUntil: the article is over'],
    ['release_status: 2077 edition', 'articles/a.md:4:17: release_status: expected true, false, published'],
    [
      'craft: Gốm',
      'articles/a.md:4:1: craft is not a field that Bantin knows, so the article is held back; write draft:',
    ],
  ])('is proposed where a guess holds an article back: %s', (fields, begin) => {
    const problems = problemsOf(`---\ntitle: A\ndate: 2020-01-01\n${fields}\n---\nx`);
    expect(problems.at(-1)).toMatch(new RegExp(`^${begin.replace(/[.]/g, '\\$&')}.*; or, ${ORDER}$`, 's'));
  });

  it.each(['isDraft: true', 'published: false', 'status: draft', 'expiryDate: 2019-01-01', 'ngày: 2020-01-01'])(
    'is not proposed where the meaning is known: %s',
    fields => {
      const problems = problemsOf(`---\ntitle: A\ndate: 2020-01-01\n${fields}\n---\nx`);
      expect(problems).toHaveLength(1);
      expect(problems.join()).not.toContain('holdsNothing');
    },
  );
});

describe('holdsNothing of site.yaml', () => {
  it.each([
    [
      'fields: [draft]',
      'site.yaml:6:12: holdsNothing.fields: draft has a meaning that is known, so nothing passes it over',
    ],
    [
      'fields: [go_live, Is_Published]',
      'site.yaml:6:21: holdsNothing.fields: Is_Published has a meaning that is known',
    ],
    ['fields: [ngày]', 'site.yaml:6:12: holdsNothing.fields: ngày has a meaning that is known'],
    ['fields: [ngày đăng]', 'site.yaml:6:12: holdsNothing.fields: ngày đăng has a meaning that is known'],
    ['fields: [dra-ft]', 'site.yaml:6:12: holdsNothing.fields: dra-ft has a meaning that is known'],
    ['fields: [title]', 'site.yaml:6:12: holdsNothing.fields: title has a meaning that is known'],
    ['field: [go_live]', 'site.yaml:6:3: field is not a field that Bantin knows; did you mean fields?'],
    ['files: [posts.js]', 'site.yaml:6:11: holdsNothing.files: expected the path of a data file, such as articles/'],
    ['files: { a: b }', 'site.yaml:6:10: holdsNothing.files: expected'],
  ])("refuses what it can't mean: %s", (line, begin) => {
    const { site, problems } = parseSite(`${MINIMAL}holdsNothing:\n  ${line}\n`);
    expect(problems.map(formatProblem).join('\n')).toContain(begin);
    expect(site).toBeUndefined();
  });

  it('refuses a list, and warns of a field that holds back nothing anyway', () => {
    expect(parseSite(`${MINIMAL}holdsNothing: [go_live]\n`).site).toBeUndefined();
    const { site, problems } = parseSite(`${MINIMAL}holdsNothing: { fields: [Go-Live, weather] }\n`);
    expect(problems.map(formatProblem)).toEqual([
      'site.yaml:5:35: warning: holdsNothing.fields: weather holds back nothing anyway; take it out',
    ]);
    expect(site?.holdsNothing).toEqual({ fields: ['golive'], files: [] });
    expect(parseSite(`${MINIMAL}holdsNothing.fields: [x]\n`).problems.map(formatProblem).join()).toContain(
      'write it as holdsNothing: { fields: … }',
    );
  });
});

describe('a data file that site.yaml says holds back nothing', () => {
  const ARTICLE = '---\ntitle: A\ndate: 2020-01-01\n---\nx';
  const MORE = 'if the file says nothing of when articles are public, name it in holdsNothing.files of site.yaml';

  function readBeside(data: readonly DataFile[], files: readonly string[], text = ARTICLE) {
    const isOfAll = ({ key }: DataFile): boolean => key.startsWith('articles/posts/posts.');
    const source = { key: 'articles/posts/a.md', sidecars: data.filter(file => !isOfAll(file)) };
    return read(text, source, { ...SITE, data: data.filter(isOfAll), holdsNothing: { fields: [], files } });
  }

  it.each([
    ['articles/posts/posts.11tydata.js', 'const x = require("./x");\nmodule.exports = x.all();'],
    ['articles/posts/posts.json', '{"draft": '],
    ['articles/posts/a.11tydata.js', 'module.exports = later();'],
    ['articles/posts/a.meta', '\u0000'],
  ])("lets out what it held back because it can't be read: %s", (key, text) => {
    const data = [{ key, text }];
    const held = readBeside(data, []);
    expect(held.article?.heldBy).toContain(key);
    expect(readBeside(data, [key]).article?.heldBy).toBeUndefined();
    expect(readBeside(data, [key], ARTICLE.replace('---\nx', 'draft: true\n---\nx')).article?.draft).toBe(true);
    expect(readBeside(data, ['articles/posts/other.json']).article?.heldBy).toContain(key);
    expect(held.problems.map(formatProblem).join()).toContain(`; or, ${MORE}`);
  });

  it.each<DataFile>([
    { key: 'articles/posts/posts.json', text: '{"draft": true}' },
    { key: 'articles/posts/posts.json' },
    { key: 'articles/posts/a.json', isBeyond: true },
    { key: 'articles/posts/a.meta', text: 'draft: true' },
  ])('still holds back by what it says, and where nobody could read it: %j', file => {
    const { article, problems } = readBeside([file], [file.key]);
    expect(article?.heldBy).toContain(file.key);
    expect(problems.map(formatProblem).join()).not.toContain('holdsNothing');
  });

  it('may have a name that the system spells in another way (NFD), as macOS does', () => {
    const key = 'articles/posts/posts.11tydata.js'.replaceAll('posts', 'đời'.normalize('NFD'));
    const site = { ...SITE, data: [{ key, text: 'later()' }] };
    const source = { key: key.replace(/[^/]*$/, 'a.md') };
    expect(read(ARTICLE, source, site).article?.heldBy).toContain(key);
    const { site: told } = parseSite(`${MINIMAL}holdsNothing: { files: ["${key}"] }\n`);
    const holdsNothing = told?.holdsNothing ?? { fields: [], files: [] };
    expect(read(ARTICLE, source, { ...site, holdsNothing }).article?.heldBy).toBeUndefined();
  });

  it('still holds back by what it says beside what it computes', () => {
    const key = 'articles/posts/posts.json';
    const file = { key, text: '{"draft": true, "eleventyComputed": {"permalink": "{{ x }}"}}' };
    expect(readBeside([file], [key]).article?.heldBy).toBe(`draft: true, in ${key}`);
    const open = { key, text: file.text.replace('true', 'false') };
    expect(readBeside([open], []).article?.heldBy).toContain("can't be read");
    expect(readBeside([open], [key]).article?.heldBy).toBeUndefined();
  });

  it('names the field that it has, where that is guessed', () => {
    const file = { key: 'articles/posts/posts.json', text: '{"go_live": false}' };
    const { problems } = readBeside([file], []);
    expect(problems.map(formatProblem).join()).toContain(`take that out; or, ${ORDER}`);
    const site = { ...SITE, data: [file], holdsNothing: { fields: ['golive'], files: [] } };
    expect(read(ARTICLE, { key: 'articles/posts/a.md' }, site).article?.heldBy).toBeUndefined();
    const more = { ...file, text: '{"draft": true, "go_live": true}' };
    expect(readBeside([more], []).problems.map(formatProblem).join()).toMatch(/publish it, take that out$/);
  });
});
