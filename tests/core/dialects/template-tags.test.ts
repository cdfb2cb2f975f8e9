import { describe, expect, it } from 'vitest';
import { replaceTemplates } from '../../../functions/core/dialects/template-tags.ts';
import { expectLinear } from '../../growth.ts';

function replaced(text: string) {
  const unknown: string[] = [];
  return { text: replaceTemplates(text, ({ what }) => unknown.push(what)), unknown };
}

describe('tags of templates', () => {
  it.each([
    ['a film', '{{< youtube abc_1 >}}', '<iframe src="https://www.youtube.com/embed/abc_1" title="YouTube"></iframe>'],
    [
      'a film by name',
      '{{< vimeo id="7" >}}',
      '<iframe src="https://player.vimeo.com/video/7" title="Vimeo"></iframe>',
    ],
    [
      'a picture',
      '{{< figure src="a.jpg" caption="Chợ \'quê\'" >}}',
      '<figure><img src="a.jpg" alt="Chợ \'quê\'"><figcaption>Chợ \'quê\'</figcaption></figure>',
    ],
    ['a link to an article', '[x]({{< ref "b.md" >}})', '[x](@/b.md)'],
    ['a link to an article by its path', '[x]({{< relref path="/a/b#c" >}})', '[x](@/a/b#c)'],
    ['a bare link', 'Xem {{< ref "b.md" >}}.', 'Xem <a href="@/b.md" data-shown="address">@/b.md</a>.'],
    ['a bare link in brackets', '({% link b.md %})', '(<a href="@/b.md" data-shown="address">@/b.md</a>)'],
    ['an address in a definition', '[x]: {% link b.md %}', '[x]: @/b.md'],
    ['an address in an attribute', '<a href="/blog{% post_url b %}">x</a>', '<a href="/blog@/b">x</a>'],
    ['an address behind another tag', '[x]({{ site.baseurl }}{% link b.md %})', '[x](@/b.md)'],
    ['a link to a post', '[x]({% post_url 2020-01-02-a %})', '[x](@/2020-01-02-a)'],
    ['a link to a file', '[x]({% link _posts/a.md %})', '[x](@/_posts/a.md)'],
    ['a link of Hexo', '{% post_link a Đọc thêm %} ở đây', '<a href="@/a">Đọc thêm</a> ở đây'],
    ['code of Hexo', '{% code lang:js %}\nx = {{ a }}\n{% endcode %}', '```js\nx = {{ a }}\n```'],
    ['a post elsewhere', '{{< tweet user="bao" id="12" >}}', '<https://x.com/bao/status/12>'],
    ['an address of the site', '[x]({{ site.baseurl }}/a)', '[x](/a)'],
    ['a text that is put in', '{{ "/a" | relative_url }}', '/a'],
    ['a text that is put in, with hyphens', 'A {{- "b" -}} C', 'A b C'],
    ['an escaped shortcode', '{{</* x */>}}', '{{< x >}}'],
    ['code', '{% highlight ruby %}\nputs {{ a }}\n{% endhighlight %}', '```ruby\nputs {{ a }}\n```'],
    ['code that holds a fence', '{{< highlight md >}}\n```\n{{< /highlight >}}', '````md\n```\n````'],
    ['what is shown as it is', '{% raw %}{{ a }}{% endraw %}', '{{ a }}'],
    ['a comment of Nunjucks', 'A{# ẩn #}B{#- ẩn\nẩn -#}', 'AB\n'],
    ['a comment', 'A{% comment %}ẩn{% endcomment %}B', 'AB'],
    ['a comment of Liquid within a tag', 'A{% # ẩn %}{%- # ẩn -%}B', 'AB'],
    ['attributes behind a link', '[a](b){:target="_blank" .x}', '[a](b)'],
    ['attributes of a paragraph', '{: .lead #a }', ''],
    ['attributes behind a word', 'A{: .lead} B.{:.x target="_blank"}', 'A B.'],
    ['a comment of kramdown', 'A {::comment}ẩn {: x\nẩn{:/comment} B {::comment}ẩn{:/} C', 'A \n B  C'],
    ['a comment of kramdown on lines of its own', 'A\n\n{::comment}\nẩn\n\nẩn\n{:/comment}\nB', `A${'\n'.repeat(7)}B`],
    ['a comment of kramdown in an item of a list', '1. - {::comment}\nẩn\n\nẩn\n{:/}B', '1. - \n\n\n\nB'],
    ['options of kramdown', '{::options parse_block_html="true" /}A{::nomarkdown}<b>{:/nomarkdown}{:/}', 'A<b>'],
    ['attributes behind a picture', '![a](b){width=50 .c}', '![a](b)'],
  ])('become what they mean: %s', (_, text, expected) => {
    const { text: made, unknown } = replaced(text);
    expect(made).toBe(expected);
    const isComment = text.includes('ẩn');
    expect(
      unknown.every(what => isComment && /^\{(?:%|#|::comment)/.test(what)) && isComment === unknown.length > 0,
    ).toBe(true);
  });

  it.each([
    ['{{< gallery dir="x" >}}', '', '{{< gallery >}}'],
    ['A {{% note %}}B{{% /note %}} C', 'A B C', '{{% note %}}'],
    ['{% include a.html %}', '', '{% include %}'],
    ['{{ page.title }}', '', '{{ }}'],
    ['{{< youtube "a b" >}}', '', '{{< youtube >}}'],
  ])('leave where they mean nothing, and are reported: %j', (text, expected, what) => {
    expect(replaced(text)).toEqual({ text: expected, unknown: [what] });
  });

  it.each([
    '`{{ a }}` và ``{% b %}``',
    'Tập {1; 2}, {.x} và {#y}',
    'Không đóng {{ ở đây',
    'Tập {#x và y#}',
    'Từ khoá "{#BauCu}", tập "{.txt}", (x){#1} và [y]{.z}',
    '$\\sum_{n=1}^{10} n$ và $\\frac{{a}}{{b}}$',
    '$$\n\\sum_{k=1}^{n} k\n$$',
    'Không đóng {% ở đây',
    'Tập {:a, b} và {::x}',
    '\\{{ a }}',
    `{{ ${'x'.repeat(5000)} }}`,
  ])('are text where they are none: %j', text => {
    expect(replaced(text)).toEqual({ text, unknown: [] });
  });

  it.each([
    ['Không đóng {# ở đây', '{# #} without an end'],
    ['Không đóng {::comment} ở đây', '{::comment} without an end'],
    ['Không đóng {::comment} trong đoạn này.\n \t\nĐoạn hai.', '{::comment} without an end'],
  ])('are text where a comment has no end, and are reported: %j', (text, what) => {
    expect(replaced(text)).toEqual({ text, unknown: [what] });
  });

  it.each(['\n\n', '\n \t\n'])('of kramdown hide no paragraphs where they begin within one: %j', blank => {
    const text = `Dùng {::comment} trong câu.${blank}Đoạn hai.${blank}`;
    expect(replaced(`${text}Và {:/} ở cuối`)).toEqual({
      text: `${text}Và  ở cuối`,
      unknown: ['{::comment} without an end'],
    });
    expect(replaced(`${'x'.repeat(200)} ${text}{:/comment}`).text).toContain('Đoạn hai.');
  });

  it('keep as many lines as there were', () => {
    const text = 'A {{< x\n  a="b"\n>}} B\n\n{% raw %}\n\n{% endraw %}\nC';
    expect(replaced(text).text.split('\n')).toHaveLength(text.split('\n').length);
  });

  it.each([
    ['{::comment}a{:/}', '{:/comment}'],
    ['{::comment}a{:/comment}', '{:/}'],
    ['{::comment}', ''],
    ['a {::comment}', '\n\n{:/}'],
    ['a {::comment}\n\n', '{:/}'],
    ['{% raw %}a{% endraw %}', '{%- endraw %}'],
    ['{% raw %}a{%endraw %}', '{% endraw %}'],
    ['{% raw %}', `{% endraw ${'x'.repeat(5000)}`],
    ['{{< code >}}a{{< /code >}}', '{{</code >}}'],
  ])('are read in linear time, however far the next of their marks are: %j', async (pair, last) => {
    await expectLinear(replacedText, count => pair.repeat(count) + last, 5000);
  });
});

function replacedText(text: string): string {
  return replaced(text).text;
}
