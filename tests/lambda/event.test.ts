import { describe, expect, it } from 'vitest';
import { keysIn, readCall } from '../../functions/lambda/event.ts';
import { batchOf, bridged, notified, retried } from './invocation.ts';

const told = (message: unknown) => keysIn(JSON.stringify(message));

describe('an event of the function', () => {
  it('is a batch of messages where the queue sends it', () => {
    expect(readCall(batchOf('one', { two: 2 }))).toEqual({
      kind: 'messages',
      messages: [
        { id: 'm0', body: 'one', isRetried: false },
        { id: 'm1', body: '{"two":2}', isRetried: false },
      ],
    });
  });

  it('tells which messages were handed out before', () => {
    const call = readCall(batchOf('one', retried('two')));
    expect(call).toMatchObject({ messages: [{ isRetried: false }, { isRetried: true }] });
  });

  it('asks for a rebuild where it says so', () => {
    expect(readCall({ full: true })).toEqual({ kind: 'full' });
    expect(readCall({ full: true, allowEmpty: true })).toEqual({ kind: 'full', allowEmpty: true });
    expect(readCall({ full: true, allowEmpty: 'no' })).toEqual({ kind: 'full' });
    expect(readCall({ allowEmpty: true })).toEqual({ kind: 'sweep' });
  });

  it.each([
    {},
    { sweep: true },
    { full: false },
    { full: 'true' },
    { sweep: true, full: 1 },
    null,
    undefined,
    'full',
    [],
    { Records: [] },
    { Records: 'x' },
    bridged('articles/a.md'),
    notified('articles/a.md'),
    { Records: [{ messageId: 'm0' }] },
    { audit: 1 },
  ])('asks for a sweep otherwise: %j', event => {
    expect(readCall(event)).toEqual({ kind: 'sweep' });
  });

  it('asks for what is due, unless a sweep, which publishes that, too, is asked for', () => {
    expect(readCall({ due: true })).toEqual({ kind: 'due' });
    expect(readCall({ due: 1 })).toEqual({ kind: 'sweep' });
    expect(readCall({ due: true, sweep: true })).toEqual({ kind: 'sweep' });
    expect(readCall({ due: true, audit: true })).toEqual({ kind: 'sweep', audit: true });
    expect(readCall({ due: true, full: true })).toEqual({ kind: 'full' });
  });

  it('asks for a sweep that compares what lies under public/', () => {
    expect(readCall({ audit: true })).toEqual({ kind: 'sweep', audit: true });
    expect(readCall({ audit: true, full: true })).toEqual({ kind: 'full' });
  });
});

describe('a message', () => {
  it.each([
    'articles/a b.md',
    'articles/a+b.md',
    'articles/a%2Fb.md',
    'articles/100%.md',
    'articles/Đời sống/Chợ quê.md',
    'articles/Đời sống/Chợ quê.md'.normalize('NFD'),
    'articles/&<>"\'.md',
    'site.yaml',
  ])('tells of %s, sent either way', key => {
    expect(told(bridged(key))).toEqual([key]);
    expect(told(bridged(key, 'Object Deleted'))).toEqual([key]);
    expect(told(notified(key))).toEqual([key]);
  });

  it('may tell of several', () => {
    expect(told(notified('articles/a.md', 'media/b.jpg'))).toEqual(['articles/a.md', 'media/b.jpg']);
  });

  it('tells of none where S3 tests the way', () => {
    const test = { Service: 'Amazon S3', Event: 's3:TestEvent', Time: '2026-11-23T12:00:00.000Z', Bucket: 'content' };
    expect(told(test)).toEqual([]);
  });

  it.each([
    '',
    'not JSON',
    'null',
    '"articles/a.md"',
    '[]',
    '{}',
    '{"Records":[]}',
    '{"Records":[null]}',
    '{"Records":[{"s3":{"object":{}}}]}',
    '{"Records":[{"s3":{"object":{"key":"articles/a.md"}}},{"dynamodb":{}}]}',
    '{"Records":[{"s3":{"object":{"key":"articles/%ZZ.md"}}}]}',
    '{"Records":[{"s3":{"object":{"key":"articles/%C4.md"}}}]}',
    '{"detail":{"object":{"key":1}}}',
    '{"detail":{"object":null}}',
    '{"Event":"s3:Other"}',
    '{"__proto__":{"Event":"s3:TestEvent"}}',
  ])('is no event of S3: %s', body => {
    expect(keysIn(body)).toBeUndefined();
  });
});
