import type { Instant } from '../core/instant.ts';

/**
 * Returns the address of the parser that shows drafts and articles to come, as of `now` or of the moment when it reads
 * them. It is a module of its own, beside this one or beside the bundle that this one is in, since a thread loads it,
 * too.
 */
export function draftParser(now?: Instant): string {
  const name = import.meta.url.endsWith('.ts') ? './draft-parser.ts' : './draft-parser.js';
  const address = new URL(name, import.meta.url);
  if (now !== undefined) address.searchParams.set('now', String(now));
  return address.href;
}
