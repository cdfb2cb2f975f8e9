import { DomUtils, parseDocument } from 'htmlparser2';
import { COPY_SCRIPT } from '../../../functions/core/pages/copy-script.ts';

type Element = ReturnType<typeof DomUtils.findAll>[number];

/** A page as a browser would see it. */
export interface ParsedPage {
  /** Every element of a name, in the order of the page; of any name with `*`. */
  all(name: string): readonly Element[];
  /** The text of the first element of a name. */
  text(name: string): string;
  /** `href` of every element of a name. */
  hrefs(name: string): readonly (string | undefined)[];
  /** The content of a `<meta>`, by its `name` or `property`. */
  meta(name: string): string | undefined;
}

export function parsePage(markup: string): ParsedPage {
  const elements = DomUtils.findAll(() => true, parseDocument(markup).children);
  const all = (name: string) => elements.filter(element => name === '*' || element.name === name);
  return {
    all,
    text: name => all(name).slice(0, 1).map(DomUtils.textContent).join(''),
    hrefs: name => all(name).map(({ attribs }) => attribs.href),
    meta: name =>
      all('meta').find(({ attribs }) => attribs.name === name || attribs.property === name)?.attribs.content,
  };
}

/**
 * Returns everything that would run if a value were not escaped: handlers, scripts other than data, and hostile
 * elements.
 */
export function dangersIn(page: ParsedPage): readonly string[] {
  return page.all('*').flatMap(element => {
    const { name, attribs } = element;
    return [
      ...(name === 'script' && !isOurs(element) ? ['script'] : []),
      ...Object.keys(attribs).filter(attribute => attribute.startsWith('on')),
      ...Object.values(attribs).filter(value => /^\s*(javascript|data|vbscript):/i.test(value)),
      ...(attribs.src === 'x' ? ['img src=x'] : []),
    ];
  });
}

function isOurs(script: Element): boolean {
  return script.attribs.type === 'application/ld+json' || DomUtils.textContent(script) === COPY_SCRIPT;
}
