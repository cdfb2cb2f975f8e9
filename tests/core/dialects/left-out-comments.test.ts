import { describe, expect, it } from 'vitest';
import { markedSummary } from '../../../functions/core/body/more-mark.ts';
import { translate } from '../../../functions/core/dialects/dialect.ts';
import { withoutComments } from '../../../functions/core/dialects/left-out-comments.ts';
import { expectLinear } from '../../growth.ts';
import { htmlOf } from '../body/render.ts';
import { problemsOf } from '../samples.ts';

const COMMENTS = ['<%# ẩn %>', '<%-- ẩn --%>', '<#-- ẩn -->', '%% ẩn %%'];
const translated = (text: string): string => translate(text, false).markdown;

describe('comments between marks', () => {
  it.each(COMMENTS)('are not published, and are reported: %s', comment => {
    expect(htmlOf('markdown', `Một ${comment} hai`)).toMatch(/^<p>Một +hai<\/p>$/);
    expect(htmlOf('markdown', `${comment} hai`)).toBe('<p>hai</p>');
    const block = comment.replace('ẩn', '\nẩn\n\n```\nẩn `\n\n    ẩn <pre>\n');
    expect(htmlOf('markdown', `Một\n\n${block}\n\nhai`)).toBe('<p>Một</p>\n<p>hai</p>');
    const what = comment.replace(' ẩn', '');
    expect(translate(`a\nMột ${comment}`, false).losses).toEqual([{ what, text: ' ẩn ', line: 2, column: 5 }]);
    expect(problemsOf(`---\ntitle: A\ndate: 2026-11-01\n---\nMột ${comment}`)).toEqual([
      expect.stringContaining(
        `a.md:5:5: warning: ${what} and the 2 characters in it are left out; comments are not published; take`,
      ),
    ]);
  });

  it.each(COMMENTS)('stay in code: %s', comment => {
    for (const text of [
      `\`${comment}\``,
      `\`\`\`\n${comment}\n\`\`\``,
      `a\n\n    ${comment}\n\nb`,
      `<pre>\n${comment}\n</pre>`,
    ])
      expect(translated(text)).toBe(text);
  });

  it.each(['%%', '<%#', '<%--', '<#--'])('that never end are text, and are reported: %s', mark => {
    expect(translated(`Một ${mark} hai`)).toBe(`Một ${mark} hai`);
    expect(problemsOf(`---\ntitle: A\ndate: 2026-11-01\n---\nMột ${mark} hai`)).toEqual([
      expect.stringMatching(
        `^articles/a.md:5:5: warning: the comment that ${mark} begins never ends, so what stands behind`,
      ),
    ]);
  });

  it.each(['Tăng 100%% rồi 20%% nữa', 'Bốn %%%% dấu %% ', '50%%', '\\<%# một %>'])('are none here: %j', text => {
    expect(translated(text)).toBe(text);
  });

  it.each([
    ['{% comment %}a %% b{% endcomment %}c %% d', 'c %% d'],
    ['%% a {% comment %} b %% c', ' c'],
    ['%% a <pre> b %% c <%# d %>', ' c '],
    ['%% a <!-- b %% c --> d', ' d'],
    ['%% a {# b %% c #} d', ' d'],
    ['%% a ` %% b ` %% c %%', ' b ` '],
    ['`%% a` %% b `%%` c %%', '`%% a` '],
    ['Dùng `<pre>` rồi %% a %%\n\n</pre>', 'Dùng `<pre>` rồi \n\n</pre>'],
    ['<!-- %% --> a %% b %%', '<!-- %% --> a '],
    ['a %%b%%. c d %%e%%, f %%g%%', 'a . c d , f '],
    ['“a %%b 5%%c%%” (d %%e%%)', '“a ” (d )'],
    ['<?php printf("%d %% a", $b); ?>\n\nc %% d', '<?php printf("%d %% a", $b); ?>\n\nc %% d'],
    ['%% <?php a %% b ?> c', ' c'],
    ['a <? %% b\n\n%% ?> c', 'a <? \n\n ?> c'],
    ['<%-- {{/* a --%> b */}} c', ' c'],
    ['%% a {{ b %% c }} d', ' d'],
  ])('end by what opened first: %j', (text, expected) => {
    expect(translated(text)).toBe(expected);
  });

  it('hide nothing of a summary that a mark within them ends', () => {
    for (const [open, close] of [
      ['%%', '%%'],
      ['{#', '#}'],
      ['{% comment %}', '{% endcomment %}'],
    ]) {
      const text = `Một ${open} a\n\n<!--more-->\n\nb ${close} hai\n\n<!--more-->\n\nba`;
      expect(markedSummary(withoutComments(text))).toBe('Một  hai\n\n');
    }
  });

  it.each(
    [
      ['%% ', '<%# ', '<%-- ', '<#-- ', '%% a %% ', '<%# a %>', '%%\n', '<pre>%% a', '<pre> %% </pre>', '` %% ` %% '],
      ['%%\n```\n%%\n', '%% ` %% {# a #} ` ', '{# %% a #} %% ', '{% comment %} %% ', '<!-- %% ', '%% <!-- %% --> '],
      ['<a "<%# ', '$ %% ', '\n\n    %% a', '<code>{{ a }} ', '<pre>{{ a }}</pre>', '%% <script> %% </script> '],
      ['<? %% ', '%% <? %% ?> ', '<% {{/* %> ', '%% {{ %% }} ', '<%# {{ %> '],
    ].flat(),
  )('take time in proportion to the text: %j', async text => {
    await expectLinear(
      whole => translate(whole, false),
      n => text.repeat(n / text.length),
      40_000,
    );
  });

  it('take time in proportion to a long line that they begin', async () => {
    const line = (n: number): string => '%% a %% '.repeat(n / 8) + 'a'.repeat(60 * n);
    await expectLinear(withoutComments, line, 40_000);
  });
});

describe('tags of templates', () => {
  it.each([
    'Dùng <code>{{ a }}</code>, <code class="b">{% c %}</code> và <code>{: .d}</code>',
    '<pre>\n{{< a >}}\n\n{% if b %}{{ "c" }}{% endif %}\n</pre>',
    '<pre>&lt;a href="{{ b }}"&gt;</pre>',
    'Một\n\n    {{ a }}\n    {% b %}\n\n    {: .c}\n\nHai',
    '\t{{ a }}',
    '<code>{% comment %}</code> và <code>{% raw %}</code>',
  ])('stay in code: %j', text => {
    expect(translate(text, false)).toMatchObject({ markdown: text, losses: [] });
  });

  it.each([
    ['<code>{{ a }}\n\nb {{ c }}</code>', '<code>\n\nb </code>'],
    ['`<pre>` {{ a }} </pre>', '`<pre>`  </pre>'],
    ['- Một\n\n    {{ a }}b', '- Một\n\n    b'],
    ['Một\n    {{ a }}b', 'Một\n    b'],
    ['<code>a {# ẩn #}{% raw %}{{ b }}{% endraw %}</code>', '<code>a {{ b }}</code>'],
    ['<pre><a href="{{ site.url }}/b">c</a>{% comment %}ẩn{% endcomment %}</pre>', '<pre><a href="/b">c</a></pre>'],
    ['a\n\n    {# ẩn #}b', 'a\n\n    b'],
    ['a\n\n    {{/* ẩn */}}{{!-- ẩn --}}b{{ c }}', 'a\n\n    b{{ c }}'],
    ['<pre>{{- /* ẩn */ -}}{{! ẩn }}</pre>', '<pre></pre>'],
  ])('leave where there is none, and in it with comments: %j', (text, expected) => {
    expect(translated(text)).toBe(expected);
  });
});
