import { describe, expect, it } from 'vitest';
import { readSite } from '../../functions/content/read-site.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { SITE } from '../core/samples.ts';
import { fc, runs } from '../property.ts';
import { buildContent } from '../publish/newsroom.ts';
import { type Files, type Formula, formulas, type Model, models, PUBLISHERS, withFormula } from './publishers.ts';

const SITE_YAML =
  'title: A\ndescription: B\nurl: https://bao.example/\nsince: 2020\nfeedsUrl: https://feeds.bao.example/\n' +
  'timeZone: UTC\n';

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

/** The entry of an article as feeds have it; `undefined` where it is in none. */
async function entryOf(
  files: Files,
  image: string,
): Promise<{ readonly item: Item | undefined; readonly all: string }> {
  const content = { ...Object.fromEntries(files), 'media/a.jpg': 'x', [image.slice(1)]: 'x' };
  const { site } = await readSite(createMemoryStore({ ...content, 'site.yaml': SITE_YAML }));
  const built = await buildContent(content, site ?? parseSite(SITE_YAML).site ?? SITE);
  const feed = JSON.parse(built.files.get('feed.json') ?? '{"items":[]}');
  return { item: feed.items[0], all: [...built.files.values()].join('\n') };
}

const time = (text: string | undefined): number => new Date(text ?? '').getTime();

/** A formula is there once, as MathML, and nothing that was drawn of it. */
function expectFormula({ content_html }: Item, formula: Formula, name: string): void {
  const set = `<math><semantics><mi>${name}</mi></semantics></math>`;
  const times = content_html.replace(/<[^<>]*>/g, ' ').split(name).length - 1;
  expect([content_html.split(set).length - 1, times]).toEqual(formula === '' ? [0, 0] : [1, 1]);
}

/** The page of a bundle is called as its folder is, and that of any other article as its file or its slug is. */
function expectAddress({ url }: Item, key: string, { name }: Model): void {
  const folder = /^https:\/\/feeds\.bao\.example\/articles\/(.+)-[\da-f]{8}\/$/.exec(url)?.[1];
  expect(folder).toEqual(key.endsWith('/index.md') ? name : expect.stringContaining(name));
}

/** Marks of other publishers that may not be left in a text. */
const MARKS = /\{[%{#]|%\}|:::|\bimport |\bexport |<Chart|<Tabs|ẩn|\[TOC\]|\[\[toc|!!!/;

function expectAsWritten(item: Item, model: Model): void {
  expect(item).toMatchObject({
    title: model.title,
    authors: [{ name: model.author }],
    summary: model.summary,
    image: `https://feeds.bao.example${model.image}`,
  });
  expect(time(item.date_published)).toBe(model.date.getTime());
  expect(time(item.date_modified ?? item.date_published)).toBe(model.updated.getTime());
  expect([...(item.tags ?? [])].sort()).toEqual([...new Set([model.category, ...model.tags])].sort());
  const text = item.content_html;
  for (const word of model.words) expect(text).toContain(word);
  expect(text.replace(/<[^<>]*>/g, ' ')).not.toMatch(MARKS);
}

describe('an article as another publisher writes it', () => {
  it.each(Object.entries(PUBLISHERS))('is what it was there, and held back where it was: %s', async (_, publisher) => {
    await fc.assert(
      fc.asyncProperty(models, fc.nat(47), formulas, async (model, choice, formula) => {
        const files = withFormula(publisher(model, choice), formula, 'Zx');
        const { item, all } = await entryOf(files, model.image);
        if (!model.isHeld && item) {
          expectAsWritten(item, model);
          expectFormula(item, formula, 'Zx');
          expectAddress(item, files.at(-1)?.[0] ?? '', model);
        }
        expect([files.map(([key]) => key), item !== undefined]).toEqual([files.map(([key]) => key), !model.isHeld]);
        if (model.isHeld) for (const word of model.words) expect(all).not.toContain(word);
      }),
      runs(40),
    );
  });
});
