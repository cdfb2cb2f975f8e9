import { SITE_KEY } from '../../../core/bucket-layout.ts';
import type { SiteFacts } from '../../../core/import/folders/site-facts.ts';
import type { Problem } from '../../../core/problem.ts';
import type { Site } from '../../../core/site/site.ts';

/** Facts of its site that a source may tell. */
type ToldFacts = Pick<SiteFacts, 'title' | 'url' | 'language' | 'timeZone' | 'author'>;

interface SiteKeptOptions {
  readonly there: Site;
  /** The site as it would be drafted by what the source tells. */
  readonly drafted: Site;
  readonly facts: ToldFacts;
  /** Name of what tells them: `the configuration of the folder`. */
  readonly teller: string;
  /** The directory of `site.yaml`. */
  readonly out: string;
}

/**
 * Returns the warning that a `site.yaml` is kept which differs from what a source tells of its site; `undefined` where
 * it says the same.
 */
export function siteKept({ there, drafted, facts, teller, out }: SiteKeptOptions): Problem | undefined {
  const told = [
    ['title', facts.title && drafted.title, there.title],
    ['url', facts.url && drafted.url, there.url],
    ['language', facts.language && drafted.language, there.language],
    ['timeZone', facts.timeZone && drafted.timeZone, there.timeZone],
    ['permalink', drafted.permalink, there.permalink],
    ['authors', facts.author && namesOf(drafted), namesOf(there)],
  ] as const;
  const other = told.filter(([, said, kept]) => said !== undefined && said !== kept);
  if (other.length === 0) return undefined;
  const lines = other.map(([field, said]) => `${field}: ${said}`).join(', ');
  const message =
    `is kept as it is, and ${teller} says otherwise: ${lines}; ` +
    'write these into it, if articles are to be read as they were there';
  return { path: `${out}/${SITE_KEY}`, severity: 'warning', message };
}

function namesOf({ authors }: Site): string {
  return authors.map(({ name }) => name).join(', ');
}
