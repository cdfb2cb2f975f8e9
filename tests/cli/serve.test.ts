import { appendFileSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../functions/cli/program.ts';
import { captureOutput, makeContent, type Output, SITE_YAML, writeInto } from './run.ts';

const article = (title: string, more = 'date: 2026-11-20') => `---\ntitle: ${title}\n${more}\n---\nLời\n`;

afterEach(() => vi.restoreAllMocks());

async function serving(
  content: string,
  use: (url: string, output: Output) => Promise<void>,
  ...more: readonly string[]
): Promise<number> {
  const output = captureOutput();
  const ended = run(['serve', content, '--port', '0', ...more]);
  try {
    await vi.waitFor(() => expect(output.stdout).toContain('Open http'), 60_000);
    const url = /Open (\S+)/.exec(output.stdout)?.[1] ?? '';
    await use(url, output);
  } finally {
    process.emit('SIGTERM');
  }
  return ended;
}

interface PublishedJson {
  readonly title: string;
  readonly items: readonly { readonly title: string; readonly url: string }[];
}

const feedAt = async (url: string): Promise<PublishedJson> => JSON.parse(await (await fetch(`${url}feed.json`)).text());
const titles = async (url: string): Promise<readonly string[]> => (await feedAt(url)).items.map(({ title }) => title);
const eventually = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 60_000, interval: 50 });

describe('bantin serve', () => {
  it('serves what it built, says what and where, and rebuilds on changes', async () => {
    const content = makeContent({ 'articles/a.md': article('A') });
    const status = await serving(content, async (url, output) => {
      expect(output.stdout).toContain('1 article in 1 feed');
      expect(await titles(url)).toEqual(['A']);
      const page = await (await fetch(url)).text();
      expect(page).toContain(`href="${url}rss.xml"`);
      writeInto(content, 'articles/b.md', article('B', 'date: 2026-11-21'));
      await eventually(async () => expect(await titles(url)).toEqual(['B', 'A']));
      expect(output.stdout).toContain('rebuilt: 2 articles');
      expect((await fetch(`${url}none`)).status).toBe(404);
    });
    expect(status).toBe(0);
  });

  it('tells of an article that is saved where nothing reads it, and when it has gone', async () => {
    const content = makeContent({ 'articles/a.md': article('A') });
    await serving(content, async (_, output) => {
      writeInto(content, 'b.md', article('B'));
      await eventually(async () => expect(output.stderr).toContain('b.md: warning: lies outside articles/'));
      rmSync(join(content, 'b.md'));
      await eventually(async () => expect(output.stdout).toContain('mended: '));
    });
  });

  it('warns where it can be read from the network, and answers there to addresses', async () => {
    const content = makeContent({ 'articles/a.md': article('A') });
    await serving(content, async (_, output) => expect(output.stderr).toBe(''));
    await serving(
      content,
      async (url, output) => {
        expect(output.stderr).toBe(
          'bantin: warning: with --host 0.0.0.0 everyone on the network can read this preview, which is not ' +
            'published yet; leave --host out to keep it to this machine\n',
        );
        expect(await titles(url.replace('localhost', '127.0.0.1'))).toEqual(['A']);
      },
      '--host',
      '0.0.0.0',
    );
  });

  it('keeps the last good site.yaml in force while it is invalid, and publishes articles by it', async () => {
    const content = makeContent({ 'articles/a.md': article('A') });
    await serving(content, async (url, output) => {
      writeFileSync(join(content, 'site.yaml'), 'title: [');
      await eventually(async () => expect(output.stderr).toContain('the last good site.yaml stays in force'));
      expect(output.stderr).toContain('site.yaml:1:9: a list is not closed');
      expect(await titles(url)).toEqual(['A']);
      writeInto(content, 'articles/b.md', article('B', 'date: 2026-11-21'));
      await eventually(async () => expect(await titles(url)).toEqual(['B', 'A']));
      writeFileSync(join(content, 'site.yaml'), SITE_YAML.replace('Báo Mẫu', 'Báo Mới'));
      await eventually(async () => expect((await feedAt(url)).title).toBe('Báo Mới'));
    });
  });

  it.each([
    ['over the file', writeFileSync],
    [
      'by renaming',
      (path: string, text: string) => {
        writeFileSync(`${path}.tmp`, text);
        renameSync(`${path}.tmp`, path);
      },
    ],
    [
      'in parts, slowly',
      async (path: string, text: string) => {
        writeFileSync(path, '');
        for (const part of text.match(/[\s\S]{1,20}/g) ?? []) {
          await setTimeout(30);
          appendFileSync(path, part);
        }
      },
    ],
    [
      'by deleting it first',
      (path: string, text: string) => {
        rmSync(path);
        writeFileSync(path, text);
      },
    ],
  ])('shows what is saved %s', async (_, save) => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B', 'date: 2026-11-21') });
    await serving(content, async url => {
      for (const title of ['Một', 'Hai', 'Ba']) {
        await save(join(content, 'articles/a.md'), article(title));
        await eventually(async () => expect(await titles(url)).toEqual(['B', title]));
      }
    });
  });

  it('tells once that the ids of all articles are others, where the address of the newsroom is another', async () => {
    const content = makeContent({ 'articles/a.md': article('A') });
    await serving(content, async (url, output) => {
      const moved = SITE_YAML.replace('url: https://bao.example', 'url: https://moi.example');
      writeInto(content, 'site.yaml', moved);
      await eventually(async () =>
        expect(output.stderr).toMatch(
          /site\.yaml: warn.* with tag:moi\.example,2018: from now on, and no longer with tag:bao\.example,2018:/,
        ),
      );
      output.stderr = '';
      writeInto(content, 'articles/a.md', article('B'));
      await eventually(async () => expect(await titles(url)).toEqual(['B']));
      writeInto(content, 'site.yaml', moved.replace('moi.example', 'moi.example/tin'));
      writeInto(content, 'articles/a.md', article('C'));
      await eventually(async () => expect(await titles(url)).toEqual(['C']));
      expect(output.stderr).not.toContain('no longer');
    });
  });

  it('reports after a change what became of the article, and which problems are new or mended', async () => {
    const content = makeContent({
      'articles/a.md': article('A'),
      'articles/bad.md': 'title: no front matter that is closed',
      'articles/draft.md': article('D', 'date: 2026-11-20\ndraft: true'),
      'articles/named.md/x.md': article('X'),
    });
    await serving(content, async (url, output) => {
      const before = output.stderr;
      expect(before).toMatch(/articles\/bad\.md.*\n/);
      expect(before).toContain('named.md: warning: it is a folder');
      expect(output.stdout).toContain('(not published: 1 draft');
      output.stderr = '';
      writeInto(content, 'articles/a.md', article('B'));
      await eventually(async () => expect(await titles(url)).toContain('B'));
      await eventually(async () => expect(output.stdout).toMatch(/articles\/a\.md: published at \S+\nrebuilt: /));
      const [, page = ''] = /a\.md: published at (\S+)/.exec(output.stdout) ?? [];
      expect(await (await fetch(page)).text()).toContain('<h1>B</h1>');
      writeInto(content, 'articles/a.md', article('C', 'date: hôm qua'));
      await eventually(async () => expect(output.stdout).toContain('articles/a.md: rejected\n'));
      expect(output.stderr).toMatch(/^\S+articles\/a\.md:3:7: \S+.*\n$/);
      expect(output.stdout).not.toContain('mended');
      // Wrong in another way is not mended; what programs leave for a moment is nobody's article.
      writeInto(content, 'articles/a.md', article('C', 'date: hôm kia'));
      writeInto(content, 'articles/sedXYZ', 'x');
      await eventually(async () => expect(output.stderr).toContain('hôm kia'));
      expect(output.stdout).not.toContain('mended');
      expect(output.stdout).not.toContain('sedXYZ');
      for (const slug of ['mot', 'hai']) {
        writeInto(content, 'articles/a.md', article('C', `date: 2026-11-20\nslug: ${slug}`));
        await eventually(async () => expect(output.stdout).toContain(`/articles/${slug}-`));
      }
      await eventually(async () =>
        expect(output.stdout).toMatch(
          /a\.md: its page was at (\/articles\/mot-\S+\/), where nothing is now; write aliases: \[\1\] into it to keep/,
        ),
      );
      writeInto(content, 'articles/draft.md', article('D', 'date: 2026-11-20\ndraft: true\ntags: [x]'));
      await eventually(async () => expect(output.stdout).toContain('articles/draft.md: draft (draft: true)\n'));
      rmSync(join(content, 'articles/bad.md'));
      await eventually(async () => expect(output.stdout).toMatch(/mended: \S+articles\/bad\.md/));
      await eventually(async () => expect(output.stdout).toContain('articles/bad.md: gone\n'));
    });
  });

  it('keeps what it shows where every article goes at once, until some are there again', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B', 'date: 2026-11-21') });
    await serving(content, async (url, output) => {
      renameSync(join(content, 'articles'), join(content, 'elsewhere'));
      await eventually(async () =>
        expect(output.stderr).toContain('articles: there is no article, where there were 2'),
      );
      expect(output.stderr).toContain('the last good build stays in place');
      expect(await titles(url)).toEqual(['B', 'A']);
      rmSync(join(content, 'elsewhere/a.md'));
      renameSync(join(content, 'elsewhere'), join(content, 'articles'));
      await eventually(async () => expect(await titles(url)).toEqual(['B']));
    });
  });

  it('finds by itself what no change told of', async () => {
    const content = makeContent({ 'articles/a.md': article('A') });
    const outside = makeContent({ 'late.md': article('Late', 'date: 2026-11-21') });
    await serving(content, async url => {
      // The system tells of the file, not of the other name that it has.
      linkSync(join(outside, 'late.md'), join(content, 'articles/late.md'));
      await eventually(async () => expect(await titles(url)).toEqual(['Late', 'A']));
      writeFileSync(join(outside, 'late.md'), article('Later', 'date: 2026-11-21'));
      writeInto(content, 'articles/a.md', article('B'));
      await eventually(async () => expect(await titles(url)).toEqual(['Later', 'B']));
    });
  });

  it('lets an article out when it is due', async () => {
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now);
    const content = makeContent({ 'articles/a.md': article('A', `date: ${new Date(now + 200).toISOString()}`) });
    await serving(content, async url => {
      expect(await titles(url)).toEqual([]);
      clock.mockReturnValue(now + 200);
      await eventually(async () => expect(await titles(url)).toEqual(['A']));
    });
  });

  it('shows drafts and what is to come with --drafts alone, marked on their pages', async () => {
    const content = makeContent({
      'articles/a.md': article('A'),
      'articles/b.md': article('B', 'date: 2026-11-21\ndraft: true'),
      'articles/c.md': article('C', 'date: 2099-11-21'),
      // Large enough to be read in a thread.
      'articles/d.md': article('D', `date: 2026-11-18\ndraft: true\n---\n${'lời '.repeat(40_000)}`),
    });
    await serving(content, async url => expect(await titles(url)).toEqual(['A']));
    await serving(
      content,
      async (url, output) => {
        expect(output.stdout).toContain('Drafts and articles to come are shown here, and are nowhere else.\n');
        expect(await titles(url)).toEqual(['C', 'B', 'A', 'D']);
        const { items } = await feedAt(url);
        const [coming = '', draft = '', out = ''] = await Promise.all(
          items.map(async ({ url }) => (await fetch(url)).text()),
        );
        expect(coming).toMatch(/<h2>Chưa đến giờ đăng<\/h2>[\s\S]*21 tháng 11, 2099/);
        expect(draft).toMatch(/<h2>Bản nháp<\/h2>[\s\S]*<code>draft: true<\/code>/);
        expect(out).not.toContain('Bản nháp');
        const landing = await (await fetch(url)).text();
        // The mark is no part of the heading.
        expect(landing.match(/<h3>.*<\/h3>/g)?.map(heading => heading.replace(/<[^>]*>/g, ''))).toEqual([...'CBAD']);
        const bylineOf = (title: string) => landing.split(`>${title}</a></h3>`, 2)[1]?.split('<p class="by">', 2)[1];
        expect(bylineOf('C')).toMatch(/^<small><b>Chưa đến giờ đăng<\/b> <time datetime="2099-11-20T17:00:00Z">/);
        expect(bylineOf('C')).toMatch(/<\/small> (?:<b>[^<]*<\/b> )?<time datetime="2099-11-20T17:00:00Z">/);
        expect(bylineOf('B')).toMatch(/^<small><b>Bản nháp<\/b><\/small> /);
        expect(bylineOf('A')).toMatch(/^(?:<b>[^<]*<\/b> )?<time/);
        const months = await (await fetch(`${url}browse/`)).text();
        const [, month] = /<li><a href="(\d{4}-\d\d)\/">/.exec(months) ?? [];
        const list = await (await fetch(`${url}browse/${month}/`)).text();
        expect(list).toMatch(/>C<\/a><\/span> <small><b>Chưa đến giờ đăng<\/b> <time datetime="2099-11-20T17:00:00Z">/);
        expect(output.stdout).not.toContain('rebuilt');
        writeInto(content, 'articles/b.md', article('B2', 'date: 2026-11-21\ndraft: true'));
        await eventually(async () =>
          expect(output.stdout).toMatch(/articles\/b\.md: not public; shown here alone, at http/),
        );
      },
      '--drafts',
    );
  });

  it('shows what is public at another moment', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B', 'date: 2099-11-21') });
    await serving(content, async url => expect(await titles(url)).toEqual(['B', 'A']), '--now', '2099-12-01T00:00:00Z');
    await serving(
      content,
      async url => expect(await titles(url)).toEqual(['B', 'A']),
      ...['--drafts', '--now', '2099-01-01T00:00:00Z'],
    );
  });
});
