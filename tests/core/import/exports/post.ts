import { fc } from '../../../property.ts';

/** Fate of a post. */
export type Fate = 'out' | 'held' | 'page' | 'comment' | 'thrown away' | 'undated';

/** A post of an old site, as the generator makes it; what it can be written as is a matter of each format. */
export interface Post {
  readonly number: number;
  readonly title: string;
  /** Seconds since 1970. */
  readonly seconds: number;
  readonly author: string | undefined;
  readonly topics: readonly string[];
  readonly summary: string | undefined;
  readonly image: string | undefined;
  readonly text: string;
  /** Content that has no place in an article. */
  readonly extra: string | undefined;
  readonly fate: Fate;
  /** Number of the way in which a format says so. */
  readonly way: number;
}

const WORDS = [
  'Chợ',
  'quê',
  'giá',
  '5 < 7',
  'A & B',
  '"nói"',
  "l'été",
  '東京',
  '🙂',
  'true',
  '- x',
  '#1',
  'a: b',
  '1e3',
];
const MORE = ['khăn', 'đỏ', 'bay', 'qua', 'ngõ', 'nhỏ', '&amp;', 'x > y', '%20', '{{ y }}', '\\', 'ı', 'ß'];

function phrase(words: readonly string[], length: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: length }).map(found => found.join(' '));
}

const FATES: readonly Fate[] = ['out', 'out', 'out', 'held', 'page', 'comment', 'thrown away', 'undated'];

const POST: fc.Arbitrary<Omit<Post, 'number'>> = fc.record({
  title: phrase(WORDS, 5),
  seconds: fc.integer({ min: 946_684_800, max: 1_764_000_000 }),
  author: fc.option(fc.constantFrom('Lê Na', 'An Ủy', "O'Neil", 'Đỗ & Con'), { nil: undefined }),
  topics: fc.uniqueArray(fc.constantFrom('Đời sống', 'Thể thao', 'R&D', 'C++', 'tin 24/7'), { maxLength: 3 }),
  summary: fc.option(phrase(MORE, 8), { nil: undefined }),
  image: fc.option(fc.constantFrom('/a.png', '/tin/%E1%BA%A3nh.jpg', '/x.jpg?w=100&h=2'), { nil: undefined }),
  text: phrase([...WORDS, ...MORE], 20),
  extra: fc.option(phrase(['vui', 'buồn'], 3), { nil: undefined }),
  fate: fc.constantFrom(...FATES),
  way: fc.nat({ max: 5 }),
});

/** Posts of one site; each title is another. */
export const POSTS: fc.Arbitrary<readonly Post[]> = fc
  .array(POST, { minLength: 1, maxLength: 6 })
  .map(posts => posts.map((post, number) => ({ ...post, number, title: `${post.title} ${number}` })));

export const HOME = 'https://cu.example';

export function linkOf({ number }: Post): string {
  return `${HOME}/2020/bai-${number}.html`;
}

export function imageOf({ image }: Post): string | undefined {
  return image === undefined ? undefined : `${HOME}${image}`;
}

/** One of the ways to say something. */
export function way({ way: number }: Post, ...ways: readonly string[]): string {
  return ways[number % ways.length] ?? '';
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The text as HTML. */
export function bodyOf({ text }: Post): string {
  return `<p>${escaped(text)}</p>\n<p>Hết</p>`;
}

export function iso({ seconds }: Post): string {
  return new Date(seconds * 1000).toISOString();
}
