import type { ArticleFormat, Image } from '../article/article.ts';
import { firstImage, ledeOf } from '../html/canonical-html.ts';
import type { Navigation } from '../html/navigation.ts';
import type { Resolve } from '../html/url-policy.ts';
import type { BodyOptions, BodyReference, Findings } from './body-options.ts';
import { renderHtml } from './html.ts';
import type { Loss } from './loss.ts';
import { renderMarkdown } from './markdown.ts';
import { renderPlainText } from './plain-text.ts';

/** The rendered text of an article. */
export interface Body {
  /** Sanitized, URLs absolute, clean. Empty where there is no text. */
  readonly html: string;
  /** The text of the first paragraph. */
  readonly lede: string;
  /** The first picture. */
  readonly image?: Image;
  readonly references: readonly BodyReference[];
  /** Links, pictures and calls of footnotes in Markdown without their address: addresses take more than the text. */
  readonly unlinked?: Unlinked;
  /** True if addresses are left out because all of them together exceed the limit of any text. */
  readonly lacksAddresses: boolean;
  /** Words of the text that are not shown. */
  readonly losses: readonly Loss[];
  /** Navigation of a saved page that is left out at its end, if any. */
  readonly navigation?: readonly Navigation[];
}

/** Links without their address: the line of the first, 1-based, and their number. */
export interface Unlinked {
  readonly line?: number;
  readonly count: number;
}

/** Maximum length of the absolute addresses of one text together, in UTF-16 code units: the limit of a whole text. */
const MAX_ADDRESSES = 8_000_000;

/** Renders the text below the front matter. Never fails: unreadable constructs are shown as typed. */
export function renderBody(format: ArticleFormat, text: string, options: BodyOptions): Body {
  const findings: Findings = { references: [], losses: [] };
  const lines: (number | undefined)[] = [];
  let left = MAX_ADDRESSES;
  const resolveOnce = remembering(options.resolve);
  const bounded: BodyOptions = {
    ...options,
    resolve(reference) {
      const url = left < 0 ? undefined : resolveOnce(reference);
      left -= url?.length ?? 0;
      options.onAddress?.(reference, url);
      return left < 0 ? undefined : url;
    },
    onUnlinked: line => lines.push(line),
  };
  const html = render(format, text, bounded, findings);
  const image = firstImage(html);
  const unlinked =
    lines.length > 0 ? { count: lines.length, ...(lines[0] !== undefined && { line: lines[0] }) } : undefined;
  return {
    html,
    lede: ledeOf(html),
    ...(image && { image }),
    ...findings,
    ...(unlinked && { unlinked }),
    lacksAddresses: left < 0,
  };
}

/** A picture is asked for several times: whether it may stay, which of its candidates is shown, and once it is. */
function remembering(resolve: Resolve): Resolve {
  const known = new Map<string, string | undefined>();
  return reference => {
    const before = known.get(reference);
    if (before !== undefined || known.has(reference)) return before;
    const url = resolve(reference);
    known.set(reference, url);
    return url;
  };
}

function render(format: ArticleFormat, text: string, options: BodyOptions, findings: Findings): string {
  switch (format) {
    case 'markdown':
    case 'mdx':
      return renderMarkdown(text, options, findings, format === 'mdx');
    case 'html':
      return renderHtml(text, options, findings);
    case 'text':
      return renderPlainText(text, options, findings);
  }
}
