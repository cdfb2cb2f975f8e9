import { ARTICLES_PREFIX } from '../core/bucket-layout.ts';
import { formatProblem } from '../core/problem.ts';
import { type ArticleStatus, readArticleStatus } from '../state/article-status.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { articleFacts, articleLines, toneOf } from './output/article-lines.ts';
import { CouldNotRun, DONE, PROBLEMS } from './output/exit-status.ts';
import { clockOf } from './output/held-articles.ts';
import { paint } from './output/paint.ts';
import { printJson } from './output/print-json.ts';

/**
 * `bantin status articles/…`: the state of some articles. Returns the exit status: success if each of them is
 * published, withdrawn, or held back by itself.
 * @throws CouldNotRun where nothing was published yet, or a path is not that of an article.
 */
export async function runArticleStatus(feeds: ObjectStore, paths: readonly string[], json = false): Promise<number> {
  const found = await readArticleStatus(feeds, paths.map(keyOf));
  if (!found) throw new CouldNotRun('nothing is published yet; bantin status tells what was done so far');
  const { site, articles } = found;
  const time = clockOf(site.timeZone);
  if (json) printJson({ articles: articles.map(articleFacts) });
  else for (const article of articles) print(article, articleLines(article, time));
  return articles.every(({ status }) => status !== 'rejected' && status !== 'unknown') ? DONE : PROBLEMS;
}

function print(article: ArticleStatus, [first = '', ...others]: readonly string[]): void {
  const lines = [paint(first, toneOf(article), process.stdout), ...others];
  process.stdout.write(lines.map(line => `${line}\n`).join(''));
  process.stderr.write(article.problems.map(problem => `${formatProblem(problem)}\n`).join(''));
}

/** Returns the key of a path that is typed where the content lies in a folder: it begins at `articles/`. */
function keyOf(path: string): string {
  const typed = path.replaceAll('\\', '/').replace(/^\.\//, '');
  const at = `/${typed}`.lastIndexOf(`/${ARTICLES_PREFIX}`);
  if (at >= 0) return typed.slice(at);
  throw new CouldNotRun(`${path} is no path of an article; give one such as ${ARTICLES_PREFIX}tin.md`);
}
