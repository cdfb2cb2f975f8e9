import { describe, expect, it } from 'vitest';
import { listMedia, MAX_MEDIA_BYTES } from '../../functions/content/list-media.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { LiveNewsroom } from '../publish/live-newsroom.ts';
import { article, buildContent } from '../publish/newsroom.ts';

const NFC = 'ả'.normalize('NFC');
const NFD = 'ả'.normalize('NFD');

async function listed(content: ObjectStore) {
  const { media, problems } = await listMedia(content);
  return { media: [...media].map(([name, { key }]) => [name, key]), problems: problems.map(formatProblem) };
}

describe('media', () => {
  it('are known by their names in NFC, without litter', async () => {
    const content = createMemoryStore({ [`media/x/${NFD}.jpg`]: 'x', 'media/.DS_Store': 'x', 'articles/a.md': 'x' });
    expect(await listed(content)).toEqual({ media: [[`media/x/${NFC}.jpg`, `media/x/${NFD}.jpg`]], problems: [] });
  });

  it('under one name are those of the first', async () => {
    const [first, second] = [`media/${NFD}.jpg`, `media/${NFC}.jpg`];
    const content = { [first]: 'first', [second]: 'second' };
    expect(await listed(createMemoryStore(content))).toEqual({
      media: [[first.normalize('NFC'), first]],
      problems: [`${second}: it would be published as ${second}, where ${first} stands in its way; rename one`],
    });
    const built = await buildContent(content);
    expect([...built.files].filter(([path]) => path.startsWith('media/'))).toEqual([[first.normalize('NFC'), 'first']]);
  });

  it.each(['build', 'event', 'sweep', 'rebuild'] as const)('are no articles: a draft stays back in a %s', async how => {
    const draft = article('title: Bí mật\ndate: 2026-11-20\ndraft: true');
    const key = 'media/bai/bi-mat.md';
    const told =
      `${key}: lies under media/ and is an article by its ending, so it is not published; move it to ` +
      'articles/bai/bi-mat.md';
    const others = { 'media/README.md': 'x', 'media/a.jpg': 'x' };
    if (how === 'build') {
      const built = await buildContent({ ...others, [key]: draft });
      expect([...built.files.keys()].filter(path => path.startsWith('media/'))).toEqual([
        'media/README.md',
        'media/a.jpg',
      ]);
      expect(built.problems).toContain(told);
      return;
    }
    const newsroom = await LiveNewsroom.open(others);
    await newsroom.write(key, draft);
    const { problems } =
      how === 'event'
        ? await newsroom.changes(key)
        : await newsroom.publish({ kind: how === 'sweep' ? 'sweep' : 'full' });
    expect(problems.map(formatProblem)).toContain(told);
    const files = [...(await newsroom.files()).keys()].filter(path => path.includes('media/'));
    expect(files).toHaveLength(2);
  });

  it('are no larger than memory holds', async () => {
    const content = createMemoryStore();
    const summary = { etag: '"x"', lastModified: 0 };
    const large: ObjectStore = {
      ...content,
      async *list() {
        yield { ...summary, key: 'media/a.mp4', size: MAX_MEDIA_BYTES };
        yield { ...summary, key: 'media/b.mp4', size: MAX_MEDIA_BYTES + 1 };
      },
    };
    expect(await listed(large)).toEqual({
      media: [['media/a.mp4', 'media/a.mp4']],
      problems: [
        'media/b.mp4: the file has 1,025 MB, and at most 1,024 MB are published; put it where films are ' +
          'served from, and link to it',
      ],
    });
  });

  it('have no longer paths than S3 takes keys, in NFC', async () => {
    const [longest, tooLong] = [`media/${'a'.repeat(1011)}`, `media/${'a'.repeat(1012)}`];
    const composed = `media/${NFD.repeat(300)}`;
    const summary = { etag: '"x"', lastModified: 0, size: 1 };
    const content: ObjectStore = {
      ...createMemoryStore(),
      async *list() {
        for (const key of [longest, tooLong, composed]) yield { ...summary, key };
      },
    };
    expect(await listed(content)).toEqual({
      media: [
        [longest, longest],
        [composed.normalize('NFC'), composed],
      ],
      problems: [
        `${tooLong}: the path has 1,018 bytes, and at most 1,017 are published; shorten the names of the file or of ` +
          'its folders',
      ],
    });
  });
});
