import { isPlainUrl } from '../text/plain-url.ts';
import { MAX_ADDRESS, parseAddress } from '../text/web-address.ts';

/** Turns a reference, as its author wrote it, into an absolute URL; `undefined` where it can't be one. */
export type Resolve = (reference: string) => string | undefined;

const LINK_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const WEB_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:']);
/** Pictures written into the text itself. SVG is left out: it can hold scripts. */
const INLINE_PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|avif);base64,[a-z0-9+/]+=*$/i;
/** In characters: 32 KB. Icons are smaller, and larger ones belong to `media/`. */
const MAX_INLINE_PICTURE = 32 * 1024;

/** Returns the address of a link if it leads to the web, a mail address or a telephone. */
export function linkUrl(reference: string, resolve: Resolve): string | undefined {
  return allowed(resolve(reference), LINK_SCHEMES);
}

/** Returns the address of a picture, sound or film if it is on the web. */
export function resourceUrl(reference: string, resolve: Resolve): string | undefined {
  return allowed(resolve(reference), WEB_SCHEMES);
}

/** Returns the address of a frame if its host is reached by `https` at the default port, without a name or password. */
export function frameUrl(reference: string, resolve: Resolve): string | undefined {
  const resolved = resolve(reference);
  const url = resolved !== undefined && URL.canParse(resolved) ? new URL(resolved) : undefined;
  const isPlain = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return isPlain ? resolved : undefined;
}

/** A picture may also be written into the text, if it is small. */
export function imageUrl(reference: string, resolve: Resolve): string | undefined {
  const inline = reference.trim();
  if (/^data:/i.test(inline))
    return inline.length <= MAX_INLINE_PICTURE && INLINE_PICTURE.test(inline) ? inline : undefined;
  return resourceUrl(reference, resolve);
}

/** Returns whether a picture is written into the text, whether it may stay or not. */
export function isInlinePicture(reference: string): boolean {
  return /^\s*data:image/i.test(reference);
}

const SEPARATORS = /[\s,]*/y;
const URL_RUN = /\S*/y;
const DESCRIPTORS = /[^,]*/y;

/** Maximum number of candidates of a `srcset` that are read, ten times as many as the widths of any picture. */
const MAX_CANDIDATES = 200;

/**
 * The first candidates of a `srcset` (HTML, section 4.8.4.2.1): address, and width (`800w`) or density (`2x`) as
 * written.
 */
export function* srcsetCandidates(srcset: string): Generator<{ readonly reference: string; readonly size: string }> {
  let at = after(SEPARATORS, srcset, 0);
  for (let count = 0; at < srcset.length && count < MAX_CANDIDATES; count++) {
    const urlEnd = after(URL_RUN, srcset, at);
    // A URL ends at a blank; a comma that ends it ends the candidate, too.
    const run = srcset.slice(at, urlEnd);
    const reference = withoutCommas(run);
    at = reference === run ? after(DESCRIPTORS, srcset, urlEnd) : urlEnd;
    yield { reference, size: srcset.slice(urlEnd, at).trim() };
    at = after(SEPARATORS, srcset, at);
  }
}

/** A `srcset` with absolute URLs; candidates that may not stay are left out, all: `undefined`. */
export function absoluteSrcset(srcset: string, resolve: Resolve): string | undefined {
  const candidates: string[] = [];
  for (const { reference, size } of srcsetCandidates(srcset)) {
    const url = resourceUrl(reference, resolve);
    // A comma in a URL would end the candidate for the parsers that look for nothing else.
    if (url && /^(?:\d+(?:\.\d+)?[wx])?$/.test(size))
      candidates.push(`${url.replaceAll(',', '%2C')}${size && ` ${size}`}`);
  }
  return candidates.length > 0 ? candidates.join(', ') : undefined;
}

function allowed(url: string | undefined, schemes: ReadonlySet<string>): string | undefined {
  if (url === undefined || url.length > MAX_ADDRESS) return undefined;
  const protocol = isPlainUrl(url) ? 'https:' : (parseAddress(url)?.protocol ?? '');
  return schemes.has(protocol) ? url : undefined;
}

function withoutCommas(run: string): string {
  let end = run.length;
  while (run[end - 1] === ',') end -= 1;
  return run.slice(0, end);
}

/** End of the characters that `pattern` matches from `at` on. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Shape of a prefix: the hash of an article's key. */
const PREFIXED = /^[0-9a-f]{8}-/;

/**
 * A fragment with its prefix: once, however often it is asked for. One that has the prefix of another key is set apart
 * already: the article was imported from a feed of Bantin's, and must stay as its readers have it.
 */
export function prefixed(id: string, prefix: string): string {
  return id.startsWith(prefix) || PREFIXED.test(id) ? id : prefix + id;
}

/** Returns a link within the article with the prefix of its target's `id`, and any other link unchanged. */
export function withPrefixedFragment(reference: string, prefix: string): string {
  const trimmed = reference.trim();
  return trimmed.startsWith('#') && trimmed.length > 1 ? `#${prefixed(trimmed.slice(1), prefix)}` : reference;
}
