import { describe, expect, it } from 'vitest';
import { readPage } from '../../../functions/core/body/page-facts.ts';
import { blankTemplateComments } from '../../../functions/core/dialects/comments.ts';
import { translate } from '../../../functions/core/dialects/dialect.ts';
import { expectLinear } from '../../growth.ts';
import { problemsOf } from '../samples.ts';

const CODE = '```js\nẩn\n```';
const LINES = '\n'.repeat(5);

describe('a comment', () => {
  it.each([
    ['of Liquid', 'A{% comment %}ẩn{% endcomment %}B', 'AB'],
    ['of Liquid with hyphens', 'A {%- comment -%} ẩn {%- endcomment -%} B', 'A  B'],
    ['of Liquid with a note', 'A{% comment why %}ẩn{% endcomment why %}B', 'AB'],
    ['of Liquid with blanks', 'A{%  comment  %}ẩn{%   endcomment%}B', 'AB'],
    ['of Liquid with lines in its tag', '{%\ncomment\n%}ẩn{% endcomment %} B', '\n\n B'],
    ['of Liquid with code in it', `A\n\n{% comment %}\n${CODE}\n{% endcomment %}B`, `A\n\n${LINES.slice(1)}B`],
    [
      'of Liquid in a quotation',
      `> {% comment %}\n> ${CODE.replaceAll('\n', '\n> ')}\n> {% endcomment %}B`,
      '> \n\n\n\nB',
    ],
    ['of Liquid with a tag in it', 'A{% comment %}{{ x }}{% raw %}ẩn{% endcomment %}B', 'AB'],
    ['of Liquid in another', 'A{% comment %}ẩn{% comment %}ẩn{% endcomment %}ẩn{% endcomment %}B', 'AB'],
    [
      'of Liquid with code in another',
      `{% comment %}{% comment %}\n${CODE}\n{% endcomment %}ẩn{% endcomment %}B`,
      '\n\n\n\nB',
    ],
    ['of Hugo', 'A{{% comment %}}ẩn{{% /comment %}}B{{< comment >}}ẩn{{< /comment >}}C', 'ABC'],
    ['of Hugo with code in it', `A\n{{% comment %}}\n${CODE}\n{{% / comment %}}B`, `A\n\n\n\n\nB`],
    ['of Nunjucks', 'A{# ẩn #}B', 'AB'],
  ])('leaves with all that is in it: %s', (_, text, expected) => {
    const { markdown, losses } = translate(text, false);
    expect(markdown).toBe(expected);
    expect(losses.map(({ what }) => what).join()).toMatch(/^(?:\{% comment %\}|\{\{[%<] comment [%>]\}\}|\{# #\}|,)+$/);
  });

  it('of MDX leaves', () => {
    expect(translate('A\n\n{/*\nẩn\n*/}\n\nB', true).markdown).toBe(`A${'\n'.repeat(6)}B`);
  });

  it.each([
    'Gõ `{% comment %}` rồi `{% endcomment %}`.',
    `\`{% comment %}\`\n${CODE}\n\`{% endcomment %}\``,
    '```\n{% comment %}\n```\n\nA\n\n```\n{% endcomment %}\n```',
    '> ```\n> {/* a */}\n> ```',
    'Không đóng {/* ở đây',
    'Đóng {/* ở đây */}',
    'Không đóng {# ở đây',
    `{# Không đóng\n\n${CODE.replace('ẩn', 'hiện #}')}`,
  ])('that is shown stays: %j', text => {
    expect(translate(text, false).markdown).toBe(text);
  });

  it.each([
    ['within a tag', 'A {% raw %}{% comment %}B{% endcomment %}{% endraw %} C', 'A {% comment %}B{% endcomment %} C'],
    [
      'in a block of a shortcode',
      '{{< highlight jinja >}}\n{% comment %}\nA\n{% endcomment %}\n{{< /highlight >}}',
      '```jinja\n{% comment %}\nA\n{% endcomment %}\n```',
    ],
    [
      'in a tag with blocks of code',
      `{% raw %}\n${CODE}\n{% comment %}\n${CODE}\n{% endcomment %}\n{% endraw %}`,
      `\n${CODE}\n\n${CODE}\n\n`,
    ],
  ])('whose text a tag shows stays: %s', (_, text, expected) => {
    expect(translate(text, false).markdown).toBe(expected);
  });

  it.each([
    ['never ends', `{% comment %}A\n${CODE}\nB`, `A\n${CODE}\nB`],
    ['ends in code', `{% comment %}A\n${CODE}\n\`{% endcomment %}\`B`, `A\n${CODE}\n\`{% endcomment %}\`B`],
    ['has another name', `{% comment %}A\n${CODE}\n{% endcomment-form %}B`, `A\n${CODE}\nB`],
  ])('takes no text along where it %s', (_, text, expected) => {
    expect(translate(text, false).markdown).toBe(expected);
  });

  it('leaves the places of what stands behind it', () => {
    const text = `---\ntitle: A\ndate: 2026-11-01\n---\nabc {% comment %}\n${CODE}\n{% endcomment %} {% foo %}`;
    expect(problemsOf(text)).toEqual([
      expect.stringContaining('articles/a.md:5:5: '),
      expect.stringContaining('articles/a.md:9:18: '),
    ]);
  });

  it.each([
    '{% comment %}',
    '{% comment %}a{% endcomment %}',
    '{/*',
    '{/* a */}',
    '{# ',
    '{%     ',
    '{% raw %}',
    '`{# ` ',
    '{% comment',
    '{% raw %}\n```\n```\n{% comment %}',
    '{% comment %}\n```\n```\n{% endcomment %}\n',
    '{%-        ',
    '{{% comment %}}\n',
  ])('takes time in proportion to the text: %j', async text => {
    await expectLinear(
      whole => translate(whole, false),
      n => `{% x %}${text.repeat(n / text.length)}`,
      20_000,
    );
  });

  it.each([
    ['<p>A</p>{% comment %}<p>ẩn</p>\n{%- endcomment -%}<p>B</p>', '<p>A</p>\n<p>B</p>'],
    ['{% comment %}<pre>{% endcomment %}A{% comment %}ẩn{% endcomment %}', 'A'],
    ['<!-- <pre> -->{% comment %}<pre>ẩn</pre>{% endcomment %}A', '<!-- <pre> -->A'],
    ['{% comment %}ẩn{% comment %}ẩn{% endcomment %}ẩn{% endcomment %}A{{% comment %}}ẩn{{% /comment %}}', 'A'],
    ['<p>A</p><%# ẩn %><p>B<%-- <b>ẩn</b>\n% > ẩn --%></p>', '<p>A</p><p>B\n</p>'],
    ['<p>A<#-- ẩn <%# ẩn %> ẩn --></p><%# <pre> %>B', '<p>A</p>B'],
    ['{% comment %}ẩn<%# ẩn{% endcomment %}ẩn %>A', 'A'],
    ['<%# ẩn {% comment %} ẩn %>ẩn{% endcomment %}A', 'A'],
    ['<%# ẩn <!-- %> ẩn -->A', 'A'],
    ['<#-- ẩn <title> --> ẩn</title>A', '</title>A'],
    ['<svg>A</svg><b title="A"><%# ẩn %></b>', '<svg>A</svg><b title="A"></b>'],
    ['<#-- ẩn <a title=" --> ẩn <b>">A', 'A'],
  ])('leaves HTML: %j', (html, expected) => {
    const blanked = blankTemplateComments(html).html;
    expect([blanked.replaceAll(' ', ''), blanked.length]).toEqual([expected.replaceAll(' ', ''), html.length]);
  });

  it.each([
    '<code>{% comment %}</code>A<CODE>{% endcomment %}</CODE>',
    '<pre><code>{% comment %}A{% endcomment %}</code></pre>',
    '{% comment %}A<pre>{% endcomment %}</pre>',
    '{% raw %}{% comment %}A{% endcomment %}{% endraw %}',
    '<!-- {% comment %} -->A<!-- {% endcomment %} -->',
    '<p>A {% comment %} B</p>',
    '<pre><%# A %></pre><code><#-- A --></code><script>a = "<%-- A --%>"</script>',
    '{% highlight erb %}<%# A %>{% endhighlight %}{% raw %}<%-- A --%>{% endraw %}',
    '<!-- <%# A --> B %>',
    '<svg><text>A</text> <%# B </svg> C %> D',
    '<template>A <#-- B </template> --> C',
    '<p title="A <#-- B">C</p> -->',
    '<p title="A" data-b=\'<%# B\'>C</p> %>',
    '<p>A <%# B, <%-- C % >, <#-- D</p>',
    '<p>A %% B %% C &lt;%# D %&gt;</p>',
    '<p>A {% comment-form %} B {% endcomment %}</p>',
  ])('stays in HTML as it is written: %j', html => {
    expect(blankTemplateComments(html)).toMatchObject({ html, comments: [] });
  });

  it('between marks is reported in HTML, and so is one without an end', () => {
    const text = '---\ntitle: A\ndate: 2026-11-01\n---\n<p>B</p> <%# ẩn %>\n<#-- C\n';
    expect(problemsOf(text, { key: 'articles/a.html' })).toEqual([
      expect.stringContaining('articles/a.html:5:10: warning: <%# %> and the 2 characters in it are left out'),
      expect.stringContaining('articles/a.html:6:1: warning: the comment that <#-- begins never ends'),
    ]);
  });

  it('leaves titles of HTML, and is reported', () => {
    const html = '<title>A{% comment %}ẩn{% endcomment %}</title><p>B</p>';
    expect(readPage('html', html).facts.title).toBe('A');
    const text = '---\ntitle: A\ndate: 2026-11-01\n---\n<p>B</p> {% comment %}<b>ẩn</b>{% endcomment %}\n';
    expect(problemsOf(text, { key: 'articles/a.html' })).toEqual([
      expect.stringContaining(
        'articles/a.html:5:10: warning: {% comment %} and the 9 characters in it are left out; comments are not',
      ),
    ]);
  });

  it.each([
    '{% comment %}<pre>',
    '<pre>{% comment %}',
    '<!--{% comment %}',
    '{% comment %}</pre>{% endcomment %}',
    '<%# ',
    '<%# <a title="%>',
    '<#-- <title> -->',
    '<%--<!-- --%>',
    '<%#<%><',
    '<svg><%# ',
    '<b title="<#-- ',
  ])('takes time in proportion to HTML: %j', async text => {
    await expectLinear(blankTemplateComments, n => text.repeat(n / text.length), 20_000);
  });
});
