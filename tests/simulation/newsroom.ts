import { readingSlug, slugBesideName } from '../../functions/core/article/key.ts';
import { pageMediaPath } from '../../functions/core/article/page-media.ts';
import { addTo } from '../../functions/core/groups.ts';
import type { Instant } from '../../functions/core/instant.ts';
import { slugify } from '../../functions/core/text/slug.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { feedsLines, filingFields, namesLines } from './feeds.ts';
import type { Random } from './random.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const NAMES = ['a', 'b', 'index', 'd', 'e', 'f', 'ảnh', 'ảnh'.normalize('NFD'), 'g h+1', 'tin%2F2'] as const;
const FOLDERS = ['', '', 'doi-song/', 'doi-song/cho/', 'Tư pháp/', '2026/', 'phap-dinh/'] as const;
/** Two keys of one hash, so that their pages have one path. */
const COLLIDING = ['articles/100371/a.md', 'articles/19080/a.html'] as const;
/** Ids that several sources take for theirs: of nobody's path, and of the paths of some. */
const IDS = [
  'x',
  'y',
  'urn:z',
  'articles/b',
  ...['a', 'b', 'doi-song/a', '100371/a', '%E1%BA%A3nh'].map(idOf),
] as const;
const CATEGORIES = [
  'Đời sống',
  'Tư pháp',
  'Kinh tế',
  'ĐỜI SỐNG',
  'đời sống',
  'Đồi Sông',
  'KINH TẾ',
  'Kinh te',
  'kinh-te',
  '雑記',
  'Новости',
  'НОВОСТИ',
  'Tin cũ',
  'PHÁP  ĐÌNH',
  'Phap dinh',
  'Tags',
  '..',
] as const;
/** Former addresses: unclaimed, of a category, its alias, a feed, a page, and of a page that another may have. */
const FORMER = [
  '/cu/',
  '/cu/a.html',
  '/tin-cu/',
  '/kinh-te',
  '/phap-dinh/',
  '/index.html',
  '/articles/a-0123abcd/',
  '/articles/a-1f7477d1/',
  'https://feeds.bao.example/doi-song/',
] as const;
/** Slugs that articles declare: several may have one, one is that of a file's name, and one is none. */
const SLUGS = ['moi', 'moi', 'Cau/Moi', 'a', '..'] as const;
/** Beside articles, which name them as they please. */
const BESIDE = ['a.jpg', 'ả.png', 'ả.png'.normalize('NFD'), 'cho/b.mp3', '1/c d.pdf', 'phu-de.vtt'] as const;
/** Files that speak of articles: of those below a folder, of one, and of either. */
const DATA = [
  'articles/doi-song/doi-song.json',
  'articles/doi-song/cho/_index.md',
  'articles/doi-song/a.json',
  'articles/doi-song/cho/b.11tydata.json',
  'articles/a.json',
  'articles/index.meta',
] as const;
const SAID = [
  '{"draft": true}',
  '{"draft": false}',
  '{"layout": "x"}',
  '{',
  '---\ncascade: { draft: true }\n---\n',
] as const;
const MEDIA = ['media/a.mp3', 'media/ả.mp3', 'media/ả.mp3'.normalize('NFD'), 'media/b.jpg'] as const;

/** Returns a picture of some size (the header of a GIF), sound of some length (that of a WAV), or what is neither. */
function mediaBytes({ chance, integer }: Random): string {
  if (chance(0.25)) {
    const seconds = String.fromCharCode(1 + integer(3));
    return `RIFF\0\0\0\0WAVEfmt \x10\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0data${seconds}\0\0\0...`;
  }
  return chance(0.5) ? `GIF89a${String.fromCharCode(1 + integer(3), 0, 1 + integer(3), 0)}` : 'x'.repeat(integer(4));
}

/** Returns a file of an article, with what is said of an episode, or several files. */
function enclosureOf({ pick, chance }: Random): string {
  const file = (): string => pick([...MEDIA.map(key => `/${key}`), ...BESIDE.map(encodeURI)]) ?? '';
  if (chance(0.5)) return file();
  const transcript = `transcript: [${encodeURI(pick(BESIDE))}.vtt, ${pick(['phu-de.vtt', '/media/a.srt'])}]`;
  const first = `{ url: ${file()}, duration: 1:30, episode: 2, ${transcript}, chapters: [{ at: 0, title: A }] }`;
  return chance(0.5) ? first : `[${first}, { url: ${file()}, type: audio/ogg }]`;
}

/** Fields that keep an article unpublished, whatever its dates. */
const HELD = /^(?:draft|status|published): |^tags: \[$/m;

/** Changes a newsroom might make to its bucket, good and bad ones, chosen at random. */
export class Newsroom {
  readonly #secrets = new Map<string, Instant | undefined>();
  /** Sources as they are now, by key. */
  readonly #texts = new Map<string, string>();
  readonly #content: ObjectStore;
  readonly #random: Random;
  /** Titles of all versions of the articles whose pages lie, or might lie, in a folder. */
  readonly #titles = new Map<string, string[]>();
  #versions = 0;
  /** Those of the last `site.yaml` that was no bad one, but for its feeds. */
  #siteLines: readonly string[] = [];
  /** Those of its editions, and of feeds of authors and tags. */
  #namesLines: readonly string[] = [];

  constructor(content: ObjectStore, random: Random) {
    this.#content = content;
    this.#random = random;
  }

  /** Makes one change; gives the keys that S3 would tell of. */
  async change(now: Instant): Promise<readonly string[]> {
    const random = this.#random;
    if (random.chance(0.04)) return this.#put('site.yaml', this.#site());
    if (random.chance(0.002)) return this.#deleteAll();
    if (random.chance(0.12)) return this.#changeMedia();
    if (random.chance(0.08)) {
      const data = random.pick(DATA);
      return random.chance(0.6) ? this.#delete(data) : this.#put(data, random.pick(SAID));
    }
    const key = this.#key();
    if (random.chance(0.2)) return this.#delete(key);
    if (random.chance(0.05)) return this.#rename(key, this.#key());
    if (random.chance(0.15)) return this.#withdraw(key, now);
    // The same bytes once more: an article without a date has another one then.
    if (random.chance(0.05)) return this.#rename(key, key);
    return this.#put(key, this.#article(now));
  }

  /** Writes an article; gives the keys that S3 would tell of. */
  async write(now: Instant): Promise<readonly string[]> {
    return this.#put(this.#key(), this.#article(now));
  }

  /**
   * Each version of an article has a word that stands in it and nowhere else: when that may come out; never where it is
   * a draft, withdrawn, or invalid. So have a correction and the reason for a withdrawal.
   */
  fromOf(word: string): Instant | undefined {
    return this.#secrets.get(word);
  }

  /**
   * Returns whether media beside an article may be at a path under `public/`: an article names them, as it is now, and
   * was published at an instant.
   */
  mayShow(path: string, at: Instant): boolean {
    return [...this.#texts].some(([key, text]) => {
      const from = this.fromOf(valueIn(text, 'title') ?? '');
      const isOut = from !== undefined && from <= at && !/^withdrawn: /m.test(text);
      const isAt = (name: string): boolean =>
        slugsOf(key, text).some(slug => path === pageMediaPath(slug, name.normalize('NFC')));
      return isOut && BESIDE.some(name => text.includes(encodeURI(name)) && isAt(name));
    });
  }

  /** Returns the words of some articles, as they stand now, that may be read: of withdrawn ones the reason. */
  async wordsOut(keys: Iterable<string>): Promise<ReadonlySet<string>> {
    const words = new Set([...keys].flatMap(key => this.#texts.get(key)?.match(/BIMAT\d+Z/g) ?? []));
    for (const word of await this.takenBack()) words.delete(word);
    return words;
  }

  /** Words of articles that are withdrawn as they stand now. */
  async takenBack(): Promise<readonly string[]> {
    const words: string[] = [];
    for await (const { key } of this.#content.list('articles/')) {
      const object = await this.#content.get(key);
      const text = object ? Buffer.from(object.bytes).toString() : '';
      if (/^withdrawn: /m.test(text)) words.push(valueIn(text, 'title') ?? '', valueIn(text, 'correction') ?? '');
    }
    return words.filter(word => word !== '');
  }

  /** Returns whether pages may name the page in a folder: of an article that was out in some version, at an instant. */
  mayName(slug: string, at: Instant): boolean {
    const words = this.#titles.get(slug) ?? [];
    return [...words].some(word => (this.fromOf(word) ?? Number.POSITIVE_INFINITY) <= at);
  }

  async #put(key: string, text: string): Promise<readonly string[]> {
    this.#texts.set(key, text);
    for (const slug of slugsOf(key, text)) addTo(this.#titles, slug, valueIn(text, 'title') ?? '');
    await this.#content.put(key, Buffer.from(text));
    return [key];
  }

  /** Someone empties the bucket, or a link to it breaks. */
  async #deleteAll(): Promise<readonly string[]> {
    const keys: string[] = [];
    for await (const { key } of this.#content.list('articles/')) keys.push(key);
    for (const key of keys) await this.#delete(key);
    return keys;
  }

  async #delete(key: string): Promise<readonly string[]> {
    this.#texts.delete(key);
    await this.#content.delete(key);
    return [key];
  }

  async #rename(from: string, to: string): Promise<readonly string[]> {
    const object = await this.#content.get(from);
    if (!object) return [];
    await this.#put(to, Buffer.from(object.bytes).toString());
    if (to !== from) await this.#delete(from);
    return [to, from];
  }

  /** Takes an article back as it stands, or lets it out again; nothing else about it changes. */
  async #withdraw(key: string, now: Instant): Promise<readonly string[]> {
    const object = await this.#content.get(key);
    const text = object ? Buffer.from(object.bytes).toString() : '';
    if (!text.startsWith('---\n')) return [];
    const [published = 0, updated] = ['date', 'updated'].map(field => dateIn(text, field));
    const from = HELD.test(text) ? undefined : published;
    const restored = text.replace(/^withdrawn: .*\n/m, '');
    if (restored === text) return this.#put(key, text.replace('---\n', `---\n${this.#withdrawal(from, now)}\n`));
    const [title = '', correction = ''] = ['title', 'correction'].map(field => valueIn(text, field));
    this.#secrets.set(title, from);
    this.#secrets.set(correction, from === undefined ? undefined : (updated ?? from));
    return this.#put(key, restored);
  }

  #withdrawal(published: Instant | undefined, now: Instant): string {
    const random = this.#random;
    if (random.chance(0.4)) return 'withdrawn: true';
    const date = Math.floor((now + random.integer(2 * DAY) - 1.7 * DAY) / MINUTE) * MINUTE;
    const at = random.chance(0.5) ? `, date: "${new Date(date).toISOString()}"` : '';
    return `withdrawn: { reason: ${this.#word(published)}${at} }`;
  }

  /** A word that no other text has. */
  #word(from: Instant | undefined): string {
    this.#versions += 1;
    const word = `BIMAT${this.#versions}Z`;
    this.#secrets.set(word, from);
    return word;
  }

  async #changeMedia(): Promise<readonly string[]> {
    const { pick, chance } = this.#random;
    const key = chance(0.5) ? pick(MEDIA) : `articles/${pick(FOLDERS)}${pick(BESIDE)}`;
    return this.#random.chance(0.3) ? this.#delete(key) : this.#put(key, mediaBytes(this.#random));
  }

  #key(): string {
    const { pick, chance } = this.#random;
    if (chance(0.06)) return pick(COLLIDING);
    return `articles/${pick(FOLDERS)}${pick(NAMES)}.${pick(['md', 'md', 'md', 'txt', 'docx'])}`;
  }

  #article(now: Instant): string {
    const random = this.#random;
    const age = random.chance(0.15)
      ? -random.integer(2 * DAY)
      : random.integer(random.chance(0.7) ? 3 * DAY : 90 * DAY);
    const published = Math.floor((now - age) / MINUTE) * MINUTE;
    const isUndated = random.chance(0.1);
    const isDraft = random.chance(0.08);
    const isInvalid = random.chance(0.05);
    const isWithdrawn = random.chance(0.08);
    const out = isDraft || isInvalid ? undefined : isUndated ? 0 : published;
    const word = this.#word(isWithdrawn ? undefined : out);
    const fields = [`title: ${word}`];
    if (!isUndated) fields.push(`date: ${new Date(published).toISOString()}`);
    if (isDraft) fields.push('draft: true');
    if (isWithdrawn) fields.push(this.#withdrawal(out, now));
    if (isInvalid) fields.push(random.pick(['tags: [', 'draft: maybe', 'status: hidden', 'published: false']));
    if (random.chance(0.1)) fields.push(`expires: ${new Date(published + random.integer(3 * DAY)).toISOString()}`);
    if (random.chance(0.7)) fields.push(`categories: [${this.#categories().join(', ')}]`);
    if (random.chance(0.4)) fields.push(`language: ${random.pick(['en', 'en', 'en-GB', 'vi', 'fr'])}`);
    if (random.chance(0.35)) fields.push(`translationOf: ${this.#original()}`);
    if (random.chance(0.25)) fields.push(`id: "${random.pick(IDS)}"`);
    // Sitemaps show nothing of an article but its address, so that has the word in it, too.
    const links = ['bao.example/x', 'bao.example/y', `bao.example/${word}`, `bao.example/${word}`, 'khac.example/z'];
    if (random.chance(0.25)) fields.push(`link: https://${random.pick(links)}`);
    if (random.chance(0.2)) fields.push(`image: ${encodeURI(random.pick(BESIDE))}`);
    if (random.chance(0.25)) fields.push(`enclosure: ${enclosureOf(random)}`);
    if (random.chance(0.3)) fields.push(`image: ${random.pick(['/media/b.jpg', 'a.jpg', encodeURI('ả.png')])}`);
    fields.push(...filingFields(random));
    const updated = random.chance(0.2) ? published + random.integer(2 * DAY) : undefined;
    if (updated !== undefined) fields.push(`updated: ${new Date(updated).toISOString()}`);
    if (random.chance(0.1))
      fields.push(`correction: ${this.#word(isWithdrawn || out === undefined ? undefined : (updated ?? out))}`);
    if (random.chance(0.2)) fields.push(`aliases: [${random.pick(FORMER)}, ${random.pick(FORMER)}]`);
    if (random.chance(0.1)) fields.push(`permalink: ${random.pick(FORMER)}`);
    if (random.chance(0.3)) fields.push(`slug: ${random.pick(SLUGS)}`);
    const more = random.chance(0.3) ? ` [thêm](${encodeURI(this.#link())})` : '';
    const files = [...BESIDE, ...MEDIA.map(key => `/${key}`)];
    const picture = random.chance(0.5) ? ` ![ảnh](${encodeURI(random.pick(files) ?? '')})` : '';
    return `---\n${fields.join('\n')}\n---\nLời của ${word}.${more}${picture}\n`;
  }

  /** A link by file. Where it leads depends on others: under a permalink, and where it may mean several. */
  #link(): string {
    const key = this.#key();
    const stem = key.slice(0, key.lastIndexOf('.'));
    return this.#random.pick([`/${key}`, `/${stem}.html`, `.${stem.slice(stem.lastIndexOf('/'))}`]);
  }

  /** Returns the path of an article of which another may be a translation: of few, so that they meet. */
  #original(): string {
    const { pick, chance } = this.#random;
    return chance(0.8) ? `articles/${pick(NAMES.slice(0, 3))}.md` : `"${encodeURI(this.#key())}"`;
  }

  #categories(): readonly string[] {
    return Array.from({ length: 1 + this.#random.integer(2) }, () => `"${this.#random.pick(CATEGORIES)}"`);
  }

  #site(): string {
    const random = this.#random;
    if (random.chance(0.2)) return random.pick(['title: [', 'title: A\n', '']);
    // Often nothing but the feeds that it asks for is another.
    if (this.#siteLines.length === 0 || random.chance(0.4)) this.#siteLines = this.#otherSite();
    // Where these stay, too, all but the feeds of rules are as they were.
    if (this.#namesLines.length === 0 || random.chance(0.5)) this.#namesLines = namesLines(random);
    const feeds = random.chance(0.8) ? feedsLines(random, this.#namesLines, CATEGORIES.slice(0, 3)) : [];
    return `${[...this.#siteLines, ...feeds].join('\n')}\n`;
  }

  #otherSite(): readonly string[] {
    const random = this.#random;
    const lines = [
      `title: ${random.pick(['Báo Thử', 'Báo Khác'])}`,
      'url: https://bao.example/',
      'since: 2018',
      'feedsUrl: https://feeds.bao.example/',
      `entries: ${2 + random.integer(3)}`,
      `minimumHours: ${random.pick([0, 12, 48])}`,
    ];
    if (random.chance(0.5))
      lines.push(`permalink: ${random.pick(['/{category}/{slug}.html', '/{yyyy}/{mm}/{dd}/{slug}/'])}`);
    const more = ['', ', language: fr', ', main: false'];
    if (random.chance(0.5))
      lines.push(
        `categories: [{ title: Tư pháp, aliases: [Pháp đình]${random.pick(more)} }, ` +
          '{ title: Văn hóa, slug: tin-cu }]',
      );
    if (random.chance(0.2)) lines.push('language: en');
    if (random.chance(0.2)) lines.push('content: summary');
    if (random.chance(0.5)) lines.push('archives: true');
    if (random.chance(0.4)) lines.push(`browse: ${random.chance(0.7)}`);
    if (random.chance(0.3)) lines.push('smartnews: true');
    if (random.chance(0.5)) lines.push('markdown: true');
    if (random.chance(0.3)) lines.push(`license: ${random.pick(['CC-BY-4.0', '{ rsl: { permits: [search] } }'])}`);
    return lines;
  }
}

export const FIRST_SITE =
  'title: Báo Thử\nurl: https://bao.example/\nsince: 2018\nfeedsUrl: https://feeds.bao.example/\n' +
  'entries: 3\nminimumHours: 12\narchives: true\n';

/** Returns the folders in which the page of an article may lie. */
function slugsOf(key: string, text: string): readonly string[] {
  const declared = slugify(valueIn(text, 'slug') ?? '') || undefined;
  return [undefined, slugBesideName(key), declared].map(slug => readingSlug(key, slug));
}

function idOf(path: string): string {
  return `tag:bao.example,2018:articles/${path}`;
}

function valueIn(text: string, field: string): string | undefined {
  return new RegExp(`^${field}: (.*)$`, 'm').exec(text)?.[1];
}

function dateIn(text: string, field: string): Instant | undefined {
  const value = valueIn(text, field);
  return value === undefined ? undefined : Date.parse(value);
}
