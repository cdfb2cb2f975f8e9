import type { Built } from '../publish/newsroom.ts';
import { day, type Model } from './model.ts';
import type { Written } from './write-article.ts';

export const siteYaml = ({ zone, permalink }: Model): string =>
  'title: A\ndescription: B\nurl: https://bao.example/\nsince: 2020\nfeedsUrl: https://feeds.bao.example/\n' +
  `timeZone: ${zone}\nlanguage: en\n${permalink === undefined ? '' : `permalink: ${permalink}\n`}`;

interface Follow {
  readonly feeds: readonly { readonly category?: string; readonly json_url: string }[];
}

interface Feed {
  readonly items: readonly Item[];
}

export interface Item {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly content_html: string;
  readonly summary?: string;
  readonly image?: string;
  readonly date_published: string;
  readonly date_modified?: string;
  readonly authors?: readonly { readonly name: string }[];
  readonly tags?: readonly string[];
}

/** Marks of other publishers that may not be left in a text. */
const MARKS = /\{[%{#:/]|[%#}]\}|:::|\bimport |\bexport |<Chart|<Tabs|<\/?>|\[TOC\]|\[\[toc|!!!|filename|truncate/;

/** Counts how often readers see a word: in the text, else in what it says of a picture. */
function timesShown(html: string, word: string): number {
  const count = (text: string): number => text.split(word).length - 1;
  return count(html.replace(/<[^<>]*>/g, ' ')) || Math.min(count(html), 1);
}

const CODE = /<pre[^<>]*>(?:<code[^<>]*>)?([\s\S]*?)<\/pre>|<code[^<>]*>([\s\S]*?)<\/code>/g;

/** Returns the texts that readers see as code. */
function codesIn(html: string): readonly string[] {
  return [...html.matchAll(CODE)].map(([, block, span]) =>
    (block ?? span ?? '')
      .replace(/<[^<>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
}

/** The hash of its key in the path of an article's page. */
const HASH = /-[\da-f]{8}(?=\/)/g;

/** Returns where pages lead that only lead on, by their paths, without hashes. */
function redirectsOf({ files }: Built): Readonly<Record<string, string>> {
  const found = [...files].flatMap(([path, text]): readonly [string, string][] => {
    const [, to] = /<meta http-equiv="refresh" content="0; url=([^"]*)">/.exec(text) ?? [];
    return to === undefined ? [] : [[path.replace(HASH, '-#'), to.replace(HASH, '-#')]];
  });
  return Object.fromEntries(found);
}

/** Returns the names of the categories whose feeds have an article. */
function categoriesOf(item: Item | undefined, { files }: Built): readonly string[] {
  const { feeds }: Follow = JSON.parse(files.get('follow.json') ?? '{"feeds":[]}');
  return feeds.flatMap(({ category, json_url }) => {
    const { items }: Feed = JSON.parse(files.get(json_url.replace('https://feeds.bao.example/', '')) ?? '{"items":[]}');
    return category !== undefined && items.some(({ id }) => id === item?.id) ? [category] : [];
  });
}

/** Returns the article of a feed in the terms of its model. */
export function asRead(item: Item | undefined, built: Built, { shown, codes }: Written) {
  const text = item?.content_html ?? '';
  const inCode = codesIn(text);
  return {
    title: item?.title,
    date: new Date(item?.date_published ?? '').toISOString(),
    updated: new Date(item?.date_modified ?? item?.date_published ?? '').toISOString(),
    authors: item?.authors?.map(author => author.name),
    categories: categoriesOf(item, built),
    labels: item?.tags,
    summary: item?.summary,
    image: item?.image?.split('/').at(-1),
    hasImage: item?.image !== undefined && built.files.has(decodeURI(new URL(item.image).pathname.slice(1))),
    url: item?.url.replace(HASH, '-#'),
    redirects: redirectsOf(built),
    shown: shown.filter(word => timesShown(text, word) === 1),
    codes: codes.filter(code => inCode.some(one => one.includes(code))),
    marks: MARKS.exec(text.replace(CODE, '').replace(/<[^<>]*>/g, ' '))?.[0],
  };
}

/** Returns the address of an article, without the hash of its key. */
function urlOf({ model, place, isOwnAddress }: Written): string {
  const { permalink, former, slug, name, date } = model;
  if (permalink === undefined) return `https://feeds.bao.example/articles/${slug ?? place.pageName}-#/`;
  if (isOwnAddress) return `https://bao.example/${former}`;
  const [year = '', month = '', dayOfMonth = ''] = day(date, model).split('-');
  const path = permalink.replace('{yyyy}', year).replace('{mm}', month).replace('{dd}', dayOfMonth);
  return `https://bao.example${path.replace('{slug}', slug ?? name)}`;
}

/** Returns where former addresses have to lead. */
function redirectsMeant(written: Written): Readonly<Record<string, string>> {
  const { model, place, isOwnAddress } = written;
  const hasPage = model.permalink === undefined;
  const paths = [
    ...(model.former !== '' && (hasPage || !isOwnAddress) ? [model.former] : []),
    ...(hasPage && place.isBundle ? ['articles/index-#/'] : []),
    ...(hasPage && model.slug !== undefined ? [`articles/${place.pageName}-#/`] : []),
  ];
  return Object.fromEntries(paths.map(path => [`${path}index.html`, urlOf(written)]));
}

export function asMeant(written: Written) {
  const { model, shown, codes } = written;
  return {
    title: model.title,
    date: model.date.toISOString(),
    updated: model.updated.toISOString(),
    authors: [model.author],
    categories: [model.category],
    labels: [...new Set([model.category, ...model.tags])],
    summary: model.summary,
    image: model.image,
    hasImage: true,
    url: urlOf(written),
    redirects: redirectsMeant(written),
    shown,
    codes,
    marks: undefined,
  };
}

/** Returns words of what was built that readers may not see. */
export function leaks({ files }: Built, written: Written, isPublic: boolean): readonly string[] {
  const { hidden, shown } = written;
  const all = [...files].map(([path, text]) => `${path}\n${text}`).join('\n');
  const words = isPublic ? hidden : [...hidden, ...shown, ...namesOf(written)];
  return words.filter(word => all.includes(word));
}

/** Returns the lines in which two articles differ, one a property. */
export function differences(read: object, meant: object): string {
  const [lines, wanted] = [read, meant].map(one => Object.entries(one).map(entry => JSON.stringify(entry)));
  const other = new Set(wanted);
  return (lines ?? [])
    .flatMap((line, at) => (other.has(line) ? [] : [`read ${line}`, `not ${wanted?.[at]}`]))
    .join('\n');
}

/** Returns names of an article that nobody may see while it is held back. */
function namesOf({ model, place }: Written): readonly string[] {
  return [model.title, ...(place.isBundle ? [model.name] : []), ...(model.former === '' ? [] : [model.former])];
}

/** Returns the newest article of what was built. */
export function newest({ files }: Built): Item | undefined {
  const { items }: Feed = JSON.parse(files.get('feed.json') ?? '{"items":[]}');
  return items[0];
}
