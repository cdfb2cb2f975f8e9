import { join } from 'node:path';
import { SITE_KEY } from '../core/bucket-layout.ts';
import { ALL } from '../core/feed/feed-key.ts';
import { FORMATS, offeredFormatsOf } from '../core/feed/formats.ts';
import type { Counts } from '../core/index/state.ts';
import type { Problem } from '../core/problem.ts';
import { withoutPasswords } from '../core/text/without-passwords.ts';
import { isLoopback } from '../preview/allowed-hosts.ts';
import { FolderWatch } from '../preview/folder-watch.ts';
import { createPreview } from '../preview/preview.ts';
import { PublishLoop } from '../preview/publish-loop.ts';
import { PreviewPublisher, type PublishedPreview } from '../preview/publisher.ts';
import { summary } from './build.ts';
import { openContent, printProblems } from './content.ts';
import { DONE } from './output/exit-status.ts';
import { messageOf } from './output/message-of.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  /** Where the files will be served; the preview's own address unless told. */
  readonly baseUrl?: string;
}

const PLACEHOLDER = 'http://127.0.0.1/';

/**
 * `bantin serve`: publishes everything to a preview that serves as the CDN would, and then what changes, and whatever
 * falls due. Ends on SIGINT or SIGTERM.
 */
export async function runServe(directory: string, options: ServeOptions): Promise<number> {
  // An unusable site.yaml is told before anything listens.
  const { store } = await openContent(directory, options.baseUrl ?? PLACEHOLDER);
  const preview = createPreview();
  if (!isLoopback(options.host)) process.stderr.write(openToNetwork(options.host));
  const server = await preview.listen({ host: options.host, port: options.port });
  const publisher = new PreviewPublisher({
    content: store,
    origin: preview.origin,
    feedsUrl: options.baseUrl ?? server.url,
    now: Date.now,
    place: join(directory, 'articles'),
  });
  const report = new Report(directory, server.url);
  const loop = new PublishLoop({
    publisher,
    now: Date.now,
    onPublished: published => report.published(published),
    onFailed: printFailure,
  });
  const stop = stopSignal();
  // Before the first build, or a change while that runs would go unseen.
  const watch = new FolderWatch(directory, {
    onChange: key => loop.changed(key),
    onAny: () => loop.anyChanged(),
    onError: error => report.unwatched(error),
  });
  await loop.start();
  await stop;
  watch.close();
  await server.close();
  await loop.stop();
  preview.origin.close();
  return DONE;
}

function openToNetwork(host: string): string {
  return (
    `bantin: warning: with --host ${host} everyone on the network can read this preview, which is not ` +
    `published yet; leave --host out to keep it to this machine\n`
  );
}

/** Tells on the terminal what is published. */
class Report {
  readonly #directory: string;
  readonly #url: string;
  #isAnnounced = false;
  #isUnwatchedTold = false;

  constructor(directory: string, url: string) {
    this.#directory = directory;
    this.#url = url;
  }

  published({ counts, feeds, problems }: PublishedPreview): void {
    printProblems(problems, this.#directory);
    if (isInvalid(problems)) process.stderr.write('bantin: the last good site.yaml stays in force\n');
    const line = summary(countsOf(counts), feeds.length);
    if (this.#isAnnounced) process.stdout.write(`rebuilt: ${line}\n`);
    else process.stdout.write(withoutPasswords(announcement(line, feeds, this.#url)));
    this.#isAnnounced = true;
  }

  /** Most folders can't be watched for the same reason, which is told once. */
  unwatched(error: unknown): void {
    if (this.#isUnwatchedTold) return;
    this.#isUnwatchedTold = true;
    const message = messageOf(error);
    process.stderr.write(`bantin: not every change will be seen (${message}); start it again after such a change\n`);
  }
}

/** Whoever looks at the preview is never worse off for what failed. */
function printFailure(error: unknown): void {
  process.stderr.write(`bantin: ${messageOf(error)}\nthe last good build stays in place\n`);
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

function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
