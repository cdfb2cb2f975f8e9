import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import type { NoticeMessage } from '../../functions/core/notices/notice-message.ts';
import { createHandler } from '../../functions/lambda/handler.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { NOW } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';
import { batchOf, bridged, invoke, SITE_YAML } from './invocation.ts';

const MINUTE = 60_000;
const BAD = article('title: B\ndate: hôm qua');

it('tells editors, and where that fails says so in the log and lets a later run do it', async () => {
  let clock = NOW;
  let isDown = true;
  const sent: NoticeMessage[] = [];
  const content = createMemoryStore({ 'site.yaml': SITE_YAML }, { now: () => clock });
  const handler = createHandler({
    content,
    feeds: createMemoryStore({}, { now: () => clock }),
    now: () => clock,
    editorsTopic: {
      publish: async message => {
        if (isDown) throw new Error('SNS answers 503');
        sent.push(message);
      },
    },
  });
  await invoke(handler, { sweep: true });
  await content.put('articles/b.md', Buffer.from(BAD));
  const { answer, log } = await invoke(handler, batchOf(bridged('articles/b.md')));
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(log).toContainEqual(
    expect.objectContaining({
      level: 'ERROR',
      message: expect.stringMatching(/^editors could not be notified/),
      notices: 1,
    }),
  );
  isDown = false;
  clock += 16 * MINUTE;
  await invoke(handler, { sweep: true });
  await invoke(handler, { sweep: true });
  expect(sent.map(({ subject }) => subject)).toEqual(['Báo Mẫu: 1 bài bị từ chối']);
});
