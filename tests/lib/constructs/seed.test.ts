import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingsOf } from '../../../lib/settings.ts';
import { addStacks } from '../../../lib/stacks.ts';
import { temporaryDirectory } from '../../stores/temporary-directory.ts';
import { createApp, STAND_INS } from '../samples.ts';

/** Files of the asset that the seed's function is made of. */
function seedOf(content: string): readonly string[] {
  const app = createApp({ 'aws:cdk:disable-asset-staging': false });
  addStacks(app, settingsOf('production', { content, cdn: false }), STAND_INS);
  const { directory } = app.synth();
  const assets = readdirSync(directory).filter(name => name.startsWith('asset.'));
  const listings = assets.map(name => readdirSync(join(directory, name), { recursive: true, encoding: 'utf8' }));
  return listings.find(names => names.includes('content'))?.sort() ?? [];
}

describe('a seed', () => {
  it('takes site.yaml, articles and media of a folder along, beside the code, and nothing else that lies there', () => {
    const folder = temporaryDirectory();
    for (const name of ['articles/2026', 'media', 'node_modules/x', '.git'])
      mkdirSync(join(folder, name), { recursive: true });
    for (const name of [
      'site.yaml',
      'articles/2026/a.md',
      'media/a.png',
      'node_modules/x/b.js',
      '.git/HEAD',
      'README.md',
    ])
      writeFileSync(join(folder, name), name);
    expect(seedOf(folder)).toEqual([
      'content',
      'content/articles',
      'content/articles/2026',
      'content/articles/2026/a.md',
      'content/media',
      'content/media/a.png',
      'content/site.yaml',
      'index.mjs',
    ]);
    expect(readFileSync(join(folder, 'articles/2026/a.md'), 'utf8')).toBe('articles/2026/a.md');
  });

  it('takes what says who writes, too, and links within the folder, and not what systems leave behind', () => {
    const folder = temporaryDirectory();
    for (const name of ['articles/a', 'articles/node_modules', '_data', 'assets'])
      mkdirSync(join(folder, name), { recursive: true });
    for (const name of ['site.yaml', 'authors.yml', '_data/authors.yml', '_data/other.yml', 'articles/a/b.md', 'c.png'])
      writeFileSync(join(folder, name), name);
    writeFileSync(join(folder, 'articles/.DS_Store'), 'x');
    writeFileSync(join(folder, 'assets/d.png'), 'd');
    symlinkSync(temporaryDirectory(), join(folder, 'articles/node_modules/x'));
    symlinkSync('../c.png', join(folder, 'articles/c.png'));
    symlinkSync('assets', join(folder, 'media'));
    expect(seedOf(folder).filter(name => /\.[^/]+$/.test(name))).toEqual([
      'content/_data/authors.yml',
      'content/articles/a/b.md',
      'content/articles/c.png',
      'content/authors.yml',
      'content/media/d.png',
      'content/site.yaml',
      'index.mjs',
    ]);
  });

  it.each([
    ['articles/a.md', (folder: string) => join(folder, '../secret'), 'is a link out of the folder, to '],
    ['articles', () => '/', 'is a link out of the folder, to /; put a copy of that in its place'],
    ['authors.yml', () => 'nowhere', 'is a link that leads to no file; take it out'],
    ['media', () => '.', 'is a link to a folder that it lies in'],
  ])('is refused where %s leads elsewhere', (name, target, message) => {
    const above = temporaryDirectory();
    const folder = join(above, 'content');
    mkdirSync(join(folder, name === 'articles' ? '' : 'articles'), { recursive: true });
    writeFileSync(join(above, 'secret'), 'x');
    writeFileSync(join(folder, 'site.yaml'), 'title: A');
    symlinkSync(target(folder), join(folder, name));
    expect(() => seedOf(folder)).toThrow(`content: ${name} ${message}`);
  });

  it('is refused where the folder holds no newsroom, or there is none', () => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'site.yaml'));
    expect(() => seedOf(folder)).toThrow(`content: expected a folder with site.yaml, found none in ${folder}`);
    expect(() => seedOf(join(folder, 'nowhere'))).toThrow(`found none in ${folder}/nowhere`);
  });
});
