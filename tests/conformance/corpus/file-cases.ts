import { type Case, frontMatter, markOf, published } from './case.ts';
import { NASTY_MARKUP, NASTY_NAMES, NASTY_PAGES } from './nasty-markup.ts';

const TITLE = { title: 'Bài' };

/** Markup that runs scripts, as HTML and within Markdown. */
export function markupCases(): readonly Case[] {
  return NASTY_MARKUP.flatMap((markup, at) => [
    published(
      `markup ${at} in HTML: ${label(markup)}`,
      `articles/markup/${at}-page.html`,
      TITLE,
      mark => `<p>${mark}</p>\n${markup}`,
    ),
    published(
      `markup ${at} in Markdown: ${label(markup)}`,
      `articles/markup/${at}.md`,
      TITLE,
      mark => `${mark}\n\n${markup}\n\nhết`,
    ),
    published(
      `markup ${at} in plain text: ${label(markup)}`,
      `articles/markup/${at}-text.txt`,
      TITLE,
      mark => `${mark}\n\n${markup}`,
    ),
  ]);
}

/** Pages as they are saved from other systems, without front matter. */
export function pageCases(): readonly Case[] {
  return NASTY_PAGES.map((page, at) => {
    const name = `page ${at}`;
    const mark = markOf(name);
    return { name, key: `articles/2026/11/20/${at}.html`, source: page.replace('MARK', mark), fate: 'published', mark };
  });
}

export function nameCases(): readonly Case[] {
  return NASTY_NAMES.flatMap((name, at) => [
    published(`file name ${at}: ${label(name)}`, `articles/${name}.md`, TITLE),
    published(`folder name ${at}: ${label(name)}`, `articles/${name}/bài.md`, TITLE),
  ]);
}

const BASE = frontMatter({ title: 'Bài', date: '2026-11-22 08:00' });

/** Files whose bytes are nasty. */
export function fileCases(): readonly Case[] {
  const out = (name: string, source: (mark: string) => string | Uint8Array, ending = 'md'): Case => ({
    name,
    key: `articles/files/${name.replaceAll(' ', '-')}.${ending}`,
    source: source(markOf(name)),
    fate: 'published',
    mark: markOf(name),
  });
  const kept = (name: string, source: string | Uint8Array, ending = 'md'): Case => ({
    name,
    key: `articles/files/${name.replaceAll(' ', '-')}.${ending}`,
    source,
    fate: 'rejected',
  });
  return [
    out('a byte order mark', mark => `\ufeff${BASE}${mark}`),
    out('CRLF', mark => `${BASE}${mark}\n\nhai`.replaceAll('\n', '\r\n')),
    out('CR alone', mark => `${BASE}${mark}\n\nhai`.replaceAll('\n', '\r')),
    out('mixed ends of lines', mark => `${BASE.replace('\n', '\r\n')}${mark}\r\rhai\r\nba`),
    out('no end of line', mark => `${BASE}${mark}`),
    out('decomposed', mark => `${BASE}${mark} Đời sống`.normalize('NFD')),
    out('a word of 100 KB', mark => `${BASE}${mark} ${'dài'.repeat(34_000)}`),
    out('a line of 1 MB', mark => `${BASE}${mark} ${'một hai '.repeat(100_000)}`, 'txt'),
    out('controls', mark => `${BASE}${mark}\u0001\u0008\u000b\u000c\u001f\u007f\u0092\ufffe`),
    out('a thousand links', mark => `${BASE}${mark} ${'[a](https://bao.example/?a&b) '.repeat(1000)}`),
    out(
      'lists in lists',
      mark => `${BASE}${mark}\n\n${Array.from({ length: 150 }, (_, at) => `${' '.repeat(2 * at)}- a`).join('\n')}`,
    ),
    out('quotes in quotes', mark => `${BASE}${mark}\n\n${'>'.repeat(500)} a`),
    out('emphasis without end', mark => `${BASE}${mark} ${'**a *b _c '.repeat(2000)}`),
    out('brackets without end', mark => `${BASE}${mark} ${'['.repeat(20_000)}`),
    out(
      'footnotes',
      mark => `${BASE}${mark} a[^1] b[^<script>] c[^1]\n\n[^1]: **d** <script>alert(1)</script> ]]>\n[^<script>]: e`,
    ),
    out('a table', mark => `${BASE}${mark}\n\n| a | <b> |\n| :- | -: |\n| \\| c | ]]> &amp; |`),
    out(
      'a fence with a language',
      mark => `${BASE}${mark}\n\n\`\`\`"><script>\n</code></pre><script>alert(1)</script>\n\`\`\``,
    ),
    out(
      'references of Markdown',
      mark => `${BASE}${mark} [a] [b]\n\n[a]: javascript:alert(1) "t"\n[b]: <https://bao.example/ b> 'u"v'`,
    ),
    { name: 'nothing but a title', key: 'articles/files/title.txt', source: BASE, fate: 'published', title: 'Bài' },
    kept('nothing', ''),
    kept('blanks', ' \n\t\n'),
    kept('UTF-16', Buffer.from(`\ufeff${BASE}a`, 'utf16le')),
    kept('Latin-1', Buffer.from(`${BASE}caf\u00e9`, 'latin1')),
    kept('a surrogate in UTF-8', Buffer.from([...Buffer.from(BASE), 0xed, 0xa0, 0x80])),
    kept('a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1])),
    kept('a file of zeros', new Uint8Array(5000)),
    kept('too much', `${BASE}${'a'.repeat(6 * 1024 * 1024)}`),
    kept('another ending', `${BASE}a`, 'docx'),
    kept('YAML that ends nowhere', '---\ntitle: "Bài\ndate: 2026-11-22\n---\na'),
    kept('YAML that refers to itself', '---\na: &a [*a]\ntitle: Bài\n---\na'),
    kept(
      'a bomb of aliases',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map(nineAliases).join('')}title: Bài\n---\na`,
    ),
    kept('a list for front matter', '---\n- title: Bài\n---\na'),
    kept('a title that is a list', '---\ntitle: [a, b]\n---\na'),
    kept('two titles', '---\ntitle: a\ntitle: b\n---\na'),
  ];
}

/** A list that refers nine times to the one before it. */
function nineAliases(name: string, at: number, names: readonly string[]): string {
  return `${name}: &${name} [${`*${names[at - 1] ?? 'a'},`.repeat(9)}]\n`;
}

function label(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
