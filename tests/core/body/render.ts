import type { ArticleFormat } from '../../../functions/core/article/article.ts';
import { type Body, renderBody } from '../../../functions/core/body/body.ts';
import type { BodyOptions } from '../../../functions/core/body/body-options.ts';

const PAGE = 'https://bao.example/bai/';

/** Options as an article's page gives them. */
export const options: BodyOptions = {
  title: 'Tựa đề',
  resolve: reference => (URL.canParse(reference, PAGE) ? new URL(reference, PAGE).href : undefined),
  drop: ['Cùng chuyên mục', 'Đọc thêm'],
  idPrefix: 'f00d-',
};

export function render(format: ArticleFormat, text: string, more: Partial<BodyOptions> = {}): Body {
  return renderBody(format, text, { ...options, ...more });
}

export function htmlOf(format: ArticleFormat, text: string, more: Partial<BodyOptions> = {}): string {
  return render(format, text, more).html;
}
