import { SITE_KEY } from '../../core/bucket-layout.ts';
import type { Problem } from '../../core/problem.ts';
import { sectionsOf } from '../../core/views/feeds.ts';
import { lostFeedProblems, type SiteFeedsOut } from '../../core/views/lost-feeds.ts';
import { feedsOfState } from '../../run/lost-feeds-between.ts';
import { StateStore } from '../../state/state-store.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import type { Build } from '../build.ts';
import type { IncrementalOptions } from './incremental-options.ts';

/** Returns the feeds of the build that is remembered; `undefined` where there is none, or none that can be read. */
export async function feedsRemembered({ folder, site }: IncrementalOptions): Promise<SiteFeedsOut | undefined> {
  const snapshot = folder.read();
  if (!snapshot) return undefined;
  const { state } = await new StateStore(folder.openState(snapshot.state).store).load();
  // Without an address of its own the site has that of the command.
  return state && feedsOfState({ ...state, feedsUrl: state.feedsUrl ?? site.feedsUrl });
}

/** Returns a warning for each feed that has another address or id than in an earlier build. */
export async function lostFeedsOf(
  { site, basis }: Build,
  before: SiteFeedsOut,
  { content }: Pick<IncrementalOptions, 'content'>,
): Promise<readonly Problem[]> {
  const after = { site, sections: sectionsOf(basis.plan.files.feeds) };
  return lostFeedProblems(before, after, await siteText(content));
}

/** Returns the text of `site.yaml`. */
export async function siteText(content: ObjectStore): Promise<string> {
  return new TextDecoder().decode((await content.get(SITE_KEY))?.bytes);
}
