import { frontMatterPlace } from '../../data-files/front-matter-place.ts';
import { readFormerAddresses } from '../../front-matter/address-fields.ts';
import { toNfc } from '../../text/clean.ts';
import { parseAddress, pathSegmentOf } from '../../text/web-address.ts';

interface FormerPlace {
  /** Home page of the site that an article comes from; ends with a slash. */
  readonly home: string;
  /** The article's own address there, where aliases that are no path from the home page lie beside it, as in Hugo. */
  readonly beside: string | undefined;
}

/** Returns the former addresses that an article declares (`aliases`, `redirect_from`), as they were on its site. */
export function declaredFormer(text: string, { home, beside }: FormerPlace): readonly string[] {
  const place = frontMatterPlace(text);
  const fields = typeof place === 'object' ? place.fields : [];
  const told = fields.flatMap(({ key, at, value }) => {
    const entry = { key, value, line: at, column: 1 };
    return readFormerAddresses(entry, () => {}) ?? [];
  });
  return told.flatMap(({ text: declared }) => {
    const url = parseAddress(...resolving(declared, home, beside));
    const isOfSite = url && url.origin === new URL(home).origin && url.search === '' && !AMBIGUOUS.test(url.pathname);
    const page = isOfSite ? pageAt(url) : undefined;
    return page === undefined || page === home || page === `${url?.origin}/` ? [] : page;
  });
}

/** Characters that servers may read differently. */
const AMBIGUOUS = /%2f|%5c|\\|\/\//i;

/** Returns a reference and its base. A path is one below the home page, whatever folder of its host that is in. */
function resolving(declared: string, home: string, beside: string | undefined): readonly [string, string] {
  const isAbsolute = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(declared);
  if (isAbsolute || declared.startsWith('/')) return [isAbsolute ? declared : `.${declared}`, home];
  return [`./${declared}`, beside === undefined ? home : new URL(beside.endsWith('/') ? '..' : '.', beside).href];
}

/** Returns the address of a page as its site showed it: a folder with a slash, and without the name of its index. */
function pageAt(url: URL): string {
  const path = toNfc(decoded(url.pathname)).replace(/(?<=\/)index\.html$/, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isFile = name === '' || /\.[a-z][a-z0-9]{0,5}$/i.test(name);
  return url.origin + `${path}${isFile ? '' : '/'}`.split('/').map(pathSegmentOf).join('/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
