import { SITE_KEY } from '../bucket-layout.ts';
import type { Instant } from '../instant.ts';
import type { Problem } from '../problem.ts';
import { wallClockAt, zoneNamed } from '../time/zone.ts';
import type { Site } from './site.ts';

/** Outside values that a site is compared with. */
export interface Outside {
  readonly now: Instant;
  /** Returns whether there is a file under `media/`, by its key in NFC. */
  readonly isThere: (key: string) => boolean;
}

/**
 * Returns what is wrong with a `site.yaml` that its text alone does not show: pictures that are not there, and a year
 * to come. Warnings: the newsroom is published.
 */
export function outsideProblems(site: Site, text: string, { now, isThere }: Outside): readonly Problem[] {
  const problems: Problem[] = [];
  const warn = (field: string, message: string): void => {
    const line = text.split('\n').findIndex(each => each.startsWith(`${field}:`)) + 1;
    problems.push({ path: SITE_KEY, ...(line > 0 && { line }), severity: 'warning', message: `${field}: ${message}` });
  };
  for (const [field, key] of siteMedia(site))
    if (!isThere(key)) warn(field, `there is no ${key}; upload it or correct the path`);
  const year = wallClockAt(now, zoneNamed(site.timeZone)).getUTCFullYear();
  if (site.since > year)
    warn('since', `${site.since} is to come; it is the year from which the address was yours, ${year} or before`);
  return problems;
}

/** Returns the files under `media/` that a site names, by field: their keys, in NFC. */
export function siteMedia(site: Site): ReadonlyMap<string, string> {
  return new Map(
    (['logo', 'icon'] as const).flatMap((field): [string, string][] => {
      const key = mediaKeyOf(site[field], site);
      return key === undefined ? [] : [[field, key]];
    }),
  );
}

/** Returns the key of a picture that Bantin publishes; `undefined` of one that lies elsewhere. */
function mediaKeyOf(url: string | undefined, { feedsUrl }: Site): string | undefined {
  if (!url?.startsWith(`${feedsUrl}media/`)) return undefined;
  try {
    return decodeURIComponent(new URL(url).pathname.slice(new URL(feedsUrl).pathname.length)).normalize('NFC');
  } catch {
    return undefined;
  }
}
