import { textProblem } from '../core/article/source-text.ts';
import type { Problem } from '../core/problem.ts';
import { parseSite, SITE_KEY, type SiteOverrides } from '../core/site/parse-site.ts';
import type { Site } from '../core/site/site.ts';
import type { ObjectStore } from '../stores/object-store.ts';

/** `site.yaml`, or the problems that make it unusable. */
export interface ReadSite {
  readonly site?: Site;
  readonly problems: readonly Problem[];
}

/** Reads `site.yaml` from the content. */
export async function readSite(content: ObjectStore, overrides: SiteOverrides = {}): Promise<ReadSite> {
  const object = await content.get(SITE_KEY);
  const noText = object && textProblem(object.bytes);
  if (noText) return { problems: [{ path: SITE_KEY, severity: 'error', ...noText }] };
  if (object) return parseSite(new TextDecoder().decode(object.bytes), overrides);
  const message = 'there is no site.yaml; write one with title, url, since and feedsUrl';
  return { problems: [{ path: SITE_KEY, severity: 'error', message }] };
}
