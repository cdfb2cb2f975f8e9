import { describe, expect, it } from 'vitest';
import { findAutolinks } from '../../../../functions/core/body/links/autolinks.ts';
import { MAX_AUTOLINKS } from '../../../../functions/core/body/links/markdown-autolinks.ts';
import { htmlOf, render } from '../render.ts';

/** The addresses that are found in a line, as they are written. */
function found(text: string, withSchemes = true): readonly string[] {
  return findAutolinks(text, { withSchemes, isAtStart: true }).map(({ start, end }) => text.slice(start, end));
}

describe('bare addresses', () => {
  it.each([
    // Examples of GFM 0.29, section 6.9.
    ['www.commonmark.org', ['www.commonmark.org']],
    ['Visit www.commonmark.org/help for more information.', ['www.commonmark.org/help']],
    ['Visit www.commonmark.org.', ['www.commonmark.org']],
    ['Visit www.commonmark.org/a.b.', ['www.commonmark.org/a.b']],
    ['www.google.com/search?q=Markup+(business)', ['www.google.com/search?q=Markup+(business)']],
    ['www.google.com/search?q=Markup+(business)))', ['www.google.com/search?q=Markup+(business)']],
    ['(www.google.com/search?q=Markup+(business))', ['www.google.com/search?q=Markup+(business)']],
    ['www.google.com/search?q=(business))+ok', ['www.google.com/search?q=(business))+ok']],
    ['www.google.com/search?q=commonmark&hl=en', ['www.google.com/search?q=commonmark&hl=en']],
    ['www.google.com/search?q=commonmark&hl;', ['www.google.com/search?q=commonmark']],
    ['www.commonmark.org/he<lp', ['www.commonmark.org/he']],
    [
      '(Visit https://encrypted.google.com/search?q=Markup+(business))',
      ['https://encrypted.google.com/search?q=Markup+(business)'],
    ],
    ['foo@bar.baz', ['foo@bar.baz']],
    ["hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.", ['hello+xyz@mail.example']],
    ['a.b-c_d@a.b', ['a.b-c_d@a.b']],
    ['a.b-c_d@a.b.', ['a.b-c_d@a.b']],
    ['a.b-c_d@a.b-', []],
    ['a.b-c_d@a.b_', []],
    // Hosts.
    ['www.a', []],
    ['www.a..b', []],
    ['www.a.b_c', []],
    ['www.a_b.c.d', ['www.a_b.c.d']],
    ['www.báo.vn, Www.Bao.vn', ['www.báo.vn', 'Www.Bao.vn']],
    ['http://localhost:8080/', []],
    ['https://u:pass@a.example/', []],
    ['http://a.vn:8080/x?y=1#z!', ['http://a.vn:8080/x?y=1#z']],
    // What stands before them.
    ['awww.a.vn /www.a.vn "www.a.vn"', []],
    ['*www.a.vn* _www.b.vn_ ~www.c.vn~', ['www.a.vn', 'www.b.vn', 'www.c.vn']],
    ['xhttp://a.vn “http://b.vn”', ['http://b.vn']],
    ['Email:toasoan@bao.vn; (fax@bao.vn) <b@c.vn>', ['toasoan@bao.vn', 'fax@bao.vn', 'b@c.vn']],
    ['thưa_á@bao.vn báo@bao.vn', []],
    ['@lan@mastodon.example lan@@bao.vn lan@bao.vn@x', []],
    ['ftp://x/lan@bao.vn', []],
    ['xem thêm...lan@bao.vn', ['lan@bao.vn']],
    ['lan@báo.vn lan@bao.vnế lan@bao', []],
    [`${'a'.repeat(64)}@b.vn ${'a'.repeat(65)}@b.vn`, [`${'a'.repeat(64)}@b.vn`]],
  ] as const)('are found as GFM has it in %j', (text, addresses) => {
    expect(found(text)).toEqual(addresses);
  });

  it('are looked for without schemes where a parser has found those', () => {
    expect(found('http://a.vn www.a.vn', false)).toEqual(['www.a.vn']);
  });

  it.each([
    ['Viết cho lan@bao.vn.', '<p>Viết cho <a href="mailto:lan@bao.vn">lan@bao.vn</a>.</p>'],
    ['**www.bao.vn**', '<p><strong><a href="http://www.bao.vn/">www.bao.vn</a></strong></p>'],
    ['a_b@bao.vn', '<p><a href="mailto:a_b@bao.vn">a_b@bao.vn</a></p>'],
    ['a\nwww.a.vn', '<p>a\n<a href="http://www.a.vn/">www.a.vn</a></p>'],
    ['| www.a.vn |\n| - |', '<a href="http://www.a.vn/">www.a.vn</a>'],
    ['`a`www.a.vn', '<p><code>a</code>www.a.vn</p>'],
    ['x<br>lan@bao.vn', '<p>x<br />lan@bao.vn</p>'.replace('lan@bao.vn', '<a href="mailto:lan@bao.vn">lan@bao.vn</a>')],
  ])('are links in Markdown: %j', (text, html) => {
    expect(htmlOf('markdown', text)).toContain(html);
  });

  it.each([
    '`www.a.vn`',
    '[www.a.vn](/x)',
    '![a@b.vn](/x.png)',
    '<a href="/x">a@b.vn</a>',
    '<code>a@b.vn</code>',
    '    a@b.vn',
    'a\\@b.vn',
  ])('are none in code, links, pictures and where an author says so: %j', text => {
    expect(htmlOf('markdown', text)).not.toMatch(/href="(?:mailto|http:\/\/www)/);
  });

  it('are links once there are no more of what holds none', () => {
    expect(htmlOf('markdown', '<a href="/x">x</a> a@b.vn')).toContain('<a href="mailto:a@b.vn">a@b.vn</a>');
    expect(htmlOf('markdown', '[x](/x) a@b.vn')).toContain('<a href="mailto:a@b.vn">a@b.vn</a>');
    expect(htmlOf('markdown', '</a> <a/> a@b.vn')).toContain('<a href="mailto:a@b.vn">a@b.vn</a>');
  });

  it('are links in plain text, too, with those that have a scheme', () => {
    const { html, references } = render('text', 'Xem https://a.vn/?a="1"&b, www.b.vn & c@d.vn <e>\n\nhttps://a.vn');
    expect(html).toBe(
      '<p>Xem <a href="https://a.vn/?a=%221%22&amp;b">https://a.vn/?a="1"&amp;b</a>, ' +
        '<a href="http://www.b.vn/">www.b.vn</a> &amp; <a href="mailto:c@d.vn">c@d.vn</a> &lt;e&gt;</p>\n' +
        '<p><a href="https://a.vn/">https://a.vn</a></p>',
    );
    expect(references.map(({ reference }) => reference)).toEqual([
      'https://a.vn/?a="1"&b',
      'http://www.b.vn',
      'mailto:c@d.vn',
      'https://a.vn',
    ]);
  });

  it('are text where they lead nowhere', () => {
    expect(htmlOf('text', `www.a.vn/${'x'.repeat(9000)} www.b.vn`)).toMatch(
      /^<p>www[^<]*<a href="http:\/\/www.b.vn\/">/,
    );
  });

  it.each(['markdown', 'text'] as const)('are at most so many in %s; those beyond are text', format => {
    const html = htmlOf(format, 'www.a.vn là một trang\n\n'.repeat(MAX_AUTOLINKS + 5));
    expect(html.match(/<a /g)).toHaveLength(MAX_AUTOLINKS);
    expect(html.match(/>www\.a\.vn[< ]/g)).toHaveLength(MAX_AUTOLINKS + 5);
  });
});
