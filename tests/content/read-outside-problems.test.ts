import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { check } from '../../functions/build/check.ts';
import { readOutsideProblems } from '../../functions/content/read-outside-problems.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { SITE_YAML } from '../cli/run.ts';
import { NOW } from '../core/samples.ts';

const PODCASTS = `${SITE_YAML}podcast:
  category: News
  explicit: false
  cover: /media/bìa.png
feeds:
  rules:
    - { title: Nghe, for: podcast }
    - { title: Nghe lại, for: podcast }
    - { title: Xem, for: podcast, podcast: { cover: media/xem.jpg } }
`.normalize('NFD');

const PNG = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1');

/** Returns what is told of covers by a command, with some files under `media/`. */
async function told(files: Readonly<Record<string, Uint8Array | string>>): Promise<readonly string[]> {
  const { site } = parseSite(PODCASTS);
  if (!site) throw new Error('site.yaml is not valid');
  const content = createMemoryStore({ 'site.yaml': PODCASTS, ...files });
  const problems = await readOutsideProblems(content, site, NOW);
  for (const { problems: others } of [
    await check({ content, site, now: NOW }),
    await build({ content, site, now: NOW }),
  ])
    expect(others.map(formatProblem)).toEqual(expect.arrayContaining(problems.map(formatProblem)));
  return problems.map(formatProblem);
}

const line = (part: string) => PODCASTS.split('\n').findIndex(text => text.includes(part)) + 1;

describe('a cover of a podcast, of the site or of a rule', () => {
  it('is a warning with its line, once, where it is not there', async () => {
    expect(await told({})).toEqual([
      `site.yaml:${line('cover: /media')}: warning: cover: there is no media/bìa.png; upload it or correct the path`,
      `site.yaml:${line('Xem')}: warning: cover: there is no media/xem.jpg; upload it or correct the path`,
    ]);
  });

  it('is a warning where it is no picture, and none where it is one', async () => {
    expect(await told({ 'media/bìa.png': 'chữ', 'media/xem.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]) })).toEqual([
      `site.yaml:${line('cover: /media')}: warning: cover: media/bìa.png is no picture, whatever its name says; ` +
        'save it as JPEG or PNG',
    ]);
    expect(await told({ 'media/bìa.png': PNG, 'media/xem.jpg': PNG })).toEqual([]);
  });
});
