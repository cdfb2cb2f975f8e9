import { frontMatterPlace } from '../../data-files/front-matter-place.ts';

/** A post of Docusaurus, as far as its address depends on it. */
export interface DocusaurusPost {
  /** Path in the checkout, such as `blog/2020-01-02-cho-que/index.md`. */
  readonly name: string;
  readonly text: string;
}

const DATED = /^(.*?)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*)$/;

/**
 * Returns the address that Docusaurus gives a post of `blog/`: by its `slug`, else by the date that its path has, and
 * the rest of that. `home` is the home page, with the folder of the site.
 */
export function docusaurusAddress({ name, text }: DocusaurusPost, home: string): string {
  const path = name
    .replace(/^blog\//, '')
    .replace(/\.mdx?$/i, '')
    .replace(/\/index$/, '');
  const [, folder = '', date, rest = ''] = DATED.exec(path) ?? [];
  const byPath = date === undefined ? path : `${date.replaceAll('-', '/')}/${folder}${rest}`;
  const segments = (slugIn(text) ?? byPath).split('/').filter(segment => !/^\.{0,2}$/.test(segment));
  return `${home}blog/${segments.map(segment => encodeURIComponent(segment.toWellFormed())).join('/')}`;
}

function slugIn(text: string): string | undefined {
  const place = frontMatterPlace(text);
  const node = typeof place === 'object' ? place.fields.find(({ key }) => key === 'slug')?.value : undefined;
  return node?.kind === 'scalar' && node.value !== null && node.text.trim() !== '' ? node.text.trim() : undefined;
}
