import type { DeclaredEnclosure } from '../../article/article.ts';
import { isMediaType, mediaTypeOf } from '../../files/media-type.ts';

/** A length in bytes, where it is one. */
export function enclosureLength(text: string | undefined): { readonly length?: number } {
  const length = /^\s*\d{1,15}\s*$/.test(text ?? '') ? Number(text) : 0;
  return length > 0 ? { length } : {};
}

/** Maximum number of files of one article, the first included; `bantin check` takes no more. */
export const MAX_FILES = 20;

/**
 * Returns the media type of a file that can be heard or seen: the declared one, else that of the ending of its address.
 * `undefined` for others.
 */
export function playableType({ url, type = '' }: DeclaredEnclosure): string | undefined {
  const declared = type.trim();
  const known = isMediaType(declared) ? declared : mediaTypeOf(url.split(/[?#]/, 1)[0] ?? '');
  return /^(?:audio|video)\//.test(known ?? '') ? known : undefined;
}

/**
 * Returns the files of an item beside its first one, in order: those that can be heard or seen, each once, where the
 * first one can. Others are no further forms of it, and are reported as left out.
 */
export function furtherFiles(files: readonly DeclaredEnclosure[]): readonly DeclaredEnclosure[] | undefined {
  const [first, ...others] = files;
  if (!first || playableType(first) === undefined) return undefined;
  const further: DeclaredEnclosure[] = [];
  const seen = new Set([first.url]);
  for (const file of others) {
    if (further.length === MAX_FILES - 1) break;
    if (seen.has(file.url)) continue;
    seen.add(file.url);
    if (playableType(file) !== undefined) further.push(file);
  }
  return further.length > 0 ? further : undefined;
}
