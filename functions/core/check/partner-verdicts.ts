import type { Article, Source } from '../article/article.ts';
import type { ArticleReader } from '../article/reading.ts';
import { openSource } from '../article/source-text.ts';
import { renderEntry } from '../entry/render-entry.ts';
import type { Entry } from '../feed/feed.ts';
import { feedKey, folderOf } from '../feed/feed-key.ts';
import { filingOf } from '../filing/filing.ts';
import type { PartnerName } from '../filing/partner.ts';
import { createRuleMatcher, type RuleMatcher } from '../filing/rule.ts';
import type { FeedRule } from '../filing/site-feeds.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { articleFieldPlaces, type FieldPlaces } from './field-places.ts';
import { brokenRules } from './profiles/broken-rules.ts';
import { PARTNER_PROFILES } from './profiles/check-profiles.ts';

/** A rule for an aggregator, and the test of its articles. */
interface PartnerRule {
  readonly rule: FeedRule;
  readonly partner: PartnerName;
  readonly matches: RuleMatcher;
}

/**
 * Returns a reader whose articles carry the names of the aggregators that would refuse them, so that no feed for one of
 * these shows them, each with a warning. An article is judged for the aggregators of rules that it matches, by its
 * entry without what may change while its source stays: sizes of files, addresses of other articles. Its files are
 * judged at the newsroom's own address, wherever they are previewed.
 */
export function withVerdicts(read: ArticleReader, shown: Site): ArticleReader {
  const site = { ...shown, feedsUrl: shown.ownFeedsUrl ?? shown.feedsUrl };
  const rules = partnerRulesOf(site);
  if (rules.length === 0) return read;
  return source => {
    const reading = read(source);
    const { article, problems } = reading;
    if (!article || article.draft || article.withdrawn) return reading;
    const refusals = refusalsOf(article, source, rules, site);
    if (refusals.length === 0) return reading;
    const refusedBy = [...new Set(refusals.map(({ partner }) => partner))];
    return {
      article: { ...article, refusedBy },
      problems: [...problems, ...refusals.flatMap(({ problem }) => problem)],
    };
  };
}

function partnerRulesOf(site: Site): readonly PartnerRule[] {
  return (site.feeds?.rules ?? []).flatMap(rule =>
    rule.for === undefined ? [] : [{ rule, partner: rule.for, matches: createRuleMatcher(rule, site) }],
  );
}

interface Refusal {
  readonly partner: PartnerName;
  /** None where it is nothing that the aggregator would consider. */
  readonly problem: readonly Problem[];
}

function refusalsOf(article: Article, source: Source, rules: readonly PartnerRule[], site: Site): readonly Refusal[] {
  const filed = { ...filingOf(article, site), categories: article.categories.map(({ slug }) => slug) };
  const matching = rules.filter(({ matches }) => matches(filed));
  const entry = matching.length > 0 ? entryOf(article, source, site) : undefined;
  return entry ? matching.flatMap(rule => refusalsIn(entry, rule, source, site)) : [];
}

/** Returns the entry of an article as far as it depends on its own source and the site. */
function entryOf(article: Article, source: Source, site: Site): Entry | undefined {
  const opened = openSource(source.bytes);
  if (!('body' in opened)) return undefined;
  const context = { site, now: article.updated, mediaSizes: new Map(), addresses: new Map() };
  return renderEntry(article, opened.body(), context).entry;
}

function refusalsIn(entry: Entry, { rule, partner }: PartnerRule, source: Source, site: Site): readonly Refusal[] {
  const profile = PARTNER_PROFILES[partner];
  const places = (): FieldPlaces => articleFieldPlaces(source.bytes);
  const context = { site, now: entry.published, imageSizes: new Map(), durations: new Map(), places };
  if (profile.reads?.(entry, context) === false) return [{ partner, problem: [] }];
  const broken = brokenRules(profile, profile.entries, entry, context, source.key);
  return broken.flatMap(problem => {
    if (problem.severity !== 'error') return [];
    const message = `${problem.message}; ${folderOf(feedKey('rule', rule.slug))} leaves the article out until then`;
    return [{ partner, problem: [{ ...problem, severity: 'warning' as const, message }] }];
  });
}
