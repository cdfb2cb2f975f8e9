import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CdnAnswer } from './cdn.ts';

/** Path at which an open page learns that something else is shown now. No published path has a dot there. */
const CHANGES = '/.bantin/changes';
/** Loads the page again when something was published, also where the preview was started anew meanwhile. */
const SCRIPT = `(() => {
  let last;
  const changes = new EventSource('${CHANGES}');
  changes.onmessage = ({ data }) => {
    if (last !== undefined && data !== last) location.reload();
    last = data;
  };
})();`;
const ELEMENT = `<script>${SCRIPT}</script>`;
const SOURCE = `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`;

/**
 * Loads pages that are open in a browser again when something else is shown. Only what a browser opens as a page gets
 * the script for it: whoever else asks gets the bytes that are published.
 */
export class Reload {
  readonly #waiting = new Set<ServerResponse>();
  /** Version of what is shown, sent to every page that is opened. */
  #shown = `${Date.now()}-0`;
  #count = 0;

  /** Something else is shown from now on. */
  changed(): void {
    this.#count += 1;
    this.#shown = `${Date.now()}-${this.#count}`;
    for (const response of this.#waiting) this.#tell(response);
  }

  /** Answers a page that asks for changes; returns whether it did. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.url !== CHANGES || request.method !== 'GET') return false;
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    this.#waiting.add(response);
    response.on('close', () => this.#waiting.delete(response));
    this.#tell(response);
    return true;
  }

  #tell(response: ServerResponse): void {
    response.write(`data: ${this.#shown}\n\n`);
  }
}

/** Returns whether a browser opens the resource as a page (Fetch Metadata, section 2.1). */
export function isOpened({ headers, method }: IncomingMessage): boolean {
  return method === 'GET' && headers['sec-fetch-dest'] === 'document';
}

/** Headers of a request that is answered by a whole page, as it is now. */
export function forWholePage<Value>(headers: Readonly<Record<string, Value>>): Record<string, Value> {
  const { range: _, 'accept-encoding': __, 'if-none-match': ___, 'if-modified-since': ____, ...others } = headers;
  return others;
}

/** Puts the script at the end of a page; any other answer stays as it is. */
export function withReload(answer: CdnAnswer): CdnAnswer {
  const { headers, body } = answer;
  const { 'content-security-policy': policy, ...unbound } = headers;
  // Files under media/ run nothing, here as there. Pages of errors have no policy.
  const mayRun = policy === undefined || policy.includes('script-src ');
  if (!/^text\/html\b/.test(headers['content-type'] ?? '') || !mayRun) return answer;
  const page = Buffer.concat([body, Buffer.from(ELEMENT)]);
  const { etag: _, 'last-modified': __, 'accept-ranges': ___, ...others } = unbound;
  return {
    ...answer,
    headers: {
      ...others,
      'cache-control': 'no-store',
      'content-length': String(page.length),
      ...(policy !== undefined && {
        'content-security-policy': `${policy.replace('script-src ', `script-src ${SOURCE} `)}; connect-src 'self'`,
      }),
    },
    body: page,
  };
}
