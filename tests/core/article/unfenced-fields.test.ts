import { describe, expect, it } from 'vitest';
import { findUnfencedFields } from '../../../functions/core/article/unfenced-fields.ts';
import { problemsOf, read } from '../samples.ts';

describe('fields of no form that is read', () => {
  it.each([
    ['a line of four hyphens', '----\ntitle: A\ndraft: true\n----\nText', 2],
    ['a line of four hyphens, above another name first', '----\nslug: a\ndraft: true\n----\nText', 2],
    ['hyphens that an editor joined', '—-\ndraft: true\n—-\nText', 2],
    ['a language that nobody knows', '---ini\ntitle: A\ndraft: true\n---\nText', 2],
    ['a block of code', '```yaml\ndraft: true\n```\nText', 2],
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
  ])('are not seen in %s', (_, text) => {
    expect(findUnfencedFields(text)).toBeUndefined();
  });

  it('are told with their place and a remedy', () => {
    expect(problemsOf('----\ndraft = true\n----\n')).toEqual([
      'articles/a.md:2:1: fields such as these are read between two lines of --- only, as YAML, so the article is held back; put one line above them and one below',
    ]);
  });

  it('take no time to look for', () => {
    expect(findUnfencedFields('\n'.repeat(5_000_000))).toBeUndefined();
    expect(findUnfencedFields(`${' '.repeat(5_000_000)}title: x`)).toBeUndefined();
  });
});
