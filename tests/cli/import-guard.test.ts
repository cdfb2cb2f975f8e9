import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPatience, runImport } from '../../functions/cli/import.ts';
import { DONE, PROBLEMS } from '../../functions/cli/output/exit-status.ts';
import type { Patience } from '../../functions/core/import/patience.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { captureOutput } from './run.ts';

const LIMITS = { batch: 200, alone: 500 };
const MARK = 'Vô tận';

/** Work on whatever has the mark in it has no end, and leaves the CPU to others. */
function hangingOn(source: string, { items, whole }: { readonly items: boolean; readonly whole: boolean }): Patience {
  const patience = createPatience(source, LIMITS);
  const hang = (): never => {
    const cell = new Int32Array(new SharedArrayBuffer(4));
    for (;;) Atomics.wait(cell, 0, 0, 5);
  };
  return {
    whole: work => patience.whole(() => (whole ? hang() : work())),
    each: (given, work) =>
      patience.each(given, item => (items && JSON.stringify(item).includes(MARK) ? hang() : work(item))),
  };
}

const rss = (...titles: readonly string[]): string =>
  `<rss version="2.0"><channel><title>Báo</title><link>https://bao.example/</link>${titles
    .map(
      title =>
        `\n<item><title>${title}</title><guid>${title}</guid>` +
        '<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate><description>x</description></item>',
    )
    .join('')}</channel></rss>`;

const json = (...titles: readonly string[]): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Báo',
    items: titles.map(title => ({ id: title, title, content_text: 'x', date_published: '2026-11-20T08:00:00Z' })),
  });

function written(directory: string): readonly string[] {
  return readdirSync(join(directory, 'articles'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.html'))
    .map(name => /^title: (.*)$/m.exec(readFileSync(join(directory, 'articles', name), 'utf8'))?.[1] ?? '')
    .sort();
}

describe('an import', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    ['RSS', 'feed.xml', rss('Một', MARK, 'Hai'), ':3: '],
    ['JSON Feed', 'feed.json', json('Một', MARK, 'Hai'), ': '],
  ])('of %s leaves out an item whose reading has no end, and says so', async (_, name, text, place) => {
    const out = temporaryDirectory();
    const source = join(temporaryDirectory(), name);
    writeFileSync(source, text);
    const output = captureOutput();
    const status = await runImport(source, { out, patience: hangingOn(source, { items: true, whole: false }) });
    expect(written(out)).toEqual(['Hai', 'Một']);
    expect(status).toBe(PROBLEMS);
    expect(output.stderr).toContain(`${source}${place}`);
    expect(output.stderr).toContain("can't be read (ended after 0.5 seconds) and is left out");
  });

  it('of a document whose reading has no end says so, and writes nothing', async () => {
    const out = temporaryDirectory();
    const source = join(temporaryDirectory(), 'feed.xml');
    writeFileSync(source, rss('Một'));
    const patience = hangingOn(source, { items: false, whole: true });
    await expect(runImport(source, { out, patience })).rejects.toMatchObject({
      name: 'CouldNotRun',
      message: expect.stringContaining(`${source}: reading it took longer than 0.5 seconds`),
    });
    expect(readdirSync(out)).toEqual([]);
  });

  it('of an author without end is over', async () => {
    const out = temporaryDirectory();
    const source = join(temporaryDirectory(), 'feed.xml');
    const hostile = `<item><title>Xấu</title><author>x${'@('.repeat(3000)}</author></item>`;
    writeFileSync(source, rss('Một').replace('</channel>', `${hostile}</channel>`));
    captureOutput();
    const status = await runImport(source, { out, patience: createPatience(source, LIMITS) });
    expect([DONE, PROBLEMS]).toContain(status);
    expect(written(out)).toContain('Một');
  });
});
