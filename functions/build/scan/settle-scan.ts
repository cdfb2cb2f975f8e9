import { indexOf } from '../../core/index/index-view.ts';
import type { NextState } from '../../core/index/next-state.ts';
import { settleLinks } from '../../core/plan/settle-links.ts';
import type { Problem } from '../../core/problem.ts';
import type { Notes } from '../notes.ts';
import { type FoundMedia, type Measured, type Missed, measureMedia, noteWhatIsMissing } from './media-of-scan.ts';
import type { OpenScanOptions } from './scan-options.ts';
import { settleClaims } from './settle-claims.ts';

/** Findings of a scan that depend on several sources. */
interface SettledScan extends Measured {
  /** Problems of what several articles claim. */
  readonly problems: readonly Problem[];
  readonly missing: Missed;
}

/** Settles what depends on several sources once all are read: owners, media, links, and what feeds are called. */
export async function settleScan(
  notes: Notes,
  nextState: NextState,
  listed: Omit<FoundMedia, 'pageMedia'>,
  options: OpenScanOptions,
): Promise<SettledScan> {
  const { content, reader } = options;
  const problems = await settleClaims(nextState, notes.names.touched, options, reader);
  const measured = await measureMedia(nextState, { ...listed, pageMedia: notes.pageMedia }, content);
  const index = indexOf(nextState);
  const missing = await noteWhatIsMissing(nextState, index, { ...listed, ...measured }, reader);
  settleLinks(nextState, index, [], () => true);
  nextState.traits.settleAll(index.countedFeeds(0).map(feed => [feed, index.feedRecord(feed)] as const));
  return { ...measured, problems, missing };
}
