import { describe, expect, it } from 'vitest';
import { readSite } from '../../functions/content/read-site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { fc, runs } from '../property.ts';
import { type Built, buildContent } from '../publish/newsroom.ts';
import { isPublicAt, models } from './model.ts';
import { PUBLISHERS } from './publishers.ts';
import { asMeant, asRead, differences, leaks, newest, siteYaml } from './read-built.ts';
import { type Choose, type Written, writeArticle } from './write-article.ts';

async function buildAt({ files, model }: Written, now: number): Promise<Built> {
  const content = { [`media/${model.image}`]: 'x', 'media/y.jpg': 'x', ...files, 'site.yaml': siteYaml(model) };
  const { site } = await readSite(createMemoryStore(content));
  return buildContent(content, site ?? SITE, now);
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
          const item = newest(built);
          const isPublic = isPublicAt(written.model, now);
          const told = [name, ...Object.values(written.files), ...built.problems, chosen.join(', ')].join('\n');
          expect([item !== undefined, leaks(built, written, isPublic)], told).toEqual([isPublic, []]);
          if (!isPublic) continue;
          const [read, meant] = [asRead(item, built, written), asMeant(written)];
          expect(read, `${told}\n${differences(read, meant)}`).toEqual(meant);
        }
      }),
      { ...runs(400, 1 / 25), includeErrorInReport: true },
    );
  });
});
