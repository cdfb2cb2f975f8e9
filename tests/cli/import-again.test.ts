import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin } from './run.ts';
import { zipOf } from './zip.ts';

const KEY = 'articles/2026/11/cho.html';
const HEAD = 'post_id,post_date,is_published,title\n';
const ZIP = zipOf({
  'posts.csv': `${HEAD}1.cho,2026-11-20T01:30:00.000Z,true,Chợ\n2.12,2026-11-21T01:30:00.000Z,true,34\n`,
  'posts/1.cho.html': '<p>Lời</p>',
  'posts/2.12.html': '<p>Số</p>',
});

/** A zip of Substack, which says nothing of the site, and a directory that it is imported into again and again. */
function substack() {
  const directory = temporaryDirectory();
  const [source, out] = [join(directory, 's.zip'), join(directory, 'content')];
  writeFileSync(source, ZIP);
  const site = join(out, 'site.yaml');
  return {
    out,
    idOf: () => /^id: "?(.*?)"?$/m.exec(readFileSync(join(out, KEY), 'utf8'))?.[1],
    moveTo: (url: string) => writeFileSync(site, readFileSync(site, 'utf8').replace(/^url: .*$/m, `url: ${url}`)),
    async run(...flags: readonly string[]) {
      const { stdout } = await bantin('import', source, '--out', out, '--json', ...flags);
      const { written, known, gone } = JSON.parse(stdout);
      return { written: written.length, known, gone };
    },
  };
}

describe('an import again, of articles whose addresses are their ids', () => {
  it('knows those that were written before the site had an address, and they keep their ids', async () => {
    const { run, moveTo, idOf } = substack();
    expect(await run()).toMatchObject({ written: 3 });
    expect(idOf()).toBeUndefined();
    moveTo('https://bao.example/');
    expect(await run()).toMatchObject({ written: 0, known: 2 });
    await run('--update');
    expect(idOf()).toBeUndefined();
    expect(await run()).toMatchObject({ written: 0, known: 2 });
  });

  it.each([['https://new.example/'], ['https://newsroom.example/']])(
    'knows them when the site moves to %s',
    async to => {
      const { run, moveTo, idOf } = substack();
      await run('--site-url', 'https://bao.example/');
      moveTo(to);
      expect(await run()).toMatchObject({ written: 0, known: 2 });
      await run('--update');
      expect(idOf()).toBe('https://bao.example/p/cho');
    },
  );

  it('does not write again what was deleted since', async () => {
    const { run, moveTo, out } = substack();
    await run();
    rmSync(join(out, KEY));
    moveTo('https://bao.example/');
    expect(await run()).toMatchObject({ written: 0, known: 1, gone: [KEY] });
    expect(existsSync(join(out, KEY))).toBe(false);
  });
});
