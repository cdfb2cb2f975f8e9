/** Kinds of values that a use is permitted or prohibited by (RSL 1.0, sections 3.5 and 3.6). */
export type TermKind = 'usage' | 'user' | 'geo';

/** Values of each kind. Absent where none are named. */
export type TermValues = { readonly [Kind in TermKind]?: readonly string[] };

/** Compensation for a use (RSL 1.0, section 3.7). */
export interface Payment {
  readonly type: string;
  /** Address that names a licence which many share. */
  readonly standard?: string;
  /** Address at which the publisher licenses. */
  readonly custom?: string;
  /** A decimal number, as it was written. */
  readonly amount?: string;
  /** ISO 4217. */
  readonly currency?: string;
}

/** Terms that machines can read (RSL 1.0, section 3.4). */
export interface Terms {
  readonly permits?: TermValues;
  readonly prohibits?: TermValues;
  readonly payment?: Payment;
  /** Address of a licence server. */
  readonly server?: string;
  /** The holder of the rights. */
  readonly copyright?: string;
}

/** A licence, as every format tells it. */
export interface License {
  /** Address of the licence. Absolute; its length is at most `MAX_LICENSE_URL`. */
  readonly url: string;
  /** Name in the form of SPDX, such as `CC-BY-4.0`. Absent where the licence is not a known one. */
  readonly name?: string;
  readonly terms: Terms;
}

/** Path of the licence document, at the root. */
export const LICENSE_PATH = 'license.xml';

/** Maximum length of an address of a licence: it is part of the headers of answers, and of every entry. */
export const MAX_LICENSE_URL = 500;

/** Terms of a licence that a machine can't read: nothing is granted beyond what the law allows. */
export const RESERVED: Terms = { prohibits: { usage: ['ai-all'] } };

/** The licence that grants nothing. Its address is that of a statement which is kept for this. */
export const ALL_RIGHTS_RESERVED: License = {
  url: 'https://rightsstatements.org/vocab/InC/1.0/',
  name: 'all-rights-reserved',
  terms: RESERVED,
};

const MINING: readonly string[] = ['all', 'ai-all', 'ai-train'];
const FREE: ReadonlySet<string> = new Set(['free', 'attribution']);

/**
 * Returns true for terms under which text and data mining is reserved (Directive (EU) 2019/790, article 4): training is
 * prohibited, is not among what is permitted, has to be paid for, or is not for everyone.
 */
export function reservesMining({ permits, prohibits, payment, server }: Terms): boolean {
  const isProhibited = MINING.some(use => prohibits?.usage?.includes(use));
  const isLeftOut = permits?.usage !== undefined && !MINING.some(use => permits.usage?.includes(use));
  const isForSome = [permits, prohibits].some(values => values?.user !== undefined || values?.geo !== undefined);
  const isPaid = payment !== undefined && !FREE.has(payment.type);
  return isProhibited || isLeftOut || isForSome || isPaid || server !== undefined;
}

/** Returns what people call a licence: its name, else its address without the scheme. */
export function labelOfLicense({ name, url }: License): string {
  return name ?? url.replace(/^https?:\/\//, '');
}
