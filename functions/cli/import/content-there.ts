import { inRounds } from '../../build/in-rounds.ts';
import { articleUrl } from '../../core/article/article-url.ts';
import { isOut } from '../../core/article/is-out.ts';
import { ARTICLES_PREFIX, isIgnored, SITE_KEY } from '../../core/bucket-layout.ts';
import { DataKeySorter } from '../../core/data-files/data-keys.ts';
import type { ArticleKeysOptions, ArticleThere } from '../../core/import/plan/article-keys.ts';
import type { Instant } from '../../core/instant.ts';
import { formatProblem } from '../../core/problem.ts';
import { parseSite } from '../../core/site/parse-site.ts';
import type { Site } from '../../core/site/site.ts';
import { Guard } from '../../guard/guard.ts';
import { listedSidecars } from '../../guard/sidecars.ts';
import { SourceReader } from '../../guard/source-reader.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { CouldNotRun } from '../output/exit-status.ts';

/** Returns the existing site, if there is one. */
export async function siteThere(store: ObjectStore, directory: string): Promise<Site | undefined> {
  const object = await store.get(SITE_KEY);
  return object && siteOf(new TextDecoder().decode(object.bytes), directory);
}

/** @throws CouldNotRun where it is invalid. */
export function siteOf(text: string, directory: string): Site {
  const { site, problems } = parseSite(text);
  if (site) return site;
  const lines = problems.map(problem => formatProblem({ ...problem, path: `${directory}/${problem.path}` }));
  throw new CouldNotRun(`${SITE_KEY} can't be used:\n${lines.join('\n')}`);
}

/** The articles that are there, and the keys of all files beside them. */
export async function articlesThere(
  store: ObjectStore,
  site: Site,
  now: Instant,
): Promise<Omit<ArticleKeysOptions, 'site'>> {
  const guard = new Guard();
  const there = new Map<string, ArticleThere>();
  const keys: string[] = [];
  const data = new DataKeySorter();
  for await (const { key } of store.list(ARTICLES_PREFIX)) {
    keys.push(key);
    data.add(key);
  }
  const sidecars = listedSidecars(data.sorted().sidecars);
  const reader = new SourceReader({ content: store, site, guard, sidecars });
  for (const round of inRounds(keys.filter(key => !isIgnored(key)))) {
    for (const { found } of (await reader.read(round)).values()) {
      if (found.kind !== 'article') continue;
      const { article } = found;
      there.set(article.id, { key: article.key, url: articleUrl(article, site), isOut: isOut(article, now) });
    }
  }
  await guard.close();
  return { there, keys: new Set(keys.map(key => key.normalize('NFC').toLowerCase())) };
}
