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
  /** Returns whether a file that is there begins as a JPEG, PNG, GIF or WebP does. Asked of covers of podcasts. */
  readonly isPicture: (key: string) => boolean;
}

/**
 * Returns what is wrong with a `site.yaml` that its text alone does not show: pictures that are not there, covers of
 * podcasts that are none, and a year to come. Warnings: the newsroom is published.
 */
export function outsideProblems(site: Site, text: string, outside: Outside): readonly Problem[] {
  const { now, isThere, isPicture } = outside;
  const problems: Problem[] = [];
  const lines = text.normalize('NFC').split('\n');
  const warn = (field: string, message: string, isOf = (line: string) => line.startsWith(`${field}:`)): void => {
    const line = lines.findIndex(isOf) + 1;
    problems.push({ path: SITE_KEY, ...(line > 0 && { line }), severity: 'warning', message: `${field}: ${message}` });
  };
  for (const { field, key } of siteMedia(site)) {
    const isOf = field === 'cover' ? (line: string) => isCover(line, key) : undefined;
    if (!isThere(key)) warn(field, `there is no ${key}; upload it or correct the path`, isOf);
    else if (field === 'cover' && !isPicture(key))
      warn(field, `${key} is no picture, whatever its name says; save it as JPEG or PNG`, isOf);
  }
  const year = wallClockAt(now, zoneNamed(site.timeZone)).getUTCFullYear();
  if (site.since > year)
    warn('since', `${site.since} is to come; it is the year from which the address was yours, ${year} or before`);
  return problems;
}

/** Returns true for the line of `site.yaml`, in NFC, that names the file as the cover of a podcast. */
function isCover(line: string, key: string): boolean {
  const at = line.indexOf('cover:');
  const value = at === -1 ? '' : line.slice(at);
  return value.includes(key) || value.includes(encodeURI(key));
}

/** A file under `media/` that a site names. */
export interface SiteMedia {
  /** Field that names it; `cover` is that of a podcast, of the site or of a rule. */
  readonly field: 'logo' | 'icon' | 'cover';
  /** In NFC. */
  readonly key: string;
}

/** Returns the files under `media/` that a site names, each once for its field. */
export function siteMedia(site: Site): readonly SiteMedia[] {
  const covers = new Set(site.feeds?.rules.map(({ podcast }) => podcast?.cover));
  const named = [
    ['logo', site.logo] as const,
    ['icon', site.icon] as const,
    ...[...covers].map(url => ['cover', url] as const),
  ];
  return named.flatMap(([field, url]) => {
    const key = mediaKeyOf(url, site);
    return key === undefined ? [] : [{ field, key }];
  });
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
