import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runPublish } from '../../../functions/cli/publish.ts';
import { runPush } from '../../../functions/cli/pushing/push.ts';
import { createS3Store } from '../../../functions/stores/s3-store.ts';
import { type S3Server, startS3Server } from '../../stores/s3-server.ts';
import { temporaryDirectory } from '../../stores/temporary-directory.ts';
import { bantin, captureOutput, makeOwnContent as makeContent, OWN_SITE_YAML as SITE_YAML, writeInto } from '../run.ts';

const article = (title: string, date = '2026-11-20') => `---\ntitle: ${title}\ndate: ${date}\n---\nLời\n`;
const BUCKETS = ['--content-bucket', 'news-content', '--feeds-bucket', 'news-feeds'];

let s3: S3Server;

beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(async () => s3.close());
beforeEach(() => {
  s3.createBucket('news-feeds');
  s3.createBucket('news-content');
  s3.requests.length = 0;
  vi.stubEnv('AWS_ENDPOINT_URL_S3', s3.endpoint);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const push = (content: string, ...more: readonly string[]) => bantin('push', content, ...BUCKETS, ...more);
const keysIn = (bucket: string) => [...(s3.buckets.get(bucket)?.keys() ?? [])].sort();
const publish = () => bantin('publish', ...BUCKETS);

describe('bantin push', () => {
  it('uploads what differs, with its media type and who did, in an order that readers can stand', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'media/a.svg': '<svg/>', 'notes.txt': 'x' });
    writeInto(content, 'articles/.hidden', 'x');
    const first = await push(content, '--wait', '0', '--as', 'Lê Lan <lan@bao.example>');
    expect(first).toEqual({ status: 0, stderr: '', stdout: '3 files uploaded, 0 unchanged\n' });
    expect(keysIn('news-content')).toEqual(['articles/a.md', 'media/a.svg', 'site.yaml']);
    expect(s3.requests.flatMap(({ kind, key }) => (kind === 'PUT' ? [key] : []))).toEqual([
      'site.yaml',
      'media/a.svg',
      'articles/a.md',
    ]);
    const put = s3.buckets.get('news-content')?.get('media/a.svg');
    expect(put).toMatchObject({
      headers: { 'content-type': expect.stringContaining('image/svg+xml') },
      metadata: { 'uploaded-by': 'Le Lan <lan@bao.example>' },
    });
    writeInto(content, 'articles/b.md', article('B'));
    expect((await push(content, '--wait', '0')).stdout).toBe('1 file uploaded, 3 unchanged\n');
  });

  it('warns of links to articles that are not public, and of none to one that is in the bucket alone', async () => {
    const content = makeContent({ 'articles/a.md': article('A').replace('Lời', '[b](b.md) [c](c.md)') });
    await createS3Store({ bucket: 'news-content' }).put('articles/b.md', new TextEncoder().encode(article('B')));
    const { stderr } = await push(content, '--wait', '0');
    expect(stderr).toBe(
      `${join(content, 'articles/a.md')}:5:15: warning: "c.md" leads to articles/c.md, which is not there; ` +
        'correct the path\n',
    );
  });

  it('warns of pictures that are not there, and of none that is in the bucket alone', async () => {
    const content = makeContent({ 'articles/a.md': article('A').replace('Lời', '![b](/media/b.jpg) ![c](c.jpg)') });
    await createS3Store({ bucket: 'news-content' }).put('media/b.jpg', new TextEncoder().encode('x'));
    const { stderr } = await push(content, '--wait', '0');
    expect(stderr).toBe(
      `${join(content, 'articles/a.md')}:5:25: warning: the picture articles/c.jpg is not there, and left out until ` +
        'it is; upload what is missing, or correct the path\n',
    );
  });

  it('warns of what --prune takes away from under a link and a picture', async () => {
    const body = '[b](b.md) ![b](/media/b.jpg)';
    const content = makeContent({ 'articles/a.md': article('A').replace('Lời', body), 'media/c.svg': '<svg/>' });
    const bucket = createS3Store({ bucket: 'news-content' });
    for (const key of ['articles/b.md', 'media/b.jpg']) await bucket.put(key, new TextEncoder().encode(article('B')));
    const { stderr } = await push(content, '--wait', '0', '--prune', '--yes');
    expect(stderr).toContain('"b.md" leads to articles/b.md, which is not there; correct the path');
    expect(stderr).toContain('the picture media/b.jpg is not there');
  });

  it('says of no category that it is near another, nor of a feed that it is empty, where it has a part', async () => {
    const site = `${SITE_YAML}feeds: { rules: [{ title: Chợ, include: { tags: [Chợ] } }] }\n`;
    const inCategory = (name: string) => article('A').replace('date', `category: ${name}\ndate`);
    const of = Array.from({ length: 5 }, (_, at) => [`articles/${at}.md`, inCategory('Culture')]);
    const content = makeContent({
      'site.yaml': site,
      'articles/a.md': inCategory('Cultur'),
      ...Object.fromEntries(of),
    });
    expect((await push(content, '--wait', '0', '--dry-run')).stderr).toMatch(
      /no other article.*\n.*no article that is out/,
    );
    await createS3Store({ bucket: 'news-content' }).put('articles/b.md', new TextEncoder().encode(article('B')));
    expect((await push(content, '--wait', '0', '--dry-run')).stderr).toBe('');
  });

  it('brings what may hold articles back before these, and takes it away after them', async () => {
    const content = makeContent({
      'articles/a.md': article('A'),
      'articles/tin/b.md': article('B'),
      'articles/tin/b.meta': '.. status: draft\n',
      'articles/tin/_index.md': '---\ncascade:\n  draft: true\n---\n',
      'articles/tin/tin.json': '{"draft": true}',
      'articles/authors.yml': 'lan:\n  name: Lan\n',
      'media/a.svg': '<svg/>',
    });
    await push(content, '--wait', '0');
    const asked = (kind: string) =>
      s3.requests.flatMap(({ kind: each, key }) => (each === kind && key !== 'site.yaml' ? [key] : []));
    const speaking = ['articles/authors.yml', 'articles/tin/_index.md', 'articles/tin/b.meta', 'articles/tin/tin.json'];
    const uploaded = asked('PUT');
    expect([...uploaded.slice(0, 4)].sort()).toEqual(speaking);
    expect(uploaded.slice(4)).toEqual(['media/a.svg', 'articles/a.md', 'articles/tin/b.md']);
    rmSync(join(content, 'articles/tin'), { recursive: true });
    expect((await push(content, '--wait', '0', '--prune', '--yes')).stdout).toContain('4 removed');
    expect(asked('DELETE')).toEqual(['articles/tin/b.md', ...speaking.slice(1)]);
  });

  it('overwrites nothing that others write while it runs, and says so, but with --force', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
    await push(content, '--wait', '0');
    const files = ['a', 'b', 'c'].map(name => `articles/${name}.md`);
    for (const key of files) writeInto(content, key, article(`${key} mới`));
    const bucket = s3.buckets.get('news-content');
    const others = s3.buckets.get('news-content')?.get('site.yaml');
    s3.inject = ({ kind, key }) => {
      if (kind !== 'PUT' || !bucket || !others) return undefined;
      if (key === 'articles/a.md' || key === 'articles/c.md') bucket.set(key, others);
      if (key === 'articles/b.md') bucket.delete(key);
      return undefined;
    };
    const { status, stdout, stderr } = await push(content, '--wait', '0');
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: '0 files uploaded, 1 unchanged, 3 left alone, since others changed them\n',
    });
    for (const key of files)
      expect(stderr).toContain(`${key}: changed in the bucket since; get it first, or push with --force\n`);
    expect(bucket?.get('articles/a.md')).toBe(others);
    expect(bucket?.has('articles/b.md')).toBe(false);
    s3.inject = () => undefined;
    expect((await push(content, '--wait', '0')).stdout).toContain('3 left alone');
    expect((await push(content, '--wait', '0', '--force')).stdout).toBe('3 files uploaded, 1 unchanged\n');
  });

  it('asks nothing of what is unchanged but one listing', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
    await push(content, '--wait', '0');
    s3.requests.length = 0;
    await push(content, '--wait', '0');
    expect(s3.requests.map(({ kind }) => kind)).toEqual(['LIST']);
  });

  it('waits until all is published, and says where, or why not', async () => {
    const content = makeContent({
      'articles/a.md': article('A'),
      'articles/b.md': `---\ntitle: B\ndraft: true\n---\n`,
    });
    await publish();
    const output = captureOutput();
    const buckets = { contentBucket: 'news-content', feedsBucket: 'news-feeds' };
    const pushing = runPush(content, { ...buckets, wait: 60, interval: 20 });
    await vi.waitFor(() => expect(keysIn('news-content')).toHaveLength(3));
    // The function is told of what was uploaded by an event.
    await runPublish(buckets);
    expect(await pushing).toBe(0);
    expect(output.stdout).toMatch(/^articles\/a\.md: published at https:\S+\/articles\/a-[\da-f]{8}\/$/m);
    expect(output.stdout).toMatch(/^articles\/b\.md: draft \(draft: true\)$/m);
    expect(output.stdout).toMatch(/^3 files uploaded, 0 unchanged$/m);
  });

  it('tells of an address that another slug, or another name of the file, leaves without a page', async () => {
    const content = makeContent({ 'articles/a.md': article('A') });
    const buckets = { contentBucket: 'news-content', feedsBucket: 'news-feeds' };
    await push(content, '--wait', '0');
    await publish();
    const output = captureOutput();
    const pushed = async (path: string, text: string, more: object = {}): Promise<string> => {
      const before = output.stderr.length;
      writeInto(content, path, text);
      const pushing = runPush(content, { ...buckets, wait: 60, interval: 20, ...more });
      const holds = () => s3.buckets.get('news-content')?.get(path)?.bytes.toString() === text;
      await vi.waitFor(() => expect(holds()).toBe(true));
      await runPublish(buckets);
      await pushing;
      return output.stderr.slice(before);
    };
    const withFields = (fields: string): string => article('A').replace('\n---\n', `\n${fields}\n---\n`);
    expect(await pushed('articles/a.md', withFields('slug: cho'))).toBe('');
    const slugged = await pushed('articles/a.md', withFields('slug: ben'));
    expect(slugged).toMatch(
      /^articles\/a\.md: its page was at (\/articles\/cho-\S+\/), where nothing is now; write aliases: \[\1\] into it/,
    );
    rmSync(join(content, 'articles/a.md'));
    const renamed = await pushed('articles/b.md', withFields('slug: ben'));
    expect(renamed).toContain('articles/b.md: it has the title of articles/a.md, which is in the bucket alone and');
    expect(renamed).toMatch(
      /write id: tag:\S+:articles\/a and aliases: \[\/articles\/ben-\S+\/, \/articles\/a-\S+\/\] into it/,
    );
    rmSync(join(content, 'articles/b.md'));
    expect(await pushed('articles/c.md', article('A'), { prune: true, yes: true })).toBe('');
    expect(await pushed('articles/c.md', withFields('author: Lan'))).toBe('');
  });

  it('waits for articles alone, and for no picture beside one', async () => {
    const content = makeContent({ 'articles/a.md': `${article('A')}![x](a.jpg)\n`, 'articles/a.jpg': 'x' });
    const output = captureOutput();
    const buckets = { contentBucket: 'news-content', feedsBucket: 'news-feeds' };
    const pushing = runPush(content, { ...buckets, wait: 1, interval: 20 });
    await vi.waitFor(() => expect(keysIn('news-content')).toHaveLength(3));
    await runPublish(buckets);
    expect(await pushing).toBe(0);
    expect(output.stderr).not.toContain('a.jpg');
    expect(output.stdout).toContain('articles/a.md: published at ');
  });

  it('says what was not published in time, and ends with status 1', async () => {
    const content = makeContent({ 'articles/a.md': article('A') });
    const output = captureOutput();
    const buckets = { contentBucket: 'news-content', feedsBucket: 'news-feeds' };
    expect(await runPush(content, { ...buckets, wait: 0.05, interval: 10 })).toBe(1);
    expect(output.stderr).toContain(
      'articles/a.md: not published after 0.05 s; bantin status articles/a.md --feeds-bucket news-feeds tells when',
    );
  });

  it('leaves here what would be rejected, so that the version that is out stays', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
    await push(content, '--wait', '0');
    const before = s3.buckets.get('news-content')?.get('articles/a.md');
    writeInto(content, 'articles/a.md', article('A', 'hôm qua'));
    writeInto(content, 'articles/b.md', article('B2'));
    const { status, stdout, stderr } = await push(content, '--wait', '0');
    expect(status).toBe(1);
    expect(stderr).toMatch(/articles\/a\.md:3:7: /);
    expect(stdout).toBe('1 file uploaded, 1 unchanged, 1 left here, since it would be rejected\n');
    expect(s3.buckets.get('news-content')?.get('articles/a.md')).toBe(before);
  });

  it('keeps the metadata of what it overwrites, and judges a file with it', async () => {
    const content = makeContent({
      'articles/draft.md': article('A'),
      'articles/dated.md': '---\ntitle: B\n---\nLời\n',
      'articles/same.md': '---\ntags: c\n---\n',
      'articles/untitled.md': '---\ntags: c\n---\nLời\n',
    });
    const bucket = createS3Store({ bucket: 'news-content' });
    const metadata = { draft: 'true', id: 'tag:x,2018:a', title: 'Tựa', date: '2026-11-20', 'uploaded-by': 'Mai' };
    for (const name of ['draft', 'dated', 'untitled'])
      await bucket.put(`articles/${name}.md`, Buffer.from('x'), {
        metadata: { ...metadata, id: `tag:x,2018:${name}` },
      });
    await bucket.put('articles/same.md', readFileSync(join(content, 'articles/same.md')), { metadata });
    const { status, stdout } = await push(content, '--wait', '0', '--as', 'Lan');
    expect(stdout).toBe('4 files uploaded, 1 unchanged\n');
    expect(status).toBe(0);
    const put = await bucket.get('articles/draft.md');
    expect(put?.metadata).toMatchObject({ ...metadata, id: 'tag:x,2018:draft', 'uploaded-by': 'Lan' });
    expect(put?.metadata['bantin-md5']).toMatch(/^[\da-f]{32}$/);
  });

  it('lets withdrawals and drafts out, whatever else is wrong with them', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
    await push(content, '--wait', '0');
    const wrong = 'id: tag:x,2018:same\ntags: { a: b }\nimage: "ftp://x y"\n';
    writeInto(content, 'articles/a.md', `---\ntitle: A\ndate: 2026-11-20\nwithdrawn: true\n${wrong}---\n`);
    writeInto(content, 'articles/b.md', `---\ntitle: B\ndate: 2026-11-20\ndraft: true\n${wrong}---\n`);
    const { stdout, stderr } = await push(content, '--wait', '0');
    expect(stderr).toMatch(/articles\/a\.md:6:7: tags: expected/);
    expect(stdout).toBe('2 files uploaded, 1 unchanged\n');
  });

  it('takes nothing away but with --prune, which asks', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
    await push(content, '--wait', '0');
    rmSync(join(content, 'articles/b.md'));
    const kept = await push(content, '--wait', '0');
    expect(kept.stdout).toBe('0 files uploaded, 2 unchanged, 1 in the bucket alone (--prune takes it away)\n');
    const asked = await push(content, '--wait', '0', '--prune');
    expect(asked).toMatchObject({ status: 2, stdout: '' });
    expect(asked.stderr).toBe(
      '  articles/b.md\nbantin: --prune would take away 1 object of news-content that is not here; ' +
        'nothing was done; add --yes\n',
    );
    expect(keysIn('news-content')).toContain('articles/b.md');
    expect((await push(content, '--wait', '0', '--prune', '--dry-run')).stdout).toContain('1 would be removed');
    expect(keysIn('news-content')).toContain('articles/b.md');
    const pruned = await push(content, '--wait', '0', '--prune', '--yes');
    expect(pruned.stdout).toBe('0 files uploaded, 2 unchanged, 1 removed\n');
    expect(keysIn('news-content')).toEqual(['articles/a.md', 'site.yaml']);
    writeInto(content, 'articles/b.md', article('B'));
    expect((await push(content, '--wait', '0')).stdout).toBe('1 file uploaded, 2 unchanged\n');
  });

  it('prunes nothing where something here can not be looked into, and tells of that', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/x/b.md': article('B') });
    await push(content, '--wait', '0');
    const elsewhere = temporaryDirectory();
    writeInto(elsewhere, 'b.md', article('B'));
    rmSync(join(content, 'articles/x'), { recursive: true });
    symlinkSync(elsewhere, join(content, 'articles/x'));
    const { status, stderr } = await push(content, '--wait', '0', '--prune', '--yes');
    expect(status).toBe(2);
    expect(stderr).toMatch(/articles\/x can't be looked into: it .*; nothing was done; /);
    expect(keysIn('news-content')).toContain('articles/x/b.md');
    const without = await push(content, '--wait', '0');
    expect(without).toMatchObject({ status: 1, stderr: expect.stringContaining('articles/x: ') });
    const { stdout } = await push(content, '--wait', '0', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ skipped: ['articles/x'], kept: [] });
  });

  it('takes a link in the place of the authors file for no deletion', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), '_data/authors.yml': 'lan:\n  name: Lan\n' });
    await push(content, '--wait', '0');
    rmSync(join(content, '_data'), { recursive: true });
    const elsewhere = temporaryDirectory();
    writeInto(elsewhere, 'authors.yml', 'lan:\n  name: Lan\n');
    symlinkSync(elsewhere, join(content, '_data'));
    expect(await push(content, '--wait', '0', '--prune', '--yes')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("_data can't be looked into"),
    });
    expect(keysIn('news-content')).toContain('_data/authors.yml');
  });

  it.each(['articles', 'media'])('prunes nothing where %s/ is empty all at once', async folder => {
    const files = {
      'articles/a.md': article('A'),
      'articles/b.md': article('B'),
      'media/a.svg': '',
      'media/b.svg': '',
    };
    const content = makeContent(files);
    await push(content, '--wait', '0');
    rmSync(join(content, folder), { recursive: true });
    const { status, stderr } = await push(content, '--wait', '0', '--prune', '--yes');
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`${folder}/: there is no (article|file), where .* 2.*put them back`));
    expect(keysIn('news-content')).toEqual(expect.arrayContaining(Object.keys(files)));
  });

  it('prunes nothing while something is kept back: it may be that under another name', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
    await push(content, '--wait', '0');
    rmSync(join(content, 'articles/a.md'));
    writeInto(content, 'articles/c.md', article('A', 'hôm qua'));
    const { status, stderr } = await push(content, '--wait', '0', '--prune', '--yes');
    expect(status).toBe(2);
    expect(stderr).toContain('of what stays here (articles/c.md); nothing was done');
    expect(keysIn('news-content')).toContain('articles/a.md');
  });

  it('leaves alone what others changed since the last push from here, but with --force', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B'), 'articles/c.md': 'x' });
    expect((await push(content, '--wait', '0')).stdout).toContain('4 files uploaded');
    const bucket = createS3Store({ bucket: 'news-content' });
    const withdrawal = '---\ntitle: A\ndate: 2026-11-20\nwithdrawn: true\n---\n';
    await bucket.put('articles/a.md', Buffer.from(withdrawal));
    await bucket.put('articles/c.md', Buffer.from(article('C')));
    await bucket.put('articles/d.md', Buffer.from(article('D')));
    await bucket.delete('articles/b.md');
    writeInto(content, 'articles/c.md', article('C2', 'hôm qua'));
    writeInto(content, 'articles/d.md', article('D2'));
    writeInto(content, 'articles/e.md', article('E'));
    const asked = ['--wait', '0'];
    const left = ['a', 'b', 'c', 'd'].map(name => `articles/${name}.md`);
    for (const uploaded of [1, 0]) {
      const { status, stdout, stderr } = await push(content, ...asked);
      expect(status).toBe(1);
      expect(stdout).toContain(`${uploaded} file${uploaded === 1 ? '' : 's'} uploaded`);
      expect(stdout).toContain('4 left alone, since others changed them');
      for (const key of left)
        expect(stderr).toContain(`${key}: changed in the bucket since; get it first, or push with --force\n`);
    }
    expect(Buffer.from((await bucket.get('articles/a.md'))?.bytes ?? []).toString()).toBe(withdrawal);
    expect(keysIn('news-content')).not.toContain('articles/b.md');
    expect(JSON.parse((await push(content, '--dry-run', '--json')).stdout)).toMatchObject({ changedInBucket: left });
    await bucket.put('articles/z.md', Buffer.from(article('Z')));
    expect((await push(content, ...asked, '--prune', '--yes')).stderr).toContain('of what stays here');
    await bucket.delete('articles/z.md');
    // Who has got what is there may go on from it.
    writeInto(content, 'articles/a.md', withdrawal);
    expect((await push(content, ...asked)).stdout).toContain('3 left alone');
    writeInto(content, 'articles/a.md', article('A2'));
    expect((await push(content, ...asked)).stdout).toMatch(/^1 file uploaded/);
    writeInto(content, 'articles/c.md', article('C3'));
    expect(await push(content, ...asked, '--force')).toMatchObject({
      status: 0,
      stdout: '3 files uploaded, 3 unchanged\n',
    });
    expect(keysIn('news-content')).not.toContain('.bantin-push.json');
  });

  it('knows what it uploaded before it was broken off', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
    await push(content, '--wait', '0');
    writeInto(content, 'articles/a.md', article('A2'));
    writeInto(content, 'articles/b.md', article('B2'));
    s3.inject = ({ kind, key }) =>
      kind === 'PUT' && key === 'articles/b.md' ? { status: 403, code: 'AccessDenied' } : undefined;
    expect((await push(content, '--wait', '0')).status).toBe(2);
    s3.inject = () => undefined;
    writeInto(content, 'articles/a.md', article('A3'));
    expect((await push(content, '--wait', '0')).stdout).toBe('2 files uploaded, 1 unchanged\n');
  });

  it('is done where it can not write down what it did, and says so', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), '.bantin-push.json/x': '' });
    expect(await push(content, '--wait', '0')).toMatchObject({
      status: 0,
      stdout: '2 files uploaded, 0 unchanged\n',
      stderr: expect.stringContaining('.bantin-push.json: not written, '),
    });
  });

  it('does nothing where what it wrote down is damaged', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), '.bantin-push.json': '{"news-content": 1}' });
    expect(await push(content, '--wait', '0')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('.bantin-push.json is damaged'),
    });
    expect(keysIn('news-content')).toEqual([]);
  });

  it('says what it would do, in lines or in JSON, and does nothing', async () => {
    const content = makeContent({ 'articles/a.md': article('A') });
    expect((await push(content, '--dry-run')).stdout).toBe(
      'would upload articles/a.md\nwould upload site.yaml\n2 files would be uploaded, 0 unchanged\n',
    );
    const { stdout } = await push(content, '--dry-run', '--json');
    expect(JSON.parse(stdout)).toEqual({
      wouldUpload: ['articles/a.md', 'site.yaml'],
      unchanged: 0,
      kept: [],
      changedInBucket: [],
      skipped: [],
      onlyInBucket: [],
      articles: [],
      notPublishedYet: [],
      addressesLost: [],
      problems: [],
    });
    expect(keysIn('news-content')).toEqual([]);
  });

  it('does nothing where site.yaml is invalid, or no newsroom is named', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'site.yaml': `${SITE_YAML}url: x\n` });
    expect(await push(content)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("site.yaml can't be used"),
    });
    expect(await bantin('push', content)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('which newsroom?'),
    });
    expect(s3.requests).toEqual([]);
  });

  it('goes on where it was broken off', async () => {
    const content = makeContent({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
    s3.inject = ({ kind, key }) =>
      kind === 'PUT' && key === 'articles/b.md' ? { status: 403, code: 'AccessDenied' } : undefined;
    const failed = await push(content, '--wait', '0');
    s3.inject = () => undefined;
    expect(failed).toMatchObject({ status: 2, stderr: expect.stringContaining('articles/b.md') });
    expect((await push(content, '--wait', '0')).stdout).toBe('1 file uploaded, 2 unchanged\n');
    expect(readFileSync(join(content, 'articles/b.md'), 'utf8')).toContain('B');
  });
});
