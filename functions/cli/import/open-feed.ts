import { createReadStream, statSync } from 'node:fs';
import { MAX_BYTES, tooLarge } from '../../core/import/read-feed.ts';
import { createWebFetch, type WebFetch } from '../../web/web-fetch.ts';
import { CouldNotRun } from '../output/exit-status.ts';

/** A document, while its bytes arrive. */
export interface OpenedFeed {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Charset that the server declares. */
  readonly charset?: string;
  /** Final address of the feed, if on the web. */
  readonly url?: string;
}

export interface OpenFeedOptions {
  /** Maximum time without a byte from a server, in milliseconds. Default: 30 seconds. */
  readonly idle?: number;
  /** Maximum time for a whole document, in milliseconds. Default: ten minutes. */
  readonly total?: number;
  /** The address that a person gave, where another document led to this one: only that may be of this machine. */
  readonly from?: string;
}

/** Bytes that are read at once: text of more is a large object, which V8 frees late. */
const CHUNK = 32 * 1024;
const MAX_REDIRECTS = 10;
/** Names of this machine, from which sites under test may be imported. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;
const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, ' +
  'application/json;q=0.8, */*;q=0.1';

/** Error of a server that answers without the document. */
export class UnexpectedAnswer extends CouldNotRun {
  readonly status: number;
  constructor(url: string, status: number) {
    super(`${url}: the server answers ${status}, not 200; see whether a browser can open it`);
    this.status = status;
  }
}

/**
 * Opens a file, or fetches an address of `http` or `https`.
 * @throws CouldNotRun where it does not exist, or a server's answer is not usable.
 */
export async function openFeed(source: string, options: OpenFeedOptions = {}): Promise<OpenedFeed> {
  if (/^https?:\/\//i.test(source)) return fetchFeed(source, options);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source))
    throw new CouldNotRun(`${source}: feeds are fetched over http and https only; download it, and give the file`);
  const stats = statSync(source, { throwIfNoEntry: false });
  if (!stats)
    throw new CouldNotRun(
      `${source}: no such file; give a feed or an export, as a file, a folder, a zip or an http(s) address`,
    );
  if (stats.size > MAX_BYTES) throw new CouldNotRun(`${source}: ${tooLarge(MAX_BYTES).message}`);
  return { chunks: createReadStream(source, { highWaterMark: CHUNK }) };
}

async function fetchFeed(
  source: string,
  { idle = 30_000, total = 600_000, from }: OpenFeedOptions,
): Promise<OpenedFeed> {
  const watch = new Watch(source, idle, total);
  try {
    const { response, url } = await follow(source, watch, fetchFor(from ?? source));
    if (response.status !== 200 || !response.body) throw new UnexpectedAnswer(url, response.status);
    const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(response.headers.get('content-type') ?? '')?.[1];
    return { url, chunks: watch.each(response.body), ...(charset !== undefined && { charset }) };
  } catch (error) {
    watch.end();
    throw watch.explained(error);
  }
}

/**
 * Returns a `fetch` of the web; it reaches this machine only for an address on it that was given, and not for others.
 */
function fetchFor(source: string): WebFetch {
  const host = URL.canParse(source) ? new URL(source).hostname : '';
  return createWebFetch({ plain: true, loopback: LOOPBACK.test(host) });
}

async function follow(
  source: string,
  watch: Watch,
  fetch: WebFetch,
): Promise<{ readonly response: Response; readonly url: string }> {
  let url = addressOf(source, undefined, source);
  const headers = { accept: ACCEPT, 'user-agent': 'Bantin (import)' };
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await fetch(url, { signal: watch.signal, headers });
    watch.moved();
    const location = response.headers.get('location');
    if (location === null || response.status < 300 || response.status >= 400) return { response, url };
    await response.body?.cancel();
    url = addressOf(location, url, source);
  }
  throw new CouldNotRun(
    `${source}: the server redirects more than ${MAX_REDIRECTS} times; give the address that a browser ends at`,
  );
}

function addressOf(reference: string, base: string | undefined, source: string): string {
  const url = URL.canParse(reference, base) ? new URL(reference, base) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href;
  throw new CouldNotRun(`${source}: leads to "${reference}", which is no http(s) address; give one that is`);
}

/** Gives up a server that goes quiet, or never comes to an end. */
class Watch {
  readonly #abort = new AbortController();
  readonly #source: string;
  readonly #idle: number;
  readonly #total: NodeJS.Timeout;
  #timer: NodeJS.Timeout;
  #reason = '';

  constructor(source: string, idle: number, total: number) {
    this.#source = source;
    this.#idle = idle;
    this.#total = this.#after(
      total,
      `the document does not end within ${total / 1000} seconds; download it, and give the file`,
    );
    this.#timer = this.#wait();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  async *each(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) {
        this.moved();
        yield chunk;
      }
    } catch (error) {
      // Errors of who reads these bytes do not come by here.
      const reason = error instanceof Error ? error.message || error.name : String(error);
      throw this.#givenUp ?? new CouldNotRun(`${this.#source}: breaks off in transfer (${reason}); try again later`);
    } finally {
      this.end();
    }
  }

  /** Closes the connection, whatever is still to come. */
  end(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#total);
    this.#abort.abort();
  }

  moved(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#wait();
  }

  #wait(): NodeJS.Timeout {
    return this.#after(this.#idle, `the server sends nothing for ${this.#idle / 1000} seconds; try again later`);
  }

  #after(milliseconds: number, reason: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.#reason = reason;
      this.#abort.abort();
    }, milliseconds);
  }

  get #givenUp(): CouldNotRun | undefined {
    return this.#reason === '' ? undefined : new CouldNotRun(`${this.#source}: ${this.#reason}`);
  }

  /** Returns the error with which a document can't be fetched, by that of the request. */
  explained(error: unknown): unknown {
    if (this.#givenUp) return this.#givenUp;
    // The cause has the transfer error.
    const cause = error instanceof TypeError && error.cause instanceof Error ? error.cause : undefined;
    if (!cause) return error;
    return new CouldNotRun(
      `${this.#source}: can't be fetched (${cause.message || cause.name}); see whether a browser can open it`,
    );
  }
}
