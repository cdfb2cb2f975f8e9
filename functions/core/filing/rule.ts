import type { Site } from '../site/site.ts';
import type { Filing } from './filing.ts';
import type { FeedRule, RuleNames } from './site-feeds.ts';

/** All that an article is filed by, as slugs. Rules are matched against it. */
export interface FiledAs extends Filing {
  readonly categories: readonly string[];
}

/** Returns whether an article stands in the feed of a rule. */
export type RuleMatcher = (filed: FiledAs) => boolean;

type Test = (filed: FiledAs) => boolean;

/** Makes the test of a rule, which is asked of every article. */
export function createRuleMatcher(rule: FeedRule, site: Pick<Site, 'language'>): RuleMatcher {
  const wanted = testsOf(rule.include, site);
  const unwanted = testsOf(rule.exclude, site);
  return filed =>
    (!rule.republishable || filed.republishable === true) &&
    (rule.for === undefined || !filed.refusedBy?.includes(rule.for)) &&
    wanted.every(test => test(filed)) &&
    !unwanted.some(test => test(filed));
}

/** Returns a test for each kind of names that are given: whether an article has one of them. */
function testsOf({ categories, tags, authors, languages }: RuleNames, site: Pick<Site, 'language'>): readonly Test[] {
  const tests: Test[] = [];
  if (categories) tests.push(hasOneOf(categories, filed => filed.categories));
  if (tags) tests.push(hasOneOf(tags, filed => filed.tags));
  if (authors) tests.push(hasOneOf(authors, filed => filed.authors));
  if (languages) tests.push(filed => languages.some(range => isInRange(filed.language ?? site.language, range)));
  return tests;
}

function hasOneOf(names: readonly string[], namesOf: (filed: FiledAs) => readonly string[] | undefined): Test {
  const wanted = new Set(names);
  return filed => namesOf(filed)?.some(name => wanted.has(name)) ?? false;
}

/** Returns whether a language (BCP 47) is in a range: `en-GB` is in `en` and in `en-GB` (RFC 4647, section 3.3.1). */
export function isInRange(language: string, range: string): boolean {
  const [tag, prefix] = [language.toLowerCase(), range.toLowerCase()];
  return tag === prefix || tag.startsWith(`${prefix}-`);
}
