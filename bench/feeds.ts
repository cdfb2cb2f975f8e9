import { parseArgs } from 'node:util';
import { createMemoryStore } from '../functions/stores/memory-store.ts';
import { CORPUS_NOW } from './corpus.ts';
import { median } from './measure.ts';
import { type Cost, Newsroom } from './newsroom.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '1000' },
    feeds: { type: 'string', default: '20,20000' },
  },
});

/** Numbers of categories, authors and tags of each article, which decide its feeds. */
const [CATEGORIES, AUTHORS, TAGS] = [3, 2, 8];
/** Publishes before it is measured, and those that are. */
const [WARM_UP, PUBLISHES] = [3, 10];
const HOUR = 3_600_000;
const PARAGRAPH = 'Sáng nay người dân xã bên sông mang lúa gạo ra chợ quê, thuyền ghe đậu kín bến, hàng quán đông. ';

/** Returns an article that stands in `TAGS` and `AUTHORS` out of so many feeds, spread evenly. */
function text(at: number, feeds: number, instant: number): string {
  const authors = Math.max(AUTHORS, Math.floor(feeds / 10));
  const tags = Math.max(TAGS, feeds - authors);
  const some = (count: number, of: number, name: string) =>
    Array.from({ length: count }, (_, one) => `${name} ${(at * count + one) % of}`).join(', ');
  const body = Array.from({ length: 11 }, (_, one) => `${PARAGRAPH.repeat(3)}${at} ${one}`).join('\n\n');
  return [
    '---',
    `title: Bài ${at}`,
    `date: ${new Date(instant).toISOString()}`,
    `categories: [${some(CATEGORIES, 10, 'Mục')}]`,
    `authors: [${some(AUTHORS, authors, 'Tác giả')}]`,
    `tags: [${some(TAGS, tags, 'thẻ')}]`,
    '---',
    `${body}\n`,
  ].join('\n');
}

async function measure(articles: number, feeds: number): Promise<void> {
  const content = createMemoryStore();
  const site = [
    'title: Báo Mẫu',
    'url: https://bao.example/',
    'since: 2018',
    'feedsUrl: https://feeds.bao.example/',
    'permalink: /{slug}.html',
    'feeds: { authors: true, tags: true }',
  ];
  await content.put('site.yaml', Buffer.from(`${site.join('\n')}\n`));
  for (let at = 0; at < articles; at++)
    await content.put(`articles/${at}.md`, Buffer.from(text(at, feeds, CORPUS_NOW - (articles - at) * HOUR)));
  const newsroom = new Newsroom(content, createMemoryStore());
  const built = await newsroom.run({ kind: 'full' });
  const costs: Cost[] = [];
  for (let one = 0; one < WARM_UP + PUBLISHES; one++) {
    const key = `articles/new-${one}.md`;
    await content.put(key, Buffer.from(text(7 * one, feeds, CORPUS_NOW + one * 1000)));
    costs.push(await newsroom.run({ kind: 'changes', keys: [key] }));
  }
  const measured = costs.slice(WARM_UP);
  const requests = measured.map(cost => Object.values(cost.requests).reduce((sum, count) => sum + count, 0));
  const row = (name: string, what: number | string) => process.stdout.write(`  ${name.padEnd(28)}${what}\n`);
  process.stdout.write(`${articles} articles, ${feeds} feeds of authors and tags\n`);
  row('a rebuild: s of CPU', (built.cpu / 1000).toFixed(1));
  row('one article: requests', `${median(requests)} (${Math.min(...requests)} to ${Math.max(...requests)})`);
  row('one article: MB', (median(measured.map(({ bytes }) => bytes)) / 1e6).toFixed(2));
  row('  of it written to public/', (median(measured.map(({ publicBytes }) => publicBytes)) / 1e6).toFixed(2));
  row('one article: ms of CPU', median(measured.map(({ cpu }) => cpu)).toFixed(0));
  row('files written', median(measured.map(({ publicWrites }) => publicWrites)));
  row('peak MB', (process.resourceUsage().maxRSS / 1024).toFixed(0));
}

for (const articles of values.articles.split(',').map(Number))
  for (const feeds of values.feeds.split(',').map(Number)) await measure(articles, feeds);
