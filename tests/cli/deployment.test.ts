import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type S3Server, startS3Server, writeObject } from '../stores/s3-server.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { type CloudFormationServer, startCloudFormationServer } from './cloudformation-server.ts';
import { bantin, SITE_YAML } from './run.ts';

const STACK = 'bantin-production-publisher';
const OUTPUTS = {
  ContentBucketName: 'news-content',
  FeedsBucketName: 'news-feeds',
  FunctionName: 'news-function',
  FeedsUrl: 'https://d111111abcdef8.cloudfront.net/',
};
const DELIVERY = { FeedsUrl: OUTPUTS.FeedsUrl, DistributionDomainName: 'd111111abcdef8.cloudfront.net' };
const DEPLOYMENT = {
  stack: STACK,
  contentBucket: 'news-content',
  feedsBucket: 'news-feeds',
  functionName: 'news-function',
  feedsUrl: OUTPUTS.FeedsUrl,
};
const WHERE = `stack           ${STACK}
content bucket  news-content
feeds bucket    news-feeds
function        news-function
served at       https://d111111abcdef8.cloudfront.net/

`;

let s3: S3Server;
let cloudFormation: CloudFormationServer;

beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(async () => s3.close());
beforeEach(async () => {
  cloudFormation = await startCloudFormationServer();
  cloudFormation.stacks.set(STACK, { outputs: OUTPUTS });
  s3.createBucket('news-feeds');
  const content = s3.createBucket('news-content');
  content.set('site.yaml', writeObject(Buffer.from(SITE_YAML)));
  content.set('articles/a.md', writeObject(Buffer.from('---\ntitle: A\ndate: 2026-11-20\n---\nLời\n')));
  vi.stubEnv('AWS_ENDPOINT_URL_S3', s3.endpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', cloudFormation.endpoint);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await cloudFormation.close();
});

function outputsFile(content: unknown): string {
  const file = join(temporaryDirectory(), 'outputs.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('bantin status of a deployment', () => {
  it('tells of single articles, by their paths', async () => {
    const content = s3.createBucket('news-content');
    content.set('site.yaml', writeObject(Buffer.from(SITE_YAML)));
    content.set('articles/a.md', writeObject(Buffer.from('---\ntitle: A\ndate: 2026-11-20\n---\nLời\n')));
    content.set('articles/b.md', writeObject(Buffer.from('---\ntitle: B\ndate: hôm qua\n---\nLời\n')));
    const file = outputsFile({ [STACK]: OUTPUTS });
    expect(await bantin('status', 'articles/a.md', '--outputs', file)).toMatchObject({
      status: 2,
      stderr: 'bantin: nothing is published yet; bantin status tells what was done so far\n',
    });
    await bantin('publish', '--outputs', file);
    const one = await bantin('status', 'content/articles/a.md', '--outputs', file);
    expect(one).toMatchObject({ status: 0, stderr: '' });
    expect(one.stdout.split('\n')).toEqual([
      expect.stringMatching(/^articles\/a\.md: published at https:\S+\/articles\/a-[\da-f]{8}\/$/),
      expect.stringMatching(/^ {2}of 2026-11-20 00:00, version [\da-f]{32}$/),
      expect.stringMatching(/^ {2}in https:\S+$/),
      '',
    ]);
    const all = await bantin('status', 'articles/a.md', 'articles/b.md', 'articles/c.md', '--json', '--outputs', file);
    expect(all.status).toBe(1);
    expect(JSON.parse(all.stdout).articles).toMatchObject([
      { path: 'articles/a.md', status: 'published', published: '2026-11-19T17:00:00Z' },
      { path: 'articles/b.md', status: 'rejected', problems: [{ line: 3, severity: 'error' }] },
      { path: 'articles/c.md', status: 'unknown' },
    ]);
    const wrong = await bantin('status', 'media/a.jpg', '--outputs', file);
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('media/a.jpg is no path of an article') });
  });

  it('asks CloudFormation where it is, and tells so', async () => {
    expect(await bantin('status', '--stack', STACK)).toEqual({
      status: 0,
      stdout: `${WHERE}nothing is published yet\n`,
      stderr: '',
    });
    expect(cloudFormation.asked).toEqual([STACK]);
    const { stdout } = await bantin('status', '--stack', STACK, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ deployment: DEPLOYMENT, problems: [] });
  });

  it('reads what cdk deploy wrote, and asks nobody', async () => {
    const file = outputsFile({ 'bantin-production-delivery': DELIVERY, [STACK]: OUTPUTS });
    expect((await bantin('status', '--outputs', file)).stdout).toBe(`${WHERE}nothing is published yet\n`);
    expect(cloudFormation.asked).toEqual([]);
  });

  it('leaves the address to site.yaml where the deployment has none', async () => {
    const { FeedsUrl: _, ...outputs } = OUTPUTS;
    const { stdout } = await bantin('status', '--outputs', outputsFile({ [STACK]: outputs }));
    expect(stdout).toContain('function        news-function\n\nnothing');
  });

  it('takes the stack that it is told of several in a file', async () => {
    const other = { ...OUTPUTS, FeedsBucketName: 'other-feeds' };
    const file = outputsFile({ [STACK]: OUTPUTS, 'bantin-song-may-publisher': other });
    expect((await bantin('status', '--outputs', file, '--stack', STACK)).status).toBe(0);
    expect(await bantin('status', '--outputs', file)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        `bantin: ${file}: there are several newsrooms, ${STACK}, bantin-song-may-publisher; choose one with ` +
        `--stack NAME\n`,
    });
    expect(await bantin('status', '--outputs', file, '--stack', 'x')).toMatchObject({
      status: 2,
      stderr: `bantin: ${file}: there is no stack x, only ${STACK}, bantin-song-may-publisher\n`,
    });
  });

  it.each([
    ['{\n  "a": ,', ':2:8: it is not JSON; give the file that cdk deploy --outputs-file wrote'],
    ['[]', ': expected outputs by stack, found a list; give the file'],
    ['{}', ': expected outputs by stack, found none; give the file'],
    ['5', ': expected outputs by stack, found 5; give the file'],
    [{ a: 5 }, ': a: expected outputs by name, found 5'],
    [{ a: { B: ['c'] } }, ': a: B: expected text, found a list'],
    [{ a: DELIVERY, b: {} }, ": none of its stacks is a publisher's, only a, b; deploy with --all"],
    [
      { a: { ...OUTPUTS, FeedsBucketName: '' } },
      ': the stack a: it has no output FeedsBucketName, only ContentBucketName, FeedsUrl, FunctionName; ' +
        'deploy it again',
    ],
    [
      { a: { ...OUTPUTS, FeedsUrl: 'feeds' } },
      ': the stack a: FeedsUrl: expected a URL such as https://feeds.bao.example/, found "feeds"',
    ],
    [
      { a: { ...OUTPUTS, FeedsUrl: 'https://ai:bimat@feeds.example/' } },
      ': the stack a: FeedsUrl: expected a URL such as https://feeds.bao.example/, found "https://***@feeds.example/"',
    ],
  ])('says what is wrong with a file: %j', async (content, message) => {
    const file = outputsFile(content);
    const { status, stdout, stderr } = await bantin('status', '--outputs', file);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`bantin: ${file}${message}`);
  });

  it('reads a file that begins with a byte order mark, and tells of one that is not there', async () => {
    expect(
      (await bantin('status', '--outputs', outputsFile(`\uFEFF{"${STACK}":${JSON.stringify(OUTPUTS)}}`))).status,
    ).toBe(0);
    expect(await bantin('status', '--outputs', '/nowhere.json')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^bantin: \/nowhere\.json: it can't be read \(ENOENT.*\); give the file that/),
    });
  });

  it('says that there is no such stack', async () => {
    expect(await bantin('status', '--stack', 'x')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'bantin: stack x: there is none; check its name, as cdk list prints it, and whether account and ' +
        'region (AWS_PROFILE, AWS_REGION) are those that it was deployed to\n',
    });
  });

  it('says what a stack lacks', async () => {
    cloudFormation.stacks.set('bantin-production-delivery', { outputs: DELIVERY });
    cloudFormation.stacks.set('rolled-back', { status: 'ROLLBACK_COMPLETE', outputs: {} });
    const mend = "name the publisher's stack, such as bantin-production-publisher, or finish its deployment";
    const missing = 'it has no output ContentBucketName, FeedsBucketName, FunctionName';
    expect((await bantin('status', '--stack', 'bantin-production-delivery')).stderr).toBe(
      `bantin: stack bantin-production-delivery (CREATE_COMPLETE): ${missing}, only DistributionDomainName, ` +
        `FeedsUrl; ${mend}\n`,
    );
    expect((await bantin('status', '--stack', 'rolled-back')).stderr).toBe(
      `bantin: stack rolled-back (ROLLBACK_COMPLETE): ${missing}, nor any other; ${mend}\n`,
    );
  });

  it.each([
    [
      { status: 403, code: 'AccessDenied', message: 'User x is not authorized' },
      'cloudformation:DescribeStacks is denied (User x is not authorized); grant it on ' +
        `arn:aws:cloudformation:*:*:stack/${STACK}/*, or give --outputs FILE or the buckets instead`,
    ],
    [
      { status: 403, code: 'InvalidClientTokenId', message: 'The token is invalid.' },
      'the credentials are wrong or expired (The token is invalid.); sign in again, or check ' +
        'AWS_PROFILE and the clock',
    ],
    [{ status: 400, code: 'ValidationError', message: 'Bad name' }, 'the question failed (ValidationError: Bad name)'],
  ])('says why CloudFormation does not answer: %j', async (refusal, message) => {
    cloudFormation.refuse = refusal;
    expect(await bantin('status', '--stack', STACK)).toEqual({
      status: 2,
      stdout: '',
      stderr: `bantin: stack ${STACK}: ${message}\n`,
    });
  });

  it('says that CloudFormation can not be reached', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', 'http://127.0.0.1:1');
    const { stderr } = await bantin('status', '--stack', STACK);
    expect(stderr).toMatch(/^bantin: stack bantin-production-publisher: CloudFormation can't be reached \(.*\); /);
    expect(stderr).toMatch(/\); check the network, AWS_REGION and AWS_ENDPOINT_URL_CLOUDFORMATION\n$/);
  });
});

describe('rights, as docs/deploy.md tells them,', () => {
  const asked = () => s3.requests.map(({ kind, bucket, key }) => `${kind} ${bucket}/${key}`);

  it('are enough for status: objects of the state', async () => {
    await bantin('publish', '--stack', STACK);
    s3.requests.length = 0;
    expect((await bantin('status', '--stack', STACK)).status).toBe(0);
    expect(asked().length).toBeGreaterThan(1);
    expect(asked().filter(request => !request.startsWith('GET news-feeds/state/'))).toEqual([]);
  });

  it('are enough for publish: those of the function', async () => {
    const content = s3.buckets.get('news-content');
    content?.set('media/a.jpg', writeObject(Buffer.from('x')));
    s3.requests.length = 0;
    await bantin('publish', '--stack', STACK);
    content?.delete('articles/a.md');
    content?.delete('media/a.jpg');
    await bantin('publish', '--stack', STACK);
    const allowed = [
      /^LIST news-(?:content|feeds)\/$/,
      /^GET news-content\/(?:articles\/|media\/|site\.yaml$|(?:_data\/)?authors\.ya?ml$)/,
      /^(?:GET|PUT|COPY|DELETE) news-feeds\/(?:public|state)\//,
    ];
    for (const right of allowed) expect(asked().some(request => right.test(request))).toBe(true);
    expect(asked().filter(request => !allowed.some(right => right.test(request)))).toEqual([]);
  });
});

describe('bantin publish to a deployment', () => {
  it('takes buckets and address from where the deployment tells them', async () => {
    const file = outputsFile({ 'bantin-production-delivery': DELIVERY, [STACK]: OUTPUTS });
    for (const where of [
      ['--stack', STACK],
      ['--outputs', file],
    ]) {
      const feeds = s3.createBucket('news-feeds');
      expect((await bantin('publish', ...where)).status).toBe(0);
      const feed = JSON.parse(Buffer.from(feeds.get('public/feed.json')?.bytes ?? []).toString());
      expect(feed.feed_url).toBe('https://d111111abcdef8.cloudfront.net/feed.json');
    }
  });

  it('lets an address that is given win', async () => {
    vi.stubEnv('FEEDS_URL', 'https://env.example');
    await bantin('publish', '--stack', STACK);
    const feed = s3.buckets.get('news-feeds')?.get('public/feed.json');
    expect(Buffer.from(feed?.bytes ?? []).toString()).toContain('https://env.example/feed.json');
  });
});

describe('where a newsroom is', () => {
  it.each([
    [['status'], 'which newsroom? Give --stack bantin-production-publisher, --outputs with the file'],
    [['publish'], 'or both --content-bucket and --feeds-bucket'],
    [['publish', '--feeds-bucket', 'a'], 'or both --content-bucket and --feeds-bucket'],
    [['publish', '--content-bucket', 'a'], 'or both --content-bucket and --feeds-bucket'],
    [
      ['status', '--stack', 'a', '--feeds-bucket', 'b'],
      "option '--feeds-bucket <name>' cannot be used with option '--stack <name>'",
    ],
    [
      ['status', '--outputs', 'a', '--feeds-bucket', 'b'],
      "option '--feeds-bucket <name>' cannot be used with option '--outputs <file>'",
    ],
    [
      ['publish', '--stack', 'a', '--content-bucket', 'b'],
      "option '--content-bucket <name>' cannot be used with option '--stack <name>'",
    ],
  ])('must be told, and once: %j', async (args, message) => {
    expect(await bantin(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
    expect(cloudFormation.asked).toEqual([]);
  });
});
