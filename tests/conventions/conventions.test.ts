import { describe, expect, it } from 'vitest';
import { readSite } from '../../functions/content/read-site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { fc, runs } from '../property.ts';
import { type Built, buildContent } from '../publish/newsroom.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { isPublicAt, models } from './model.ts';
import { PUBLISHERS } from './publishers.ts';
import { type Choose, type Written, writeArticle } from './write-article.ts';

const SITE_YAML =
  'title: A\ndescription: B\nurl: https://bao.example/\nsince: 2020\nfeedsUrl: https://feeds.bao.example/\n' +
  'timeZone: UTC\nlanguage: en\n';

interface Item {
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

async function buildAt({ files, model }: Written, now: number): Promise<Built> {
  const content = { [`media/${model.image}`]: 'x', 'media/y.jpg': 'x', ...files, 'site.yaml': SITE_YAML };
  const { site } = await readSite(createMemoryStore(content));
  return buildContent(content, site ?? SITE, now);
}

/** Marks of other publishers that may not be left in a text. */
const MARKS = /\{[%{#:/]|[%#}]\}|:::|\bimport |\bexport |<Chart|<Tabs|<\/?>|\[TOC\]|\[\[toc|!!!|filename|truncate/;

/** Counts how often readers see a word: in the text, else in what it says of a picture. */
function timesShown(html: string, word: string): number {
  const count = (text: string): number => text.split(word).length - 1;
  return count(html.replace(/<[^<>]*>/g, ' ')) || Math.min(count(html), 1);
}

/** Returns the article of a feed in the terms of its model. */
function asRead(item: Item | undefined, built: Built, { model, place, shown }: Written) {
  const text = item?.content_html ?? '';
  const folder = /^https:\/\/feeds\.bao\.example\/articles\/(.+)-[\da-f]{8}\/$/.exec(item?.url ?? '')?.[1] ?? '';
  const name = model.slug ?? model.name;
  const isFolder = place.isBundle && model.slug === undefined;
  return {
    title: item?.title,
    date: new Date(item?.date_published ?? '').toISOString(),
    updated: new Date(item?.date_modified ?? item?.date_published ?? '').toISOString(),
    authors: item?.authors?.map(author => author.name),
    labels: [...(item?.tags ?? [])].sort(),
    summary: item?.summary,
    image: item?.image?.split('/').at(-1),
    hasImage: item?.image !== undefined && built.files.has(decodeURI(new URL(item.image).pathname.slice(1))),
    address: isFolder ? folder : folder.endsWith(name) ? name : folder,
    hasFormer: model.former === '' || built.files.has(`${model.former}index.html`),
    shown: shown.filter(word => timesShown(text, word) === 1),
    marks: MARKS.exec(text.replace(/<[^<>]*>/g, ' '))?.[0],
  };
}

function asMeant({ model, shown }: Written) {
  return {
    title: model.title,
    date: model.date.toISOString(),
    updated: model.updated.toISOString(),
    authors: [model.author],
    labels: [...new Set([model.category, ...model.tags])].sort(),
    summary: model.summary,
    image: model.image,
    hasImage: true,
    address: model.slug ?? model.name,
    hasFormer: true,
    shown,
    marks: undefined,
  };
}

/** Returns words of what was built that readers may not see. */
function leaks({ files }: Built, { model, hidden, shown, place }: Written, isPublic: boolean): readonly string[] {
  const all = [...files].map(([path, text]) => `${path}\n${text}`).join('\n');
  const words = isPublic ? hidden : [...hidden, ...shown, model.title, ...(place.isBundle ? [model.name] : [])];
  return words.filter(word => all.includes(word));
}

describe('an article in the conventions of another publisher, at random', () => {
  it.each(Object.entries(PUBLISHERS))('is what it was there, when it was public there: %s', async (name, publisher) => {
    await fc.assert(
      fc.asyncProperty(models, fc.infiniteStream(fc.nat(999)), async (model, numbers) => {
        const chosen: string[] = [];
        const choose: Choose = (dimension, items) => {
          const at = Number(numbers.next().value) % Math.max(items.length, 1);
          chosen.push(`${dimension} ${at}`);
          return items[at];
        };
        const written = writeArticle(publisher, model, choose);
        if (!written) throw new Error(`${name} has no place for ${JSON.stringify(model)}`);
        const { release } = written.model;
        const instants = 'at' in release ? [release.at.getTime() - 60_000, release.at.getTime()] : [NOW];
        for (const now of instants) {
          const built = await buildAt(written, now);
          const item: Item | undefined = JSON.parse(built.files.get('feed.json') ?? '{"items":[]}').items[0];
          const isPublic = isPublicAt(written.model, now);
          const told = [name, ...Object.values(written.files), ...built.problems, chosen.join(', ')].join('\n');
          expect([item !== undefined, leaks(built, written, isPublic)], told).toEqual([isPublic, []]);
          if (isPublic) expect(asRead(item, built, written), told).toEqual(asMeant(written));
        }
      }),
      { ...runs(IS_THOROUGH ? 400 : 100), includeErrorInReport: true },
    );
  });
});
