import { sameText, textOf, withoutTitle } from '../html/canonical-html.ts';
import { withoutNavigation } from '../html/end-of-page.ts';
import { type Navigation, ownLabels } from '../html/navigation.ts';
import { mend, sanitize } from '../html/sanitize.ts';
import { createPositions } from '../text/positions.ts';
import { type BodyOptions, collectReferences, type Findings } from './body-options.ts';
import { type HtmlPage, readHtmlPage, textOutside, type Words } from './html-page.ts';
import type { Loss } from './loss.ts';

/** The text of a page, or of a fragment of one, of which nothing is left but what readers render. */
export function renderHtml(html: string, options: BodyOptions, findings: Findings): string {
  const { title, drop } = options;
  const own = ownLabels(drop);
  const text = withoutTitle(withoutHeadline(read(html, options, findings, sanitize), title), title);
  const trimmed = withoutNavigation(text, own);
  // What the site has named itself goes without a word.
  const isOwn = (label: string): boolean => [...ownLabels([label])].some(name => own.has(name));
  const told = trimmed.navigation.filter(({ label, below }) => below > 0 || !isOwn(label));
  if (told.length > 0) findings.navigation = told.map(found => placed(found, html));
  return trimmed.html;
}

/** With the line where the label stands last; without it where the label is written otherwise. */
function placed(found: Navigation, html: string): Navigation {
  const at = html.lastIndexOf(found.label);
  return at === -1 ? found : { ...found, line: createPositions(html)(at).line };
}

/** The words that `renderHtml` would leave out. */
export function findHtmlLosses(html: string, options: BodyOptions): readonly Loss[] {
  const losses: Loss[] = [];
  read(html, options, { references: [], losses }, mend);
  return losses;
}

function read(html: string, options: BodyOptions, { references, losses }: Findings, use: typeof sanitize): string {
  const onReference = collectReferences(references);
  const { resolve, idPrefix, title } = options;
  const page = readHtmlPage(html);
  const positionOf = createPositions(html);
  for (const { at, text } of outside(page, html, title))
    losses.push({ what: `<${page.container}>`, text, ...positionOf(at) });
  const onLoss = (at: number, element: string, text: string): void => {
    // Above a fragment, that is the title of the article.
    if (element === 'title' && sameText(text, title)) return;
    losses.push({ what: `<${element}>`, text, ...positionOf(page.start + at) });
  };
  return use(page.body, { resolve, idPrefix, onReference, onLoss });
}

/** What stands around the element that holds the text, unless it is the title alone. */
function outside(page: HtmlPage, html: string, title: string): readonly Words[] {
  return textOutside(html, page).filter(({ text }) => !sameText(text, title));
}

/** A page's headline is its title again, and may stand below a kicker. */
function withoutHeadline(html: string, title: string): string {
  const start = html.indexOf('<h1');
  const end = html.indexOf('</h1>', start);
  if (start === -1 || end === -1 || !sameText(textOf(html.slice(start, end)), title)) return html;
  return (html.slice(0, start) + html.slice(end + '</h1>'.length)).trim();
}
