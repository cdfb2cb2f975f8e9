/*
 * Writes what a deployed newsroom holds, content and feeds bucket, as that version of Bantin leaves it in which this
 * runs:
 *
 *   git worktree add ../older COMMIT && cp tests/upgrade/write-state.ts ../older/tests/upgrade/
 *   cd ../older && npm ci && npx tsx tests/upgrade/write-state.ts state-N.json.br
 *
 * N is that version's STATE_VERSION, in `functions/core/index/state.ts`. Only what every version has is imported.
 */
import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { brotliCompressSync } from 'node:zlib';
import { createHandler } from '../../functions/lambda/handler.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';

const HOUR = 3_600_000;
const SITE = `title: Báo Mẫu
url: https://bao.example/
since: 2018
feedsUrl: https://feeds.bao.example/
hub: https://hub.example/
archives: true
categories:
  - title: Thời sự
`;
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let clock = Date.parse('2026-11-20T01:00:00Z');
const now = (): number => clock;
const content = createMemoryStore({}, { now });
const feeds = createMemoryStore({}, { now });
let isDown = false;
const handler = createHandler({
  content,
  feeds,
  now,
  editorsTopic: {
    publish: async () => {
      if (isDown) throw new Error('SNS answers 503');
    },
  },
});
const context = { getRemainingTimeInMillis: () => 300_000, awsRequestId: 'request' };

function article(fields: string, body = 'Lời.'): Buffer {
  return Buffer.from(`---\n${fields}\n---\n${body}\n`);
}

/** Has objects put or deleted, and the function told of it in one batch. */
async function change(objects: Readonly<Record<string, Buffer | undefined>>): Promise<void> {
  clock += HOUR;
  for (const [key, bytes] of Object.entries(objects)) await (bytes ? content.put(key, bytes) : content.delete(key));
  const messages = Object.entries(objects).map(([key, bytes]) => ({
    source: 'aws.s3',
    'detail-type': bytes ? 'Object Created' : 'Object Deleted',
    detail: { bucket: { name: 'content' }, object: { key } },
  }));
  const Records = messages.map((message, at) => ({
    messageId: `m${at}`,
    body: JSON.stringify(message),
    attributes: { ApproximateReceiveCount: '1' },
  }));
  await handler({ Records }, context);
}

async function publishAll(): Promise<void> {
  await content.put('site.yaml', Buffer.from(SITE));
  await content.put('media/am.mp3', Buffer.from('am thanh'));
  await content.put('articles/lu/hinh.png', PICTURE);
  for (let day = 1; day <= 12; day++)
    await content.put(
      `articles/2026/${day % 2 ? '10' : '11'}/bai-${day}.md`,
      article(
        `title: Bài ${day}\ndate: 2026-${day % 2 ? '10' : '11'}-${10 + day} 08:00\ncategory: Thời sự\ntags: [lũ]`,
      ),
    );
  await content.put(
    'articles/lu/index.md',
    article('title: Lũ\ndate: 2026-11-19\ncategory: Đời sống', '![h](hinh.png)'),
  );
  await content.put('articles/cu.md', article('title: Cũ\ndate: 2026-11-18\naliases: [/bai-cu/]\nid: urn:uuid:1'));
  await content.put('articles/am.md', article('title: Âm\ndate: 2026-11-17\nenclosure: { url: /media/am.mp3 }'));
  await content.put('articles/nhap.md', article('title: Nháp\ndate: 2026-11-17\ndraft: true'));
  await content.put('articles/cho.md', article('title: Chờ\ndate: 2026-12-30'));
  await content.put('articles/rut.md', article('title: Rút\ndate: 2026-11-16\ncategory: Thời sự'));
  await content.put('articles/xoa.md', article('title: Xóa\ndate: 2026-11-15'));
  await content.put('articles/cam.md', article('title: Cấm\ndate: hôm qua'));
  // More than the manifest holds, so that there are segments.
  for (let at = 0; at < 420; at++)
    await content.put(`articles/ban-nhap/${at}.md`, article(`title: Nháp ${at}\ndate: 2026-11-17\ndraft: true`));
  await handler({ sweep: true }, context);
}

async function changeSome(): Promise<void> {
  await change({
    'articles/rut.md': article('title: Rút\ndate: 2026-11-16\nwithdrawn: true\ncategory: Thời sự'),
  });
  await change({ 'articles/xoa.md': undefined, 'articles/sai.md': article('title: Sai\ndate: 31/02/2026') });
  await change({
    'articles/cu.md': article(
      'title: Cũ\ndate: 2026-11-18\nupdated: 2026-11-20 11:00\naliases: [/bai-cu/]\nid: urn:uuid:1',
    ),
  });
  isDown = true;
  await change({ 'articles/chua-bao.md': article('title: Chưa báo\ndate: mai') });
}

async function objectsOf(store: ObjectStore): Promise<readonly object[]> {
  const objects: object[] = [];
  for await (const { key } of store.list()) {
    const object = await store.get(key);
    if (object) objects.push({ ...object, bytes: Buffer.from(object.bytes).toString('base64') });
  }
  return objects;
}

process.stdout.write = () => true;
process.stderr.write = () => true;
await publishAll();
await changeSome();
const state = { now: clock, content: await objectsOf(content), feeds: await objectsOf(feeds) };
writeFileSync(argv[2] ?? 'state.json.br', brotliCompressSync(JSON.stringify(state)));
