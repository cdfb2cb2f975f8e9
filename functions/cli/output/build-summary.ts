import type { Build } from '../../build/build.ts';
import { counted, waitingFor } from './counted.ts';

/** Returns the result of a build, in one line. */
export function summary(counts: Build['counts'], feeds: number): string {
  const held = [
    counts.withdrawn > 0 && `${counts.withdrawn} withdrawn`,
    counts.drafts > 0 && counted(counts.drafts, 'draft'),
    counts.waiting > 0 && waitingFor(counts.waiting),
    counts.expired > 0 && `${counts.expired} expired`,
    counts.rejected > 0 && `${counts.rejected} rejected`,
  ].filter(part => part !== false);
  const notPublished = held.length > 0 ? ` (not published: ${held.join(', ')})` : '';
  return `${counted(counts.published, 'article')} in ${counted(feeds, 'feed')}${notPublished}`;
}
