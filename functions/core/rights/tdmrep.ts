import { type License, reservesMining } from './license.ts';
import type { LicensedContent } from './rsl.ts';

/** Path that miners look at (https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/, section 6). */
export const TDMREP_PATH = '.well-known/tdmrep.json';

/** A statement on text and data mining: whether rights are reserved, and where the policy is. */
export interface MiningStatement {
  readonly 'tdm-reservation': 0 | 1;
  readonly 'tdm-policy'?: string;
}

/** Returns the statement that a licence makes. Where nothing is reserved there is no policy to ask for. */
export function miningStatement({ terms, url }: License): MiningStatement {
  return reservesMining(terms) ? { 'tdm-reservation': 1, 'tdm-policy': url } : { 'tdm-reservation': 0 };
}

/** Renders the statements for parts of a host, the narrowest first: a miner takes the first or the longest. */
export function renderTdmrep(parts: readonly LicensedContent[]): string {
  const rules = parts
    .toSorted((a, b) => b.url.length - a.url.length)
    .map(({ url, license }) => ({ location: url, ...miningStatement(license) }));
  return `${JSON.stringify(rules, undefined, 2)}\n`;
}
