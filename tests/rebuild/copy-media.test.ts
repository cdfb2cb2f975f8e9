import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { LiveNewsroom, type Ran } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';

const LIMITS = { perSegment: 8, perCommit: 5, perRead: 5, slack: 1, delta: 7 };
const MOST = 10;
const names = Array.from({ length: 33 }, (_, at) => `media/${at + 10}.pdf`);

/** A run that has time to copy some files, and those that it copied. */
async function runCopying(newsroom: LiveNewsroom): Promise<Ran & { readonly copied: readonly string[] }> {
  const copied: string[] = [];
  const content: ObjectStore = {
    ...newsroom.content,
    get: (key, options) => {
      if (key.startsWith('media/')) copied.push(key);
      return newsroom.content.get(key, options);
    },
  };
  const timeLeft = () => (copied.length < MOST ? 60_000 : 0);
  return { ...(await newsroom.publish({ kind: 'full' }, { content, timeLeft })), copied };
}

it('a rebuild copies media as long as it has time, and goes on where it stopped', async () => {
  const content = Object.fromEntries(names.map(name => [name, name]));
  const newsroom = new LiveNewsroom({ ...content, 'articles/a.md': article('title: A') }, { limits: LIMITS });
  const copied: string[] = [];
  for (let isComplete = false; !isComplete && copied.length <= 2 * names.length; ) {
    const ran = await runCopying(newsroom);
    expect(ran.copied.length).toBeLessThanOrEqual(MOST);
    if (!ran.complete) expect(ran.copied).not.toEqual([]);
    copied.push(...ran.copied);
    // What is other than it was left is copied once more.
    if (copied.length === MOST) await newsroom.feeds.put('public/media/10.pdf', Buffer.from('another'));
    isComplete = ran.complete;
  }
  expect(copied.sort()).toEqual(['media/10.pdf', ...names]);
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
  expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
});
