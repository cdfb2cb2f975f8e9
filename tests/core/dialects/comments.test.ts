import { describe, expect, it } from 'vitest';
import { withoutCommentsInHtml } from '../../../functions/core/dialects/comments.ts';
import { translate } from '../../../functions/core/dialects/dialect.ts';
import { expectLinear } from '../../growth.ts';
import { problemsOf } from '../samples.ts';

const CODE = '```js\nẩn\n```';

describe('a comment', () => {
  it.each([
    ['of Liquid', 'A{% comment %}ẩn{% endcomment %}B', 'AB'],
    ['of Liquid with hyphens', 'A {%- comment -%} ẩn {%- endcomment -%} B', 'A  B'],
    ['of Liquid with a note', 'A{% comment why %}ẩn{% endcomment why %}B', 'AB'],
    ['of Liquid with code in it', `A\n\n{% comment %}\n${CODE}\n{% endcomment %}\n\nB`, `A${'\n'.repeat(8)}B`],
    ['of Liquid with a tag in it', 'A{% comment %}{{ x }}{% raw %}ẩn{% endcomment %}B', 'AB'],
    ['of Hugo', 'A{{% comment %}}ẩn{{% /comment %}}B{{< comment >}}ẩn{{< /comment >}}C', 'ABC'],
    ['of Nunjucks with code in it', `A\n\n{#\n${CODE}\n#}\n\nB`, `A${'\n'.repeat(8)}B`],
    ['of MDX in Markdown', 'A\n\n{/* truncate */}\n\nB', 'A\n\n\n\nB'],
    ['that begins where another ends', 'A{% comment %}ẩn{% endcomment %}{/* ẩn */}{# ẩn #}B', 'AB'],
  ])('leaves with all that is in it: %s', (_, text, expected) => {
    const { markdown, losses } = translate(text, false);
    expect([markdown, losses]).toEqual([expected, []]);
  });

  it('of MDX leaves with blocks of code in it', () => {
    expect(translate(`A\n\n{/*\n${CODE}\n*/}\n\nB`, true).markdown).toBe(`A${'\n'.repeat(8)}B`);
  });

  it.each([
    'Gõ `{% comment %}` rồi `{% endcomment %}`.',
    '```\n{% comment %}\n```\n\nA\n\n```\n{% endcomment %}\n```',
    '> ```\n> {/* a */}\n> ```',
    'Không đóng {/* ở đây',
    'Không đóng {# ở đây',
  ])('that is shown stays: %j', text => {
    expect(translate(text, false).markdown).toBe(text);
  });

  it.each([
    ['<p>A</p>{% comment %}<p>ẩn</p>\n{%- endcomment -%}<p>B</p>', '<p>A</p>\n<p>B</p>'],
    ['{% comment %}<pre>{% endcomment %}A{% comment %}ẩn{% endcomment %}', 'A'],
    ['<code>{% comment %}</code>A<code>{% endcomment %}</code>', undefined],
    ['<p>A {% comment %} B</p>', undefined],
  ])('leaves HTML, but for code: %j', (html, expected) => {
    expect(withoutCommentsInHtml(html)).toBe(expected ?? html);
  });

  it('that is shown as it is by a tag stays', () => {
    const text = 'A {% raw %}{% comment %}B{% endcomment %}{% endraw %} C';
    expect(translate(text, false).markdown).toBe('A {% comment %}B{% endcomment %} C');
  });

  it('that never ends holds all below it back, and is reported', () => {
    expect(problemsOf('---\ntitle: A\ndate: 2026-11-01\n---\nLời\n\n{% comment %}\nẩn\n')).toEqual([
      'articles/a.md:7:1: warning: {% comment %} has no end, so all below it is left out; close it, or put it in a ' +
        'span of code to show it',
    ]);
    expect(translate('A\n\n{% comment %}\nẩn\n\n{# ẩn', false).markdown.trim()).toBe('A');
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
    '{{% comment %}}\n',
  ])('takes time in proportion to the text: %j', async text => {
    await expectLinear(
      whole => translate(whole, false),
      n => `{% x %}${text.repeat(n / text.length)}`,
      20_000,
    );
  });
});
