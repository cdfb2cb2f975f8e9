// A process of its own, whose memory is the rebuild's alone: articles are made when they are asked for, and what is
// published is counted and let go of. It rebuilds in as many runs as asked for, and says what each took, as JSON.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publish } from '../functions/publish/publish.ts';
import { createCountingStore, type RequestKind } from '../functions/stores/counting-store.ts';
import { createDirectoryStore } from '../functions/stores/directory-store.ts';
import type { ObjectStore, ObjectSummary } from '../functions/stores/object-store.ts';
import { CATEGORIES, CORPUS_NOW, categoryName } from './corpus.ts';

/** Report of one run. */
export interface RunAnswer {
  readonly complete: boolean;
  readonly read: number;
  readonly requests: Readonly<Record<RequestKind, number>>;
  /** Seconds of CPU. */
  readonly cpu: number;
  /** High-water mark of the process until then, in MB. */
  readonly peak: number;
}

const YEARS = 20;
const [articles, perRun, pages] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4] === 'pages'];
const names = Number(process.argv[5]);
const root = mkdtempSync(join(tmpdir(), 'bantin-memory-'));
let fetched = 0;
try {
  const feeds = withoutPages(createDirectoryStore(root));
  const runs: RunAnswer[] = [];
  do runs.push(await run(feeds, runs.length));
  while (!runs.at(-1)?.complete);
  process.stdout.write(JSON.stringify(runs));
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function run(feeds: ObjectStore, at: number): Promise<RunAnswer> {
  const requests = { GET: 0, PUT: 0, LIST: 0, DELETE: 0, COPY: 0 };
  const before = process.cpuUsage();
  const end = fetched + perRun;
  const outcome = await publish(
    {
      content: content(),
      feeds: createCountingStore(feeds, kind => {
        requests[kind] += 1;
      }),
      now: () => CORPUS_NOW + at * 60_000,
      runId: `memory-${at}`,
      revision: 'bench',
      timeLeft: () => (fetched < end || fetched >= articles ? 600_000 : 0),
    },
    { kind: 'full' },
  );
  const { user, system } = process.cpuUsage(before);
  const { complete, read } = outcome;
  return { complete, read, requests, cpu: (user + system) / 1e6, peak: peak() };
}

/** The content bucket: its articles come out evenly over twenty years. */
function content(): ObjectStore {
  const lines = ['title: Báo Đo', 'url: https://bao.example/', 'since: 2006', 'feedsUrl: https://feeds.bao.example/'];
  lines.push('minimumHours: 0', ...(pages ? [] : ['permalink: /{slug}.html']));
  const site = Buffer.from(
    `${[...lines, ...(names > 0 ? ['feeds: { authors: true, tags: true }'] : [])].join('\n')}\n`,
  );
  const summary = (key: string, size: number): ObjectSummary => ({
    key,
    etag: `"${createHash('md5').update(key).digest('hex')}"`,
    size,
    lastModified: CORPUS_NOW - 86_400_000,
  });
  const readOnly = async (): Promise<never> => {
    throw new Error('the content is not written to');
  };
  return {
    async *list(prefix = '', { after = '', upTo } = {}) {
      for (let at = 0; at < articles; at++) {
        const key = keyOf(at);
        if (key.startsWith(prefix) && key > after && (upTo === undefined || key <= upTo)) yield summary(key, 900);
      }
      if ('site.yaml'.startsWith(prefix)) yield summary('site.yaml', site.length);
    },
    async get(key) {
      if (key === 'site.yaml') return { ...summary(key, site.length), bytes: site, metadata: {} };
      const [, digits] = /bai-(\d+)\.md$/.exec(key) ?? [];
      if (digits === undefined) return undefined;
      fetched += 1;
      const bytes = Buffer.from(textOf(Number(digits)));
      return { ...summary(key, bytes.length), bytes, metadata: {} };
    },
    put: readOnly,
    delete: readOnly,
  };
}

function dateOf(at: number): string {
  const span = YEARS * 365.25 * 86_400_000;
  return new Date(CORPUS_NOW - 3_600_000 - span + Math.floor((at / articles) * span)).toISOString();
}

function keyOf(at: number): string {
  const date = dateOf(at);
  return `articles/${date.slice(0, 4)}/${date.slice(5, 7)}/bai-${String(at).padStart(7, '0')}.md`;
}

function textOf(at: number): string {
  const [one, other] = [categoryName(at % CATEGORIES), categoryName((at * 7 + 3) % CATEGORIES)];
  const title = `Bến sông mùa nước nổi, chợ quê đông khách, bài thứ ${at}`;
  return (
    `---\ntitle: "${title}"\ndate: ${dateOf(at)}\ncategories: ["${one}", "${other}"]\n${namesOf(at)}---\n\n` +
    'Sáng nay người dân xã bên sông mang lúa gạo ra chợ quê, thuyền ghe đậu kín bến.\n'
  );
}

/** Authors and tags of an article, spread evenly. */
function namesOf(at: number): string {
  if (names === 0) return 'author: Bến Tràm\n';
  const authors = Math.max(2, Math.floor(names / 10));
  const some = (count: number, of: number, name: string): string =>
    Array.from({ length: count }, (_, one) => `${name} ${(at * count + one) % of}`).join(', ');
  return `authors: [${some(2, authors, 'Tác giả')}]\ntags: [${some(8, Math.max(8, names - authors), 'thẻ')}]\n`;
}

/** Keeps all but reading pages. */
function withoutPages(store: ObjectStore): ObjectStore {
  const isPage = (key: string): boolean => key.startsWith('public/articles/');
  return {
    list: (prefix, options) => store.list(prefix, options),
    get: async (key, options) => (isPage(key) ? undefined : store.get(key, options)),
    put: async (key, bytes, options) =>
      isPage(key) ? { etag: `"${createHash('md5').update(bytes).digest('hex')}"` } : store.put(key, bytes, options),
    delete: async key => (isPage(key) ? undefined : store.delete(key)),
  };
}

function peak(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024);
}
