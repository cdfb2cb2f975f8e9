import { atoms, CHARACTERS, type Grammar, places } from '../grammar.ts';

const MARKUP = atoms(
  '<¦>¦&¦&amp;¦&#¦&#x301;¦;¦"¦\'¦=¦/¦</¦/>¦<!--¦-->¦--¦<!¦<?¦]]>¦<b>¦</b>¦</i>¦<p>¦</p>¦<div>',
  '</div>¦<br>¦<li>¦<ul>¦<td>¦<tr>¦<table>¦</table>¦<a href="/x">¦</a>¦<img src="/x.png">¦<h1>',
  '</h1>¦<hr>¦<form>¦<select>¦<option>¦<input>¦<script>¦</script>¦<style>¦<title>¦<textarea>',
  '<noscript>¦<template>¦<svg>¦<math>¦<button>¦<b¦<b ¦<a href="¦<img alt="¦<p title=x¦x="¦<![CDATA[',
  '<plaintext>¦<iframe>¦<article>¦<p id=a§>¦<a href="/§">x</a>¦<img src="/§.png">¦<x§>¦</x§>¦<main>',
  '<meta name=a content=x>¦</math>¦<mi>¦</mi>¦<mtext>¦<mspace/>¦<mrow href="/§">¦</mrow>¦<annotation>¦<mglyph>',
);
const ATTRIBUTES = atoms('a¦ ¦=¦"¦\'¦a=x ¦a§=x ¦/¦>¦<¦id=x ¦onclick=x ¦&amp;¦x="¦\n¦A');
const VALUE = atoms("x¦ ¦,¦;¦:¦&¦&amp;¦&#¦<¦>¦'¦/¦-¦1¦%¦\\¦\n¦é¦.¦#¦a ");
const CANDIDATES = atoms('x¦,¦ ¦1x¦2w¦/¦a 1x,¦a, ¦, ¦(¦)¦https://a.example/¦.¦1¦w¦\n');
const STYLE = atoms('x¦:¦;¦ ¦text-align:left;¦(¦)¦"¦/*¦*/¦{¦\\¦url(¦1¦-¦,');

/** A page, or a fragment of one, as editors save it. */
export const HTML: Grammar = {
  name: 'html',
  target: 'html',
  frame: '---\ntitle: Tin\ndate: 2026-11-20\n---\n<article><p>Mocdau</p>\n·\n<p>Moccuoi</p></article>\n',
  places: [
    ...places(MARKUP, atoms('·¦<p>·</p>¦<div>·</div>¦<b>·</b>¦<h1>·</h1>¦<ul><li>·</ul>¦<pre>·</pre>¦<a>·')),
    ...places(MARKUP, [
      '<table><tr><td>·</table>',
      '<table>·</table>',
      '<!-- · -->',
      '<svg><text>·</svg>',
      '<math><mrow>·</mrow></math>',
      '<math><mi>·</mi></math>',
      '<style>·</style>',
    ]),
    ...places(MARKUP, [
      '<template>·</template>',
      '<select><option>·</select>',
      '<script>·</script>',
      '<article>·</article>',
    ]),
    ...places(MARKUP, [
      '<html><head><title>·</title></head><body>',
      '<noscript>·</noscript>',
      '<textarea>·</textarea>',
    ]),
    ...places(ATTRIBUTES, atoms('<p ·>x</p>¦<p ·¦<img ·>¦<a ·>x</a>¦<·>x¦</·>¦<td ·>x¦<html ·><body ·>')),
    ...places(VALUE, [
      '<p title="·">x</p>',
      '<p title=·>x</p>',
      '<p id="·">x</p>',
      '<img src="/x.png" alt="·">',
      '&·;',
      '&#·;',
    ]),
    ...places(VALUE, ['<code class="·">x</code>', '<a href="·">x</a>', '<img src="·">', '<time datetime="·">x</time>']),
    ...places(VALUE, ['<meta property="article:published_time" content="·">', '<meta name="author" content="·">']),
    ...places(VALUE, [
      '<html lang="·">',
      '<link rel="canonical" href="·">',
      '<iframe src="https://www.youtube.com/·"></iframe>',
    ]),
    ...places(VALUE, ['<script type="application/ld+json">{"a":"·"}</script>', '<video src="·" poster="·"></video>']),
    ...places(CANDIDATES, [
      '<img src="/x.png" srcset="·">',
      '<picture><source srcset="·"><img src="/x.png"></picture>',
    ]),
    ...places(CANDIDATES, ['<img src="/x.png" sizes="·">', '<img srcset="/a.png 1x, ·">', '<img srcset="·/a.png 1x">']),
    ...places(STYLE, ['<td style="·">x</td>', '<p style="·">x</p>', '<th style="text-align:·">x</th>']),
  ],
  atoms: [...MARKUP, ...CHARACTERS],
  pairs: [
    ...([
      ['<b>', '</b>'],
      ['<div>', '</div>'],
      ['<ul><li>', '</li></ul>'],
      ['<table><tr><td>', '</table>'],
    ] as const),
    ...([
      ['<b>', '</i>'],
      ['<p><a>', '</p>'],
      ['<b><div>', '</b>'],
      ['<!--', '-->'],
      ['<svg>', '</svg>'],
    ] as const),
    ...([
      ['<font>', '</font>'],
      ['<section>', '</section>'],
      ['<x>', '</x>'],
      ['<a>', '</a>'],
      ['<h1>', '</h2>'],
    ] as const),
  ],
};
