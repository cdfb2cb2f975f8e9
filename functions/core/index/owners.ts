import type { Article } from '../article/article.ts';
import { atomId, defaultId, pathInId } from '../article/key.ts';
import { ARTICLES_PREFIX } from '../bucket-layout.ts';
import { isCopyOf } from '../files/copy-name.ts';
import { boundProblems, type Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { shortHash } from '../text/hash.ts';
import { compareKeys } from '../text/key-order.ts';
import type { ObjectRecord } from './index-record.ts';
import { claimKey } from './keys/record-keys.ts';
import type { IdClaim } from './records/claim-record.ts';
import type { Lost } from './records/source-record.ts';

/** A source that claims an id, or an object that claims a path under `public/`. */
export interface Claimant {
  readonly key: string;
  readonly isWithdrawn: boolean;
  /** Its own path makes the id. */
  readonly isByPath: boolean;
  /** The owner that it was rejected for, where its claim says so. */
  readonly lostTo?: string;
}

/**
 * Orders those who claim one id or path; the first owns it. What is public comes before what was withdrawn, or whoever
 * declares an id could have readers forget it; then whose own path makes the id; then the smallest key. A function of
 * the claimants alone, so it does not matter when each came.
 */
export function compareClaimants(a: Claimant, b: Claimant): number {
  return (
    Number(a.isWithdrawn) - Number(b.isWithdrawn) ||
    Number(b.isByPath) - Number(a.isByPath) ||
    compareKeys(a.key, b.key)
  );
}

/**
 * Returns the id that an article is known by wherever ids are compared: in Atom an id that is no IRI becomes one, so
 * two that differ elsewhere may be one there.
 */
export function comparedId({ key, id }: Pick<Article, 'key' | 'id'>, site: Site): string {
  return id === defaultId(key, site) ? id : atomId(id, site);
}

/** Returns what an object is, or would be, did not another own what it claims; `undefined` where it is not out. */
export function claimsAs(record: ObjectRecord): Lost['as'] | undefined {
  const { status } = record;
  if (status === 'published' || status === 'withdrawn' || status === 'media') return status;
  return record.lost?.as;
}

/** Returns to what an object lost its place; `undefined` where it did not. */
export function lostTo(record: ObjectRecord): Lost['to'] | undefined {
  return record.status === 'media' ? undefined : record.lost?.to;
}

/** Returns the id that a source claims; `undefined` where nothing of it is out. */
export function claimedId(key: string, record: ObjectRecord | null | undefined, site: Site): string | undefined {
  if (!record || record.status === 'media') return undefined;
  const as = claimsAs(record);
  return as === undefined || as === 'media' ? undefined : (record.id ?? defaultId(key, site));
}

/**
 * Returns what the claims on an id lie together by: the key of the Markdown source whose path makes the id, where one
 * could, so that most claims are found beside their own records; else the id itself.
 */
function anchorOf(id: string, site: Site): string {
  const path = pathInId(id, site);
  return path === undefined ? id : `${path}.md`;
}

/** Returns the hash that the claims on an id lie under. */
export function claimHash(id: string, site: Site): string {
  return shortHash(anchorOf(id, site));
}

/** Keys whose record implies a claim on the id that they make, as is seen without looking closely. */
const PLAIN = /^[\w.~/-]*\.md$/;

/** Returns the record of a source's claim, and its key; `undefined` where there is none, or its own implies it. */
export function claimOf(
  key: string,
  record: ObjectRecord,
  site: Site,
): { readonly key: string; readonly claim: IdClaim } | undefined {
  const as = claimsAs(record);
  if (record.status === 'media' || as === undefined || as === 'media') return undefined;
  const isByPath = record.id === undefined;
  if (isByPath && PLAIN.test(key)) return undefined;
  const id = record.id ?? defaultId(key, site);
  const anchor = anchorOf(id, site);
  if (isByPath && key.normalize('NFC') === anchor) return undefined;
  const claim: IdClaim = {
    status: 'claim',
    key,
    id,
    ...(isByPath && { isByPath: true as const }),
    ...(as === 'withdrawn' && { isWithdrawn: true as const }),
  };
  return { key: claimKey(shortHash(anchor), id, key), claim };
}

/** Reports to an article that one of its former addresses is another's. */
export function lostFormerProblem(path: string, publicPath: string, owner: string): Problem {
  const address = publicPath.replace(/index\.html$/, '');
  const message =
    `its former address /${address} is that of ${owner}, so nothing leads on from there; ` +
    'take it out of one of them';
  return bounded({ path, severity: 'warning', message });
}

/** Reports to a source that an id is another's. */
export function lostIdProblem(path: string, id: string, owner: string, site: Site): Problem {
  const isPaths = isByPath(path, id, site);
  const copied = isByPath(owner, id, site) ? '' : `; if ${owner} is the copy, take it out there`;
  const remedy = isCopyOf(owner, path)
    ? `${owner} has the name of a copy of it; delete that, or take its line id: out there, so that this is published`
    : isPaths
      ? 'give it an id or a file name of its own'
      : `if it was copied, take its line id: out, so that it gets one of its own${copied}`;
  const message = `id "${asDeclared(id, site)}" belongs to ${owner}, so this article is not published; ${remedy}`;
  return bounded({ path, severity: 'error', message });
}

/** Reports to the owner of an id that others claim it. */
export function sharedIdProblem(
  path: string,
  id: string,
  [first = '', ...rest]: readonly string[],
  site: Site,
): Problem {
  const isCopied = !isByPath(first, id, site);
  const isCopy = isCopyOf(path, first);
  const here = isByPath(path, id, site) ? '' : ', or here, if this is the copy';
  const remedy = isCopy
    ? `it has the name of a copy of ${first}; delete it, or take its line id: out, so that ${first} is published`
    : isCopied
      ? `take the line id: out there${here}`
      : 'give it an id or a file name of its own';
  const message =
    `id "${asDeclared(id, site)}" is claimed by ${first}${others(rest)}, too, which this article keeps from being ` +
    `published; ${remedy}`;
  return bounded({ path, severity: 'warning', message });
}

/** Reports to an object that a path under `public/` is another's. */
export function lostPathProblem(path: string, publicPath: string, owner: string): Problem {
  const message = `it would be published as ${publicPath}, where ${owner} stands in its way; rename one`;
  return bounded({ path, severity: 'error', message });
}

/** Reports to the owner of a path under `public/` that others claim it. */
export function sharedPathProblem(path: string, publicPath: string, [first = '', ...rest]: readonly string[]): Problem {
  const message = `${first}${others(rest)} would be published as ${publicPath}, too, and is not; rename one`;
  return bounded({ path, severity: 'warning', message });
}

/** Returns whether an id is that which the path of a source makes, so that it declares none. */
function isByPath(key: string, id: string, site: Site): boolean {
  return id === defaultId(key, site);
}

/** Returns an id as its editor wrote it, if an IRI had to be made of it. */
function asDeclared(id: string, site: Site): string {
  const name = pathInId(id, site);
  return name === undefined || name.startsWith(ARTICLES_PREFIX) ? id : name;
}

function others({ length }: readonly string[]): string {
  return length === 0 ? '' : length === 1 ? ' and another' : ` and ${length} others`;
}

function bounded(problem: Problem): Problem {
  return boundProblems([problem])[0] ?? problem;
}
