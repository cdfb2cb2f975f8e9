import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../functions/core/yaml/parse-yaml.ts';
import { problemsOf } from '../samples.ts';

const INDENTED = 'this line --- is indented, so the front matter is never closed; begin it in the first column';
const NO_BLANK = 'the colon after the key has no blank behind it; write "key: value"';
const WIDE = 'the colon after the key is a wide one (\uff1a); write "key: value" with the colon : and a blank';
const TAB = 'a tab indents this line; begin it in the column of its key, or use blanks if it belongs to the line above';
const NO_KEY = 'expected a line such as "key: value"; put a colon and a blank after the key';

describe('the remedy for front matter', () => {
  it.each([
    ['whose closing line is indented', '---\ntitle: A\n ---\n\nx', '3:2', INDENTED],
    ['whose closing line is indented by a tab', '---\r\ntitle: A\r\n\t---\r\nx', '3:2', INDENTED],
    ['without a blank after a colon', '---\ntitle:Thiếu cách\ndate: 2026-01-02\n---\nx', '2:1', NO_BLANK],
    ['without a blank after the only colon', '---\ntitle:Thiếu cách\n---\nx', '2:1', NO_BLANK],
    ['without a blank after the last colon', '---\ntitle: A\ndate:2026-01-02\n---\nx', '3:1', NO_BLANK],
    ['with a wide colon', '---\ntitle\uff1aTựa\ndate: 2026-01-02\n---\nx', '2:1', WIDE],
    ['with a wide colon only', '---\ntitle\uff1a Tựa\n---\nx', '2:1', WIDE],
    ['with a tab before a key', '---\ntitle: A\n\tdate: 2026-01-02\n---\nx', '3:1', TAB],
    ['without a colon', '---\ntitle Tựa\ndate: 2026-01-02\n---\nx', '2:1', NO_KEY],
  ])('%s says what is wrong with it', (_, text, place, message) => {
    expect(problemsOf(text)).toEqual([`articles/a.md:${place}: ${message}`]);
  });
});

describe('the remedy for YAML of which a line lacks its colon', () => {
  it.each([
    ['above a comment', '# Báo\ntitle Báo sông\n\n# Địa chỉ\nurl: https://bao.example/\n', 2, NO_KEY],
    ['above a comment, with a colon', 'title:Báo\n# Địa chỉ\nurl: https://bao.example/\n', 1, NO_BLANK],
    ['above a field', '# Báo\ntitle Báo sông\nurl: https://bao.example/\n', 2, NO_KEY],
  ])('%s stands at that line', (_, text, line, message) => {
    expect(parseYaml(text).problems).toEqual([{ line, column: 1, message }]);
  });
});
