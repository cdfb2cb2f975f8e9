import { describe, expect, it } from 'vitest';
import { translate } from '../../../functions/core/dialects/dialect.ts';
import { blankHtmlComments, blankMarkdownComments } from '../../../functions/core/dialects/marked-comments.ts';
import { expectLinear } from '../../growth.ts';
import { htmlOf, render } from '../body/render.ts';

const COMMENTS = ['<%# ẩn %>', '<%-- ẩn --%>', '<#-- ẩn -->', '%% ẩn %%'];

describe('comments of other publishers', () => {
  it.each(COMMENTS)('are not published in Markdown, and are reported: %s', comment => {
    expect(htmlOf('markdown', `Một ${comment} hai`)).toMatch(/^<p>Một +hai<\/p>$/);
    expect(htmlOf('markdown', `${comment} hai`)).toBe('<p>hai</p>');
    expect(htmlOf('markdown', `Một\n\n${comment.replace('ẩn', '\nẩn\n\n```\nẩn\n```\n')}\n\nhai`)).toBe(
      '<p>Một</p>\n<p>hai</p>',
    );
    const what = comment.replace(' ẩn', '');
    expect(translate(`a\nMột ${comment}`, false).losses).toMatchObject([{ what, line: 2, column: 5 }]);
  });

  it.each([...COMMENTS.slice(0, 3), '{{!-- ẩn --}}', '{{! ẩn }}', '{# ẩn #}'])('nor in HTML: %s', comment => {
    expect(htmlOf('html', `<p>Một ${comment}</p><p>${comment.replace('ẩn', '\nẩn\n')}</p><p>hai</p>`)).not.toContain(
      'ẩn',
    );
    expect(render('html', `<p>a</p>\n<p>Một ${comment}</p>`).losses).toMatchObject([
      { what: comment.replace(' ẩn', ''), line: 2, column: 8 },
    ]);
  });

  it.each(COMMENTS)('stay in code: %s', comment => {
    for (const text of [
      `\`${comment}\``,
      `\`\`\`\n${comment}\n\n\n\`\`\``,
      `<pre>${comment}</pre>`,
      `$$\\a\n${comment}$$`,
    ])
      expect(blankMarkdownComments(text)).toEqual({ text, comments: [] });
    const html = `<code>${comment}</code><script>${comment}</script><!-- ${comment} -->`;
    if (!comment.includes('-->')) expect(blankHtmlComments(html)).toEqual({ text: html, comments: [] });
  });

  it.each([
    'Tăng 50%% rồi 20%% nữa',
    'Trong câu %% một.\n\nHai %% ba',
    'Không đóng %% ở đây',
    'Không đóng <%# ở đây',
    '\\<%# một %>',
    'Tăng \\%% một %%',
  ])('are text where they are none: %j', text => {
    expect(blankMarkdownComments(text)).toEqual({ text, comments: [] });
  });

  it.each(['<%#', '%%\n', ' %% a', '<%# a %>', '<pre>', '<code>%%', '```\n%% a\n', '$$ %%', '{{!', '{# a', '<!-- %%'])(
    'are found in linear time: %j',
    async part => {
      const work = (text: string): string => blankMarkdownComments(text).text + blankHtmlComments(text).text;
      await expectLinear(work, count => part.repeat(count), 5000);
    },
  );
});
