import type { Article } from '../core/article/article.ts';
import { isPageMedia, pageMediaKey } from '../core/article/page-media.ts';
import type { Found } from '../core/index/found.ts';
import { type HeldArticle, heldArticle } from '../core/index/held.ts';
import type { Instant } from '../core/instant.ts';
import { type Measure, measureIn } from '../core/media/measure.ts';
import { type Names, sharedNamesOf } from '../core/plan/shared-names.ts';
import type { Problem } from '../core/problem.ts';
import type { Site } from '../core/site/site.ts';
import type { FileLinks } from './dead-links.ts';

/** Note of a scan on an object that it read. Plain data, which a thread sends to another. */
export interface Note {
  readonly key: string;
  /** Problems of the object itself, as it was read. */
  readonly problems: readonly Problem[];
  /** Bytes of a file beside articles; absent of all else. */
  readonly size?: number;
  /** Measure of a file beside articles. */
  readonly measure?: Measure;
  /** An article that is out, or was withdrawn. */
  readonly names?: Names;
  readonly withdrawn?: Article;
  readonly held?: HeldArticle;
  /** Its author holds it back: it is not reported to be refused. */
  readonly isSilent?: true;
  /** Keys, in NFC, of the media beside it that it names. Absent where there are none. */
  readonly media?: readonly string[];
  /** Links by file of an article that is out and was not withdrawn. Absent where there are none. */
  readonly links?: FileLinks;
}

/** Returns the note of an object, as it was found. */
export function noteOf(key: string, found: Found, { site, now }: { readonly site: Site; readonly now: Instant }): Note {
  if (found.kind === 'gone') return { key, problems: [] };
  if (found.kind === 'media') return { key, problems: [], ...(isPageMedia(key) && pageMediaNote(found)) };
  if (found.kind === 'rejected') return { key, problems: found.problems };
  const { article } = found;
  const media = (article.pageMedia ?? []).map(name => pageMediaKey(key, name));
  const held = heldArticle(article, now);
  return {
    key,
    problems: found.problems,
    ...(media.length > 0 && { media }),
    ...((article.draft || article.withdrawn) && { isSilent: true }),
    ...(held ? { held } : { names: sharedNamesOf(article, site), ...(article.withdrawn && { withdrawn: article }) }),
  };
}

function pageMediaNote(found: Found & { readonly kind: 'media' }): Pick<Note, 'size' | 'measure'> {
  const measure = measureIn(found);
  return { size: found.size, ...(measure && { measure }) };
}
