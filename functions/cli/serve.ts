import { join } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { assertNotEmptied } from '../content/empty-listing.ts';
import type { PublishedFile } from '../core/feed/feed.ts';
import { ALL } from '../core/feed/feed-key.ts';
import { FORMATS, offeredFormatsOf } from '../core/feed/formats.ts';
import type { Problem } from '../core/problem.ts';
import { withoutPasswords } from '../core/text/without-passwords.ts';
import { Guard } from '../guard/guard.ts';
import { isLoopback } from '../preview/allowed-hosts.ts';
import { createPreview, type Preview } from '../preview/preview.ts';
import { type Build, buildAndUse } from '../publish/build.ts';
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

/** Editors save in several steps; a rebuild waits this many milliseconds for the last of them. */
const SETTLE = 100;
/** Node's timers count no further than 31 bits; what is due later is looked at again then. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * `bantin serve`: builds, serves as the CDN would, and rebuilds on every change and whenever an article is due. Ends on
 * SIGINT or SIGTERM.
 */
export async function runServe(directory: string, options: ServeOptions): Promise<number> {
  // An unusable site.yaml is told before anything listens.
  await openContent(directory, options.baseUrl ?? PLACEHOLDER);
  const preview = createPreview({});
  if (!isLoopback(options.host)) process.stderr.write(openToNetwork(options.host));
  const server = await preview.listen({ host: options.host, port: options.port });
  const feedsUrl = options.baseUrl ?? server.url;
  const rebuild = createRebuild(directory, feedsUrl, preview);
  const stop = stopSignal();
  // Before the first build, or a change while that runs would go unseen.
  const watcher = await startWatching(directory, () => rebuild.soon());
  const first = await rebuild.now();
  if (first) announce(first, server.url);
  await stop;
  rebuild.stop();
  await watcher.close();
  await server.close();
  return DONE;
}

function openToNetwork(host: string): string {
  return `bantin: warning: with --host ${host} everyone on the network can read this preview, which is not published yet; leave --host out to keep it to this machine\n`;
}

function startWatching(directory: string, onChange: () => void): Promise<FSWatcher> {
  const watcher = watch(directory, {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: SETTLE, pollInterval: 20 },
  });
  watcher.on('all', onChange);
  // Without a listener one folder that can't be watched would end the preview.
  watcher.on('error', error => {
    const message = messageOf(error);
    process.stderr.write(`bantin: not every change will be seen (${message}); start it again after such a change\n`);
  });
  return new Promise(resolve => watcher.once('ready', () => resolve(watcher)));
}

const PLACEHOLDER = 'http://127.0.0.1/';

interface Rebuild {
  now(): Promise<Build | undefined>;
  soon(): void;
  stop(): void;
}

/** Runs one build at a time; changes that come while it runs are built after it. */
function createRebuild(directory: string, feedsUrl: string, preview: Preview): Rebuild {
  let running: Promise<Build | undefined> | undefined;
  let again = false;
  const sources: Sources = { last: 0, guard: new Guard() };
  let timer: NodeJS.Timeout | undefined;
  const rebuild: Rebuild = {
    async now() {
      clearTimeout(timer);
      running = rebuildOnce(directory, feedsUrl, preview, sources);
      const built = await running;
      running = undefined;
      const wait = again ? 0 : built?.nextDue === undefined ? undefined : built.nextDue - Date.now();
      again = false;
      if (wait !== undefined) schedule(Math.max(wait, 0));
      return built;
    },
    soon() {
      if (running) again = true;
      else schedule(SETTLE);
    },
    stop: () => clearTimeout(timer),
  };
  const schedule = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void rebuild.now().then(tell), Math.min(milliseconds, LONGEST_TIMER));
  };
  return rebuild;
}

/** What one build hands on to the next: how many sources it had, and which of them were given up. */
interface Sources {
  last: number;
  readonly guard: Guard;
}

/** A build that fails leaves the last good one in place: readers of the preview are never worse off. */
async function rebuildOnce(
  directory: string,
  feedsUrl: string,
  preview: Preview,
  sources: Sources,
): Promise<Build | undefined> {
  try {
    const content = await openContent(directory, feedsUrl);
    const leftOut: Problem[] = [];
    const [built, files] = await buildAndUse(
      { content: content.store, site: content.site, now: Date.now(), guard: sources.guard },
      async built => {
        assertNotEmptied(built.counts.read, sources.last, join(directory, 'articles'), 'put the articles back');
        leftOut.length = 0;
        const files: PublishedFile[] = [];
        for await (const file of built.files(problem => leftOut.push(problem))) files.push(file);
        return files;
      },
    );
    sources.last = built.counts.read;
    preview.replace(files);
    printProblems([...content.problems, ...built.problems, ...leftOut], directory);
    return built;
  } catch (error) {
    process.stderr.write(`bantin: ${messageOf(error)}\nthe last good build stays in place\n`);
    return undefined;
  } finally {
    await sources.guard.close();
  }
}

function tell(built: Build | undefined): void {
  if (built) process.stdout.write(`rebuilt: ${summary(built.counts, built.feeds.length)}\n`);
}

function announce(built: Build, url: string): void {
  const feeds = built.feeds.map(({ self, title }) => `  ${self.rss.replace(/rss\.xml$/, '')}  ${title}`);
  const files = offeredFormatsOf(ALL, built.site)
    .map(id => FORMATS[id].file)
    .join(', ');
  const text = `${summary(built.counts, built.feeds.length)}\n${feeds.join('\n')}\n\nOpen ${url} (each feed: ${files}). Changes are rebuilt; stop with Ctrl+C.\n`;
  process.stdout.write(withoutPasswords(text));
}

function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
