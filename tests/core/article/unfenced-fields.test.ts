import { describe, expect, it } from 'vitest';
import { findUnfencedFields } from '../../../functions/core/article/unfenced-fields.ts';
import { problemsOf, read } from '../samples.ts';

describe('fields that are not between lines of ---', () => {
  it.each([
    ['TOML', '+++\ntitle = "A"\ndraft = true\n+++\nText', 2],
    ['TOML of one field', '+++\ndraft = true\n+++\nText', 2],
    ['JSON', '{\n  "title": "A",\n  "draft": true\n}\n', 2],
    ['JSON on one line', '{"title": "A", "draft": true}\n\nText', 1],
    ['no lines around them', 'title: A\ndraft: true\n\nText', 1],
    ['no line above them', '\ntitle: A\ndraft: true\n---\nText', 2],
    ['names as Pelican has them', 'Title: A\nDate: 2027-01-01 10:00\nStatus: draft\n\nText', 1],
    ['a line of four hyphens', '----\ntitle: A\ndraft: true\n----\nText', 2],
    ['hyphens that an editor joined', '—-\ndraft: true\n—-\nText', 2],
    ['the name of a language', '---yaml\ntitle: A\n---\nText', 2],
    ['a block of code', '```yaml\ndraft: true\n```\nText', 2],
    ['a comment', '<!--\n---\ndraft: true\n---\n-->\n<p>Text</p>', 3],
    ['line ends of their own', '---\u2028draft: true\u2028---\u2028Text', 2],
    ['a wide colon', 'title\uff1a A\ndraft\uff1a true\n', 1],
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
  ])('are not seen in %s', (_, text) => {
    expect(findUnfencedFields(text)).toBeUndefined();
  });

  it('are told with their place and a remedy', () => {
    expect(problemsOf('+++\ndraft = true\n+++\n')).toEqual([
      'articles/a.md:2:1: fields such as these are read between two lines of --- only, as YAML, so the article is held back; put one line above them and one below',
    ]);
  });

  it('take no time to look for', () => {
    expect(findUnfencedFields('\n'.repeat(5_000_000))).toBeUndefined();
    expect(findUnfencedFields(`${' '.repeat(5_000_000)}title: x`)).toBeUndefined();
  });
});
