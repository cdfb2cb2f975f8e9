import { textProblem } from '../core/article/source-text.ts';
import type { Problem } from '../core/problem.ts';
import { parseSite, SITE_KEY, type SiteOverrides } from '../core/site/parse-site.ts';
import type { Site } from '../core/site/site.ts';
import type { ObjectStore, StoredObject } from '../stores/object-store.ts';

/** `site.yaml`, or the problems that make it unusable. */
export interface ReadSite {
  readonly site?: Site;
  readonly problems: readonly Problem[];
}

/** The problem of a newsroom without a name. */
const NO_SITE: Problem = {
  path: SITE_KEY,
  severity: 'error',
  message: 'there is no site.yaml; write one with title, url, since and feedsUrl',
};

/** Reads `site.yaml` from the content. */
export async function readSite(content: ObjectStore, overrides: SiteOverrides = {}): Promise<ReadSite> {
  return judgeSite(await content.get(SITE_KEY), overrides);
}

/** What the object of `site.yaml` says, where it is there and is text. */
export function judgeSite(object: StoredObject | undefined, overrides: SiteOverrides): ReadSite {
  if (!object) return { problems: [NO_SITE] };
  const noText = textProblem(object.bytes);
  if (noText) return { problems: [{ path: SITE_KEY, severity: 'error', ...noText }] };
  return parseSite(new TextDecoder().decode(object.bytes), overrides);
}
