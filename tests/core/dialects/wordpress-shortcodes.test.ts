import { describe, expect, it } from 'vitest';
import { codeRanges, shownShortcodes } from '../../../functions/core/dialects/wordpress-shortcodes.ts';
import { expectLinear } from '../../growth.ts';
import { problemsOf } from '../samples.ts';

const HEAD = '---\ntitle: A\ndate: 2026-11-01\n---\n';

function told(text: string, extension: 'html' | 'md'): readonly string[] {
  return problemsOf(`${HEAD}${text}`, { key: `articles/a.${extension}` });
}

describe('shortcodes of WordPress in articles', () => {
  it.each([
    '[contact-form-7 id="9" title="X"]',
    '[wpforms id="12"]',
    '[acme_internal note="x"]',
    '[acme note=&#8221;x&#8221;]',
    '[instagram-feed]',
    '[gallery ids="1,2"]',
    '[gallery]',
    '[acme note="x"]Chữ[/acme]',
    '[caption]Chữ[/caption]',
  ])('are reported with line and column, once a kind: %s', code => {
    const [, name] = /^\[([\w-]+)/.exec(code) ?? [];
    const message = `5: warning: the shortcode [${name}] is published as it is written`.replace('5', '7:1');
    for (const text of [`Một\n\n${code}\n`, `Một\n\n${code}\n\n${code}\n`])
      expect(told(text, 'md')).toEqual([expect.stringContaining(`articles/a.md:${message}`)]);
    expect(told(`<p>Một</p>\n\n<p>${code}</p>`, 'html')).toEqual([
      expect.stringContaining(`articles/a.html:7:4: warning: the shortcode [${name}] is published`),
    ]);
  });

  it.each([
    '[sic]',
    '[1]',
    '[the mayor]',
    '[Ảnh: a="b"]',
    'Ông nói [sic] và [video] là [the mayor="x" of the town] đó',
    '[a link](/b "title") và [x y="z"](/c)',
    '[gallery](/g) [gallery][gallery]\n\n[gallery]\n\n[gallery]: /g',
    'a[^1]\n\n[^1]: b',
    '- [x] xong\n- [ ] chưa',
    '[video]',
    '\\[gallery ids="1"]',
    '`[gallery ids="1"]`',
    '```\n[gallery ids="1"]\n```',
    '    [gallery ids="1"]',
    'Trong câu [acme note="x"] này',
    '![gallery](/a.png)',
    '[TOC]',
  ])('are no words, links or code: %j', text => {
    expect(shownShortcodes(text, codeRanges)).toEqual([]);
  });

  it('are none in code, tags and comments of HTML', () => {
    const code = '[gallery ids="1"]';
    expect(
      told(`<p>a</p><pre>${code}</pre><code>${code}</code><!-- ${code} --><a title='${code}'>b</a>`, 'html'),
    ).toEqual([]);
  });

  it.each([
    '[gallery ids="1"]',
    '`[gallery ids="1"]` ',
    '[gallery]',
    '[a_b c="d" ',
    '[gallery',
    '<a [gallery ids="1"]',
    '[/gallery]',
  ])('are found in linear time: %j', async part => {
    await expectLinear(
      text => shownShortcodes(text, codeRanges),
      count => part.repeat(count),
      3000,
    );
  });
});
