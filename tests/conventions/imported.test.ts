import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSite } from '../../functions/content/read-site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { bantin, writeInto } from '../cli/run.ts';
import { NOW, SITE } from '../core/samples.ts';
import { fc, runs } from '../property.ts';
import { type Built, buildContent } from '../publish/newsroom.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { type Model, models } from './model.ts';
import { PUBLISHERS } from './publishers.ts';
import { asMeant, asRead, differences, leaks, newest, siteYaml } from './read-built.ts';
import { type Choose, type Written, writeArticle } from './write-article.ts';

/** The folder of a site of a publisher: where its articles and its files lie, and what it is known by. */
interface Checkout {
  readonly articles: string;
  readonly statics: string;
  readonly config: (model: Model) => Readonly<Record<string, string>>;
  /** Its configuration has no zone of time, so that of the site here is meant. */
  readonly hasNoZone?: true;
}

/** Zone of the site here, where the folder's configuration names that of its dates. */
const ZONE_HERE = 'Pacific/Auckland';

const CHECKOUTS: Readonly<Record<string, Checkout>> = {
  Jekyll: {
    articles: '',
    statics: '',
    config: ({ zone }) => ({ '_config.yml': `url: https://bao.example\ntimezone: ${zone}\n` }),
  },
  Hugo: {
    articles: 'content/',
    statics: 'static/',
    config: ({ zone }) => ({ 'hugo.toml': `baseURL = "https://bao.example/"\ntimeZone = "${zone}"\n` }),
  },
  Eleventy: {
    articles: 'content/',
    statics: 'public/',
    config: ({ zone }) => ({
      'eleventy.config.js': 'export default () => ({});\n',
      '_data/site.json': JSON.stringify({ url: 'https://bao.example/', timezone: zone }),
    }),
  },
  Docusaurus: {
    articles: 'blog/',
    statics: 'static/',
    hasNoZone: true,
    config: () => ({ 'docusaurus.config.js': "module.exports = { url: 'https://bao.example' };\n" }),
  },
};

/** Without a pattern of addresses, which a configuration gives as it is told elsewhere; public, or held for good. */
const plainModels = models.map((model): Model => {
  const { kind } = model.release;
  return { ...model, permalink: undefined, release: { kind: kind === 'held' ? 'held' : 'public' } };
});

/** Returns the name of a file in the folder of articles. Data for all in it are called as it is. */
function nameIn(articles: string, key: string): string {
  return key.replace(
    /^articles\/(?:articles(?=\.))?/,
    all => articles + (all.endsWith('/') ? '' : articles.slice(0, -1)),
  );
}

/** Imports the folder that an article is in, and builds what comes of it. */
async function importAndBuild(
  { articles, statics, config, hasNoZone }: Checkout,
  { files, model }: Written,
): Promise<Built> {
  const directory = temporaryDirectory();
  const [source, out] = [join(directory, 'site'), join(directory, 'content')];
  writeInto(out, 'site.yaml', siteYaml(hasNoZone ? model : { ...model, zone: ZONE_HERE }));
  const pictures = { [`${statics}media/${model.image}`]: 'x', [`${statics}media/y.jpg`]: 'x' };
  for (const [key, text] of Object.entries({ ...config(model), ...pictures, ...files }))
    writeInto(source, nameIn(articles, key), text);
  const { stderr, status } = await bantin('import', source, '--out', out);
  if (status !== 0) throw new Error(stderr);
  const names = readdirSync(out, { recursive: true, withFileTypes: true });
  const content = names
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map(path => [path.slice(out.length + 1), readFileSync(path, 'utf8')]);
  const { site } = await readSite(createMemoryStore(Object.fromEntries(content)));
  return buildContent(Object.fromEntries(content), site ?? SITE, NOW);
}

describe('an article in the folder of a site of another publisher, at random', () => {
  it.each(Object.entries(CHECKOUTS))('is imported as what it was there: %s', async (name, checkout) => {
    const publisher = PUBLISHERS[name];
    if (!publisher) throw new Error(`there are no conventions of ${name}`);
    await fc.assert(
      fc.asyncProperty(plainModels, fc.infiniteStream(fc.nat(999)), async (model, numbers) => {
        const choose: Choose = (_, items) => items[Number(numbers.next().value) % Math.max(items.length, 1)];
        const written = writeArticle(publisher, model, choose);
        if (!written) throw new Error(`${name} has no place for ${JSON.stringify(model)}`);
        const built = await importAndBuild(checkout, written);
        const item = newest(built);
        const isPublic = written.model.release.kind === 'public';
        const told = [name, ...Object.entries(written.files).flat(), ...built.problems].join('\n');
        expect([item !== undefined, leaks(built, written, isPublic)], told).toEqual([isPublic, []]);
        if (!isPublic) return;
        const [read, meant] = [asRead(item, built, written), asMeant(written)];
        expect(read, `${told}\n${differences(read, meant)}`).toEqual(meant);
      }),
      { ...runs(120, 1 / 20), includeErrorInReport: true },
    );
  });
});
