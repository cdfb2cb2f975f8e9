import { atoms, CHARACTERS, type Grammar, places } from '../grammar.ts';

const INLINE = atoms(
  'x¦ ¦*¦_¦**¦`¦``¦~¦~~¦[¦]¦(¦)¦](¦![¦!¦<¦>¦&¦&amp;¦&#¦\\¦|¦:¦"¦\'¦http://¦https://a.example/¦www.',
  'mailto:¦@¦a@b.vn¦www.a.vn¦[^¦[^a]¦^[¦]:¦//¦<b>¦</b>¦<b¦<!--¦-->¦<?¦<!A¦<![CDATA[¦<script>¦<title>¦<a href="¦</',
  '/>¦\n',
);
const BLOCK = atoms(
  '- ¦> ¦* ¦+ ¦1. ¦1) ¦# ¦    ¦\t¦```¦~~~¦---¦===¦***¦\n¦\n\n¦\n  ¦- x\n¦> x\n¦# x\n¦a|¦-|¦|',
  '- [ ] x\n¦<div>¦</div>¦<div>\n¦<pre>\n¦<!--\n¦<td>¦[a§]: /x\n¦[^a§]: x\n\n¦[^a§]¦[a§]¦[x](/§)',
  '# x§\n¦<p id=a§>¦![](/§.png)',
  ' %%¦%% ¦\n%%\n¦<%# ¦%>¦<%-- ¦--%>¦<#-- ¦{# ¦#}¦{% comment %}¦{% endcomment %}¦{{ ¦ }}¦</pre>¦<code>',
);
const URL = atoms('x¦/¦(¦)¦<¦>¦ ¦"¦\\¦%¦&¦&amp;¦#¦?¦\n¦[¦]¦{¦é');

const ALONE = atoms(
  '·¦x ·¦x\n·\n¦# ·¦- ·¦> ·¦1. ·¦    ·¦`·`¦``` ·\nx\n```¦```\n·\n```¦[·]: /x\n\n[x]',
  '| a | b |\n| - | - |\n| · | x |¦·\n-|-\nx|x¦a|b\n·\nx|x¦[·](/x)¦![·](/x.png)¦*·*¦[^·]¦^[·]',
  '<b>·</b>¦<p>·</p>¦<div ·>x</div>¦<b ·¦<!-- · -->¦<?·?>¦</·>¦&·;¦x  ·  \ny¦[x][·]¦<·>',
);

/** CommonMark with tables, strikethrough, bare addresses and footnotes, and HTML within it. */
export const MARKDOWN: Grammar = {
  name: 'markdown',
  target: 'md',
  frame: '---\ntitle: Tin\ndate: 2026-11-20\n---\nMocdau\n\n·\n\nMoccuoi\n',
  places: [
    ...places(INLINE, ALONE),
    ...places(URL, ['[x](·)', '[x](<·>)', '[x](/x "·")', '![x](·)', 'https://a.example/·', '<https://a.example/·>']),
    ...places(URL, ['www.a.example/·', 'www.·.example', 'a@·.example', '·@a.example', '(a@b.example·)']),
    ...places(URL, ['[a]: ·\n\n', '[a]: https://a.example/·\n\n', '[a]: /x "·"\n\n'], ['[a]', '[x][a]', '![a]']),
    ...places(INLINE, ['[^a]: ·\n\n'], ['[^a]', '[^a] ', '[^a]\n\n']),
  ],
  atoms: [...INLINE, ...BLOCK, ...CHARACTERS],
  pairs: [
    ...([
      ['[', ']'],
      ['(', ')'],
      ['*', '*'],
      ['**x', '**'],
      ['_', '_'],
      ['![', '](/x)'],
      ['[', '](/x)'],
    ] as const),
    ...([
      ['<b>', '</b>'],
      ['<div>\n', '</div>\n'],
      ['`', '`'],
      ['^[', ']'],
      ['<!--', '-->'],
      ['> ', '\n'],
    ] as const),
    ...([
      ['<ul><li>', '</li></ul>'],
      ['[x](', ')'],
      ['[[', ']()'],
      ['~~', '~~'],
      [' %% ', ' %%'],
      ['<%# ', ' %>'],
      ['<code>{{ ', ' }}</code>'],
      ['"', '"'],
    ] as const),
  ],
};
