import { describe, expect, it } from 'vitest';
import { check } from '../../functions/build/check.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { publish } from '../../functions/publish/publish.ts';
import { readStatus } from '../../functions/state/read-status.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { SITE_YAML } from '../lambda/invocation.ts';
import { article, buildContent } from './newsroom.ts';

const CONTENT = {
  'articles/a.md': article('title: A\ndate: 2026-11-20\ncategory: X', 'Lời\n\n> và <select>bảy chữ</select>'),
  // Below what feeds show, so that no feed is the reason to read its text.
  'articles/b.html': article('title: B\ndate: 2020-01-02', '<p>Lời</p><noscript>một</noscript>'),
};
const LOSSES = [
  expect.stringMatching(/^articles\/a\.md:8:6: warning: <select> and the 7 characters in it are left out; /),
  expect.stringMatching(/^articles\/b\.html:5:11: warning: <noscript> and the 3 characters in it are left out; /),
];

/** Returns the problems that report losses, without other warnings. */
function losses(problems: readonly string[]): readonly string[] {
  return problems.filter(problem => problem.includes('left out')).sort();
}

describe('words that an article does not show', () => {
  it('are reported by a build, once, whether feeds show the article or not', async () => {
    const site = { ...SITE, entries: 1, minimumHours: 0, permalink: 'https://bao.example/{slug}.html' };
    expect(losses((await buildContent(CONTENT, site)).problems)).toEqual(LOSSES);
    expect(losses((await buildContent(CONTENT)).problems)).toEqual(LOSSES);
  });

  it('are reported by a check, once', async () => {
    const { problems } = await check({ content: createMemoryStore(CONTENT), site: SITE, now: NOW });
    expect(losses(problems.map(formatProblem))).toEqual(LOSSES);
  });

  it('are reported by the run that publishes the article, and by the status until it is mended', async () => {
    const [content, feeds] = [createMemoryStore({ 'site.yaml': SITE_YAML }), createMemoryStore()];
    const run = async (...keys: readonly string[]): Promise<readonly string[]> => {
      const options = { content, feeds, now: () => NOW, runId: `run ${keys}`, revision: 'r1' };
      const ran = await publish(options, keys.length > 0 ? { kind: 'changes', keys } : { kind: 'full' });
      return losses(ran.problems.map(formatProblem));
    };
    const status = async (): Promise<readonly string[]> =>
      losses((await readStatus(feeds)).published?.problems.map(formatProblem) ?? []);
    expect(await run()).toEqual([]);
    for (const [key, text] of Object.entries(CONTENT)) await content.put(key, Buffer.from(text));
    expect(await run(...Object.keys(CONTENT))).toEqual(LOSSES);
    expect(await status()).toEqual(LOSSES);
    expect(await run()).toEqual(LOSSES);
    await content.put('articles/a.md', Buffer.from(CONTENT['articles/a.md'].replaceAll('select', 'b')));
    expect(await run('articles/a.md')).toEqual([]);
    expect(await status()).toEqual(LOSSES.slice(1));
  });
});
