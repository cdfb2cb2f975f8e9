import { build } from '../../../functions/build/build.ts';
import { encodeBody } from '../../../functions/core/files/encode-body.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';
import { createMemoryStore } from '../../../functions/stores/memory-store.ts';
import { plainVectors, type Vector } from './html-vectors.ts';
import { MARKDOWN_PLACES, markdownVectors } from './markdown-vectors.ts';
import { mutationVectors } from './mutation-vectors.ts';

/** A vector as a source, and what it is in HTML where it is HTML. */
export interface Case {
  readonly key: string;
  readonly source: string;
  readonly html?: string;
}

/** Everything that was made of the cases, by path, and where to look for it. */
export interface Published {
  readonly files: ReadonlyMap<string, string>;
  /** Articles that are out. */
  readonly articles: number;
}

const NOW = Date.UTC(2026, 10, 23, 12);
const SITE_YAML =
  'title: Báo\nurl: https://bao.example/\nsince: 2018\nfeedsUrl: http://127.0.0.1/\nentries: 500\nminimumHours: 1\n';
/** Cases of one category: a feed has them all. */
const PER_CATEGORY = 500;
/** Returns the code of a case, by its number. `top` is the page of the harness, however deep in frames it runs. */
const codeOf = (id: number): string => `top.xss(${id})`;

/** Fields that take text or an address, as YAML; `@` is the value. */
const FIELDS: readonly string[] = [
  'title: @',
  'title: x\nauthor: @',
  'title: x\nauthor: { name: @, url: @ }',
  'title: x\nauthors: [x, { name: @ }]',
  'title: x\nsummary: @',
  'title: x\nimage: @',
  'title: x\nimage: { src: /media/a.jpg, alt: @ }',
  'title: x\nenclosure: @',
  'title: x\nenclosure: { url: https://a.example/a.mp3, type: audio/mpeg, length: 1, title: @ }',
  'title: x\nlink: @',
  'title: x\nid: @',
  'title: x\ntags: [@]',
  'title: x\nlanguage: @',
  'title: x\nupdated: 2020-01-02\ncorrection: @',
  'title: @\nwithdrawn: { reason: @, date: 2020-01-02 }',
  'title: x\ncategory: @',
];
/** Step by which vectors of HTML are chosen for fields. */
const FIELD_STEP = 97;
/** Step by which vectors of HTML are chosen as plain texts and whole pages, too. */
const PAGE_STEP = 23;

/** Makes every case, the same in every run. */
export function makeCases(): readonly Case[] {
  const html = [...plainVectors(), ...mutationVectors()];
  const cases: Case[] = [];
  const add = (ending: string, vector: Vector, wrap: (text: string) => string, isHtml = false): void => {
    const id = cases.length;
    const text = vector(codeOf(id));
    const category = `c${Math.floor(id / PER_CATEGORY)}`;
    const key = `articles/${category}/2020/01/01/v${id}.${ending}`;
    cases.push({ key, source: wrap(text), ...(isHtml && { html: text }) });
  };
  const front = '---\ntitle: x\n---\n';
  for (const [at, vector] of html.entries()) {
    add('html', vector, text => front + text, true);
    const place = MARKDOWN_PLACES[at % MARKDOWN_PLACES.length] ?? '@';
    add('md', vector, text => front + place.replace('@', () => text));
    if (at % PAGE_STEP === 0) {
      add('txt', vector, text => text);
      add(
        'html',
        vector,
        text => `<!DOCTYPE html><html><head><title>${text}</title></head><body>${text}</body></html>`,
      );
    }
  }
  for (const vector of markdownVectors()) add('md', vector, text => front + text);
  const inFields = html.filter((_, at) => at % FIELD_STEP === 0);
  for (const field of FIELDS) {
    for (const vector of inFields)
      add('md', vector, text => `---\n${field.replaceAll('@', () => JSON.stringify(text))}\n---\nLời\n`);
  }
  return cases;
}

/** Publishes the cases by the real pipeline. */
export async function publishCases(cases: readonly Case[]): Promise<Published> {
  const content = createMemoryStore(Object.fromEntries(cases.map(({ key, source }) => [key, source])), {
    now: () => NOW,
  });
  const { site } = parseSite(SITE_YAML);
  if (!site) throw new Error('site.yaml is not valid');
  const built = await build({ content, site, now: NOW });
  const files = new Map<string, string>();
  for await (const { path, body } of built.files()) files.set(path, Buffer.from(encodeBody(body)).toString());
  return { files, articles: built.counts.published };
}
