import { autop } from '@wordpress/autop';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { paragraphsOf } from '../../../../functions/core/import/formats/wordpress/autop.ts';
import { fc, runs } from '../../../property.ts';

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}

const INLINE = /^(?:a|b|em|strong|i|img|span|code|iframe|input|#text|br|audio|video|object|select)$/;

/**
 * Returns the text that a browser shows: white space becomes one space, and a line break at the end of a block is
 * dropped.
 */
function shown(html: string): string {
  const write = (node: Node, isPre: boolean): string => {
    if (node.nodeName === '#text') return isPre ? (node.value ?? '') : (node.value ?? '').replace(/\s+/g, ' ');
    if (node.nodeName === '#comment') return '';
    const inner = (node.childNodes ?? []).map(child => write(child, isPre || node.nodeName === 'pre')).join('');
    if (node.nodeName === '#document-fragment') return inner;
    const attributes = (node.attrs ?? []).map(({ name, value }) => ` ${name}=${value}`).join('');
    if (node.nodeName === 'br') return '<br>';
    const isBlock = !INLINE.test(node.nodeName);
    const content =
      isBlock && !isPre && node.nodeName !== 'pre' ? inner.replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, '') : inner;
    if (node.nodeName === 'p' && content === '') return '';
    return isBlock
      ? `\n<${node.nodeName}${attributes}>${content}</${node.nodeName}>\n`
      : `<${node.nodeName}${attributes}>${content}</${node.nodeName}>`;
  };
  return write(parseFragment(html) as Node, false)
    .replace(/[ ]*<br>[ ]*/g, '<br>')
    .replace(/(?:\s|<br>)*\n(?:\s|<br>)*/g, '\n')
    .trim();
}

const POSTS: readonly string[] = [
  '',
  'A',
  'A\nB\n\nC',
  'A\n\n\n\nB',
  'Mở:\n<ul>\n<li>một</li>\n<li>hai</li>\n</ul>\nSau danh sách.\n\nCuối.',
  '<ol>\n\t<li>một\n<ul>\n<li>trong</li>\n</ul>\n</li>\n\t<li>hai</li>\n</ol>',
  '<li>a\n\nb</li>',
  '<blockquote>A\nB\n\nC</blockquote>\nD',
  '<blockquote>\nA\n</blockquote>',
  '<blockquote><p>A</p><p>B</p></blockquote>',
  '<blockquote>A\n<cite>B</cite></blockquote>',
  'A <blockquote>B</blockquote> C',
  'A\n<pre>x\n\ny\n  z</pre>\nB',
  '<pre><code>a &lt;b>\n\nc</code></pre>',
  'A <code>x\ny</code> B',
  '<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b\n\nc</td>\n</tr>\n</tbody>\n</table>',
  '<table><caption>T</caption><colgroup><col width="5"></colgroup><tr><th>a</th></tr></table>A',
  '<div>A</div>',
  '<div>\nA\n\nB\n</div>C',
  '<div class="x"\n id="y">A\nB</div>',
  '<div><div>A</div>\nB</div>',
  '<h2>A</h2>\nB\n<h3>C</h3>D',
  'A<hr />B',
  'A\n<!-- ghi chú -->\nB',
  '<!-- a\n\nb -->',
  'A<br />B<br>\nC',
  'A<br /><br />B',
  'A<br><!--more-->\nB',
  'A<br><!-- c --><br>B',
  '<p>A</p>\nB\n\n<p>C\nD</p>',
  '<p>A\n\nB</p>',
  '<p style="x">A</p>',
  '<p></p>\n\n<p> </p>A',
  '<strong>A\n\nB</strong> C',
  '<em>A</em>\n<img src="a.jpg"\nalt="x">\n\n<a href="b"><img src="b.jpg"></a>',
  '<iframe src="x"></iframe>\nA',
  '<figure><img src="a.jpg"><figcaption>B\nC</figcaption></figure>\nD',
  '<figure>\n<img src="a.jpg">\n<figcaption>B</figcaption>\n</figure>',
  '<video controls>\n<source src="a.mp4">\n<track src="b.vtt">\n</video>\nA',
  '<audio src="a.mp3"></audio>',
  '<object data="x">\n<param name="a">\n<embed src="b">\n</object>',
  '<script>\nvar a;\nvar b;\n</script>\nA',
  '<style>\na {}\nb {}\n</style>A',
  '<section>A\n\nB</section>',
  '<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>',
  '<address>A\nB</address>',
  '<form>A\n<input name="x">\n<select>\n<option>1</option>\n</select></form>',
  '<details><summary>A</summary>B\n\nC</details>',
  'a &lt; b\n\nc',
  'A &amp; B\n&nbsp;\nC',
  '\n\n  A  \n  B  \n\n',
];

const PIECES: readonly string[] = [
  ...['A', 'B c', ' ', '\n', '\n', '\n\n', '\n \n', '<b>x</b>', '<a href="y">z</a>', '<img src="i.jpg">', '<br>'],
  ...['<div>', '</div>', '<ul>', '<li>', '</li>', '</ul>', '<blockquote>', '</blockquote>', '<h2>q</h2>', '<hr>'],
  ...['<pre>m\n\nn</pre>', '<!-- c -->', '<p>', '</p>', '<td>', '<section>', '</section>'],
];
/** Elements as people close them. */
const BALANCED: readonly string[] = [
  ...['A', 'B c', '\n', '\n\n', ' ', '<b>x</b>', '<a href="y">z</a>', '<img src="i.jpg">', '<h2>q</h2>', '<hr>'],
  ...['<ul>\n<li>a</li>\n<li>b</li>\n</ul>', '<blockquote>k\n\nl</blockquote>', '<pre>m\n\nn</pre>', '<p>r</p>'],
  ...['<div>s</div>', '<div>\nt\n</div>', '<table><tr><td>u\nv</td></tr></table>', '<!-- c -->', 'w<br>'],
  ...['<ul>\n<li>a\n<blockquote>k</blockquote>\n</li>\n<li><p>b</p></li></ul>', '<ol>\n<li>a\n\nb</li></ol>'],
  ...[
    '<ul><li><pre>p\n\nq</pre></li></ul>',
    '<pre class="k">a<br>b\nc</pre>',
    '<script>\nvar a;\n</script>',
    '<!--more-->',
  ],
  ...[
    '<!-- a\n\nb -->',
    '[x y="z"]',
    '[cap]t\n\nu[/cap]',
    '<a href="y" title="m\n\nn">z</a>',
    '<code>x\ny</code>',
    '\r\n',
  ],
  ...['<figure><img src="a.jpg"><figcaption>B\nC</figcaption></figure>', '<em>a\nb</em>', '&nbsp;', '\n \t\n'],
  ...['<dl>\n<dt>a</dt>\n<dd>b\nc</dd>\n</dl>', '<details><summary>A</summary>B\nC</details>'],
  ...['<video controls>\n<source src="a.mp4">\n</video>', '<blockquote>\n<p>A</p>\n</blockquote>'],
];

describe('a text of the classic editor', () => {
  it.each(POSTS)('%j is shown as WordPress shows it', post => {
    expect(shown(paragraphsOf(post))).toBe(shown(autop(post)));
  });

  it('is so whatever its elements are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...BALANCED), { maxLength: 12 }), pieces => {
        const post = pieces.join('');
        expect(shown(paragraphsOf(post))).toBe(shown(autop(post)));
      }),
      runs(3000),
    );
  });

  it('keeps all its words, whatever is open and closed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 15 }), pieces => {
        const words = (html: string): string => html.replace(/<!--[\s\S]*?-->|<[^<>]*>|\s+/g, '');
        expect(words(paragraphsOf(pieces.join('')))).toBe(words(pieces.join('')));
      }),
      runs(2000),
    );
  });
});
