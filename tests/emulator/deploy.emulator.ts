import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Client } from '../../functions/stores/s3-client.ts';
import { bantin } from '../cli/run.ts';
import { emptyBucket } from './buckets.ts';
import { cdk, leaveOutUnknown } from './cdk.ts';
import { DeployedFleet } from './deployed-fleet.ts';
import { DeployedFunction } from './deployed-function.ts';
import { eventually } from './eventually.ts';
import { ask, type Inventory, keysInUse, takeInventory } from './inventory.ts';
import { describeSeconds, measure } from './measure.ts';
import { feedsOf, Newsroom } from './newsroom.ts';
import { Queue, queueOf } from './queue.ts';
import { Subscription } from './subscription.ts';

/** Milliseconds. */
const MINUTE = 60_000;
/** Maximum time from a change to all its feeds, in milliseconds, on any machine. */
const PUBLISH = { limit: 30_000 };
const CONTEXT = [
  'cdn=false',
  'batchingSeconds=0',
  'dueMinutes=1',
  'editorsEmail=toasoan@bao.example',
  'fleet=true',
  'fleetConcurrency=2',
].flatMap(field => ['-c', field]);
const APP = 'node --import tsx tests/emulator/app.ts';
const NEXT_REVISION = 'feedfeedfeedfeed';
const KEY = 'articles/the-thao';
const STACK = 'bantin-production-publisher';

type Paths = [string, string, string];

const folder = mkdtempSync(join(tmpdir(), 'bantin-deploy-'));
const [app, nextApp, outputsFile] = ['app', 'next-app', 'outputs.json'].map(name => join(folder, name)) as Paths;
const client = createS3Client();
let before: Inventory;
let functionName: string;
let fleet: DeployedFleet;
let editorsTopic: string;
let newsroom: Newsroom;
let queue: Queue;

async function synthesize(out: string, revision: { readonly NEXT_REVISION?: string } = {}): Promise<void> {
  // AWS's checks of templates take half of the time, and are no part of what is tested here.
  const env = { ...revision, CDK_VALIDATION: 'false' };
  await cdk(['synth', '--quiet', '--app', APP, '--output', out, ...CONTEXT], { env });
  leaveOutUnknown(out);
}

async function deploy(out: string): Promise<string> {
  const options = ['--method=direct', '--require-approval=never', '--outputs-file', outputsFile];
  return cdk(['deploy', '--all', '--app', out, ...options]);
}

async function buckets(): Promise<readonly string[]> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  return Buckets.map(({ Name = '' }) => Name).sort();
}

/** Returns the number of times that a deployment published everything: each call of its function logs a report. */
async function firstPublishes(): Promise<number> {
  const { logGroups = [] } = await takeInventory();
  const logGroupName = logGroups.find(name => name.includes('FirstPublish'));
  const { events } = JSON.parse(
    await ask({ service: 'logs', target: 'Logs_20140328.FilterLogEvents', body: { logGroupName } }),
  );
  return events.filter(({ message }: { message: string }) => message.startsWith('REPORT ')).length;
}

function article(title: string, fields = ''): string {
  return `---\ntitle: ${title}\ndate: 2026-11-20 08:30\n${fields}---\nĐội nhà thắng ba trận liền.\n`;
}

/** Waits until every feed of an article's category, and of all, tells of it. */
async function isOut(title: string): Promise<void> {
  const feeds = [...feedsOf('the-thao'), ...feedsOf('')];
  await eventually(`"${title}" in ${feeds.join(', ')}`, () => newsroom.tell(feeds, title), PUBLISH);
}

beforeAll(async () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  await Promise.all([
    // In the folder of the app it would synthesize that, too.
    cdk(['bootstrap', 'aws://000000000000/us-east-1'], { cwd: empty }),
    synthesize(app),
    synthesize(nextApp, { NEXT_REVISION }),
  ]);
  before = await takeInventory();
  await deploy(app);
  const outputs = JSON.parse(readFileSync(outputsFile, 'utf8'))[STACK];
  functionName = outputs.FunctionName;
  fleet = new DeployedFleet(outputs.FleetArn);
  editorsTopic = outputs.EditorsTopicArn;
  newsroom = new Newsroom(outputs.ContentBucketName, outputs.FeedsBucketName);
  queue = await queueOf(functionName);
}, 5 * MINUTE);

afterAll(() => {
  client.destroy();
  rmSync(folder, { recursive: true, force: true });
});

// Each wait within has a limit of its own, which says what was waited for.
describe('a deployment', { timeout: 4 * MINUTE }, () => {
  it('has published the newsroom that it was given when it returns', async () => {
    const paths = await newsroom.paths();
    expect(paths).toEqual(expect.arrayContaining([...feedsOf(''), ...feedsOf('thoi-su'), ...feedsOf('english')]));
    expect(await newsroom.differences()).toEqual([]);
    expect(await firstPublishes()).toBe(1);
  });

  it('tells bantin status where it is, by the name of its stack and by the file of its outputs', async () => {
    const { asOf } = await newsroom.status();
    const deployment = { stack: STACK, ...newsroom.buckets, functionName, fleet: fleet.arn };
    for (const where of [
      ['--stack', STACK],
      ['--outputs', outputsFile],
    ]) {
      const { stdout, stderr } = await bantin('status', ...where, '--json');
      expect([stderr, JSON.parse(stdout)]).toEqual(['', expect.objectContaining({ deployment, asOf })]);
    }
    expect(await bantin('status', '--stack', 'bantin-production-delivery')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('(CREATE_COMPLETE): it has no output ContentBucketName, '),
    });
    expect(await bantin('status', '--stack', 'bantin-none-publisher')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('stack bantin-none-publisher: there is none; check its name'),
    });
  });

  it('publishes an article of each kind that is put into its bucket', async () => {
    await newsroom.put(`${KEY}/a.md`, article('Tin bằng Markdown'));
    await newsroom.put(`${KEY}/2026/11/20/b.txt`, 'Tin bằng chữ thường\n\nĐội nhà thắng ba trận liền.\n');
    const page = '<html lang="vi"><head><title>Tin bằng HTML</title><meta property="article:published_time"';
    await newsroom.put(
      `${KEY}/c.html`,
      `${page} content="2026-11-20T08:30:00+07:00"></head><body><p>Thắng.</p></body></html>`,
    );
    for (const title of ['Tin bằng Markdown', 'Tin bằng chữ thường', 'Tin bằng HTML']) await isOut(title);
  });

  it('tells editors what it rejected and why, then that it is mended, and nothing else', async () => {
    const subscription = await Subscription.to(editorsTopic);
    const metadata = { 'uploaded-by': 'Lê Na <na@bao.example>' };
    const put = (text: string) => newsroom.content.put(`${KEY}/hong.md`, Buffer.from(text), { metadata });
    const told = (what: string) =>
      eventually(what, async () => {
        const messages = await subscription.take();
        return messages.length > 0 && messages;
      });
    await put('---\ntitle: Tin viết sai ngày\ndate: 30/02/2026\n---\nLời.\n');
    const [rejected, ...others] = await told('a message of a rejected article');
    expect(others).toEqual([]);
    expect(rejected?.subject).toMatch(/: 1 bài bị từ chối$/);
    expect(rejected?.document).toMatchObject({
      version: 1,
      more: 0,
      notices: [
        {
          kind: 'rejected',
          path: `${KEY}/hong.md`,
          uploadedBy: metadata['uploaded-by'],
          problems: [{ line: 3, severity: 'error', message: expect.stringContaining('30/02/2026') }],
        },
      ],
    });
    await put(article('Tin đã sửa ngày'));
    const [mended] = await told('a message of a mended article');
    expect(mended?.document.notices).toMatchObject([{ kind: 'mended', path: `${KEY}/hong.md` }]);
    await isOut('Tin đã sửa ngày');
    await newsroom.put(`${KEY}/lanh.md`, article('Tin không ai phải nghe'));
    await isOut('Tin không ai phải nghe');
    expect(await subscription.take()).toEqual([]);
    await subscription.end();
  });

  it('tells of an article that it rejects, and publishes the others', async () => {
    await newsroom.put(`${KEY}/bad.md`, '---\ntitle: Tin hỏng\ndate: 30/02/2026\n---\nLời.\n');
    await newsroom.put(`${KEY}/good.md`, article('Tin lành'));
    await isOut('Tin lành');
    const told = await eventually('a rejected source in the status', async () => {
      const status = await newsroom.status();
      return status.rejected > 0 && status;
    });
    expect(told).toMatchObject({
      rejected: 1,
      problems: [expect.objectContaining({ path: `${KEY}/bad.md`, line: 3 })],
    });
    expect(await newsroom.mentions('Tin hỏng')).toEqual([]);
  });

  it('gives up a message that tells of nothing, after five attempts, and publishes meanwhile', async () => {
    const { RedrivePolicy = '{}', VisibilityTimeout = '' } = await queue.attributes();
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(RedrivePolicy);
    expect(Number(maxReceiveCount)).toBe(5);
    const deadLetters = new Queue(deadLetterTargetArn);
    // Half an hour between attempts is more than a test can wait.
    await queue.setAttributes({ VisibilityTimeout: '1' });
    await queue.send('poison');
    await newsroom.put(`${KEY}/beside.md`, article('Tin bên cạnh'));
    await isOut('Tin bên cạnh');
    const dead = await eventually('the message among the dead letters', async () => {
      const messages = await deadLetters.receive();
      return messages.length > 0 && messages;
    });
    expect(dead).toEqual(['poison']);
    await queue.setAttributes({ VisibilityTimeout });
  });

  it('takes seconds from PutObject to all feeds of a category', async () => {
    const seconds = await measure(10, async at => {
      const title = `Tin đo giờ ${at}.`;
      await newsroom.put(`${KEY}/measure-${at}.md`, article(title));
      await eventually(`"${title}" in its feeds`, () => seen(title), { ...PUBLISH, pause: 20 });
    });
    console.log(`from PutObject to all feeds of the category, ${describeSeconds(seconds)}`);
  });

  it('keeps an article back until its date, and lets it out by the schedule', async () => {
    // On a minute, as newsrooms have it, and the schedule; far enough away to see that it is not out.
    const date = Math.ceil((Date.now() + MINUTE / 2) / MINUTE) * MINUTE;
    await newsroom.put(`${KEY}/due.md`, `---\ntitle: Tin hẹn giờ\ndate: ${new Date(date).toISOString()}\n---\nLời.\n`);
    await eventually('the embargo in the status', async () => {
      const { due } = await newsroom.status();
      return due.some(({ key }) => key === `${KEY}/due.md`);
    });
    expect(await newsroom.mentions('Tin hẹn giờ')).toEqual([]);
    // The emulator looks for schedules every ten seconds.
    const limit = date - Date.now() + MINUTE;
    const out = await eventually('the embargoed article in its feeds', () => seen('Tin hẹn giờ'), { limit });
    expect(out).toBeGreaterThanOrEqual(date);
    expect(await newsroom.status()).toMatchObject({ by: 'due' });
  });

  it('says of a withdrawn article that it is gone, in words that the edge understands', async () => {
    await newsroom.put(`${KEY}/taken.md`, article('Tin lấy lại'));
    await isOut('Tin lấy lại');
    const page = await eventually('the page of the article', async () => {
      return (await newsroom.mentions('Tin lấy lại')).find(path => path.startsWith('articles/'));
    });
    await newsroom.put(`${KEY}/taken.md`, article('Tin lấy lại', 'withdrawn: { reason: Nguồn tin rút lời }\n'));
    await eventually('the withdrawn article to leave everything', async () => {
      return (await newsroom.mentions('Tin lấy lại')).length === 0;
    });
    expect(await newsroom.read(page)).toContain('Nguồn tin rút lời');
    expect(await newsroom.read('atom.xml')).toContain('<at:deleted-entry ');
    const { statusCode, headers } = await newsroom.atEdge(page);
    expect([statusCode, headers.etag, headers['x-amz-meta-status']]).toEqual([410, undefined, undefined]);
    expect((await newsroom.atEdge('rss.xml')).statusCode).toBe(200);
  });

  it('takes a deleted article out of everything', async () => {
    await newsroom.content.delete(`${KEY}/a.md`);
    const feeds = [...feedsOf('the-thao'), ...feedsOf('')];
    const isGone = async () => {
      for (const path of feeds) if ((await newsroom.read(path)).includes('Tin bằng Markdown')) return false;
      return true;
    };
    await eventually('the deleted article to leave its feeds', isGone, PUBLISH);
    await eventually('the deleted article to leave every page', async () => {
      return (await newsroom.mentions('Tin bằng Markdown')).length === 0;
    });
  });

  it('has published, in the end, what a build from scratch publishes', async () => {
    await eventually('public/ to equal a build from scratch', async () => {
      const differences = await newsroom.differences();
      if (differences.length > 0) throw new Error(differences.join('; '));
      return true;
    });
  });

  it('is rebuilt by its fleet, whose state machine another interpreter runs', async () => {
    await fleet.readOneByOne();
    const { asOf } = await newsroom.status();
    const { status, stdout, stderr } = await bantin('publish', '--stack', STACK, '--full', '--fleet', '--json');
    expect([status, stderr]).toEqual([0, '']);
    // Its workers have read all by then.
    expect(await fleet.succeeded(JSON.parse(stdout).fleet)).toMatchObject({ complete: true, read: 0 });
    expect((await newsroom.status()).asOf).not.toBe(asOf);
    expect(await newsroom.differences()).toEqual([]);
  });

  it(
    'changes nothing when nothing changed',
    async () => {
      const { asOf } = await newsroom.status();
      const said = await deploy(app);
      expect(said.match(/\(no changes\)/g)).toHaveLength(2);
      expect(await firstPublishes()).toBe(1);
      expect((await newsroom.status()).asOf).toBe(asOf);
    },
    MINUTE,
  );

  it('keeps a scheduled run that fails among the dead letters, and goes on once its cause is mended', async () => {
    const publisher = new DeployedFunction(functionName);
    const deadLetters = await publisher.deadLetters();
    const event = { sweep: true, by: 'test' };
    await publisher.withEnvironment({ FEEDS_BUCKET: 'bantin-nowhere' }, async () => {
      await publisher.invokeLater(event);
      await eventually('the run among the dead letters', async () => {
        const kept = (await deadLetters.receive()).map(body => JSON.parse(body));
        return kept.some(({ requestPayload }) => requestPayload?.by === event.by);
      });
    });
    await newsroom.put(`${KEY}/after.md`, article('Tin sau sự cố'));
    await isOut('Tin sau sự cố');
  });

  it(
    'publishes everything anew with new code',
    async () => {
      expect(await newsroom.status()).not.toMatchObject({ revision: NEXT_REVISION });
      await deploy(nextApp);
      expect(await newsroom.status()).toMatchObject({ revision: NEXT_REVISION, rejected: 1 });
      expect(await firstPublishes()).toBe(2);
      expect(await newsroom.differences()).toEqual([]);
    },
    MINUTE,
  );

  it(
    'leaves nothing but its buckets',
    async () => {
      for (const [kind, names] of Object.entries(await takeInventory()))
        expect(names.length, kind).toBeGreaterThan(before[kind]?.length ?? 0);
      // Those of the topics of alarms and of editors.
      expect(await keysInUse()).toHaveLength(2);
      await cdk(['destroy', '--all', '--force', '--app', nextApp]);
      expect(await takeInventory()).toEqual(before);
      expect(await keysInUse()).toEqual([]);
      const kept = (await buckets()).filter(name => name.startsWith('bantin-'));
      expect(kept).toHaveLength(4);
      for (const Bucket of kept) {
        await emptyBucket(client, Bucket);
        await client.send(new DeleteBucketCommand({ Bucket }));
      }
      expect((await buckets()).filter(name => name.startsWith('bantin-'))).toEqual([]);
    },
    2 * MINUTE,
  );
});

/** Returns the instant at which all feeds of the category have a text; `undefined` if they do not yet. */
async function seen(text: string): Promise<number | undefined> {
  return (await newsroom.tell(feedsOf('the-thao'), text)) ? Date.now() : undefined;
}
