import { describe, expect, it } from 'vitest';
import { openSource } from '../../../functions/core/article/source-text.ts';
import { heldArticle } from '../../../functions/core/index/held.ts';
import { fc, runs } from '../../property.ts';
import { buildContent } from '../../publish/newsroom.ts';
import { IS_THOROUGH } from '../../thorough.ts';
import { articleOf, NOW, problemsOf, read } from '../samples.ts';
import { FORMS, type PlainFields } from './forms.ts';

const PLACES = Object.entries(FORMS);

/** Returns the fate of an article at `NOW`. */
function fateOf(text: string, key = 'articles/a.md'): string {
  const { article } = read(text, { key });
  return article ? (heldArticle(article, NOW)?.kind ?? 'public') : 'rejected';
}

function bodyOf(text: string): string | undefined {
  const opened = openSource(Buffer.from(text));
  return 'body' in opened ? opened.body().trim() : undefined;
}

const word = fc.stringMatching(/^[A-ZĐa-zđôớệ][a-zđôớệ]{0,8}$/);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map(parts => parts.join(' '));
const list = fc.uniqueArray(words, { minLength: 1, maxLength: 3 });
const date = fc
  .date({ min: new Date('2001-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
  .map(day => `${day.toISOString().slice(0, 16)}+07:00`);
/** At least the two fields that make header lines front matter; their order is any. */
const fields: fc.Arbitrary<PlainFields> = fc
  .record(
    { title: words, date, author: words, categories: list, tags: list, summary: words, draft: fc.boolean() },
    { requiredKeys: ['title', 'date'] },
  )
  .chain(all => fc.shuffledSubarray(Object.entries(all), { minLength: Object.keys(all).length }))
  .map(entries => Object.fromEntries(entries));

describe('front matter of any form', () => {
  it('gives the article that it would give as YAML, and the same text', () => {
    fc.assert(
      fc.property(fields, words, (given, body) => {
        const expected = articleOf(FORMS.YAML?.(given, body) ?? '');
        for (const [name, form] of PLACES) {
          const text = form(given, body);
          expect([name, articleOf(text), bodyOf(text)]).toEqual([name, expected, body]);
        }
      }),
      runs(150),
    );
  });

  /** Fields by which publishers hold articles back, each in a spelling of its own. */
  const HOLDS: readonly PlainFields[] = [
    { draft: true },
    { isDraft: true },
    { is_published: false },
    { published: false },
    { published: '2030-01-01' },
    { status: 'draft' },
    { post_status: 'private' },
    { visibility: 'unlisted' },
    { password: 'mật khẩu' },
    { private: true },
    { hide: true },
    { permalink: false },
    { pubDate: '2030-01-01 08:00' },
    { embargo_until: '2030-01-01' },
    { publishDate: 'mai' },
    { expiryDate: '2021-01-01' },
    { not_public: true },
    { retracted: true },
  ];

  it('never lets out what a field of it holds back', async () => {
    const content: Record<string, string> = {};
    const cases = fc.tuple(fields, fc.constantFrom(...HOLDS), fc.constantFrom(...PLACES), fc.nat());
    const fates = new Set<string>();
    for (const [at, [given, hold, [, form], seed]] of fc.sample(cases, { numRuns: 400, seed: 7 }).entries()) {
      const { draft: _, ...rest } = given;
      const entries = Object.entries(rest);
      entries.splice(seed % (entries.length + 1), 0, ...Object.entries(hold));
      const text = form(Object.fromEntries(entries), `KIN${at}Z`);
      content[`articles/${at}.md`] = text;
      fates.add(fateOf(text));
    }
    expect([...fates].sort()).toEqual(['draft', 'expired', 'rejected', 'waiting']);
    const built = await buildContent(content);
    expect(built.counts.published).toBe(0);
    for (const [path, body] of built.files) expect([path, body.includes('KIN')]).toEqual([path, false]);
  });
});

describe('characters that nobody sees', () => {
  const UNSEEN = ['\u200e', '\u2060', '\u00ad', '\ufeff\ufeff', '\u{e0001}', '\u061c\n\u200b', '\u034f', '\u3164'];
  const HELD: PlainFields = { title: 'A', date: '2026-01-02', draft: true };

  it.each(UNSEEN)('hide no front matter of any form behind them: %j', mark => {
    for (const [name, form] of PLACES)
      expect([name, fateOf(`${mark}${form(HELD, 'KIN')}`)]).toEqual([
        name,
        expect.stringMatching(/^(?:draft|rejected)$/),
      ]);
  });

  it.each(UNSEEN)('hide no field: %j', mark => {
    const name = `publi${mark.replace('\n', '')}shed`;
    expect(fateOf(`---\ntitle: A\n${name}: false\n---\nx`)).toBe('draft');
    expect(fateOf(`---\ntitle: A\ndr${mark.replace('\n', '')}aft: true\n---\nx`)).toBe('draft');
  });

  it('hide no field among lines that are no front matter', () => {
    expect(fateOf('----\n\u2060\u00addraft: true\n----\nx')).toBe('rejected');
  });

  it('leave a text as it is', () => {
    for (const text of ['\u200eLời', '\u00ad\u2060Tựa\n\nLời', '\ufeff\ufeff# A']) expect(fateOf(text)).toBe('public');
  });
});

describe('front matter', () => {
  it.each([
    ['TOML of Hugo', '+++\nslug = "x"\ndraft = true\n+++\n# A\n', 'draft'],
    ['TOML without a value', '+++\ntitle =\n+++\nx', 'rejected'],
    ['TOML that is none', '+++\nLời\n+++\nx', 'rejected'],
    ['TOML that is never closed', '+++\nslug = "x"\nx', 'rejected'],
    ['JSON that is never closed', '{"title": "A"\nx', 'rejected'],
    ['JSON with a comma too many', '{"title": "A", "draft": true,}\nx', 'draft'],
    ['JSON without quotes', '{ title: A, draft: true }\nx', 'draft'],
    ['JSON with a brace in it', '{"title": "}", "draft": true}\nx', 'draft'],
    ['JSON with a comment first', '{/*c*/"title":"A","draft": true}\nx', 'draft'],
    ['JSON with a line of comment first', '{ // "c": {\n"title":"A","draft": true}\nx', 'draft'],
    ['JSON with a comment before a field', '{"title":"A", /* c */ "draft": true}\nx', 'draft'],
    ['JSON with a comment behind a field', '{"title": "A", // it\'s }\n "draft": true}\nx', 'draft'],
    ['JSON with a comment between hyphens', '---json\n{"title": "A", // c\n "draft": true}\n---\nx', 'draft'],
    ['JSON without braces, as the manual of Hexo has it', '"title": "A",\n"draft": true\n;;;\nx', 'draft'],
    ['JSON without braces, with a comment', ';;;\n"title": "A", // c\n"draft": true\n;;;\nx', 'draft'],
    ['JSON with a comment that never ends', '{"title": "A", "draft": true /* }\nx', 'rejected'],
    ['JSON under a mark that nobody sees', '{\u2060"title": "A",\u00ad"draft": true}\nx', 'draft'],
    ['JSON with a name of another kind first', '{"a\\"b": 1, "draft": true}\nx', 'draft'],
    ['JSON in a list', '[{"draft": true}]\nx', 'rejected'],
    ['JSON in a list, on lines', '[\n  /* c */ {\n  "foo": 1,\n  "draft": true\n}]\nx', 'rejected'],
    ['JSON in a list that never ends', '[{"foo": 1, "draft": true}\nx', 'rejected'],
    ['JSON without blanks', '{title:"A",draft:true}\nx', 'rejected'],
    ['JSON without blanks between hyphens', '---json5\n{title:"A",draft:true,}\n---\nx', 'rejected'],
    ['YAML without blanks between braces', '---\n{title: A, draft:true}\n---\nx', 'rejected'],
    ['YAML without a blank in a group', '---\ntitle: A\nextra: {draft:true}\n---\nx', 'rejected'],
    ['YAML without a blank in a group of Hugo', '---\ntitle: A\nbuild: {render:never}\n---\nx', 'rejected'],
    ['YAML without a blank in a list', '---\ntitle: A\ncascade: [{draft:true}]\n---\nx', 'rejected'],
    ['JSON members without blanks', ';;;\n"title": "A",\npublished:false\n;;;\nx', 'rejected'],
    ['fields beside the hyphens', '--- {title: A, draft: true}\n---\nx', 'rejected'],
    ['fields below front matter that is empty', '---\n\n---\n\ntitle: A\ndraft: true\n\nx', 'rejected'],
    ['fields below front matter of comments alone', '---\n# a\n---\nStatus: draft\n\nx', 'rejected'],
    ['JSON below front matter that is empty', '---\n---\n{"title": "A", "draft": true}\nx', 'rejected'],
    ['fields below TOML that is empty', '+++\n+++\ndraft = true\nx', 'rejected'],
    ['one field of TOML right above the text', 'draft = true\nLời', 'rejected'],
    ['one field of JSON right above the text', '"published": false\nLời', 'rejected'],
    ['a map of Elixir', '%{\n  title: "A",\n  draft: true\n}\n---\nx', 'rejected'],
    ['a map of Elixir on one line', '%{title: "A", draft: true}\n---\nx', 'rejected'],
    ['fields between dots', '...\ntitle: A\ndraft: true\n...\nx', 'rejected'],
    ['a module below dots and marks', '...\n+++\nexport const draft = true\nx', 'rejected'],
    ['fields with dots between them', '{\n10:30\ndate: 2026-01-02\n...\n  x\n# A\npublished: false\nx', 'rejected'],
    ['a name of full width', '---\ntitle: A\n\uff44\uff52\uff41\uff46\uff54: true\n---\nx', 'rejected'],
    ['another name of full width', '---\ntitle: A\n\uff50ublished: false\n---\nx', 'rejected'],
    ['a draft of Hashnode', '---\ntitle: A\nsaveAsDraft: true\n---\nx', 'draft'],
    ['a restricted article', '---\ntitle: A\nrestricted: true\n---\nx', 'draft'],
    ['the end of an embargo', '---\ntitle: A\nembargo_ends: 2030-01-01\n---\nx', 'waiting'],
    ['a date within a schedule', '---\ntitle: A\nschedule: {publish: 2030-01-01}\n---\nx', 'waiting'],
    ['a date within a publication', '---\ntitle: A\npublication:\n  date: 2030-01-01\n---\nx', 'waiting'],
    ['a group by a misspelt name', '---\ntitle: A\ndrafts: {from: 2030-01-01}\n---\nx', 'rejected'],
    ['the day of Joomla', '---\ntitle: A\npublish_up: 2030-01-01\n---\nx', 'waiting'],
    ['the last day of Joomla', '---\ntitle: A\ndate: 2020-01-01\npublish_down: 2021-01-01\n---\nx', 'expired'],
    ['the last day to be shown', '---\ntitle: A\ndate: 2020-01-01\nshow_until: 2021-01-01\n---\nx', 'expired'],
    ['JavaScript', '---js\n({ title: "A" })\n---\nx', 'rejected'],
    ['JavaScript by its whole name', '--- javascript\nmodule.exports = {}\n---\nx', 'rejected'],
    ['a language that is never closed', '---toml\ntitle = "A"\nx', 'rejected'],
    ['header lines in capitals', 'TITLE: A\nSTATUS: DRAFT\n\nx', 'draft'],
    ['a header line alone', 'Status: draft\n\n# A\n', 'draft'],
    ['a header line alone with a date', 'Date: 2030-01-01\n\n# A\n', 'waiting'],
    ['header lines of which the first means nothing', 'Foo: x\nDraft: true\n\n# A\n', 'draft'],
    ['header lines that end the file', 'Title: A\nDraft: true', 'draft'],
    ['header lines with text right below', 'Title: A\nDraft: true\nText', 'draft'],
    ['header lines with text right below, and one more in it', 'Title: A\nText\nStatus: draft\n\nx', 'rejected'],
    [
      'header lines that are none without a line below',
      'Note: a\nDate: 2020-01-02\nText\ndraft: true\n\nx',
      'rejected',
    ],
    ['a tag of Nikola', '.. title: A\n.. date: 2020-01-02\n.. tags: a, Draft\n\nx', 'draft'],
    ['another tag of Nikola', '<!--\n.. title: A\n.. tags: private\n-->\nx', 'draft'],
    ['a tag of others', 'Title: A\nTags: draft\n\nx', 'public'],
    ['header lines that go on below an empty line', 'Title: A\n\nDraft: true\n\nx', 'rejected'],
    ['a header line that is indented', 'Title: A\n\tDraft: true\n\nx', 'rejected'],
    ['a header twice', 'Draft: false\nDraft: true\n\n# A\n', 'rejected'],
    ['a header twice, of which one says nothing', 'Draft:\nTitle: A\nDate: 2026-01-02\nDraft: true\n\nx\n', 'draft'],
    ['header lines under a mark that nobody sees', '\ufeffTitle: A\r\nDraft: true\r\n\r\nx', 'draft'],
    ['header lines of a classic Mac', 'Title: A\rDraft: true\r\rx', 'draft'],
    ['lines of YAML before ---', 'title: A\ntags:\n- x\ndraft: true\n---\nx', 'draft'],
    ['Nikola in a comment on one line', '<!-- .. title: A\n.. status: private -->\nx', 'draft'],
    ['Nikola with a line that is none', '<!--\n.. title: A\nfoo bar\n-->\nx', 'rejected'],
    ['Nikola in a comment without end', '<!--\n.. title: A\n\nx', 'rejected'],
    ['a field twice in two cases', '---\ntitle: A\nDraft: false\ndraft: true\n---\nx', 'rejected'],
    ['too much of it', `Title: ${'x'.repeat(70_000)}\nDraft: true\n\nx`, 'rejected'],
  ])('%s', (_, text, fate) => {
    expect(fateOf(text)).toBe(fate);
  });

  it.each([
    ['what is about a release', '---\ntitle: A\nrelease: {notes: 2030-01-01, version: 2}\n---\nx'],
    ['what is about a publication', '---\ntitle: A\npublication: {name: B, city: C}\n---\nx'],
    ['a show', '---\ntitle: A\nshow_date: 2030-01-01\nshowUntilEnd: true\n---\nx'],
    ['an address between braces', '---\ntitle: A\nextra: {https://a.example/, b:c}\n---\nx'],
    ['text below front matter that is empty', '---\n---\nDate: một chuyện\n\nx'],
    ['fields of other things between braces', '---\ntitle: A\nresources: [{src:a}]\n---\nx'],
  ])('lets out %s', (_, text) => {
    expect(fateOf(text)).toBe('public');
  });

  it.each([
    ['a note', 'Ghi chú: hôm nay\n\nLời'],
    ['a headline with a colon', 'Date: chuyện hẹn hò ở phố\n\nLời'],
    ['questions', 'Q: what?\nA: this\n\nLời'],
    ['a dialogue', 'Lan: Chào.\nMinh: Chào.\n\nLời'],
    ['names of other things', 'Note: a\nTodo: b\n\nLời'],
    ['an equation', 'x = 5\nLời'],
    ['a setting of another kind', 'debug = true\nLời'],
    ['a word in quotes', '"Draft": tên một quán bia\nLời'],
    ['braces behind hyphens', '--- {a: b}\nLời'],
    ['an address', 'https://bao.example/: đọc ở đây\n\nLời'],
    ['a directive', '.. note:: a\n\nLời'],
    ['a shortcode', '{{< figure >}}\n\nLời'],
    ['a tag of Liquid', '{% include a %}\n\nLời'],
    ['JSON about something else', '{"name": "web", "port": 80}\n\nLời'],
    ['a list of something else', '[{"name": "web", "port": 80}]\n\nLời'],
    ['a link', '[title: a](https://bao.example/) và [draft: b][c]\n\nLời'],
    ['a link of a footnote', '[^1]: draft\n\nLời'],
    ['an ornament', ';;;\nLời'],
    ['a dash', '--- Lời thoại\nLời'],
    ['a word behind hyphens', '---abc\nLời'],
    ['a comment', '<!-- chú thích -->\nLời'],
    ['a heading underlined', 'Tin: mới\n---\nLời'],
  ])('is not seen in %s', (_, text) => {
    expect(bodyOf(text)).toBe(text);
    expect(fateOf(text)).toBe('public');
  });

  it('of Zola and Hugo keeps names in groups, which fill what is left out', () => {
    const zola =
      '+++\ntitle = "A"\n[taxonomies]\ncategories = ["Rust"]\ntags = ["a"]\n[extra]\nauthor = "Lê Na"\n+++\nx';
    expect(articleOf(zola)).toMatchObject({
      authors: [{ name: 'Lê Na' }],
      tags: ['a'],
      categories: [{ slug: 'rust' }],
    });
    const own =
      '+++\ntitle = "A"\nauthors = ["B"]\ntags = []\n[params]\nauthor = "C"\ntags = ["c"]\nlayout = 1\n+++\nx';
    expect(articleOf(own)).toMatchObject({ authors: [{ name: 'B' }], tags: [] });
    expect(problemsOf(own).filter(problem => problem.includes('layout'))).toEqual([]);
  });

  it.each([
    ['TOML', '+++\ntitle = "A"\ndate = "2026-13-01"\n+++\n', ':3:8: date: '],
    ['JSON', '\n{ "title": "A",\n  "date": "2026-13-01" }\n', ':3:11: date: '],
    [';;;', ';;;\n"title": "A",\n"date": "2026-13-01"\n;;;\n', ':3:9: date: '],
    ['header lines', 'Title: A\nDate:  2026-13-01\n\nx', ':2:8: date: '],
    ['Nikola', '<!--\n.. title: A\n.. date: 2026-13-01\n-->\nx', ':3:10: date: '],
    ['a list', 'Title: A\nDate: 2026-01-02\nCategories: Một, a/b\n\nx', ':3:18: category: '],
  ])('tells problems of %s with line and column', (_, text, place) => {
    expect(problemsOf(text)[0]).toContain(`articles/a.md${place}`);
  });

  it.each([
    ['+++\ntitle = "A"\n+++\nx', 4],
    ['\n{ "title": "A",\n "id": "b" }\n\nx', 4],
    ['{"title": "A"} x', 1],
    ['Title: A\nTags: b\n\nx', 4],
    ['<!--\n.. title: A\n-->\nx', 4],
    ['title: A\n---\nx', 3],
    ['Title: A\nTags: b,\n  c\nx', 4],
  ])('ends where the text begins: %j', (text, line) => {
    expect(openSource(Buffer.from(text))).toMatchObject({ bodyLine: line });
    expect(bodyOf(text)).toBe('x');
  });

  it('continues values of header lines on lines that are indented', () => {
    const text = 'Title: A\n    B\nAuthors: Lê Na; Trần, Vũ\nTags: x, y\n      z\nDate: 2026-01-02\n\nLời';
    expect(articleOf(text)).toMatchObject({
      title: 'A B',
      authors: [{ name: 'Lê Na' }, { name: 'Trần, Vũ' }],
      tags: ['x', 'y', 'z'],
    });
  });

  it.each([
    '==\nChợ\n===\n\nLời',
    '===\nChợ\n===\n\nLời',
    'Lời\n\nChợ phiên\n~~~~~~~~~\n\nLời',
    'Lời::\n\n    a = 1\n',
    'Lời\n\n.. image:: /a.png\n',
    'Lời\n\n.. _a: https://a.example/\n',
    'Lời ``a`` lời',
    'Xem `chợ <https://a.example/>`_.',
  ])('of Nikola above reStructuredText in .txt is told to be not supported: %j', text => {
    const source = `.. title: A\n.. date: 2026-01-02\n\n${text}`;
    const isFirst = text.startsWith('==\n');
    expect(problemsOf(source, { key: 'articles/a.txt' }).join()).toMatch(
      isFirst ? /^$/ : /^articles\/a\.txt: its text is reS/,
    );
    expect(read(source, { key: 'articles/a.txt' }).article === undefined).toBe(!isFirst);
    expect(read(source, { key: 'articles/a.md' }).article).toBeDefined();
    const fields = { key: 'articles/a.meta', text: '.. title: A\n.. date: 2026-01-02\n' };
    const beside = read(text, { key: 'articles/a.txt', sidecars: [fields] });
    expect(beside.article === undefined).toBe(!isFirst);
    expect(read(`---\ntitle: A\ndate: 2026-01-02\n---\n${text}`, { key: 'articles/a.txt' }).article).toBeDefined();
  });

  it.each([
    'Lời',
    'Lời:\n\n    một\n\n-----\n\nhai',
    'Chợ phiên họp lại\n-----\nLời',
    'snake_case và `một` … __init__ a::b',
    'Lời\nChợ\n---\n',
  ])('of Nikola above plain text stays: %j', text => {
    const source = `.. title: A\n.. date: 2026-01-02\n\n${text}`;
    expect(read(source, { key: 'articles/a.txt' }).article).toBeDefined();
  });

  it('of Nikola is read as Nikola means it', () => {
    const text =
      '.. title: A\n.. tags: mathjax, chợ\n.. link: https://nguon.example/\n.. date: 2026-01-02 08:00 UTC\n\nLời';
    expect(articleOf(text)).toMatchObject({ tags: ['chợ'], draft: false });
    expect(articleOf(text).link).toBeUndefined();
    expect(problemsOf(text)).toContainEqual(expect.stringContaining('link of Nikola is not a field'));
    expect(problemsOf('.. title: A\n.. link: \n.. date: 2026-01-02\n\nLời')).toEqual([]);
    expect(problemsOf('.. title: A\n.. tags: draft\n\nx')).toContainEqual(
      'articles/a.md:2:4: warning: tags: draft holds the article back as a draft; to publish it, take the line out',
    );
  });

  it('in JSON keeps what only looks like a comment', () => {
    const text = `{ "title": "A // B /* C */", link: https://bao.example/a, 'summary': 'x // y' }\nLời`;
    const link = 'https://bao.example/a';
    expect(articleOf(text)).toMatchObject({ title: 'A // B /* C */', link, summary: 'x // y' });
    expect(problemsOf('{ // c\n  "title": "A", /* d\n */ "date": "2026-13-01" }\n')[0]).toContain(':3:13: date: ');
  });

  it('holds back what lies in a folder of drafts', () => {
    for (const key of ['articles/_drafts/a.md', 'articles/blog/_Drafts/x/a.md'])
      expect(read('---\ntitle: A\ndraft: false\n---\n', { key }).article).toMatchObject({
        draft: true,
        heldBy: '_drafts/',
      });
    expect(fateOf('# A', 'articles/drafts.md')).toBe('public');
  });

  it('holds back tests, and leaves out files of repositories that have none', () => {
    for (const key of ['articles/a.test.md', 'articles/x/__tests__/a.mdx'])
      expect([key, fateOf('---\ntitle: A\n---\nA', key)]).toEqual([key, 'draft']);
    for (const key of ['articles/README.md', 'articles/x/licence.txt', 'articles/CHANGELOG.markdown']) {
      expect([key, fateOf('# A\n\nLời', key)]).toEqual([key, 'rejected']);
      expect([key, fateOf('---\ntitle: A\n---\nA', key)]).toEqual([key, 'public']);
    }
    expect(problemsOf('# A', { key: 'articles/README.md' })).toEqual([
      'articles/README.md: is no article by its name, since it has no front matter; add title: and date:, ' +
        'or leave it out',
    ]);
    expect(fateOf('# A', 'articles/readme-first.md')).toBe('public');
  });

  it('is looked for in time linear to its length', () => {
    const size = IS_THOROUGH ? 2_000_000 : 100_000;
    const heads = [
      '-',
      '+',
      ';',
      '{',
      '{"',
      '{"a":',
      '<!--',
      '.. ',
      'a',
      'Title: ',
      'a: b\n',
      '---toml\n',
      '+++\n',
      ';;;\n',
    ];
    const fillers = [
      '-',
      ' ',
      '\t',
      '\n',
      ';',
      '+',
      '{"a":',
      'a: ',
      'Title: x\n',
      '---',
      '--- \n',
      '"',
      '\u2028',
      '<!--',
    ];
    // Were it quadratic in any of these, none would end.
    for (const head of [...heads, ...heads.map(mark => `title: A\n${mark}`)])
      for (const filler of fillers)
        expect(openSource(Buffer.from(head + filler.repeat(size / filler.length)))).toBeDefined();
  }, 120_000);
});

describe('TOML in a block of code', () => {
  const HEAD = '~~~~toml\ntitle = "Chợ phiên"\nauthor_name = "Lan"\npublished = 2016-04-01\ntags = ["a"]\n';

  it('is front matter where it has a title first, and a date', () => {
    const { article } = read(`${HEAD}~~~~\n\nLời.\n`);
    expect(article).toMatchObject({ title: 'Chợ phiên', authors: [{ name: 'Lan' }], tags: ['a'] });
    expect(new Date(article?.published ?? 0).toISOString()).toBe('2016-03-31T17:00:00.000Z');
  });

  it('holds the article back by what it says', () => {
    expect(read(`${HEAD}draft = true\n~~~~\n\nLời.\n`).article).toMatchObject({ draft: true });
    for (const text of [
      `${HEAD}x = [\n~~~~\n\nLời.\n`,
      `${HEAD}\nLời.\n`,
      `${HEAD}~~~~\n+++\ndraft = true\n+++\nLời.\n`,
      '~~~~toml\ntitle = "A"\ndraft = true\n~~~~\nLời.\n',
      '~~~~ toml\ntitle = "A"\ndate = 2016-04-01\n~~~~\nLời.\n',
    ])
      expect(read(text).article, text).toBeUndefined();
  });

  it('is text where it is about something else', () => {
    const text = '~~~~toml\n[package]\nname = "a"\ndate = 2016-04-01\n~~~~\n\nLời.\n';
    expect(read(text).problems.map(({ severity }) => severity)).not.toContain('error');
  });
});
