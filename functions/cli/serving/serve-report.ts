import { join } from 'node:path';
import { SITE_KEY } from '../../core/bucket-layout.ts';
import { ALL } from '../../core/feed/feed-key.ts';
import { FORMATS } from '../../core/feed/formats.ts';
import { offeredFormatsOf } from '../../core/filing/formats-of.ts';
import type { Counts } from '../../core/index/stored/stored-index.ts';
import { formatProblem, type Problem } from '../../core/problem.ts';
import { withoutPasswords } from '../../core/text/without-passwords.ts';
import type { PublishedPreview } from '../../preview/publisher.ts';
import type { ArticleStatus } from '../../state/article-status.ts';
import { inDirectory } from '../content.ts';
import { misplacedFiles } from '../misplaced-files.ts';
import { describeArticle, toneOf } from '../output/article-lines.ts';
import { summary } from '../output/build-summary.ts';
import { type Clock, clockOf } from '../output/held-articles.ts';
import { backLineIn, lostLineIn } from '../output/lost-line.ts';
import { messageOf } from '../output/message-of.ts';
import { paint, type Tone } from '../output/paint.ts';
import { ToldProblems } from './told-problems.ts';

const DRAFTS = 'Drafts and articles to come are shown here, and are nowhere else.\n';

/** Prints on the terminal what is published. */
export class ServeReport {
  readonly #directory: string;
  readonly #url: string;
  readonly #hasDrafts: boolean;
  /** Problems of what is published, as they were told last. */
  #published: readonly Problem[] = [];
  /** Beginning of the ids before `site.yaml` was changed for the first time. */
  #firstIds: string | undefined;
  #isAnnounced = false;
  #isUnwatchedTold = false;
  readonly #told = new ToldProblems();

  /** `url` is that of the preview, `hasDrafts` whether it shows drafts and articles to come. */
  constructor(directory: string, { url, hasDrafts }: { readonly url: string; readonly hasDrafts: boolean }) {
    this.#directory = directory;
    this.#url = url;
    this.#hasDrafts = hasDrafts;
  }

  published(preview: PublishedPreview): void {
    const { counts, feeds, feedCount, problems, articles, lost, back, lostFeeds, idsMoved, timeZone } = preview;
    this.#published = problems;
    this.#tellProblems([...problems, ...misplacedFiles(this.#directory)]);
    if (idsMoved) this.#tellIds(idsMoved);
    for (const problem of lostFeeds) this.#tell(problem);
    if (isInvalid(problems)) process.stderr.write('bantin: the last good site.yaml stays in force\n');
    const line = summary(countsOf(counts), feedCount);
    if (!this.#isAnnounced)
      process.stdout.write(withoutPasswords(announcement(line, feeds, this.#url) + (this.#hasDrafts ? DRAFTS : '')));
    else {
      const time = clockOf(timeZone);
      const lines = articles.map(article => this.#lineOf(article, time));
      lines.push(...lost.map(each => `${lostLineIn(this.#directory, each)}\n`));
      lines.push(...back.map(each => `${paint(backLineIn(this.#directory, each), 'good', process.stdout)}\n`));
      process.stdout.write(withoutPasswords([...lines, `rebuilt: ${line}\n`].join('')));
    }
    this.#isAnnounced = true;
  }

  /** Prints articles that lie where nothing reads them, once a file there came or went. */
  outsideChanged(): void {
    if (this.#isAnnounced) this.#tellProblems([...this.#published, ...misplacedFiles(this.#directory)]);
  }

  #lineOf(article: ArticleStatus, time: Clock): string {
    const what = describeArticle(article, time);
    const line = `${join(this.#directory, article.key)}: ${article.status === 'unknown' ? 'gone' : what}`;
    return `${paint(line, toneOf(article), process.stdout)}\n`;
  }

  /** Prints the problems that are new since the last time, and those that are mended. */
  #tellProblems(problems: readonly Problem[]): void {
    const { fresh, mended } = this.#told.update(problems);
    for (const problem of fresh) this.#tell(problem);
    for (const problem of mended)
      process.stdout.write(`${paint(`mended: ${this.#lineOfProblem(problem)}`, 'good', process.stdout)}\n`);
  }

  #tell(problem: Problem): void {
    process.stderr.write(`${paint(this.#lineOfProblem(problem), toneOfProblem(problem), process.stderr)}\n`);
  }

  #lineOfProblem(problem: Problem): string {
    return formatProblem(inDirectory(problem, this.#directory));
  }

  /** Warns of other ids; those that come back, as the warning asks for, are as they were. */
  #tellIds({ from, to }: IdsMoved): void {
    this.#firstIds ??= from;
    const isBack = to === this.#firstIds;
    const line = isBack ? backLine(this.#directory, to) : movedLine(this.#directory, { from: this.#firstIds, to });
    const stream = isBack ? process.stdout : process.stderr;
    stream.write(`${paint(line, isBack ? 'good' : 'doubtful', stream)}\n`);
  }

  /** Most folders can't be watched for the same reason, which is told once. */
  unwatched(error: unknown): void {
    if (this.#isUnwatchedTold) return;
    this.#isUnwatchedTold = true;
    const message = messageOf(error);
    process.stderr.write(`bantin: not every change will be seen (${message}); start it again after such a change\n`);
  }
}

type IdsMoved = NonNullable<PublishedPreview['idsMoved']>;

function backLine(directory: string, to: string): string {
  return `mended: ${join(directory, SITE_KEY)}: the ids of articles begin with ${to} again`;
}

function movedLine(directory: string, { from, to }: IdsMoved): string {
  return (
    `${join(directory, SITE_KEY)}: warning: with another host in url:, or another since:, the ids of all articles ` +
    `that declare none begin with ${to} from now on, and no longer with ${from}, so readers take each for a new ` +
    'one; put it back unless nothing was published yet'
  );
}

function isInvalid(problems: readonly Problem[]): boolean {
  return problems.some(({ path, severity }) => path === SITE_KEY && severity === 'error');
}

function countsOf({ draft: drafts, ...counts }: Counts): Parameters<typeof summary>[0] {
  const read = Object.values(counts).reduce((sum, count) => sum + count, drafts);
  return { ...counts, drafts, read };
}

function announcement(line: string, feeds: PublishedPreview['feeds'], url: string): string {
  const lines = feeds.map(({ url, title }) => `  ${url.replace(/rss\.xml$/, '')}  ${title}`);
  const files = offeredFormatsOf(ALL, {})
    .map(id => FORMATS[id].file)
    .join(', ');
  return (
    `${line}\n${lines.join('\n')}\n\nOpen ${url} (each feed: ${files}). Changes are published at once; stop ` +
    `with Ctrl+C.\n`
  );
}

function toneOfProblem({ severity }: Problem): Tone {
  if (severity === 'error') return 'bad';
  return severity === 'warning' ? 'doubtful' : 'quiet';
}
