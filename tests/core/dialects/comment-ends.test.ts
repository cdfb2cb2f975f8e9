import { describe, expect, it } from 'vitest';
import { lossProblems } from '../../../functions/core/body/loss.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { expectLinear } from '../../growth.ts';
import { htmlOf, render } from '../body/render.ts';
import { problemsOf } from '../samples.ts';

const CODE = '```\nẩn\n```';

function told(format: 'html' | 'markdown' | 'mdx', text: string): readonly string[] {
  return lossProblems(render(format, text).losses, 'a', 1).map(formatProblem);
}

describe('a comment without an end', () => {
  it.each([
    ['markdown', '{% comment %}', '{% endcomment %}'],
    ['markdown', '{%- comment why -%}', '{% endcomment %}'],
    ['markdown', '{{< comment >}}', '{{< /comment >}}'],
    ['markdown', '{{% comment %}}', '{{% /comment %}}'],
    ['markdown', '{::comment}', '{:/comment}'],
    ['markdown', '{#', '#}'],
    ['mdx', '{/*', '*/}'],
    ['html', '{% comment %}', '{% endcomment %}'],
    ['html', '{{% comment %}}', '{{% /comment %}}'],
  ] as const)('is published, and reported with its place and its end, in %s: %s', (format, start, end) => {
    const text = `<p>a</p>\n\nMột ${start} hai`;
    expect(htmlOf(format, text)).toContain(' hai');
    expect(told(format, text)).toEqual([
      expect.stringMatching(
        /^a:3:5: warning: the comment that \S.* begins never ends, so what stands behind it is published;/,
      ),
    ]);
    expect(told(format, text)[0]).toContain(`; end it with ${end}, or take it out`);
  });

  it.each(['{# hai', '{::comment}\nhai', '{% comment %} hai', '{{< comment >}} hai'])(
    'is a problem of its file: %j',
    text => {
      expect(problemsOf(`---\ntitle: A\ndate: 2026-11-01\n---\nMột\n\n${text}`)).toEqual([
        expect.stringMatching(/^articles\/a\.md:7:1: warning: the comment that /),
      ]);
    },
  );

  it('is one whose end stands in code', () => {
    expect(told('markdown', `{% comment %} a\n\n${CODE}\n\n\`{% endcomment %}\``)).toHaveLength(1);
  });

  it('is named where only its end is well spelt', () => {
    expect(told('markdown', 'a {% coment %} b {% endcomment %}')).toEqual([
      expect.stringContaining('{% coment %} means nothing here'),
      expect.stringContaining(
        'a:1:18: warning: {% endcomment %} ends no comment, so what stands before it is published',
      ),
    ]);
    expect(told('html', 'a {{< /comment >}}')).toEqual([expect.stringContaining('{{< /comment >}} ends no comment')]);
  });

  it.each(['`{% comment %}` a', `${CODE.replace('ẩn', '{% comment %}')}`, '{% raw %}{% comment %}{% endraw %} a'])(
    'is none in code: %j',
    text => {
      expect(told('markdown', text)).toEqual([]);
    },
  );
});

describe('a misspelt end of a comment', () => {
  it.each([
    ['{% comment %}', '{% endcoment %}'],
    ['{% comment %}', '{%- end comment -%}'],
    ['{% comment %}', '{% /comment %}'],
    ['{% comment %}', '{% EndComment %}'],
    ['{{< comment >}}', '{{< /coment >}}'],
    ['{{% comment %}}', '{{% endcomment %}}'],
    ['{::comment}', '{:/coment}'],
  ])('ends it, and is reported: %s %s', (start, end) => {
    for (const inner of [' ẩn ', `\n\n${CODE}\n\n`, '\nẩn\n']) {
      const text = `Một\n\n${start}${inner}${end}\n\nhai`;
      expect(htmlOf('markdown', text)).toBe('<p>Một</p>\n<p>hai</p>');
      expect(told('markdown', text)).toEqual([expect.stringContaining(`${end} was taken for its end`)]);
      if (start.startsWith('{::')) continue;
      expect(htmlOf('html', `<p>Một</p>${start}<p>ẩn</p>${end}<p>hai</p>`)).not.toContain('ẩn');
      expect(told('html', `${start} ẩn ${end}`)).toEqual([expect.stringContaining(`${end} was taken for its end`)]);
    }
  });

  it('ends no comment that has an end of its own, and publishes nothing that was hidden', () => {
    const text = 'a {% comment %} ẩn {% endcoment %} ẩn {% endcomment %} b';
    expect(htmlOf('markdown', text)).toBe('<p>a  b</p>');
    const content = 'a {% comment %} ẩn {% content %} ẩn {% endcontent %} ẩn {% comment %} ẩn {% endcomment %} b';
    expect(htmlOf('markdown', content)).toBe('<p>a  b</p>');
    const nested = 'a {% comment %} ẩn {% comment %} ẩn {% endcoment %} ẩn {% endcomment %} b';
    expect(htmlOf('markdown', nested)).toBe('<p>a  b</p>');
    const open = 'a {% comment %} ẩn {% comment %} ẩn {% endcomment %} b';
    expect([htmlOf('markdown', open), htmlOf('html', `<p>${open}</p>`).replace(/ +/g, '  ')]).toEqual([
      '<p>a  b</p>',
      '<p>a  b</p>',
    ]);
  });

  it('ends the first of two comments alone', () => {
    const text = 'a {% comment %} ẩn {% endcoment %} b {% comment %} ẩn {% endcomment %} c';
    expect(htmlOf('markdown', text)).toBe('<p>a  b  c</p>');
  });
});

describe('a comment with an end', () => {
  it.each([
    ['{% comment %} sáu chữ {% endcomment %}', '{% comment %}'],
    ['{{< comment >}} sáu chữ {{< /comment >}}', '{{< comment >}}'],
    ['{::comment} sáu chữ {:/comment}', '{::comment}'],
    [`{# sáu chữ #}`, '{# #}'],
    ['{% # sáu chữ %}', '{% # %}'],
  ])('is reported with the characters in it: %s', (comment, what) => {
    expect(told('markdown', `a ${comment} b`)).toEqual([
      `a:1:3: warning: ${what} and the 7 characters in it are left out; comments are not published; ` +
        'take the marks around it away to show it',
    ]);
  });

  it('leaves with all of it, however long and across blocks of code', () => {
    expect(htmlOf('markdown', `a {# ${'ẩn '.repeat(3000)} #} b`)).toBe('<p>a  b</p>');
    expect(htmlOf('markdown', `a\n\n{::comment}\nẩn\n\n${CODE}\n\n{:/comment}\n\nb`)).toBe('<p>a</p>\n<p>b</p>');
  });

  it('is not reported where nothing is in it', () => {
    expect(told('markdown', 'a {% comment %} {% endcomment %} b {# #} c')).toEqual([]);
  });
});

it.each([
  '{% comment %}{% endcoment %}',
  '{% endcoment %}',
  '{% comment %}a',
  '{::comment}',
  '{::comment} {:/coment}',
  'a {::comment}\n\n',
  '{% end ',
  '{%         ',
  '{{< /',
  '{# ',
  '{/*',
])('ends of comments are found in linear time: %j', async part => {
  const work = (text: string): number =>
    ['markdown', 'html', 'mdx'].reduce((sum, format) => sum + htmlOf(format as 'html', text).length, 0);
  await expectLinear(work, count => `{% comment %}{::comment}{% x`.concat(part.repeat(count)), 1000);
});
