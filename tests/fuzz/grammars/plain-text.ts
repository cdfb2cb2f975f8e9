import { atoms, CHARACTERS, type Grammar, places } from '../grammar.ts';

const LINES = atoms(
  'a\n¦\n¦\n\n¦\n\n\n¦ \n¦x ¦x  ¦. ¦…¦—¦- x\n¦TIN ¦Tin\n¦Cùng chuyên mục\n¦x: y\n¦---\n¦---¦+++\n',
  'title: x\n¦Title: x\n¦{¦}¦<¦&¦>¦https://a.example/¦\f¦\v¦\u2028¦draft: true\n¦*¦#¦=¦\n  ¦\n\t',
  'x§\n¦www.¦www.a.vn¦@¦a@b.vn¦&amp;¦(¦)¦"¦“¦”¦_',
);

/** Plain text, with and without something like fields above it. */
export const PLAIN_TEXT: Grammar = {
  name: 'plain text',
  target: 'txt',
  frame: 'Mocdau\n\n·\n\nMoccuoi\n',
  places: places(LINES, atoms('·¦x ·¦·\nx¦x\n·¦· x¦\n\n\n·\n\n\n¦Đọc thêm\n·¦Tin\n·\nTin¦x\n\n·x')),
  atoms: [...LINES, ...CHARACTERS],
  pairs: [
    ['(', ')'],
    ['\n', ' '],
    ['{', '}'],
  ],
};

/** Text without a line before it: its first lines may be fields, a fence, or a mark of its encoding. */
export const TOP_OF_FILE: Grammar = {
  name: 'top of a file',
  target: 'md',
  frame: '·\n\n# Mocdau\n\nMoccuoi\n',
  places: places(
    LINES,
    atoms('·¦---\n·¦---\n·\n---\n¦title: x\n·¦·: x\n¦+++\n·\n+++\n¦{·}\n¦{"title": "·"}\n¦# ·¦\ufeff·'),
  ),
  atoms: [...LINES, ...CHARACTERS],
  pairs: [
    ['{', '}'],
    ['[', ']'],
    ['---\n', '---\n'],
  ],
};
