import { Buffer } from 'node:buffer';
import { SITE_KEY } from '../core/bucket-layout.ts';
import type { Instant } from '../core/instant.ts';
import type { Problem } from '../core/problem.ts';
import { outsideProblems, siteMedia } from '../core/site/outside-problems.ts';
import type { Site } from '../core/site/site.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { filesThatAreNoPictures, mediaAt } from './picture-problems.ts';

/** Returns what is wrong with `site.yaml` that its text alone does not show. */
export async function readOutsideProblems(content: ObjectStore, site: Site, now: Instant): Promise<readonly Problem[]> {
  const file = await content.get(SITE_KEY);
  const media = siteMedia(site);
  const there = new Set((await mediaAt(content, new Set(media.map(({ key }) => key)))).map(({ key }) => key));
  const covers = media.filter(({ field, key }) => field === 'cover' && there.has(key)).map(({ key }) => key);
  const others = new Set(await filesThatAreNoPictures(content, covers));
  const text = file ? Buffer.from(file.bytes).toString() : '';
  return outsideProblems(site, text, { now, isThere: key => there.has(key), isPicture: key => !others.has(key) });
}
