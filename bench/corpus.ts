import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Options of a corpus. The same numbers give the same files, on every machine. */
export interface CorpusOptions {
  readonly directory: string;
  readonly articles: number;
  /** With a permalink template there are no reading pages. */
  readonly permalink: boolean;
  /** 50 unless told otherwise. */
  readonly categories?: number;
  /**
   * Corpora of one seed begin alike, however many articles they have: the newest say the same in both. The number of
   * articles unless told otherwise.
   */
  readonly seed?: number;
}

export const CATEGORIES = 50;
/** The newest article is published an hour before. */
export const CORPUS_NOW = Date.UTC(2026, 10, 23);
const TEN_YEARS = 10 * 365.25 * 86_400_000;

const SYLLABLES = (
  'sông mây chợ quê nước lũ cầu bến thuyền người dân huyện xã tỉnh trường học sinh thầy cô giáo lúa gạo mưa ' +
  'nắng đường phố nhà cửa hàng quán ' +
  'sáng chiều tối hôm nay ngày mai năm tháng việc làm công trình dự án kinh phí đồng triệu tỷ vụ án tòa xét ' +
  'xử luật sư bị cáo nguyên đơn đất đai ' +
  'bác sĩ bệnh viện trạm y tế lễ hội đèn hoa khách du lịch nghệ nhân làng nghề gốm lụa mía cà phê rừng núi ' +
  'đồi suối biển'
).split(' ');

/** Writes `site.yaml` and the articles: Markdown of 3 to 6 KB, in 1 to 3 of the categories each, over ten years. */
export function writeCorpus({ directory, ...options }: CorpusOptions): void {
  const made = new Set<string>();
  for (const [key, text] of corpusFiles(options)) {
    const path = join(directory, key);
    const folder = dirname(path);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(path, text);
  }
}

/** The files of a corpus, by key. */
export function* corpusFiles({
  articles,
  permalink,
  categories = CATEGORIES,
  seed = articles,
}: Omit<CorpusOptions, 'directory'>): Generator<readonly [key: string, text: string]> {
  yield ['site.yaml', siteYaml(permalink)];
  const random = createRandom(seed);
  for (let at = 0; at < articles; at++) {
    const published = CORPUS_NOW - 3_600_000 - Math.floor((at / articles) * TEN_YEARS);
    const date = new Date(published).toISOString();
    yield [`articles/${date.slice(0, 4)}/${date.slice(5, 7)}/bai-${at}.md`, article(at, date, categories, random)];
  }
}

export function categoryName(at: number): string {
  return `Chuyên mục ${at + 1}`;
}

function siteYaml(permalink: boolean): string {
  const lines = ['title: Báo Đo', 'url: https://bao.example/', 'since: 2016', 'feedsUrl: https://feeds.bao.example/'];
  // Hugo shows 50 entries whatever their age; so that both show the same, no feed reaches further back here.
  lines.push('minimumHours: 0');
  return `${[...lines, ...(permalink ? ['permalink: /{slug}.html'] : [])].join('\n')}\n`;
}

type Random = (below: number) => number;

function article(at: number, date: string, choice: number, random: Random): string {
  const categories = new Set(Array.from({ length: 1 + random(3) }, () => categoryName(random(choice))));
  const list = [...categories].map(name => JSON.stringify(name)).join(', ');
  const head =
    `---\ntitle: "${capital(words(6 + random(8), random))} ${at}"\ndate: ${date}\ncategories: [${list}]\n` +
    `author: ${capital(words(2, random))}\n`;
  return `${head}image: https://bao.example/anh/${at}.jpg\n---\n\n${body(3000 + random(3000), random)}`;
}

function body(bytes: number, random: Random): string {
  let text = '';
  // Vietnamese takes about 1.35 bytes a character in UTF-8.
  while (text.length * 1.35 < bytes) text += `${block(random)}\n\n`;
  return text;
}

function block(random: Random): string {
  switch (random(12)) {
    case 0:
      return `## ${capital(words(5, random))}`;
    case 1:
      return Array.from({ length: 3 }, () => `- ${words(8, random)}`).join('\n');
    case 2:
      return `> ${sentence(random)}`;
    default:
      return Array.from({ length: 3 + random(4) }, () => sentence(random)).join(' ');
  }
}

function sentence(random: Random): string {
  const start = capital(words(6 + random(12), random));
  switch (random(10)) {
    case 0:
      return `${start}, **${words(3, random)}**.`;
    case 1:
      return `${start} [${words(3, random)}](https://bao.example/lien-ket/${random(1000)}).`;
    case 2:
      return `“${start}”, ông nói.`;
    default:
      return `${start}.`;
  }
}

function words(count: number, random: Random): string {
  return Array.from({ length: count }, () => SYLLABLES[random(SYLLABLES.length)]).join(' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whole numbers from 0 to below a bound, from a linear congruential generator (Numerical Recipes). */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
