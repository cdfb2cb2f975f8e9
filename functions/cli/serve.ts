import { join } from 'node:path';
import type { Instant } from '../core/instant.ts';
import { isLoopback } from '../preview/allowed-hosts.ts';
import { draftParser } from '../preview/draft-parser-address.ts';
import { FolderWatch } from '../preview/folder-watch.ts';
import { createPreview } from '../preview/preview.ts';
import { PublishLoop } from '../preview/publish-loop.ts';
import { PreviewPublisher } from '../preview/publisher.ts';
import { openContent } from './content.ts';
import { DONE } from './output/exit-status.ts';
import { messageOf } from './output/message-of.ts';
import { openBrowser } from './serving/open-browser.ts';
import { ServeReport } from './serving/serve-report.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  /** Address of the files. Default: the preview's own address. */
  readonly baseUrl?: string;
  /** Shows drafts and articles to come, too. */
  readonly drafts?: boolean;
  /** Shows what is public at this moment. Default: the present one. */
  readonly now?: Instant;
  /** Answers from a cache, as an edge of the CDN does. */
  readonly edge?: boolean;
  /** Opens the preview in a browser. */
  readonly open?: boolean;
}

const PLACEHOLDER = 'http://127.0.0.1/';

/**
 * `bantin serve`: publishes everything to a preview that behaves as the CDN would, and then whatever changes or falls
 * due. Ends on SIGINT or SIGTERM.
 */
export async function runServe(directory: string, options: ServeOptions): Promise<number> {
  // An unusable site.yaml is reported before anything listens.
  const { store } = await openContent(directory, options.baseUrl ?? PLACEHOLDER);
  const preview = createPreview({ hasEdge: options.edge === true });
  if (!isLoopback(options.host)) process.stderr.write(openToNetwork(options.host));
  const server = await preview.listen({ host: options.host, port: options.port });
  const now = () => options.now ?? Date.now();
  const publisher = new PreviewPublisher({
    content: store,
    origin: preview.origin,
    feedsUrl: options.baseUrl ?? server.url,
    now,
    place: join(directory, 'articles'),
    ...(options.drafts && { parser: draftParser(options.now) }),
    ...(preview.edge && { edge: preview.edge }),
  });
  const report = new ServeReport(directory, { url: server.url, hasDrafts: options.drafts === true });
  const loop = new PublishLoop({
    publisher,
    now,
    ...(options.now !== undefined && { standsStill: true }),
    onPublished: published => {
      if (published.isChanged) preview.reload();
      report.published(published);
    },
    onFailed: printFailure,
  });
  const stop = stopSignal();
  // Before the first build, or a change while that runs would go unseen.
  const watch = new FolderWatch(directory, {
    onChange: key => loop.changed(key),
    onOther: () => report.outsideChanged(),
    onAny: () => loop.anyChanged(),
    onError: error => report.unwatched(error),
  });
  await loop.start();
  if (options.open) openBrowser(server.url, reason => process.stderr.write(notOpened(server.url, reason)));
  await stop;
  watch.close();
  await server.close();
  await loop.stop();
  preview.edge?.close();
  preview.origin.close();
  return DONE;
}

function notOpened(url: string, reason: string): string {
  return `bantin: no browser could be opened (${reason}); open ${url} yourself\n`;
}

function openToNetwork(host: string): string {
  return (
    `bantin: warning: with --host ${host} everyone on the network can read this preview, which is not ` +
    `published yet; leave --host out to keep it to this machine\n`
  );
}

/** Prints a failure. The preview keeps what it had before. */
function printFailure(error: unknown): void {
  process.stderr.write(`bantin: ${messageOf(error)}\nthe last good build stays in place\n`);
}

function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
