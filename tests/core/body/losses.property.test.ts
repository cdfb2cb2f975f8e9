import { describe, expect, it } from 'vitest';
import type { ArticleFormat } from '../../../functions/core/article/article.ts';
import type { Loss } from '../../../functions/core/body/loss.ts';
import { sanitize } from '../../../functions/core/html/sanitize.ts';
import { dangersIn } from '../../conformance/inert.ts';
import { fc, runs } from '../../property.ts';
import { EVERY_WORD, sources } from './nasty-sources.ts';
import { options, render } from './render.ts';

/** Text that nobody means to publish: comments, attributes, code, the title of a page, and second forms of formulas. */
const UNSEEN = [
  /<!--[\s\S]*?--!?>/g,
  /<[a-z][^<>]*=[^<>]*>/gi,
  /<[a-z][^<>"]*(?:="[^"]*"[^<>"]*)+>/gi,
  /<(script|style)\b(?=[\s\S]*?[{}()[\];=])[\s\S]*?<\/\1/gi,
  /<title\b[^>]*>[\s\S]*?<\/title\s*>(?=[\s\S]*<(?:article|main|body))/gi,
  /<annotation\b[\s\S]*?<\/annotation/gi,
];

/** In a whole page that is the page's own. */
const MENU = /<nav\b[\s\S]*<\/nav/gi;

/** Words of a source that are neither shown nor reported. */
function lost(format: ArticleFormat, source: string): readonly string[] {
  const { html, losses } = render(format, source);
  const known = new Set([html, ...losses.map(({ text }) => text)].join('\n').match(EVERY_WORD));
  const missing = (source.match(EVERY_WORD) ?? []).filter(word => !known.has(word));
  if (missing.length === 0) return [];
  const isPage = format === 'html' && /<(?:html|body)/i.test(source);
  const patterns = isPage ? [...UNSEEN, MENU] : UNSEEN;
  const unseen = new Set(
    patterns.flatMap(pattern => source.match(pattern) ?? []).flatMap(text => text.match(EVERY_WORD) ?? []),
  );
  return missing.filter(word => !unseen.has(word));
}

/** Losses whose line and column are not where their element begins. */
function misplaced(source: string, losses: readonly Loss[]): readonly Loss[] {
  const lines = source.split('\n');
  return losses.filter(({ what, line, column }) => {
    if (!/^<(?!article|main|body|[%#!])/.test(what) || line === undefined || column === undefined) return false;
    return !lines[line - 1]
      ?.slice(column - 1)
      .toLowerCase()
      .startsWith(what.replace(/(?: ")?>$/, '').toLowerCase());
  });
}

const RUNS = runs(2000, 1 / 20);
const FORMATS: readonly ArticleFormat[] = ['markdown', 'mdx', 'html', 'text'];

describe.each(FORMATS)('a random source (%s)', format => {
  it('loses no word in silence', () => {
    fc.assert(
      fc.property(sources(25), source => {
        expect(lost(format, source)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('runs no script, whatever becomes text', () => {
    fc.assert(
      fc.property(sources(25), source => {
        const { html } = render(format, source);
        expect(dangersIn(html)).toEqual([]);
        expect(dangersIn(sanitize(html, options))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('has its losses where they are reported', () => {
    fc.assert(
      fc.property(sources(25), source => {
        expect(misplaced(source, render(format, source).losses)).toEqual([]);
      }),
      RUNS,
    );
  });
});
