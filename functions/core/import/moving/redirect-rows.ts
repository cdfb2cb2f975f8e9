import { parseAddress } from '../../text/web-address.ts';

/** An address that an article had, and the one that it has now. Each is absolute, or a path if a person wrote it. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
}

/** A redirect with the parts of its former address. */
export interface RedirectRow extends Redirect {
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
}

/** An address that a file of rules can't have, and why. */
export interface WithoutRule {
  readonly file: string;
  readonly from: string;
  readonly why: string;
}

/** Rules for one server, as text. */
export interface Rules {
  readonly text: string;
  readonly without: readonly WithoutRule[];
}

/** Stands for the host of a path. */
const NOWHERE = 'https://nowhere.invalid/';

/**
 * Returns the redirects that servers can have rules of, in the order of their addresses; those with a query come
 * before others of their path, as servers take the first that matches. Left out is what is no address, what leads to
 * itself with or without its last slash, which would never end, and each address that was there already.
 */
export function redirectRows(redirects: readonly Redirect[]): {
  readonly rows: readonly RedirectRow[];
  readonly without: readonly WithoutRule[];
} {
  const rows: RedirectRow[] = [];
  const without: WithoutRule[] = [];
  for (const { from, to } of redirects) {
    const [source, target] = [addressIn(from), addressIn(to)];
    const file = 'all rules';
    if (!source || !target)
      without.push({ file, from, why: 'it is no http(s) address, and no path that begins with /' });
    else if (isSamePage(source, target)) without.push({ file, from, why: 'it leads to itself' });
    else rows.push({ from, to, path: source.pathname, query: source.search.slice(1) });
  }
  return { rows: rows.sort(byAddress), without };
}

function addressIn(text: string): URL | undefined {
  const trimmed = text.trim();
  const url = parseAddress(trimmed, trimmed.startsWith('/') ? NOWHERE : undefined);
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

function isSamePage(a: URL, b: URL): boolean {
  const name = ({ host, pathname, search }: URL): string => `${host}${pathname.replace(/\/$/, '')}${search}`;
  return name(a) === name(b);
}

function byAddress(a: RedirectRow, b: RedirectRow): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  if ((a.query === '') !== (b.query === '')) return a.query === '' ? 1 : -1;
  return a.from < b.from ? -1 : 1;
}
