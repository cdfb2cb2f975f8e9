import type { Article } from '../article/article.ts';
import type { Report } from '../fields/fields.ts';
import { filingOf } from '../filing/filing.ts';
import { createRuleMatcher } from '../filing/rule.ts';
import type { Site } from '../site/site.ts';
import type { YamlNode } from '../yaml/node.ts';
import { EPISODE_FIELDS } from './read-episode.ts';

/** The field of an episode that pages tell, too. */
const ON_PAGES = 'chapters';

/**
 * Reports fields of an episode that nothing tells, since no rule with `for: podcast` has the article. `node` is the
 * field `enclosure`.
 */
export function reportUnusedEpisode(article: Article, node: YamlNode | undefined, site: Site, report: Report): void {
  if (!article.episode || article.withdrawn) return;
  const map = node?.kind === 'list' ? node.items[0] : node;
  const unused =
    map?.kind === 'map' ? map.entries.filter(({ key }) => key !== ON_PAGES && EPISODE_FIELDS.includes(key)) : [];
  const [first] = unused;
  if (!first || isInPodcast(article, site)) return;
  const names = unused.map(({ key }) => key).join(', ');
  const message =
    `enclosure: only podcasts tell ${names}, and no rule with for: podcast has this article; add one to feeds.rules ` +
    `of site.yaml, or take ${unused.length === 1 ? 'it' : 'them'} out`;
  report(first, 'warning', message, true);
}

function isInPodcast(article: Article, site: Site): boolean {
  const rules = site.feeds?.rules.filter(rule => rule.for === 'podcast') ?? [];
  if (rules.length === 0) return false;
  const filed = { ...filingOf(article, site), categories: article.categories.map(({ slug }) => slug) };
  return rules.some(rule => createRuleMatcher(rule, site)(filed));
}
