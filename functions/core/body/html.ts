import { blankTemplateComments, shownRanges } from '../dialects/comments.ts';
import { shownShortcodes } from '../dialects/wordpress-shortcodes.ts';
import { sameText, textOf, withoutTitle } from '../html/canonical-html.ts';
import { withoutNavigation } from '../html/end-of-page.ts';
import { type Navigation, ownLabels } from '../html/navigation.ts';
import { mend, sanitize } from '../html/sanitize.ts';
import { createPositions } from '../text/positions.ts';
import { type BodyOptions, collectReferences, type Findings } from './body-options.ts';
import { type HtmlPage, readHtmlPage, textOutside, type Words } from './html-page.ts';
import type { Loss } from './loss.ts';

/** Renders the text of a page, or of a fragment, reduced to the HTML that readers render. */
export function renderHtml(html: string, options: BodyOptions, findings: Findings): string {
  const { title, drop } = options;
  const own = ownLabels(drop);
  const text = withoutTitle(withoutHeadline(read(html, options, findings, sanitize), title), title);
  const trimmed = withoutNavigation(text, own);
  // Elements that the site names itself are not reported.
  const isOwn = (label: string): boolean => [...ownLabels([label])].some(name => own.has(name));
  const told = trimmed.navigation.filter(({ label, below }) => below > 0 || !isOwn(label));
  if (told.length > 0) findings.navigation = told.map(found => placed(found, html));
  return trimmed.html;
}

/** Adds the line of the label's last occurrence; none where the label is written in another way. */
function placed(found: Navigation, html: string): Navigation {
  const at = html.lastIndexOf(found.label);
  return at === -1 ? found : { ...found, line: createPositions(html)(at).line };
}

/** Returns the words that `renderHtml` would leave out. */
export function findHtmlLosses(html: string, options: BodyOptions): readonly Loss[] {
  const losses: Loss[] = [];
  read(html, options, { references: [], losses }, mend);
  return losses;
}

function read(source: string, options: BodyOptions, { references, losses }: Findings, use: typeof sanitize): string {
  const { html, comments, endless } = blankTemplateComments(source);
  const onReference = collectReferences(references);
  const { resolve, idPrefix, title, lacksPictures } = options;
  const page = readHtmlPage(html);
  const positionOf = createPositions(html);
  for (const { at, what, text } of [...comments, ...endless]) losses.push({ what, text, ...positionOf(at) });
  for (const { at, name } of shownShortcodes(html, shownRanges))
    losses.push({ what: `[${name}]`, text: '', ...positionOf(at) });
  for (const { at, text } of outside(page, html, title))
    losses.push({ what: `<${page.container}>`, text, ...positionOf(at) });
  const onLoss = (at: number, element: string, text: string): void => {
    // Above a fragment, this text is the title of the article.
    if (element === 'title' && sameText(text, title)) return;
    losses.push({ what: `<${element}>`, text, ...positionOf(page.start + at) });
  };
  return use(page.body, { resolve, idPrefix, onReference, onLoss, lacksPictures });
}

/** Returns the words around the element that contains the text, unless they are the title alone. */
function outside(page: HtmlPage, html: string, title: string): readonly Words[] {
  return textOutside(html, page).filter(({ text }) => !sameText(text, title));
}

/** Removes a page's headline, which repeats its title and may stand below a kicker. */
function withoutHeadline(html: string, title: string): string {
  const start = html.indexOf('<h1');
  const end = html.indexOf('</h1>', start);
  if (start === -1 || end === -1 || !sameText(textOf(html.slice(start, end)), title)) return html;
  return (html.slice(0, start) + html.slice(end + '</h1>'.length)).trim();
}
