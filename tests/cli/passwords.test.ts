import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../functions/lambda/configuration.ts';
import { createHandler } from '../../functions/lambda/handler.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { NOW } from '../core/samples.ts';
import { invoke } from '../lambda/invocation.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, makeContent, SITE_YAML } from './run.ts';

const SECRET = 'bimat';
const ADDRESS = `https://ai:${SECRET}@hub.example/`;
/** Not usable, each in another way, so that it is told of. */
const SITES = [
  `${SITE_YAML}hub: ${ADDRESS}\n`,
  `${SITE_YAML}hub: https://ai:${SECRET}/x@hub.example/\n`,
  SITE_YAML.replace(/feedsUrl.*/, `feedsUrl: ${ADDRESS}?a`),
  SITE_YAML.replace(/url: .*/, `url: "https://ai:${SECRET}@:x/"`),
  `${SITE_YAML}permalink: "https://ai:${SECRET}@[/{slug}"\n`,
  `${SITE_YAML}logo: "https://ai:${SECRET}@["\n`,
];
const ARTICLES = {
  'articles/a.md':
    `---\ntitle: A\ndate: 2026-11-20\nlink: https://ai:${SECRET}@:x/\n---\n` + `[x](https://ai:${SECRET}@:x/)\n`,
  'articles/b.md':
    `---\ntitle: B\ndate: "https://ai:${SECRET}@a.example/"\n` + `enclosure: https://ai:${SECRET}@:x/\n---\nLời\n`,
};

describe('the password of an address', () => {
  it.each(SITES)('is in no message about site.yaml: %s', async site => {
    const content = makeContent({ 'site.yaml': site });
    for (const args of [
      ['check', content],
      ['check', content, '--json'],
      ['build', content, '--out', temporaryDirectory()],
      ['build', content, '--out', temporaryDirectory(), '--json'],
    ]) {
      const { stdout, stderr } = await bantin(...args);
      expect(stdout + stderr).not.toContain(SECRET);
      expect(stdout + stderr).toContain('***@');
    }
  });

  it('is in no message about a source', async () => {
    const content = makeContent(ARTICLES);
    for (const json of [[], ['--json']]) {
      const { stdout, stderr } = await bantin('check', content, ...json);
      expect(stdout + stderr).toContain('***@');
      expect(stdout + stderr).not.toContain(SECRET);
      const built = await bantin('build', content, '--out', temporaryDirectory(), ...json);
      expect(built.stdout + built.stderr).not.toContain(SECRET);
    }
  });

  it('is in no message about how a command is used', async () => {
    const content = makeContent({});
    for (const args of [
      ['check', content, '--base-url', `${ADDRESS}?x`],
      ['check', content, '--base-url', ADDRESS],
      ['build', content, '--out', temporaryDirectory(), '--base-url', ADDRESS],
      ['import', ADDRESS.replace('//', '/'), '--out', temporaryDirectory()],
      ['build', content, '--out', temporaryDirectory(), '--now', ADDRESS],
      ['serve', content, '--port', ADDRESS],
      ['check', content, '--profile', ADDRESS],
      [ADDRESS],
      ['check', ADDRESS],
    ]) {
      const { status, stdout, stderr } = await bantin(...args);
      expect([args[0], status]).toEqual([args[0], 2]);
      expect(stdout + stderr).not.toContain(SECRET);
    }
  });

  it('is in no line of the function', async () => {
    for (const site of SITES) {
      const content = createMemoryStore({ 'site.yaml': site, ...ARTICLES });
      const { log } = await invoke(createHandler({ content, feeds: createMemoryStore(), now: () => NOW }), {}).catch(
        error => ({ log: [String(error)] }),
      );
      expect(log.length).toBeGreaterThan(0);
      expect(JSON.stringify(log)).not.toContain(SECRET);
    }
    const environment = { CONTENT_BUCKET: 'a', FEEDS_BUCKET: 'b', FEEDS_URL: `${ADDRESS}?x` };
    expect(() => parseConfiguration(environment)).toThrow(/found "https:\/\/\*\*\*@hub\.example\/\?x"/);
  });
});
