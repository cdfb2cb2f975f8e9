import { fc } from '../property.ts';

/** An article, independent of the publisher that writes it. */
export interface Model {
  readonly title: string;
  readonly author: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly summary: string;
  /** At the minute, in UTC. */
  readonly date: Date;
  readonly updated: Date;
  readonly image: string;
  /** Name of the file. */
  readonly name: string;
  readonly folder: string;
  readonly isHeld: boolean;
  /** Words of the text, each of which has to be read. */
  readonly words: readonly string[];
}

/** The files that a publisher makes of an article; the last is the source. */
export type Files = readonly (readonly [key: string, text: string])[];

/** Writes an article as a publisher does, with a choice of its conventions by number. */
export type Publisher = (model: Model, choice: number) => Files;

const word = fc.stringMatching(/^[a-zđôơê]{3,8}$/).map(text => `Q${text}`);
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map(parts => parts.join(' '));
const date = fc
  .date({ min: new Date('2010-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
  .map(day => new Date(Math.floor(day.getTime() / 60_000) * 60_000));
const name = fc.stringMatching(/^[a-z]{3,8}$/);

/** A formula as a program sets it into a text, with what it draws beside it; empty for none. */
export type Formula = '' | 'katex' | 'mathjax' | 'bare';
export const formulas: fc.Arbitrary<Formula> = fc.constantFrom('', 'katex', 'mathjax', 'bare');

/** Adds a paragraph with a formula, `<mi>name</mi>`, to a source. */
export function withFormula(files: Files, formula: Formula, name: string): Files {
  const mathml = `<math><semantics><mi>${name}</mi><annotation encoding="application/x-tex">${name}</annotation>`;
  const drawn = {
    '': '',
    bare: `${mathml}</semantics></math>`,
    katex:
      `<span class="katex"><span class="katex-mathml">${mathml}</semantics></math></span>` +
      `<span class="katex-html" aria-hidden="true"><span class="mord">${name}</span></span></span>`,
    mathjax:
      `<span class="MathJax_Preview">${name}</span><span class="MathJax" data-mathml="x"><nobr>${name}</nobr>` +
      `<span class="MJX_Assistive_MathML">${mathml}</semantics></math></span></span>`,
  }[formula];
  return files.map(([key, text], at) => [key, at < files.length - 1 || drawn === '' ? text : `${text}\n${drawn}\n`]);
}

export const models: fc.Arbitrary<Model> = fc
  .record({
    title: words,
    author: words,
    category: words,
    tags: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
    summary: words,
    date,
    later: fc.nat(1000),
    image: name.map(file => `/media/${file}.jpg`),
    name: name.map(file => `x${file}`),
    folder: name.map(file => `f${file}`),
    isHeld: fc.boolean(),
    words: fc.array(word, { minLength: 6, maxLength: 6 }),
  })
  .map(({ later, ...model }) => ({ ...model, updated: new Date(model.date.getTime() + later * 60_000) }));

type Plain = Readonly<Record<string, unknown>>;

function pick<Item>(items: readonly [Item, ...Item[]], choice: number): Item {
  return items[choice % items.length] ?? items[0];
}

/** YAML and TOML are both written as JSON's values are. */
function pairs(fields: Plain, sign: string): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}${sign}${JSON.stringify(value)}\n`)
    .join('');
}

const yaml = (fields: Plain): string => `---\n${pairs(fields, ': ')}---\n`;
const toml = (fields: Plain): string => `+++\n${pairs(fields, ' = ')}+++\n`;
const json = (fields: Plain): string => `${JSON.stringify(fields, undefined, 1)}\n\n`;
const headers = (fields: Plain, before = ''): string =>
  Object.entries(fields)
    .map(([key, value]) => `${before}${key}: ${Array.isArray(value) ? value.join(', ') : value}\n`)
    .join('');

const iso = (day: Date): string => day.toISOString().slice(0, 16).replace('T', ' ');
const dayOf = (day: Date): string => day.toISOString().slice(0, 10);

/** Returns the fields that hold an article back, by number; none if it is public. */
function held({ isHeld }: Model, holds: readonly [Plain, ...Plain[]], choice: number): Plain {
  return isHeld ? pick(holds, choice) : {};
}

const jekyll: Publisher = (model, choice) => {
  const [a, b, c, d, e, f] = model.words;
  const fields = {
    layout: 'post',
    title: model.title,
    date: `${iso(model.date)}:00 +0000`,
    last_modified_at: `${iso(model.updated)} UTC`,
    author: model.author,
    categories: [model.category],
    tags: model.tags,
    excerpt: model.summary,
    image: pick<unknown>([model.image, { path: model.image, alt: 'x' }], choice),
    ...held(model, [{ published: false }, { draft: true }, { hidden: true }], choice),
  };
  const body =
    `${a} {{ site.title }}\n{: .lead}\n\n` +
    `{% highlight js %}\n${b}\n{% endhighlight %}\n\n` +
    `${c} [${d}]({% post_url 2020-01-01-y %}){:target="_blank"}\n{% include x.html %}\n\n` +
    `${e} {% raw %}${f}{% endraw %}\n`;
  const ending = pick(['md', 'markdown'], choice);
  return [[`articles/_posts/${dayOf(model.date)}-${model.name}.${ending}`, yaml(fields) + body]];
};

const hugo: Publisher = (model, choice) => {
  const [a, b, c, d, e, f] = model.words;
  const isBundle = choice % 2 === 0;
  const byFolder = model.isHeld && choice % 4 > 1;
  const fields = {
    title: model.title,
    date: model.date.toISOString(),
    lastmod: model.updated.toISOString(),
    author: model.author,
    categories: [model.category],
    tags: model.tags,
    description: model.summary,
    images: [model.image],
    ...(byFolder
      ? {}
      : held(model, [{ draft: true }, { expiryDate: '2011-01-01' }, { publishDate: '2040-01-01' }], choice)),
  };
  const text =
    `${a} {{< figure src="${model.image}" caption="${b}" >}}\n\n` +
    `{{% note %}}${c}{{% /note %}}\n\n` +
    `[${d}]({{< ref "y.md" >}})\n\n` +
    `## ${e} {#x}\n\n` +
    `${f} {{< youtube abc >}}\n`;
  const file = `${model.name}${isBundle ? '/index' : ''}.md`;
  return [
    ...(byFolder ? ([[`articles/${model.folder}/_index.md`, '---\ncascade: { draft: true }\n---\n']] as const) : []),
    [`articles/${model.folder}/${file}`, pick([yaml, toml, json], choice)(fields) + text],
  ];
};

const zola: Publisher = (model, choice) => {
  const [a, b, c, d, e, f] = model.words;
  const fields = {
    title: model.title,
    date: model.date.toISOString(),
    updated: model.updated.toISOString(),
    description: model.summary,
    ...held(model, [{ draft: true }], choice),
  };
  const groups =
    `[taxonomies]\n${pairs({ categories: [model.category], tags: model.tags }, ' = ')}` +
    `[extra]\n${pairs({ author: model.author, image: model.image }, ' = ')}`;
  const text =
    `${a} [${b}](@/${model.folder}/y.md)\n\n` +
    `{{ youtube(id="abc") }} ${c}\n\n` +
    `{% quote() %}\n${d}\n{% end %}\n\n` +
    `${e}\n\n` +
    `${f}\n`;
  return [[`articles/${model.folder}/${model.name}.md`, `+++\n${pairs(fields, ' = ')}${groups}+++\n${text}`]];
};

const eleventy: Publisher = (model, choice) => {
  const [a, b, c, d, e, f] = model.words;
  const byData = model.isHeld && choice % 3 === 0;
  const fields = {
    title: model.title,
    date: iso(model.date),
    updated: iso(model.updated),
    author: model.author,
    category: model.category,
    tags: model.tags,
    lead: model.summary,
    thumbnail: model.image,
    ...(byData ? {} : held(model, [{ permalink: false }, { eleventyExcludeFromCollections: true }], choice)),
  };
  const text =
    `${a} {{ title | upper }}\n\n` +
    `{% if x %}${b}{% endif %}\n\n` +
    `${c} {# ẩn #} ${d}\n\n` +
    `{% image "x.jpg" %}\n\n` +
    `${e} ${f}\n`;
  const data = pick<readonly [string, string]>(
    [
      [`articles/${model.folder}/${model.folder}.json`, '{"draft": true}'],
      [`articles/${model.folder}/${model.name}.11tydata.json`, '{"permalink": false}'],
      [`articles/${model.folder}/${model.folder}.11tydata.js`, 'module.exports = { draft: true };'],
    ],
    Math.floor(choice / 3),
  );
  const head = pick([yaml, (all: Plain) => `---json\n${JSON.stringify(all)}\n---\n`], choice);
  return [...(byData ? [data] : []), [`articles/${model.folder}/${model.name}.md`, head(fields) + text]];
};

const docusaurus: Publisher = (model, choice) => {
  const [a, b, c, d, e, f] = model.words;
  const fields = {
    title: model.title,
    date: model.date.toISOString(),
    last_update: { date: model.updated.toISOString() },
    authors: [{ name: model.author, title: 'x', image_url: 'https://a.example/a.jpg' }],
    category: model.category,
    tags: model.tags,
    description: model.summary,
    image: model.image,
    ...held(model, [{ draft: true }, { unlisted: true }], choice),
  };
  const text =
    `import Tabs from '@theme/Tabs';\n\n` +
    `${a} <Tabs x={1}>${b}</Tabs>\n\n` +
    `{/* ẩn */}\n\n` +
    `:::tip[${c}]\n\n` +
    `${d}\n\n` +
    `:::\n\n` +
    `${e} [${f}](./y.mdx)\n`;
  return [[`articles/${dayOf(model.date)}-${model.name}.mdx`, yaml(fields) + text]];
};

const pelican: Publisher = (model, choice) => {
  const [a, b, c, d, e, f] = model.words;
  const fields = {
    Title: model.title,
    Date: iso(model.date),
    Modified: iso(model.updated),
    Author: model.author,
    Category: model.category,
    Tags: model.tags,
    Summary: model.summary,
    Image: model.image,
    ...held(model, [{ Status: 'draft' }, { status: 'hidden' }, { STATUS: 'Draft' }], choice),
  };
  const text = `${a} [${b}]({filename}y.md) ${c}\n\n[TOC]\n\n!!! note "${d}"\n    ${e}\n\n${f}\n`;
  return [[`articles/${model.folder}/${model.name}.md`, headers(fields) + pick(['\n', ''], choice) + text]];
};

const nikola: Publisher = (model, choice) => {
  const tags = model.isHeld && choice % 2 === 0 ? [...model.tags, pick(['draft', 'private'], choice)] : model.tags;
  const fields = {
    title: model.title,
    date: `${iso(model.date)}:00 UTC`,
    updated: `${iso(model.updated)}:00 UTC`,
    author: model.author,
    category: model.category,
    tags,
    link: 'https://nguon.example/',
    description: model.summary,
    previewimage: model.image,
    ...(model.isHeld && choice % 2 === 1 ? { status: pick(['draft', 'private'], choice) } : {}),
  };
  const lines = headers(fields, '.. ');
  const text = model.words.join('\n\n');
  const key = `articles/${model.folder}/${model.name}`;
  const inOne = pick([`${lines}\n`, `<!--\n${lines}-->\n`], choice);
  if (choice % 3 > 0) return [[`${key}.md`, inOne + text]];
  return [
    [`${key}.meta`, lines],
    [`${key}.md`, text],
  ];
};

const astro: Publisher = (model, choice) => {
  const [a, b, c, d, e, f] = model.words;
  const fields = {
    title: model.title,
    pubDate: pick([dayAndTime, (day: Date) => day.toUTCString()], choice)(model.date),
    updatedDate: dayAndTime(model.updated),
    by: model.author,
    category: model.category,
    tags: model.tags,
    subtitle: model.summary,
    heroImage: { src: model.image, alt: 'x' },
    ...held(model, [{ isDraft: true }, { publish: false }, { isPublished: false }], choice),
  };
  const text =
    `export const x = { y: 1 };\n\n` +
    `${a} <Chart data={x} client:load /> ${b}\n\n` +
    `<Box>\n${c}\n\n` +
    `${d}\n</Box>\n\n` +
    `${e} {/* ẩn */} ${f}\n`;
  return [[`articles/${model.folder}/${model.name}.mdx`, yaml(fields) + text]];
};

function dayAndTime(day: Date): string {
  return `${day.toISOString().slice(0, 16)}Z`;
}

const hexo: Publisher = (model, choice) => {
  const [a, b, c, d, e, f] = model.words;
  const fields = {
    title: model.title,
    date: `${iso(model.date)}:00 +0000`,
    updated: `${iso(model.updated)}:00 GMT`,
    author: model.author,
    categories: [model.category],
    tags: model.tags,
    excerpt: model.summary,
    cover: model.image,
    ...held(model, [{ published: false }, { state: 'draft' }], choice),
  };
  const text =
    `${a} {% post_link y ${b} %}\n\n` +
    `{% code lang:js %}\n${c}\n{% endcode %}\n\n` +
    `{% asset_img left x.jpg ${d} %}\n\n` +
    `{% blockquote %}\n${e}\n{% endblockquote %}\n\n` +
    `${f}\n`;
  const head = yaml(fields);
  return [[`articles/${model.folder}/${model.name}.md`, pick([head, head.slice('---\n'.length)], choice) + text]];
};

const vitepress: Publisher = (model, choice) => {
  const [a, b, c, d, e, f] = model.words;
  const fields = {
    title: model.title,
    date: iso(model.date),
    lastUpdated: iso(model.updated),
    author: model.author,
    category: model.category,
    tags: model.tags,
    description: model.summary,
    banner: model.image,
    ...held(model, [{ draft: true }, { visibility: 'private' }], choice),
  };
  const text = `[[toc]]\n\n${a} [${b}](./y) [${c}](./y.html)\n\n::: warning ${d}\n${e}\n:::\n\n## ${f} {#x}\n`;
  return [[`articles/${model.folder}/${model.name}.md`, yaml(fields) + text]];
};

export const PUBLISHERS: Readonly<Record<string, Publisher>> = {
  Jekyll: jekyll,
  Hugo: hugo,
  Zola: zola,
  Eleventy: eleventy,
  Docusaurus: docusaurus,
  Pelican: pelican,
  Nikola: nikola,
  Astro: astro,
  Hexo: hexo,
  VitePress: vitepress,
};
