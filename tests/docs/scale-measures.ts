import { Buffer } from 'node:buffer';
import { Newsroom } from '../../bench/newsroom.ts';
import { publish, type Work } from '../../functions/publish/publish.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';

/** Requests and bytes of one article that is published, as they were counted. */
export interface PublishMeasure {
  readonly put: number;
  readonly get: number;
  /** Bytes that were read and written. */
  readonly bytes: number;
}

/** Counts for the load model, which are the same on every machine. */
export interface Measures {
  /** By the number of articles that there were. */
  readonly publish: Readonly<Record<number, PublishMeasure>>;
  /** In a newsroom whose last 48 hours have so many articles. */
  readonly busy: PublishMeasure & { readonly entries: number };
  /** With an author and three tags that have feeds. */
  readonly named: PublishMeasure;
  /** Bytes of the Atom feed of all, not compressed: of 50 entries, and of the busy newsroom. */
  readonly feed: { readonly few: number; readonly busy: number };
  /** Items that the edge is asked to forget by a publish where all are purged, and by a correction. */
  readonly purge: { readonly publish: number; readonly correction: number };
  /** Requests of a run for which nothing is due. */
  readonly due: number;
}

/** Articles of a day of a newsroom with twenty years of 1.6 million. */
export const PER_DAY = 230;
const HOUR = 3_600_000;
/** The instant by which `Newsroom` begins. */
const NOW = Date.UTC(2026, 10, 23);
const PARAGRAPH = 'Sáng nay người dân xã bên sông mang lúa gạo ra chợ quê, thuyền ghe đậu kín bến, hàng quán đông. ';
const SITE = 'title: Báo Mẫu\nurl: https://bao.example/\nsince: 2018\nfeedsUrl: https://feeds.bao.example/\n';
const NAMED = `${SITE}feeds: { authors: true, tags: true }\n`;

function text(at: number, instant: number): string {
  const body = Array.from({ length: 11 }, (_, one) => `${PARAGRAPH.repeat(3)}${at} ${one}`).join('\n\n');
  const fields = `title: Bài ${at}\ndate: ${new Date(instant).toISOString()}\ncategory: Mục ${at % 10}`;
  return `---\n${fields}\nauthor: Tác giả ${at % 20}\ntags: [a${at % 30}, b${at % 30}, c${at % 30}]\n---\n\n${body}\n`;
}

/** Returns a content bucket whose articles are `apart` milliseconds from each other, the last an hour old. */
async function contentOf(articles: number, apart: number, site = SITE): Promise<ObjectStore> {
  const content = createMemoryStore();
  await content.put('site.yaml', Buffer.from(site));
  for (let at = 0; at < articles; at++)
    await content.put(`articles/${at}.md`, Buffer.from(text(at, NOW - HOUR - at * apart)));
  return content;
}

async function measured(content: ObjectStore, feeds = createMemoryStore()): Promise<PublishMeasure> {
  const newsroom = new Newsroom(content, feeds);
  await newsroom.run({ kind: 'full' });
  const publishOne = async (at: number): Promise<PublishMeasure> => {
    const key = `articles/moi-${at}.md`;
    await content.put(key, Buffer.from(text(10 * at, NOW + at)));
    const { requests, bytes } = await newsroom.run({ kind: 'changes', keys: [key] });
    return { put: requests.PUT, get: requests.GET, bytes };
  };
  // The first fills caches.
  for (const at of [1, 2]) await publishOne(at);
  return publishOne(3);
}

/** Counts everything. It takes some seconds. */
export async function measure(sizes: readonly number[]): Promise<Measures> {
  const byArticles: Record<number, PublishMeasure> = {};
  let feeds = createMemoryStore();
  for (const size of sizes) {
    feeds = createMemoryStore();
    byArticles[size] = await measured(await contentOf(size, 4 * HOUR), feeds);
  }
  const entries = 2 * PER_DAY;
  const busyFeeds = createMemoryStore();
  const busy = await measured(await contentOf(600, (48 * HOUR) / entries), busyFeeds);
  const named = await measured(await contentOf(300, 4 * HOUR, NAMED));
  const bytesOf = async (store: ObjectStore) => (await store.get('public/atom.xml'))?.size ?? 0;
  return {
    publish: byArticles,
    busy: { ...busy, entries },
    named,
    feed: { few: await bytesOf(feeds), busy: await bytesOf(busyFeeds) },
    ...(await measureRuns()),
  };
}

/** Counts what is purged, and the requests of a run that has nothing to do. */
async function measureRuns(): Promise<Pick<Measures, 'purge' | 'due'>> {
  const content = await contentOf(100, 4 * HOUR);
  const feeds = createMemoryStore();
  let [now, runs, asked] = [NOW, 0, 0];
  const run = async (work: Work, everyPublish = false): Promise<number> => {
    asked = 0;
    // Files that have had tags for long.
    now += 96 * HOUR;
    const purge = async ({ items }: { readonly items: readonly string[] }): Promise<boolean> => {
      asked += items.length;
      return true;
    };
    const edge = { perDay: Number.POSITIVE_INFINITY, everyPublish, purge };
    const options = { content, feeds, now: () => now, runId: `scale-${runs++}`, revision: 'scale', edge };
    await publish(options, work);
    return asked;
  };
  await run({ kind: 'full' });
  await run({ kind: 'due' });
  const write = async (key: string, body: string): Promise<Work> => {
    await content.put(key, Buffer.from(body));
    return { kind: 'changes', keys: [key] };
  };
  const first = text(1000, now);
  const purge = {
    publish: await run(await write('articles/moi.md', first), true),
    correction: await run(await write('articles/moi.md', `${first}Đã sửa.\n`)),
  };
  await run({ kind: 'due' });
  const newsroom = new Newsroom(content, createMemoryStore());
  await newsroom.run({ kind: 'full' });
  const { requests } = await newsroom.run({ kind: 'due' });
  return { purge, due: Object.values(requests).reduce((sum, count) => sum + count, 0) };
}
