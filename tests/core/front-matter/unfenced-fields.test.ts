import { describe, expect, it } from 'vitest';
import { mayHaveMoreFields } from '../../../functions/core/article/source-text.ts';
import { findMoreFields, findUnfencedFields } from '../../../functions/core/front-matter/unfenced-fields.ts';
import { createRandom } from '../../simulation/random.ts';
import { FORMS } from '../article/forms.ts';
import { problemsOf, read } from '../samples.ts';

/** Lines of texts with fields in all forms, and of texts without. */
const LINES = [
  ...['---', '***', '- - -', '___', '\uff0d\uff0d\uff0d', '\u2060---', '===', '+++', '...', '-->', '{', '}', '[{', ']'],
  ...['draft: true', 'status = draft', ':draft: true', '"draft": true', 'nháp: có', 'date: 2030-01-01', 'Title: A'],
  ...['', ' ', '"tags": ["a"]', '# A', '<h1>A</h1>', 'Lời', 'Chợ quê '.repeat(15), '> a'],
];
const LINE_ENDS = ['\n', '\n', '\n', '\r\n', '\u0085', '\u2028', '\u2029'];

describe('fields of no form that is read', () => {
  it.each([
    ['a line of four hyphens', '----\ntitle: A\ndraft: true\n----\nText', 2],
    ['a line of four hyphens, above another name first', '----\nslug: a\ndraft: true\n----\nText', 2],
    ['hyphens that an editor joined', '—-\ndraft: true\n—-\nText', 2],
    ['a language that nobody knows', '---ini\ntitle: A\ndraft: true\n---\nText', 2],
    ['a block of code', '```yaml\ndraft: true\n```\nText', 2],
    ['a block of code between tildes', '~~~yaml\ntitle: A\ndraft: true\n~~~\nText', 2],
    ['tildes, below another field', '~~~~ yaml\nfoo: a\ndraft: true\n~~~~\nText', 2],
    ['a block of code, below another field', '``` {.yaml}\nfoo: a\nstatus: draft\n```\nText', 2],
    ['a table of TOML', '[params]\ndraft = true\n\nText', 2],
    ['a table in a language that nobody knows', '---ini\n[post]\ndraft = true\n---\nText', 3],
    ['a directive of YAML', '%YAML 1.2\n---\nfoo: A\ndraft: true\n---\nText', 3],
    ['a module', "import a from 'a';\nexport const metadata = {\n  foo: 'A',\n  draft: true,\n};\n\nText", 3],
    ['a module on one line', "export const frontmatter = { title: 'A', published: false };\n\nText", 1],
    ['what a module exports on one line', "import a from 'a';\nexport default { foo: 'A', draft: true }\n\nText", 2],
    ['a module with a type', "export const frontmatter: Frontmatter = { title: 'A', draft: true };\n\nText", 1],
    ['a module with a type, on lines', 'export const metadata: Metadata = {\n  draft: true,\n};\n\nText', 2],
    ['a type of several parts', 'export const m: Record<string, unknown> = {\n  foo: 1,\n  draft: true\n}\nText', 2],
    ['a function of a module', 'export const meta = defineMeta({ draft: true })\n\nText', 1],
    ['a function of a module, on lines', 'export const meta = defineMeta<Meta>({\n  status: "draft",\n})\nText', 2],
    ['a function without a name', 'export const meta = () => ({ draft: true })\n\nText', 1],
    ['a function that is the default', 'export default defineMeta({ foo: 1, draft: true })\n\nText', 1],
    ['a type behind an object', 'export const m = {\n  draft: true as const,\n} satisfies Meta;\n\nText', 2],
    ['a line with a function behind it', 'export const m: M = {\n  draft: true, go: () => x\n}\n\nText', 2],
    ['a constant of a module', 'export const draft = true;\n\nText', 1],
    ['a constant with a type', 'export const draft: boolean = true\n# A\n\nText', 1],
    ['a constant below an import', 'import {\n  a,\n} from "b";\n\nexport const status = "draft";\n\nText', 5],
    ['a constant with a date', 'export const publishDate = "2030-01-01";\n\nText', 1],
    ['a constant below a heading', '# Tựa\n\nexport const draft = true;\n\nText', 3],
    ['an object on a line of its own', 'export const metadata: Metadata =\n  {\n    draft: true,\n  };\n\nText', 3],
    ['the second of two objects', 'export const a = { foo: 1 };\nexport const b = {\n  draft: true };\nText', 3],
    ['a comment with hyphens on one line', '<!-- --- draft: true --- -->\n\nText', 1],
    ['a comment with two fields on one line', '<!-- --- title: A draft: true --- -->\n\nText', 1],
    ['a comment with a semicolon', '<!-- title: A; draft: true -->\n\nText', 1],
    ['a comment of more hyphens', '<!---\ndraft: true\n--->\n\nText', 2],
    ['a comment of more hyphens, with others', '<!---\nNote\n\ndraft: true\n--->\n\nText', 4],
    ['a comment with a headline', '<!-- Front matter\ndraft: true\n-->\n\nText', 2],
    ['the second of two comments', '<!-- Giấy phép -->\n\n<!-- Số 2\nstatus: draft -->\nText', 4],
    ['a comment of MDX', '{/* draft: true */}\n\n# A\n\nText', 1],
    ['a comment of MDX on lines', '{/*\n  title: A\n  draft: true\n*/}\n\nText', 3],
    ['a comment with hyphens', '<!-- ---\ntitle: A\ndraft: true\n--- -->\nText', 2],
    ['a comment with hyphens, and no title', '<!-----\nfoo: A\ndraft: true\n----->\nText', 2],
    ['a header of JBake', 'status=draft\n~~~~~~\nText', 1],
    ['a list of fields of reStructuredText', ':author: Na\n:status: draft\n\nText', 1],
    ['one such field', ':status: draft\n\nText', 1],
    ['such a field with a date', ':date: 2030-01-01\n\nText', 1],
    ['fields of Org', '#+TITLE: A\n#+DRAFT: true\n\nText', 1],
    ['one field of Org', '#+HUGO_DRAFT: true\n\nText', 1],
    ['fields of Org below a drawer', ':PROPERTIES:\n:ID: 1\n:END:\n#+draft: true\nText', 1],
    ['attributes of AsciiDoc', '= Tựa\n:page-draft: true\n\nText', 2],
    ['a state that only some publishers have', 'Status: unlisted\n\n# A\n\nText', 1],
    ['a comment on one line', '<!-- draft: true -->\n\n# A\n\nText', 1],
    ['a comment before a text on its line', '<!-- status: draft --><h1>A</h1>\n<p>Text</p>', 1],
    ['a comment below a document type', '<!doctype html>\n<!-- draft: true -->\n<title>A</title>', 2],
    ['a comment of a program', '// draft: true\n# A\n\nText', 1],
    ['stars', '***\nfoo: a\ndraft: true\n***\nText', 2],
    ['dashes with blanks between', '– – –\ntitle: A\ndraft: true\n– – –\nText', 2],
    ['signs for minus', '− − −\ntitle: A\ndate: 2030-01-01\n− − −\nText', 2],
    ['equals signs', '===\ntitle: A\ndate: 2030-01-01\n===\nText', 2],
    ['hyphens of Unicode', '‐‐‐\ntitle: A\ntags:\n  - b\n- c\ndraft: true\n‐‐‐\nText', 2],
    ['underscores, with a blank behind them', '___ \ntitle: A\ndraft: true\n___\nText', 2],
    ['stars with blanks between', '* * *\ntitle: A\ncategory: B\n* * *\nText', 2],
    ['hashes', '###\ntitle: A\ndate: 2030-01-01\n###\nText', 2],
    ['bars', '───\ntitle: A\ndraft: true\n───\nText', 2],
    ['tildes', '~~~~~\ntitle: A\ndate: 2030-01-01\n~~~~~\nText', 2],
    ['marks that are not those at the end', '– – –\ntitle: A\ndate: 2030-01-01\n---\nText', 2],
    ['one field', '===\ndraft: true\n===\nText', 2],
    ['Vietnamese names', '– – –\ntiêu đề: A\nnháp: có\n– – –\nText', 2],
    ['Vietnamese names between hyphens', '----\nnháp: có\n----\nText', 2],
    ['such a title in Vietnamese', 'Tiêu đề: Chợ quê\n---\ndraft: true\n\nText', 3],
    ['such a title above other marks', 'Tác giả: Nam Cao\n=====\nstatus: draft\n\nText', 3],
    ['a comment below such a title', 'Tóm tắt: A\n===\n<!-- draft: true -->\n\nText', 3],
    ['such a title between marks', '===\nTiêu đề: A\n===\ndraft: true\n\nText', 4],
    ['such a title of two lines', 'Tiêu đề: A\nTóm tắt: B\n===\ndraft: true\n\nText', 4],
    ['empty lines around the marks', 'Tiêu đề: A\r\n\r\n***\r\n\r\ndraft: true\r\n\r\nText', 5],
    ['two such titles', 'Tựa: A\n===\n_foo: B\n---\ndraft: true\n\nText', 5],
    ['two colons, as Dataview has them', '# A\n\ndraft:: true\n\nText', 3],
    ['a Vietnamese title above them', 'Tiêu đề: Nháp\nNgày: 2026-01-02\nTrạng thái: nháp\n\nText', 1],
    ['Vietnamese names without lines around them', 'trạng thái: nháp\nngày đăng: 30/12/2030\n\nText', 1],
    ['a comment of a template', '{# status: draft #}\n# A\n\nText', 1],
    ['a comment of Obsidian', '%%\nfoo: x\ndraft: true\n%%\n# A\n\nText', 3],
    ['a comment of ERB', '<%#\ndraft: true\n%>\n# A\n\nText', 2],
    ['a comment of JSP', '<%-- draft: true --%>\n# A\n\nText', 1],
    ['a comment of FreeMarker, below a heading', '# A\n\n<#-- status: draft -->\n\nText', 3],
    ['a comment of Liquid', '{%- comment -%}\ndraft: true\n{% endcomment %}\n# A\n\nText', 2],
    ['a comment of Markdown', '[//]: # (draft: true)\n# A\n\nText', 1],
    ['a heading', '# Tựa\n\n---\ndraft: true\n---\nText', 4],
    ['a heading, with a date', '# Tựa\n---\ndate: 2030-01-01\ntags: a\n---\nText', 3],
    ['a heading, without lines around them', '# Tựa\n\nStatus: draft\n\nText', 3],
    ['a heading, without an empty line', '# Tựa\nfoo: x\ndraft: true\n\nText', 2],
    ['a heading, in JSON', '# Tựa\n\n{ "foo": "x", "draft": true }\n\nText', 3],
    ['a heading, in a comment', '# Tựa\n\n<!--\ndraft: true\n-->\n\nText', 4],
    ['a heading, with TOML', '# Tựa\n+++\ndraft = true\n+++\nText', 3],
    ['a heading that is underlined', 'Tựa\n---\ndraft: true\n---\nText', 3],
    ['a title of reStructuredText', 'Tựa\n######\n\n:date: 2020-01-01\n:status: hidden\n\nText', 4],
    ['a title with a short line below it', 'Tựa\n=\n\ndraft: true\n\nText', 4],
    ['a title between lines', '=====\nTựa\n=====\n:status: draft\n\nText', 4],
    ['two headings', '<h1>Tựa</h1>\n## Dưới\n\n---\npublished: false\n---\nText', 5],
    ['a comment', '<!--\n---\ndraft: true\n---\n-->\n<p>Text</p>', 3],
    ['line ends of their own', '---\u2028draft: true\u2028---\u2028Text', 2],
    ['a wide colon', 'title\uff1a A\ndraft\uff1a true\n', 1],
    ['equals signs without lines around them', 'title = "A"\ndraft = true\n\nText', 1],
  ])('hold an article back: %s', (_, text, line) => {
    expect(findUnfencedFields(text)?.line).toBe(line);
    expect(read(text).article).toBeUndefined();
  });

  it.each([
    ['a title', 'Nước lên\n\nLời.'],
    ['a title with a colon', 'Date: chuyện hẹn hò ở phố\n\nLời.'],
    ['names of other things', 'Note: a\nTodo: b\n\nLời.'],
    ['fields below the first paragraph', 'Tựa\n\ntitle: A\ndraft: true'],
    ['a list', '- title: A\n- date: B'],
    ['a rule', '----\n\nTựa\n'],
    ['a dialogue', '– Alo?\n– Date: hôm nay\n'],
    ['nothing but rules', '---\n\n+++'],
    ['TOML without fields', '+++\nLời.\n+++'],
    ['a block of code about something else', '```yaml\nname: web\nenabled: true\n```\n'],
    ['a block of code about something else that is off', '~~~yaml\nname: web\nenabled: false\nreplicas: 2\n~~~\n'],
    ['a block of code below a heading', '# Hugo\n\n```yaml\n---\ndraft: true\n---\n```\n'],
    ['a block of code below a paragraph', 'Lời.\n\n```yaml\ntitle: A\ndraft: true\n```\n'],
    ['a sentence about a state', 'Status: draft beer is back in town\n\nLời.'],
    ['a recipe', 'Status: cooked, tasted and approved by three cooks\nServes four.\n\nLời.'],
    ['a recipe below a heading', '# Phở\n\nSố người: 4\nThời gian: 30 phút\n\nLời.'],
    ['a line of names below a heading', '# Tin\n\nAuthor: Lê Na\nDate: 12/5/2026\n\nLời.'],
    ['names between thematic breaks', '# Tin\n\n---\n\nAuthor: Lê Na\nDate: 12/5/2026\n\n---\n\nLời.'],
    ['thematic breaks', '# Tin\n\n---\n\nLời.\n\n---\n\ndraft: true\n\n---\n'],
    ['headings that are underlined', 'Tựa\n===\n\nLời: một\n---\n\nLời'],
    ['a headline about drafts', '# Draft: true stories of the lottery\n\n## Status: unknown\n\nLời.'],
    ['a sentence about publishing', '# A\n\nPublished: 2024 was the year\n---\n\nLời.'],
    ['a title of reStructuredText', 'Tựa\n=====\n\n.. note:: a\n\nLời'],
    ['roles of reStructuredText', ':ref:`a` và :doc:`b`.\n\nLời'],
    ['an emoji by its name', ':smile: :draft: Lời\n\nLời'],
    ['a comment', '<!-- Draft: true story, to be checked -->\n\nLời'],
    ['a comment with a date', '<!-- Date: 2026-01-02 -->\n# A\n\nLời'],
    ['a thematic break of stars', '***\n\nDate: chuyện hẹn hò\n\n***\n\nLời'],
    ['a title between lines', '=====\nDate: chuyện hẹn hò\n=====\n\nLời'],
    ['a paragraph between lines', '* * *\nDate: chuyện hẹn hò\nvà những ngày sau\n* * *\n\nLời'],
    ['a recipe between lines', '===\nSố người: 4\nThời gian: 30 phút\n===\n\nLời'],
    ['credits', 'Tác giả: Lê Na\nẢnh: Lê Na\nNgày: 12/5/2026\n\nLời'],
    ['a quotation', '> Status: draft\n\nLời'],
    ['a table', '| status: draft | a |\n|---|---|\n'],
    ['tags of a template', '{{ page.status: draft }}\n{% set draft = true %}\n\nLời'],
    ['links', '[draft: true](a.html)\n[status: hidden]: b.html\n\nLời'],
    ['code of JavaScript', 'const x = {\n  a: 1,\n}\n\nLời'],
    [
      'a module about something else',
      'import { A } from "b";\n\nexport const rows = [{ name: "a", port: 80 }];\n\nLời',
    ],
    ['a constant that lets the article out', 'export const draft = false;\n\nLời'],
    ['a component', 'export function Demo() {\n  const hidden = true;\n  return <A visible={false} />;\n}\n\nLời'],
    ['a field below a module', 'export const a = { foo: 1 };\n\nLời dẫn\ndraft: true'],
    ['a paragraph below a comment', '<!-- Giấy phép -->\nLời dẫn\ndraft: true'],
    ['a paragraph below comments', '%% a %%\n%%\nb\n%%\n<%# c %>\n<#-- d -->\nLời dẫn\ndraft: true'],
    ['a sentence that begins with import', 'import prices rise\n\nexport prices too\n\nLời'],
    ['a note in a comment', '<!-- Nguồn: báo A; Ghi chú: hỏi lại -->\n\nLời'],
    ['a paragraph that a field is a line of', '# A\n\nLời dẫn\ndraft: true\n\nLời.'],
  ])('are not seen in %s', (_, text) => {
    expect(findUnfencedFields(text)).toBeUndefined();
  });

  describe('below front matter', () => {
    const above = '---\ntitle: A\ndate: 2026-01-02\n---\n';

    it.each([
      ['front matter again', '---\ntitle: A\ndraft: true\n---\nText', 6],
      ['front matter again, below empty lines', '\n\n---\nfoo: A\nstatus: draft\n---\nText', 8],
      ['front matter again, with a list and a comment', '---\ntags:\n  - x\n- y\n# c\ndraft: true\n---\nText', 6],
      ['front matter again, with a date', '---\ndate: 2030-01-01\n---\nText', 6],
      ['front matter again, that is empty in between', '---\ndraft: true\n\n---\nText', 6],
      ['TOML', '+++\nfoo = "A"\ndraft = true\n+++\nText', 6],
      ['JSON', '{ "foo": "A", "draft": true }\nText', 5],
      ['JSON on lines', '{\n  "foo": "A",\n  "draft": true\n}\nText', 6],
      ['a field above another ---', 'draft: true\n---\nText', 5],
      ['a field above a line of stars', 'status: draft\n***\nText', 5],
      ['a field between lines of stars', '***\nstatus: draft\n***\nText', 6],
      ['a field and an empty line above another ---', 'draft: true\n\n---\nText', 5],
      ['a field that lets the article out', 'draft: false\n---\nText', 5],
      ['two fields, one a date', 'category: x\ndate: 2030-01-01\n---\nText', 5],
      ['a day of publication', 'publishDate: 2030-01-01\n---\nText', 5],
      ['marks that nobody sees', '\ufeff\u2060draft: true\n---\nText', 5],
      ['other line ends', 'draft: true\r\n---\r\nText', 5],
      ['line ends of two kinds', 'draft: true\r\n***\rText', 5],
      ['an underscore before the name', '_hidden: yes\n---\nbody:\nText', 5],
      ['a heading', '# A\n\n---\ndraft: true\n---\nText', 8],
      ['a heading that is underlined', 'Chợ quê\n===\ndraft: true\n---\nText', 7],
      ['a heading that is a field', 'Tiêu đề: Chợ\n---\ndraft: true\n---\nText', 7],
      ['JSON above a line that reads as a field', '{ "draft": true }\nTiêu đề: Chợ\nText', 5],
      ['dashes with blanks between', '– – –\ndraft: true\n– – –\nText', 6],
      ['equals signs', '===\nstatus: draft\n===\nText', 6],
      ['a Vietnamese name', '---\nnháp: có\n---\nText', 6],
      ['a heading of HTML', '<h1>Chợ</h1>\n\ndraft: true\n---\nText', 7],
      ['a long title that is underlined', `${'Chợ quê '.repeat(15)}\n---\ndraft: true\n---\nText`, 7],
      ['a line end that few texts have', 'draft: true\u2028---\u2028Text', 5],
      ['a mark that nobody sees before the closing', 'draft: true\n\u2060---\nText', 5],
      ['dashes of another width', 'draft: true\n\uff0d\uff0d\uff0d\nText', 5],
      ['a list that ends in the bracket of JSON', '{ "tags": ["a"]\n"draft": true\nText', 5],
    ])('hold an article back: %s', (_, text, line) => {
      expect(problemsOf(above + text)).toEqual([
        `articles/a.md:${line}:1: fields stand here below the front matter, so the article is held back; ` +
          'move them into it, or put a sentence above them if they are text',
      ]);
      for (const form of Object.values(FORMS)) {
        expect(read(form({ title: 'A', date: '2026-01-02' }, text)).article).toBeUndefined();
      }
    });

    it.each([
      ['a thematic break', '---\n\nLời'],
      ['thematic breaks', '---\n\nLời\n\n---\n\ndraft: true\n\n---\n'],
      ['a heading that is underlined', 'Tựa\n---\nLời'],
      ['a heading with a colon', 'Draft: cuộc tuyển chọn\n---\nLời'],
      ['a heading with a state', 'Status: done\n---\nLời'],
      ['a heading with a year', 'Published: 2024 was the year\n---\nLời'],
      ['a line with a date', 'Date: 12/5/2026\n---\nLời'],
      ['a line of names', '---\n\nAuthor: Lê Na\nDate: 12/5/2026\n\n---\nLời'],
      ['names of other things', '---\nNote: a\nTodo: b\n---\nLời'],
      ['a title again', '---\ntitle: A\nlayout: post\n---\nLời'],
      ['a paragraph with a field in it', 'Lời\ndraft: true\n---\nLời'],
      ['a paragraph below a field', 'draft: true\nLời\n---\nLời'],
      ['a field that nothing closes', 'Status: draft\n\nLời'],
      ['a block of code', '```yaml\n---\ntitle: A\ndraft: true\n---\n```\nLời'],
      ['a block of code below a heading', '# Hugo\n\n~~~yaml\ndraft: true\n~~~\nLời'],
      ['code that is indented below a sentence', 'Viết:\n\n    draft: true\n    ---\nLời'],
      ['JSON about something else', '{ "name": "web", "port": 80 }\n'],
      ['a list', '- draft: true\n- status: draft\n---\n'],
      ['a paragraph of lines above a thematic break', 'Lời một.\nLời hai.\n---\nStatus: draft\n---\nLời'],
      ['a row of tags', '{{< figure status="draft" >}}\n---\n'],
    ])('are not seen in %s', (_, text) => {
      expect(read(above + text).article).toMatchObject({ title: 'A', draft: false });
    });

    it('are seen in the bytes of every text that has them', () => {
      const random = createRandom(41);
      let found = 0;
      for (let run = 0; run < 20_000; run++) {
        const lines = Array.from(
          { length: 1 + random.integer(6) },
          () => `${random.pick(LINES)}${random.pick(LINE_ENDS)}`,
        );
        const text = lines.join('');
        if (findMoreFields(text, 1) === undefined) continue;
        found++;
        expect(mayHaveMoreFields(Buffer.from(text).toString('latin1')), JSON.stringify(text)).toBe(true);
      }
      expect(found).toBeGreaterThan(500);
    });

    it('take no time to look for', () => {
      expect(findMoreFields('---\n'.repeat(1_000_000), 1)).toBeUndefined();
      expect(read(`${above}${' '.repeat(4_000_000)}draft: true\n---\n`).article).toBeDefined();
    });
  });

  it('hold an article back below a line that may close fields, or underline a title', () => {
    for (const title of ['Title: Chợ', 'Title: Chợ\nAuthor: Na'])
      for (const field of ['draft: true', 'trạng thái: nháp', '\nStatus: draft', '<!-- draft: true -->'])
        expect(read(`${title}\n---\n${field}\n\nText`).article).toBeUndefined();
    expect(read('Title: Chợ\ndate: 2026-01-02\n---\nStatus: done\n\nText').article).toMatchObject({ title: 'Chợ' });
  });

  it('are told with their place and a remedy', () => {
    expect(problemsOf('----\ndraft = true\n----\n')).toEqual([
      'articles/a.md:2:1: fields such as these are read between two lines of --- only, as YAML, so the ' +
        'article is held back; put one line above them and one below',
    ]);
  });

  it('are told of a module and a comment with what can be done there', () => {
    for (const text of ['export const draft = true;\n\nLời', '<!-- draft: true -->\nLời'])
      expect(problemsOf(text)).toEqual([
        'articles/a.md:1:1: fields in a comment or a module are not read, so the article is held back; write them at ' +
          'the top between two lines of ---, as YAML, or take this line out',
      ]);
  });

  it('take no time to look for', () => {
    expect(findUnfencedFields('\n'.repeat(5_000_000))).toBeUndefined();
    expect(findUnfencedFields(`${' '.repeat(5_000_000)}title: x`)).toBeUndefined();
  });
});
