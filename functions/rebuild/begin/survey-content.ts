import { Buffer } from 'node:buffer';
import { type ActiveSite, readActiveSite } from '../../content/active-site.ts';
import { assertNotEmptied, EMPTY_BUCKET, sourcesIn } from '../../content/empty-listing.ts';
import { ARTICLES_PREFIX } from '../../core/bucket-layout.ts';
import { countItems } from '../../core/feed/count-items.ts';
import type { State } from '../../core/index/state.ts';
import type { RunContext } from '../../run/run.ts';
import type { RunResult } from '../../run/run-result.ts';
import type { LoadedState } from '../../state/manifest/loaded-state.ts';
import { type ListedContent, listContent } from '../listing/listed-content.ts';

/** Content that is to be read, and the site to read it by. */
export interface Survey {
  readonly listing: ListedContent;
  readonly active: ActiveSite;
  /** State that is active meanwhile. */
  readonly state: State | undefined;
  /** ETag of it. */
  readonly since: string | undefined;
}

/** Lists what is to be read. `no site`: there is no `site.yaml` to go by. */
export async function surveyContent(run: RunContext): Promise<Survey | RunResult<'no site'>> {
  const loaded = await run.state.load();
  const { state } = loaded;
  const listing = await listContent(run.content);
  const { folders, sidecars } = listing.data;
  const wanted = { changed: folders, isAll: true as const, hasSidecars: sidecars.size > 0 };
  const { active, problems } = await readActiveSite(run.content, state?.site, run.feedsUrl, wanted);
  run.report.problems.push(...problems);
  if (!active) return 'no site';
  // Before anything is marked: a run that refuses has not died.
  if (!run.allowEmpty && listing.sources === 0)
    assertNotEmptied(0, await sourcesBefore(run, state), ARTICLES_PREFIX, EMPTY_BUCKET);
  return { listing, active, state, since: await keepData(run, loaded, active) };
}

/**
 * Has runs that publish meanwhile go by the data files of now, where these speak otherwise than before: what they hold
 * back must not come out while an archive is read again. Returns the ETag of the active state.
 */
async function keepData(run: RunContext, loaded: LoadedState, { stored }: ActiveSite): Promise<string | undefined> {
  const { etag } = await run.state.update(state => {
    if (!state || state.isBlank || JSON.stringify(state.site.data) === JSON.stringify(stored.data)) return undefined;
    const { data: _, hasSidecars: __, ...ofSite } = state.site;
    const { data, hasSidecars } = stored;
    const site = { ...ofSite, ...(data && { data }), ...(hasSidecars && { hasSidecars }) };
    // Articles that were read before are read again by this rebuild, or whoever goes on with it.
    const rebuilding = { ...state.rebuilding, [run.runId]: run.now() };
    return { ...state, site, rebuilding };
  }, loaded);
  return etag;
}

/** Returns the number of sources there were; if the state is lost, of the articles in the feed of all. */
async function sourcesBefore(run: RunContext, state: State | undefined): Promise<number> {
  if (state && !state.isBlank) return sourcesIn(state.counts);
  const feed = await run.public.get('feed.json');
  return feed ? countItems(Buffer.from(feed.bytes).toString()) : 0;
}
