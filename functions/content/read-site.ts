import { OTHER_SITE_KEY, SITE_KEY } from '../core/bucket-layout.ts';
import type { Problem } from '../core/problem.ts';
import { parseSite, type SiteOverrides } from '../core/site/parse-site.ts';
import type { Site } from '../core/site/site.ts';
import { textProblem } from '../core/text-problem.ts';
import type { ObjectStore, OnSkipped, StoredObject } from '../stores/object-store.ts';
import { readAuthorsText } from './read-authors.ts';
import { listDataKeys, readDataFiles } from './read-data-files.ts';

/** `site.yaml`, or the problems that make it unusable. */
export interface ReadSite {
  readonly site?: Site;
  readonly problems: readonly Problem[];
}

/** Common prefix of both names of `site.yaml`. */
const BOTH_NAMES = 'site.y';

/** The problem of a newsroom without a name. */
const NO_SITE: Problem = {
  path: SITE_KEY,
  severity: 'error',
  message: 'there is no site.yaml; write one with title, url, since and feedsUrl',
};

/** Reads `site.yaml` from the content. */
export async function readSite(content: ObjectStore, overrides: SiteOverrides = {}): Promise<ReadSite> {
  const object = await content.get(SITE_KEY);
  const authors = await readAuthorsText(content);
  const { folders, sidecars } = await listDataKeys(content);
  const data = await readDataFiles(content, folders);
  return object
    ? judgeSite(object, { ...overrides, ...(authors && { authors }), data, hasSidecars: sidecars.size > 0 })
    : { problems: [await missingSite(content)] };
}

/** Says what stands in the place of `site.yaml`, where something does. */
export async function missingSite(content: ObjectStore): Promise<Problem> {
  let found: string | undefined;
  let isMisspelled = false;
  const onSkipped: OnSkipped = (path, reason) => {
    if (path === SITE_KEY || path === `${SITE_KEY}/`) found ??= reason;
  };
  // One listing, since the function may list the bucket, and may read no object of that name.
  for await (const { key } of content.list(BOTH_NAMES, { onSkipped })) {
    if (key.startsWith(`${SITE_KEY}/`)) found ??= 'is a folder';
    if (key === OTHER_SITE_KEY) isMisspelled = true;
  }
  if (found === undefined && isMisspelled)
    return { ...NO_SITE, message: `there is no ${SITE_KEY}; found ${OTHER_SITE_KEY}; rename it to ${SITE_KEY}` };
  if (found === undefined) return NO_SITE;
  return { ...NO_SITE, message: `it ${found}; a file with title, url, since and feedsUrl has to be in its place` };
}

/** Parses the object of `site.yaml`, if there is one and it is text. */
export function judgeSite(object: StoredObject | undefined, overrides: SiteOverrides): ReadSite {
  if (!object) return { problems: [NO_SITE] };
  const noText = textProblem(object.bytes);
  if (noText) return { problems: [{ path: SITE_KEY, severity: 'error', ...noText }] };
  return parseSite(new TextDecoder().decode(object.bytes), overrides);
}
