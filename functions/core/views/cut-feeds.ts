import { SITE_KEY } from '../bucket-layout.ts';
import { ALL, type FeedKey, feedKey, folderOf } from '../feed/feed-key.ts';
import { ruleOfFeed } from '../feed/feed-kinds.ts';
import type { Listed } from '../index/article-summary.ts';
import type { FeedWindows } from '../index/feed-windows.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';

/** Returns warnings of feeds, as their windows show them: what they leave out, and what they lack. */
export function windowProblems(windows: FeedWindows<Listed>, site: Site): readonly Problem[] {
  const cut = cutFeedProblems(windows, site);
  if (!site.feeds) return cut;
  const empty = [...emptyRuleProblems(windows, site), ...emptyEditionProblems(windows, site)];
  return [...cut, ...empty, ...excessProblems(windows, site)];
}

function emptyRuleProblems(windows: FeedWindows<Listed>, { feeds }: Site): readonly Problem[] {
  const empty = feeds?.rules.filter(({ slug }) => windows.newest(feedKey('rule', slug)).length === 0) ?? [];
  return empty.map(({ title, slug, for: partner, republishable }) => ({
    path: SITE_KEY,
    severity: 'warning',
    message:
      `feeds.rules: no article that is out ${partner === undefined ? '' : `and fit for ${partner} `}` +
      `${republishable ? 'and says republishable: true ' : ''}matches ` +
      `"${title}", so ${folderOf(feedKey('rule', slug))} is empty; ` +
      `${republishable ? 'write republishable: true in those that may be republished, or ' : ''}` +
      `correct ${partner === undefined ? '' : 'the articles that it leaves out, or '}what it includes and excludes, ` +
      'or take the rule out',
  }));
}

function emptyEditionProblems(windows: FeedWindows<Listed>, { feeds }: Site): readonly Problem[] {
  const empty = feeds?.editions?.filter(({ slug }) => windows.newest(feedKey('edition', slug)).length === 0) ?? [];
  return empty.map(({ title, slug, language }) => ({
    path: SITE_KEY,
    severity: 'warning',
    message:
      `editions: no article that is out is in the language ${language} of "${title}", so ` +
      `${folderOf(feedKey('edition', slug))} is empty; correct the language, or take the edition out`,
  }));
}

function excessProblems(windows: FeedWindows<Listed>, { feeds }: Site): readonly Problem[] {
  return (['author', 'tag'] as const).flatMap((kind): Problem | readonly [] => {
    if (!(kind === 'author' ? feeds?.authors : feeds?.tags)) return [];
    const { names, most } = windows.excess(kind);
    if (names <= most) return [];
    const message =
      `feeds.${kind}s: articles have ${names} of them, more than ${most}, and each has a page; to have fewer, list ` +
      'those that are to have feeds';
    return { path: SITE_KEY, severity: 'warning', message };
  });
}

/**
 * Returns a warning for each feed that leaves out articles younger than `minimumHours`, because it would exceed the
 * maximum number of entries.
 */
export function cutFeedProblems(archive: FeedWindows<Listed>, site: Site): readonly Problem[] {
  return archive.cuts().map(({ feed, most }) => ({
    path: SITE_KEY,
    severity: 'warning',
    message:
      `minimumHours: ${nameOf(feed)} has more than ${most} articles of the last ` +
      `${ruleOfFeed(feed, site)?.hours ?? site.minimumHours} hours ` +
      `and shows the newest ${most}, so readers may miss some; ${remedyOf(site)}`,
  }));
}

function nameOf(feed: FeedKey): string {
  return feed === ALL ? 'the feed of all' : `the feed ${folderOf(feed)}`;
}

function remedyOf({ archives }: Site): string {
  if (archives) return 'those that follow its archives find the rest there; for the others lower minimumHours';
  return 'set archives: true, so that they find the rest, or lower minimumHours';
}
