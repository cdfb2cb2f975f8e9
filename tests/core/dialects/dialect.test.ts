import { describe, expect, it } from 'vitest';
import type { ArticleFormat } from '../../../functions/core/article/article.ts';
import { lossProblems } from '../../../functions/core/body/loss.ts';
import { translate } from '../../../functions/core/dialects/dialect.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { htmlOf, render } from '../body/render.ts';

const told = (format: ArticleFormat, text: string): readonly string[] =>
  lossProblems(render(format, text).losses, 'a', 1).map(formatProblem);

describe('the Markdown of other publishers', () => {
  it('is left as it is where it has nothing of its own', () => {
    const markdown = '# Chợ\n\nGiá {5} và [6] trong 10:30::40.';
    expect(translate(markdown, false).markdown).toBe(markdown);
  });

  it('shows no comment of MDX on a line of its own, and any other', () => {
    const shown = (line: string): string => translate(`Trên\n\n${line}\n\nDưới`, false).markdown;
    expect(shown('{/* truncate */}').replace(/ +$/m, '')).toBe('Trên\n\n\n\nDưới');
    const { losses } = translate('a\n{/* truncate and more */}\n{% foo %} x', false);
    expect(losses).toMatchObject([{ line: 3, column: 1 }]);
    for (const line of ['`{/* a */}`', 'as {/* this */} is', '    {/* a */}', '```\n{/* a */}\n```'])
      expect(shown(line)).toContain(line);
  });

  it('has its losses where they were', () => {
    expect(told('markdown', 'A\n\nB {{< gallery >}} c\n{{% note %}}')).toEqual([
      'a:3:3: warning: {{< gallery >}} means nothing here and is left out; what stands around it stays; ' +
        'write in its place what it stands for, or put it in a span of code to show it',
      'a:4:1: warning: {{% note %}} means nothing here and is left out; what stands around it stays; write ' +
        'in its place what it stands for, or put it in a span of code to show it',
    ]);
    expect(render('markdown', '{{ a }}<dialog>b</dialog>\n\n<dialog>c</dialog>').losses).toMatchObject([
      { what: '{{ }}', line: 1, column: 1 },
      { what: '<dialog>', line: 1 },
      { what: '<dialog>', line: 3, column: 1 },
    ]);
  });

  it('has the words named that a component takes along', () => {
    expect(told('mdx', '<Card title="Chợ phiên" caption={\'Ba thửa\'} size="2" />')).toEqual([
      'a:1:1: warning: <Card> means nothing here and is left out; what stands around it stays, but for the words in ' +
        'its tag: "Chợ phiên", "Ba thửa"; write in its place what it stands for, or put it in a span of code to ' +
        'show it',
    ]);
  });

  it('keeps the marks of the lines below a film', () => {
    expect(htmlOf('markdown', '{{< youtube abc >}}\nMột **hai**')).toContain('<strong>hai</strong>');
    expect(htmlOf('markdown', '{{< youtube abc >}}\n\nMột')).toMatch(/^<iframe/);
  });

  it('of MDX is no code where it is indented, and no code is MDX', () => {
    const mdx = '<Aside>\n\n    *A*\n\n</Aside>\n\n```\n<Aside>{a}\n```';
    expect(htmlOf('mdx', mdx)).toBe('<p><em>A</em></p>\n<pre><code>&lt;Aside&gt;{a}\n</code></pre>');
    expect(told('mdx', mdx)[0]).toMatch(/^a:1:1: warning: <Aside> means nothing here/);
  });

  it('is text in other formats', () => {
    expect(htmlOf('text', 'A {{ b }}')).toBe('<p>A {{ b }}</p>');
    expect(htmlOf('markdown', 'A {b} <i>c</i>')).toBe('<p>A {b} <i>c</i></p>');
  });
});
