import { Buffer } from 'node:buffer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runPublish } from '../../functions/cli/publish.ts';
import { type S3Server, startS3Server, writeObject } from '../stores/s3-server.ts';
import type { S3Object } from '../stores/s3-server-object.ts';
import { listen, startHub } from '../websub/web-sub.ts';
import { bantin, captureOutput, SITE_YAML } from './run.ts';

const GOOD = '---\ntitle: A\ndate: 2026-11-20 08:30\ncategory: Đời sống\n---\nLời\n';
const BAD = '---\ntitle: B\ndate: hôm qua\n---\n';
let s3: S3Server;
let content: Map<string, S3Object>;
let feeds: Map<string, S3Object>;

beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(async () => s3.close());
beforeEach(() => {
  content = s3.createBucket('news-content');
  feeds = s3.createBucket('news-feeds');
  vi.stubEnv('AWS_ENDPOINT_URL_S3', s3.endpoint);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  put('site.yaml', SITE_YAML);
});
afterEach(() => {
  s3.inject = () => undefined;
  vi.unstubAllEnvs();
});

function put(key: string, text: string): void {
  content.set(key, writeObject(Buffer.from(text)));
}

function publish(...more: readonly string[]) {
  return bantin('publish', '--content-bucket', 'news-content', '--feeds-bucket', 'news-feeds', ...more);
}

function status(...more: readonly string[]) {
  return bantin('status', '--feeds-bucket', 'news-feeds', ...more);
}

function feed(): { readonly feed_url: string; readonly items: readonly { readonly title: string }[] } {
  return JSON.parse(Buffer.from(feeds.get('public/feed.json')?.bytes ?? []).toString());
}

describe('bantin publish', () => {
  it('publishes what changed, and tells problems', async () => {
    put('articles/a.md', GOOD);
    put('articles/b.md', BAD);
    const first = await publish();
    expect(first).toEqual({
      status: 1,
      stdout: expect.stringMatching(
        /^2 sources read: 1 article published or changed, 1 rejected; \d+ files written or removed\n$/,
      ),
      stderr:
        'articles/b.md:3:7: date: "hôm qua" is not a date; write it as 2026-12-07 08:30 or 2026-12-07T08:30:00+07:00\n',
    });
    expect(feed().items.map(({ title }) => title)).toEqual(['A']);
    expect(await publish()).toEqual({
      status: 0,
      stdout:
        '0 sources read: 0 articles published or changed, 0 rejected; 0 files written or removed; 1 are ' +
        'rejected in all, as bantin status tells\n',
      stderr: '',
    });
    content.delete('articles/a.md');
    expect((await publish()).status).toBe(0);
    expect(feed().items).toEqual([]);
  });

  it('tells what is wrong with site.yaml, and how names are spelled, with the line', async () => {
    put('site.yaml', `${SITE_YAML}feeds:\n  rules:\n    - { title: Trống, include: { tags: [lũ] } }\n`);
    put('articles/a.md', GOOD);
    put('articles/b.md', GOOD);
    put('articles/c.md', GOOD.replace('Đời sống', 'ĐỜI SỐNG'));
    const { stderr } = await publish();
    const line = SITE_YAML.split('\n').length + 2;
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^articles\/c\.md:4:11: warning: category: "ĐỜI SỐNG" is "Đời sống"/),
      expect.stringMatching(new RegExp(`^site\\.yaml:${line}:7: warning: feeds\\.rules: no article .* "Trống"`)),
    ]);
  });

  it('makes everything anew where it is told to', async () => {
    put('articles/a.md', GOOD);
    await publish();
    feeds.delete('public/rss.xml');
    expect((await publish()).stdout).toContain('0 files written');
    expect(JSON.parse((await publish('--full', '--json')).stdout)).toMatchObject({
      complete: true,
      read: 1,
      written: 1,
      feedsWritten: 1,
      rejectedSources: 0,
      audit: { changed: 0, deleted: 1, added: 0, paths: ['rss.xml'] },
      problems: [{ path: 'public/rss.xml', message: 'was deleted by somebody else; it is written again' }],
    });
    expect(feeds.has('public/rss.xml')).toBe(true);
  });

  it('mends what others did to what is published where it is told to look, and tells what it was', async () => {
    put('articles/a.md', GOOD);
    await publish();
    feeds.set('public/evil.html', writeObject(Buffer.from('x')));
    feeds.set('public/index.html', writeObject(Buffer.from('x')));
    expect((await publish()).stdout).toContain('0 files written');
    const { status: exit, stdout, stderr } = await publish('--audit');
    expect(exit).toBe(1);
    expect(stdout).toMatch(
      /; 2 files written or removed; \d+ files compared; files under public\/: 1 changed, 1 added by somebody else\n$/,
    );
    expect(stderr.split('\n').toSorted()).toEqual([
      '',
      'public/evil.html: was added by somebody else; it is deleted',
      'public/index.html: was changed by somebody else; it is written again',
    ]);
    expect(feeds.has('public/evil.html')).toBe(false);
    const next = await publish('--audit');
    expect([next.status, next.stderr]).toEqual([0, '']);
    expect(next.stdout).toMatch(/; no file under public\/ changed by somebody else\n$/);
  });

  it('takes the address from --feeds-url, else FEEDS_URL, else the last run, else site.yaml', async () => {
    put('articles/a.md', GOOD);
    await publish();
    expect(feed().feed_url).toBe('https://feeds.bao.example/feed.json');
    vi.stubEnv('FEEDS_URL', 'https://env.example/feeds');
    await publish();
    expect(feed().feed_url).toBe('https://env.example/feeds/feed.json');
    vi.stubEnv('FEEDS_URL', undefined);
    expect((await publish()).stdout).toContain('0 files written');
    expect(feed().feed_url).toBe('https://env.example/feeds/feed.json');
    await publish('--feeds-url', 'https://flag.example');
    expect(feed().feed_url).toBe('https://flag.example/feed.json');
    vi.stubEnv('FEEDS_URL', 'feeds');
    expect(await publish()).toMatchObject({ status: 2, stderr: expect.stringContaining('FEEDS_URL: Expected a URL') });
  });

  it('can not run without a site.yaml to go by; with one that was valid it can', async () => {
    put('articles/a.md', GOOD);
    put('site.yaml', 'title: A\n');
    expect(await publish()).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^bantin: site\.yaml can't be used:\nsite\.yaml:1:1: /),
    });
    content.delete('site.yaml');
    expect(await publish()).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no site.yaml') });
    put('site.yaml', SITE_YAML);
    expect((await publish()).status).toBe(0);
    put('site.yaml', 'title: A\n');
    put('articles/b.md', GOOD.replace('title: A', 'title: B'));
    expect(await publish()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('site.yaml:1:1: url is missing'),
    });
    expect(
      feed()
        .items.map(({ title }) => title)
        .sort(),
    ).toEqual(['A', 'B']);
  });

  it.each([
    [
      'a bucket that is not there',
      () => s3.buckets.delete('news-content'),
      /^bantin: s3:\/\/news-content\/.*there is no bucket/,
    ],
    [
      'a permission that is denied',
      () => {
        s3.inject = ({ kind }) => (kind === 'PUT' ? { status: 403, code: 'AccessDenied' } : undefined);
      },
      /^bantin: s3:\/\/news-feeds\/.*: s3:PutObject is denied/,
    ],
  ])('can not run with %s', async (_, spoil, message) => {
    put('articles/a.md', GOOD);
    spoil();
    expect(await publish()).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('tells the hub at its end, once no cache shows the old feeds', async () => {
    const edge = await listen(({ url = '' }, response) => {
      const object = feeds.get(`public${url}`);
      response.writeHead(object ? 200 : 404).end(object?.bytes);
    });
    const hub = await startHub();
    put('site.yaml', `${SITE_YAML}hub: ${hub.url}\n`);
    put('articles/a.md', GOOD);
    const waits: number[] = [];
    const ping = {
      sleep: async (milliseconds: number): Promise<void> => {
        expect(hub.pings).toEqual([]);
        waits.push(milliseconds);
      },
    };
    const buckets = { contentBucket: 'news-content', feedsBucket: 'news-feeds' };
    const output = captureOutput();
    expect(await runPublish({ ...buckets, feedsUrl: edge, ping })).toBe(0);
    expect(await runPublish({ ...buckets, ping })).toBe(0);
    vi.restoreAllMocks();
    expect(output.stderr).toBe('');
    expect(output.stdout.match(/^pinged the hub about .*$/gm)).toEqual(['pinged the hub about 6 feeds']);
    expect(hub.pings).toHaveLength(6);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(120_000);
  });
});

describe('bantin status', () => {
  it('lists a hundred feeds, and tells how many more there are', async () => {
    // Feeds in one format are soon made.
    const rules = Array.from({ length: 120 }, (_, at) => ({ title: `T${at}`, formats: ['rss'] }));
    put('site.yaml', `${SITE_YAML}feeds: ${JSON.stringify({ rules })}\n`);
    put('articles/a.md', '---\ntitle: A\ndate: 2026-11-20\n---\nLời\n');
    await publish();
    const { stdout } = await status();
    expect(stdout.match(/\/rss\.xml$/gm)).toHaveLength(100);
    expect(stdout).toContain('and 21 feeds more; --json lists them all');
  });

  it('tells what is published in the time of the newsroom', async () => {
    put('articles/a.md', GOOD);
    put('articles/c.md', '---\ntitle: C\ndate: 2999-01-01 06:00\n---\nLời\n');
    put('articles/e.md', '---\ntitle: E\ndate: 2026-11-20\ndraft: true\n---\nLời\n');
    put('articles/_drafts/f.md', '---\ntitle: F\ndate: 2026-11-20\n---\nLời\n');
    await publish();
    const { status: exit, stdout, stderr } = await status();
    expect([exit, stderr]).toEqual([0, '']);
    // A year so far ahead is a warning.
    expect(stdout).toMatch(
      new RegExp(
        [
          '^Báo Mẫu, https://feeds\\.bao\\.example/',
          '1 article in 2 feeds; 1 waiting for its date, 2 drafts, 0 rejected',
          'last changed by a sweep at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d \\(Asia/Ho_Chi_Minh\\), revision development',
          '',
          'entries  newest            feed',
          '      1  2026-11-20 08:30  https://feeds\\.bao\\.example/rss\\.xml',
          '      1  2026-11-20 08:30  https://feeds\\.bao\\.example/doi-song/rss\\.xml',
          '',
          'due',
          '2999-01-01 06:00  articles/c\\.md',
          '',
          'held back',
          'articles/_drafts/f\\.md  draft \\(_drafts/\\)',
          'articles/e\\.md  draft \\(draft: true\\)',
          '',
          '1 warning; --warnings tells them\n$',
        ].join('\n'),
      ),
    );
  });

  it('tells every rejected source with its reason, and warnings where it is asked for them', async () => {
    put('articles/b.md', BAD);
    put('articles/d.md', '# Không ngày\n\nLời\n');
    await publish();
    const { status: exit, stdout, stderr } = await status();
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^articles\/b\.md:3:7: date: "hôm qua" is not a date.*\n$/);
    expect(stdout).toContain('\n1 warning; --warnings tells them\n');
    const all = await status('--warnings');
    expect(all.stderr).toMatch(/^articles\/b\.md:3:7: .*\narticles\/d\.md: warning: .*\n$/);
    expect(all.stdout).not.toContain('--warnings');
  });

  it('prints one JSON document', async () => {
    put('articles/a.md', GOOD);
    put('articles/b.md', BAD);
    await publish();
    const { status: exit, stdout, stderr } = await status('--json');
    expect([exit, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toEqual({
      title: 'Báo Mẫu',
      feedsUrl: 'https://feeds.bao.example/',
      timeZone: 'Asia/Ho_Chi_Minh',
      asOf: expect.stringMatching(/Z$/),
      by: 'sweep',
      revision: 'development',
      published: 1,
      withdrawn: 0,
      drafts: 0,
      waiting: 0,
      expired: 0,
      rejected: 1,
      feeds: [
        { title: 'Báo Mẫu', url: 'https://feeds.bao.example/rss.xml', entries: 1, newest: '2026-11-20T01:30:00Z' },
        {
          title: 'Đời sống – Báo Mẫu',
          url: 'https://feeds.bao.example/doi-song/rss.xml',
          entries: 1,
          newest: '2026-11-20T01:30:00Z',
        },
      ],
      due: [],
      held: [],
      audit: { at: expect.stringMatching(/Z$/), files: 0 },
      unfinished: { writes: [], rebuilds: [] },
      lost: [],
      problems: [{ path: 'articles/b.md', line: 3, column: 7, severity: 'error', message: expect.any(String) }],
    });
  });

  it('tells when it was last looked at what others did, and what was found', async () => {
    const time = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d';
    put('articles/a.md', GOOD);
    await publish();
    expect((await status()).stdout).not.toContain('compared');
    await publish('--audit');
    expect((await status()).stdout).toMatch(
      new RegExp(`\\n\\d+ files under public/ compared with what was written at ${time}; all as written\\n`),
    );
    feeds.set('public/evil.html', writeObject(Buffer.from('x')));
    await publish('--audit');
    const found = `\\nfiles under public/: 1 added by somebody else, and mended, at ${time}:\\n {2}public/evil.html\\n`;
    const { status: exit, stdout } = await status();
    expect(exit).toBe(0);
    expect(stdout).toMatch(new RegExp(`compared with what was written at ${time}${found}`));
    await publish('--audit');
    expect((await status()).stdout).toMatch(new RegExp(`all as written${found}`));
    expect(JSON.parse((await status('--json')).stdout).audit).toEqual({
      at: expect.stringMatching(/Z$/),
      files: expect.any(Number),
      found: { at: expect.stringMatching(/Z$/), changed: 0, deleted: 0, added: 1, paths: ['evil.html'] },
    });
  });

  it('tells that nothing is published, or that its memory is lost', async () => {
    expect(await status()).toEqual({ status: 0, stdout: 'nothing is published yet\n', stderr: '' });
    feeds.set('state/state.br', writeObject(Buffer.from('x')));
    expect(await status()).toMatchObject({
      status: 1,
      stderr:
        'bantin: state/state.br is damaged, or of another version of Bantin; the next run that needs it ' +
        'makes everything anew\n',
    });
  });

  it('tells what a run that was cut off left undone', async () => {
    put('articles/a.md', GOOD);
    await publish();
    put('articles/b.md', GOOD);
    s3.inject = ({ kind, key }) =>
      kind === 'PUT' && key === 'public/rss.xml' ? { status: 403, code: 'AccessDenied' } : undefined;
    expect((await publish()).status).toBe(2);
    s3.inject = () => undefined;
    const { stdout } = await status();
    expect(stdout).toMatch(
      /\nnot done\nrun [0-9a-f-]{36} began at .* to write \d+ files; if it was cut off, a sweep writes them\n/,
    );
    await publish();
    expect((await status()).stdout).not.toMatch(/to write \d+ files.*\n.*to write/);
    expect(feed().items).toHaveLength(2);
  });

  it('can not run on a bucket that is not there', async () => {
    s3.buckets.delete('news-feeds');
    expect(await status()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no bucket news-feeds'),
    });
  });
});
