import { describe, it } from 'vitest';
import type { ArticleFormat } from '../../../functions/core/article/article.ts';
import { readPage } from '../../../functions/core/body/page-facts.ts';
import { cleanText } from '../../../functions/core/text/clean.ts';
import { expectLinear } from '../../growth.ts';
import { render } from './render.ts';

type Case = readonly [name: string, inputOf: (n: number) => string];

const repeated = (text: string): Case => [text, n => text.repeat(Math.ceil(n / text.length))];
const listed = (count: number, itemOf: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => itemOf(index)).join('');

const ADDRESSES: readonly Case[] = [
  ...['www.', 'www.a', '_www.a_', '(www._', '(www.a.vn', 'www.a.vn ', 'a@', 'a@b.', 'a@b.vn', 'a@b.vn ', '.@'].map(
    repeated,
  ),
  ['an address that ends with brackets', n => `www.a.vn/${')'.repeat(n)}`],
  ['an address that ends with references', n => `www.a.vn/${'&a;'.repeat(n / 3)}`],
  ['a long host', n => `www.${'a.'.repeat(n / 2)}_`],
];

const MARKDOWN: readonly Case[] = [
  ...['[a](b c.jpg', '![a](b c.jpg)', '![a](b c.jpg)\n\n', '[[a](b c.jpg)', '[a](b (', '](b c.jpg)'].map(repeated),
  ...['[', '![', '[]()', '[a](', '[a](<', '[a](b "', '[a][', '[a]: x\n"\n', '[^', '^[', '[!', '[`', '[<a '].map(
    repeated,
  ),
  ...['*', '_', '*_', '*a_ ', '*a**a*', '***a ', '_a_b', '~~a ', '`', 'a`b``'].map(repeated),
  ...['<', '<a ', '<a b="', '<!--', '<?', '<![CDATA[', 'x <b>', '&', '&#', '\\', '> ', '- ', '-\n', '# ', '|-\n'].map(
    repeated,
  ),
  ...[
    'http://',
    'http://a.vn ',
    '~https://a.example/',
    '//',
    '//a ',
    '//a.vn ',
    'mailto:',
    'a\n',
    'a\n\n',
    '\t',
    '```\n',
  ].map(repeated),
  ...ADDRESSES,
  ...['{{', '{{< x >}}', '{% raw %}', '{% raw', '{% highlight x %}\n', '{%', '{{ "', '{:', '[x]{', '## x {\n'].map(
    repeated,
  ),
  ['ends without an end', n => `${'{% raw %}'.repeat(n / 18)}\n${'x '.repeat(n / 4)}\n{% endraw`],
  ...[':::a\n', ':::\n', '!!! a\n', '!!! a\n    ', '> [!A\n', '$', '$$', '$$\n', '$x_', '$x_1$'].map(repeated),
  ['[ … ]', n => '['.repeat(n / 2) + ']'.repeat(n / 2)],
  ['runs of `', n => listed(Math.sqrt(2 * n), index => `${'`'.repeat(index)} `)],
  ['lists within lists', n => listed(n / 80, index => `${'  '.repeat(index % 50)}- x\n`)],
  ['ever deeper lines', n => listed(Math.sqrt(n), index => `${'  '.repeat(index)}- x\n`)],
  ['a quote that goes on', n => `${'> '.repeat(40)}a\n${'a\n'.repeat(n / 2)}`],
  ['columns × rows', n => `${'a|'.repeat(n / 8)}\n${'-|'.repeat(n / 8)}\n${'x\n'.repeat(n / 4)}`],
  ['definitions', n => listed(n / 9, index => `[a${index}]: x\n`)],
  ['one definition, many references', n => `[a]: /${'x'.repeat(n / 2)}\n\n${'[a] '.repeat(n / 8)}`],
  ['one title, many references', n => `[a]: /x "${'x'.repeat(n / 2)}"\n\n${'[a] '.repeat(n / 8)}`],
  ['one definition, many pictures', n => `[a]: /${'x'.repeat(n / 2)}\n\n${'![a] '.repeat(n / 10)}`],
  ['footnotes', n => `${listed(n / 12, i => `[^${i}]`)}\n\n${listed(n / 18, i => `[^${i}]: x\n\n`)}`],
  // The package looks for the end of a label where a text defines a footnote, and nowhere else.
  ['one footnote, many labels without an end', n => `[^1]: x\n\n${'[^'.repeat(n / 2)}`],
  ['one footnote, many calls', n => `${'[^1]'.repeat(n / 4)}\n\n[^1]: x`],
  ['links beside a tag', n => `<b>x</b> ${listed(n / 24, i => `[x](https://a.example/${i}) `)}`],
  ['a stray # in an address', n => `<https://a.example/${'#'.repeat(n)}>`],
  ['a host of many letters', n => `<https://${'e\u0301'.repeat(n / 2)}/>`],
  ['marks in a row', n => `a${'\u0301\u0323'.repeat(n / 2)}`],
  ['many runs of marks', n => `a${'\u0301'.repeat(319)}`.repeat(n / 320)],
];

const MDX: readonly Case[] = [
  ...['{', '{/*', '{"', '<A ', '<A>', '<A b={', '<A b="', '<A {...', '</', '`', 'import a\n\n', 'export {\n\n'].map(
    repeated,
  ),
  ['braces that lie in each other', n => '{'.repeat(n / 2) + '}'.repeat(n / 2)],
  ['attributes', n => `<A ${listed(n / 8, index => `a${index}=x `)}>`],
];

const HTML: readonly Case[] = [
  ...['<b>', '</x>', '<b><script>', '<p></p>', '<', '<br ', '<sup><a ', '<table><tr><td>', '<h1>x</h1>', '&'].map(
    repeated,
  ),
  ...['<p', '<a/b=', '<a b=<a', '<a b="<', '</a', '<!doctype '].map(repeated),
  ...['<article>', '<!--', '<template>', '<textarea>', '<title>', '<a href=x>', '<img src=a>'].map(repeated),
  ['crossed tags', n => '<b>'.repeat(n / 7) + '</i>'.repeat(n / 7)],
  ...['style', 'script', 'xmp', 'title'].map(
    (name): Case => [`many ${name}, one end tag`, n => `${`<${name}>`.repeat(n / 10)}x</${name}${' '.repeat(n / 2)}>`],
  ),
  ...['style', 'xmp', 'title'].map(
    (name): Case => [
      `many ${name}, one odd end tag`,
      n => `${`<${name}>`.repeat(n / 10)}x</${name}${' '.repeat(n / 2)}x>`,
    ],
  ),
  ['attributes', n => `<p ${listed(n / 8, index => `a${index}=x `)}>`],
  ...[',', ' ', 'a 1x,', 'a,'].map(
    (part): Case => [`srcset of ${part}`, n => `<img srcset="a${part.repeat(n / part.length)}x">`],
  ),
  ['a stray # in an address', n => `<a href="https://a.example/${'#a'.repeat(n / 2)}">x</a>`],
  ['many classes', n => `<code class="${'a '.repeat(n / 2)}">x</code>`],
  ['white space', n => `<p>a${' '.repeat(n)}b</p><h1>${'\n'.repeat(n)}x</h1>`],
];

const TEXT: readonly Case[] = [
  ...['a\n', 'a\n\n', ' \n', '&', '\u2028', '\u0345\u0338', 'http://', '(http://a.vn'].map(repeated),
  ...ADDRESSES,
];

const CASES = [
  ...MARKDOWN.map(one => ['markdown', ...one] as const),
  ...MDX.map(one => ['mdx', ...one] as const),
  ...HTML.map(one => ['html', ...one] as const),
  ...TEXT.map(one => ['text', ...one] as const),
];

/** At four times of it the fastest of the quadratic faults that were found here takes half a second. */
const N = 24_000;

describe('work grows no faster than the text', () => {
  it.each(CASES)('%s: %j', async (format: ArticleFormat, _name, inputOf) => {
    await expectLinear(
      text => {
        const clean = cleanText(text);
        readPage(format, clean).facts;
        render(format, clean);
      },
      inputOf,
      N,
    );
  });

  // What grew here did so up to 10,000 characters, which is as far as the package looks for the end of an address.
  it.each(['~https://a.example/', '//a '])(
    'markdown: addresses that are looked for from each other: %j',
    async part => {
      await expectLinear(
        text => render('markdown', text),
        n => part.repeat(n / part.length),
        5000,
      );
    },
  );
});
