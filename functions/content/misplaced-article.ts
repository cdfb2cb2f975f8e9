import { isOfRepository } from '../core/article/key.ts';
import { openSource, textProblem } from '../core/article/source-text.ts';
import { MEDIA_PREFIX } from '../core/bucket-layout.ts';
import { bufferOf } from '../core/buffer-of.ts';
import { fieldNamed } from '../core/front-matter/field-names.ts';
import { publicationRule } from '../core/front-matter/publication-rules.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';

/** Evidence that a file under `media/` is an article: its ending, or the fields that it begins with. */
export type Misplaced = 'ending' | 'fields';

/** Bytes at the beginning of a text or page that are looked at: more than front matter may have. */
export const ARTICLE_HEAD = 128 * 1024;

/**
 * Returns true for Markdown under `media/`. It may be a draft, so the name decides. What repositories have in their
 * folders, such as `README.md`, is published.
 */
export function isMisplacedByName(key: string): boolean {
  return key.startsWith(MEDIA_PREFIX) && /\.(?:md|mdx|markdown)$/i.test(key) && !isOfRepository(key);
}

/** Returns true for a text or a page under `media/`: what it begins with says whether it is an article. */
export function mayHoldArticle(key: string): boolean {
  return key.startsWith(MEDIA_PREFIX) && /\.(?:txt|html?)$/i.test(key);
}

/** Bytes of front matter that are looked at where it can't be read. */
const MAX_BROKEN = 4096;

/** Fields of front matter at the beginning of a line, or of a member of JSON. */
const NAMES = /(?:^|[{,])[ \t]{0,40}(?:\.\.[ \t]{1,8})?["']?([a-z_][\w-]{0,60})["']?[ \t]{0,40}[:=]/gim;

/**
 * Returns true for a text that begins with front matter of any known form, closed or not, with fields that only an
 * article has: `draft` or `withdrawn`, or a title and the time from which, or until which, it is public. `head` are its
 * first bytes. No value is looked at, so a field that can't be read counts, too.
 */
export function holdsArticle(head: Uint8Array): boolean {
  const whole = bufferOf(head);
  const bytes = whole.length < ARTICLE_HEAD ? whole : whole.subarray(0, whole.lastIndexOf('\n') + 1);
  if (bytes.length === 0 || textProblem(bytes)) return false;
  const source = openSource(bytes);
  const fields = 'body' in source ? source.frontMatter : bytes.toString('utf8', 0, MAX_BROKEN);
  const names = [...(fields ?? '').matchAll(NAMES)].map(([, name = '']) => name);
  const known = new Set(names.map(fieldNamed));
  if (known.has('draft') || known.has('withdrawn')) return true;
  return known.has('title') && (known.has('date') || names.some(name => publicationRule(name)?.otherwise === 'hold'));
}

/** Returns what shows that a file is an article; `undefined` where nothing does. Reads texts and pages alone. */
export async function misplacedBy(content: ObjectStore, key: string): Promise<Misplaced | undefined> {
  if (isMisplacedByName(key)) return 'ending';
  if (!mayHoldArticle(key)) return undefined;
  try {
    const object = await content.get(key, { first: ARTICLE_HEAD });
    return object && holdsArticle(object.bytes) ? 'fields' : undefined;
  } catch (error) {
    // Whoever publishes it reports it.
    if (error instanceof UnreadableObject) return undefined;
    throw error;
  }
}

/** Returns those of some files that are articles, by key, with what shows it. */
export async function misplacedAmong(
  content: ObjectStore,
  keys: Iterable<string>,
): Promise<ReadonlyMap<string, Misplaced>> {
  const wanted = [...keys].filter(key => isMisplacedByName(key) || mayHoldArticle(key));
  const found = await inParallel(wanted, CONCURRENCY, async (key): Promise<[string, Misplaced][]> => {
    const by = await misplacedBy(content, key);
    return by ? [[key, by]] : [];
  });
  return new Map(found.flat());
}
