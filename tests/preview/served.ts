import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach } from 'vitest';
import type { PublishedFile } from '../../functions/core/files/published-file.ts';
import { createPreview, type Listening } from '../../functions/preview/preview.ts';
import { replaceFiles } from './replace-files.ts';

export const LONG = '<rss/>'.repeat(1000);
const FILES = {
  'index.html': `<p>${LONG}</p>`,
  'rss.xml': LONG,
  'doi-song/rss.xml': '<rss/>',
  'doi-song/atom.xml': '<feed/>',
  'doi-song/feed.json': '{}',
  'doi-song/index.html': '<p>Đời sống</p>',
  'opml.xml': '<opml/>',
  'sitemaps/2026-11.xml': '<urlset/>',
  'media/ảnh.jpg': Uint8Array.from({ length: 100 }, (_, at) => at),
  'media/a.txt': 'x',
  'media/a': 'x',
  'atom.xml': LONG,
  '404.html': '<p>Không có</p>',
};

export interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A preview of a few files that listens during each test, and a clock that is set by hand. */
export interface Served {
  now: number;
  /** Ends with a slash. */
  readonly url: string;
  /** Serves these files beside the others, or in their place. */
  publish(more?: Readonly<Record<string, string>>, others?: readonly PublishedFile[]): Promise<void>;
  replace(files: readonly PublishedFile[]): Promise<void>;
  /** Sends the path as it is, which `fetch` would tidy up. */
  get(path: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Reply>;
}

/** To be called in a `describe`. The clock starts at 2026-11-23T12:00:00.7Z. */
export function serveEach(): Served {
  let preview = createPreview();
  let listening: Listening | undefined;
  const served: Served = {
    now: 0,
    get url() {
      return listening?.url ?? '';
    },
    publish(more = {}, others = []) {
      const files = Object.entries({ ...FILES, ...more }).map(([path, body]) => ({ path, body }));
      return served.replace([...files, ...others]);
    },
    replace: files => replaceFiles(preview.origin, files),
    get: (path, headers = {}, method = 'GET') => get(served.url, path, headers, method),
  };
  beforeEach(async () => {
    served.now = Date.UTC(2026, 10, 23, 12, 0, 0, 700);
    preview = createPreview({ now: () => served.now });
    await served.publish();
    listening = await preview.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    await listening?.close();
    preview.origin.close();
  });
  return served;
}

function get(url: string, path: string, headers: Readonly<Record<string, string>>, method: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port: new URL(url).port, path, method, headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}
