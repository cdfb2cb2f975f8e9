import { keepLast } from '../keep-last.ts';
import { srcsetCandidates } from './url-policy.ts';

/** Attributes of an element, by name in lower case. */
type Attributes = Readonly<Record<string, string>>;

/** Attributes in which scripts that load pictures late look for the address, the most usual first. */
const LATE_SRC = ['data-src', 'data-lazy-src', 'data-ll-src', 'nitro-lazy-src'];
/** Attributes for the address which other scripts use for a size, a switch or a larger picture. */
const LATE_OR_ELSE = ['data-original', 'data-lazy', 'data-orig-src'];
const LATE_ANY = [...LATE_SRC, ...LATE_OR_ELSE];
const LATE_SRCSET = ['data-srcset', 'data-lazy-srcset', 'data-original-set', 'nitro-lazy-srcset'];

/** Elements that are loaded late. */
const LATE: ReadonlySet<string> = new Set(['img', 'source', 'iframe', 'video', 'audio']);

/** File names of pictures that stand in for others: a pixel, a spinner. */
const STAND_IN_NAMES = 'placeholder|blank|spacer|pixel|transparent|loading|loader|lazy|lazyload|1x1|grey|gray';
const STAND_IN = new RegExp(String.raw`^(?:${STAND_IN_NAMES})(?:[-_.]?\d{1,4}x\d{1,4})?\.[a-z]{3,4}(?:[?#]|$)`, 'i');

/**
 * Returns an element's attributes with the addresses that a script would have put in once it is seen. No script runs
 * for readers of feeds, and what stands there until then is a placeholder, or nothing. A picture that has only a
 * `srcset` has its largest candidate as `src`, since many readers know no other.
 */
export const loaded = keepLast((name: string, attributes: Attributes): Attributes => {
  if (!LATE.has(name)) return attributes;
  const given = attributes.src ?? '';
  const names = given === '' || isStandIn(given) ? LATE_ANY : LATE_SRC;
  const src = firstOf(attributes, names, isAddress) ?? attributes.src;
  const srcset = firstOf(attributes, LATE_SRCSET, isSrcset) ?? attributes.srcset;
  const isMissing = src === undefined || src === '' || (srcset !== undefined && isStandIn(src));
  const shown = name === 'img' && isMissing && srcset !== undefined ? (largestOf(srcset) ?? src) : src;
  if (shown === attributes.src && srcset === attributes.srcset) return attributes;
  return { ...attributes, ...(shown !== undefined && { src: shown }), ...(srcset !== undefined && { srcset }) };
});

/** Returns whether nothing says where the picture is that is to be loaded: it stands in a `<noscript>` beside it. */
export function isPlaceholder(attributes: Attributes): boolean {
  const { src = '', srcset = '' } = loaded('img', attributes);
  return srcset === '' && (src === '' || isStandIn(src));
}

/** Returns whether an address is that of a picture that only stands in for another until that is loaded. */
function isStandIn(src: string): boolean {
  const file = src.slice(src.lastIndexOf('/') + 1);
  return /^\s*data:image/i.test(src) || STAND_IN.test(file);
}

/**
 * Returns whether a value leads to a picture, a film or a frame: scripts have switches and sizes under such names,
 * too.
 */
function isAddress(value: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:/i.test(value) && !/^https?:/i.test(value)) return false;
  return !value.startsWith('#') && !isStandIn(value) && /\/|\.[a-z][a-z\d]{2,3}(?:[?#]|$)/i.test(value);
}

function isSrcset(value: string): boolean {
  return largestOf(value) !== undefined;
}

function firstOf(
  attributes: Attributes,
  names: readonly string[],
  isUsable: (value: string) => boolean,
): string | undefined {
  for (const name of names) {
    const value = attributes[name]?.trim() ?? '';
    if (value !== '' && isUsable(value)) return value;
  }
  return undefined;
}

/** The address of the largest candidate that leads anywhere: by width or density, else the first. */
function largestOf(srcset: string): string | undefined {
  let [largest, most]: [string | undefined, number] = [undefined, Number.NEGATIVE_INFINITY];
  for (const { reference, size } of srcsetCandidates(srcset)) {
    const number = Number.parseFloat(size) || 0;
    if (number > most && isAddress(reference)) [largest, most] = [reference, number];
  }
  return largest;
}
