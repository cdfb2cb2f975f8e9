import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { PublishedFile } from '../../functions/core/files/published-file.ts';
import type { Instant } from '../../functions/core/instant.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createWebFetch } from '../../functions/web/web-fetch.ts';

/** Time that passes only while somebody sleeps. */
export class Clock {
  time: Instant;

  constructor(time: Instant) {
    this.time = time;
  }

  readonly now = (): Instant => this.time;

  readonly sleep = async (milliseconds: number): Promise<void> => {
    const end = this.time + milliseconds;
    await Promise.resolve();
    // Others may sleep at the same time.
    this.time = Math.max(this.time, end);
  };
}

/** Hubs and edges of these tests are on this machine. */
export const fetchHere = createWebFetch({ loopback: true });

/** Request to a hub: the fields of a form, in their order. */
export type Form = readonly (readonly [name: string, value: string])[];

export interface TestHub {
  readonly url: string;
  /** Pings, and when they came. */
  readonly pings: readonly { readonly form: Form; readonly at: Instant }[];
  /** Answers to the next pings, before it works as a hub should. `hang`: none at all. */
  readonly answers: (Answer | 'hang')[];
  /** Called when a request came that is not answered. */
  onHang: () => void;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A hub (WebSub, sections 5 to 7): verifies that a subscriber means it, and hands the content of a topic on to its
 * subscribers. `via` is the address under which it reaches a topic, since hubs are elsewhere.
 */
export async function startHub({ now = Date.now, via = (url: string): string => url } = {}): Promise<TestHub> {
  const callbacks = new Map<string, string[]>();
  const pings: { form: Form; at: Instant }[] = [];
  const server = await listen(async (request, response) => {
    const form = [...new URLSearchParams(await textOf(request))];
    const field = (name: string): string => form.find(([key]) => key === name)?.[1] ?? '';
    if (field('hub.mode') === 'subscribe') {
      const isMeant = await verify(field('hub.callback'), field('hub.topic'));
      if (isMeant)
        callbacks.set(field('hub.topic'), [...(callbacks.get(field('hub.topic')) ?? []), field('hub.callback')]);
      response.writeHead(isMeant ? 202 : 400).end();
      return;
    }
    pings.push({ form, at: now() });
    const answer = hub.answers.shift();
    if (answer === 'hang') return hub.onHang();
    if (answer) return void response.writeHead(answer.status, answer.headers).end('x'.repeat(100_000));
    const topics = form.flatMap(([name, value]) => (name === 'hub.url' ? [value] : []));
    for (const topic of topics) await distribute(via(topic), callbacks.get(topic) ?? []);
    response.writeHead(204).end();
  });
  const hub: TestHub = { url: `${server}hub`, pings, answers: [], onHang: () => undefined };
  return hub;
}

/** Verification of intent (section 5.3): the subscriber repeats what nobody else knows. */
async function verify(callback: string, topic: string): Promise<boolean> {
  const challenge = crypto.randomUUID();
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.topic': topic,
    'hub.challenge': challenge,
    'hub.lease_seconds': '864000',
  });
  const response = await fetch(`${callback}?${query}`);
  return response.ok && (await response.text()) === challenge;
}

/** Content distribution (section 7). */
async function distribute(topic: string, callbacks: readonly string[]): Promise<void> {
  if (callbacks.length === 0) return;
  const response = await fetch(topic);
  const body = Buffer.from(await response.arrayBuffer());
  const headers = Object.fromEntries(
    ['content-type', 'link'].map(name => [name, response.headers.get(name) ?? ''] as const),
  );
  for (const callback of callbacks) await fetch(callback, { method: 'POST', headers, body });
}

export interface Delivery {
  readonly body: Buffer;
  readonly headers: IncomingHttpHeaders;
}

export interface TestSubscriber {
  readonly deliveries: readonly Delivery[];
  /** Finds a topic's hub and name in its headers (section 4), and subscribes. */
  subscribe(url: string): Promise<{ readonly status: number; readonly topic: string }>;
}

export async function startSubscriber(): Promise<TestSubscriber> {
  const deliveries: Delivery[] = [];
  const wanted = new Set<string>();
  const callback = await listen(async (request, response) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    if (request.method === 'GET') {
      const isMine = wanted.has(query.get('hub.topic') ?? '');
      return void response.writeHead(isMine ? 200 : 404).end(query.get('hub.challenge'));
    }
    deliveries.push({ body: await bytesOf(request), headers: request.headers });
    response.writeHead(200).end();
  });
  return {
    deliveries,
    async subscribe(url) {
      const { headers } = await fetch(url, { method: 'HEAD' });
      const link = headers.get('link') ?? '';
      const target = (rel: string): string => new RegExp(`<([^>]+)>; rel="${rel}"`).exec(link)?.[1] ?? '';
      wanted.add(target('self'));
      const body = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.topic': target('self'),
        'hub.callback': callback,
      });
      const { status } = await fetch(target('hub'), { method: 'POST', body });
      return { status, topic: target('self') };
    },
  };
}

/**
 * A cache in front of a server, that shows what it has for `age` milliseconds, as a CDN's does, and never asks before.
 * Gives its address.
 */
export async function startCache({
  origin,
  now,
  age,
}: {
  readonly origin: () => string;
  readonly now: () => Instant;
  readonly age: number;
}): Promise<string> {
  const kept = new Map<string, { until: Instant; status: number; headers: Record<string, string>; body: Buffer }>();
  return listen(async (request, response) => {
    const path = request.url ?? '/';
    let found = kept.get(path);
    if (!found || found.until <= now()) {
      const answer = await fetch(origin() + path.slice(1), { headers: { 'accept-encoding': 'identity' } });
      const headers: Record<string, string> = {};
      for (const name of ['content-type', 'etag', 'last-modified', 'link'])
        if (answer.headers.has(name)) headers[name] = answer.headers.get(name) ?? '';
      found = { until: now() + age, status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
      kept.set(path, found);
    }
    const isSame = request.headers['if-none-match'] === found.headers.etag;
    response.writeHead(isSame ? 304 : found.status, found.headers).end(isSame ? undefined : found.body);
  });
}

/** Returns the files under `public/`, without the compressed forms, which the preview makes itself. */
export async function publicFiles(feeds: ObjectStore): Promise<readonly PublishedFile[]> {
  const files: PublishedFile[] = [];
  for await (const { key } of feeds.list('public/')) {
    const object = /\.(?:br|gz)$/.test(key) ? undefined : await feeds.get(key);
    if (object) files.push({ path: key.slice('public/'.length), body: object.bytes, metadata: object.metadata });
  }
  return files;
}

/** A server of this test, on this machine. Gives its address, with a slash at its end. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void,
): Promise<string> {
  const server: Server = createServer((request, response) => void answer(request, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function textOf(request: IncomingMessage): Promise<string> {
  return (await bytesOf(request)).toString();
}
