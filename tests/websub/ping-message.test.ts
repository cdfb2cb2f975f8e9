import { describe, expect, it } from 'vitest';
import { formatPings, parsePing } from '../../functions/websub/ping-message.ts';
import type { Topic } from '../../functions/websub/topic.ts';
import { NOW } from '../core/samples.ts';
import { bridged, notified } from '../lambda/invocation.ts';

const TOPIC: Topic = {
  hub: 'https://hub.example/',
  url: 'https://feeds.bao.example/doi-song/rss.xml',
  path: 'doi-song/rss.xml',
  etag: '"b1946ac92492d2347c6235b4d2611184"',
  digest: 'YIgCqHNJys279YVsElhqZ1leb4n5valeRw51xx2aW_s',
  size: 300_000,
  written: NOW,
};

describe('a message that asks for pings', () => {
  it('is read as it was written', () => {
    const [body = ''] = formatPings({ tries: 3, topics: [TOPIC] });
    expect(parsePing(body)).toEqual({ tries: 3, topics: [TOPIC] });
  });

  it('is as many messages as SQS needs to take it', () => {
    const long = `${'a'.repeat(60)}/rss.xml`;
    const topics = Array.from({ length: 1001 }, (_, at) => ({ ...TOPIC, path: long, url: `${TOPIC.url}${long}${at}` }));
    const bodies = formatPings({ tries: 0, topics });
    for (const body of bodies) expect(Buffer.byteLength(body)).toBeLessThan(256 * 1024);
    expect(bodies.flatMap(body => parsePing(body)?.topics ?? [])).toEqual(topics);
  });

  it.each([
    ['no JSON', 'ping'],
    ['nothing', ''],
    ['null', 'null'],
    ['an event of S3', JSON.stringify(bridged('articles/ping.md'))],
    ['another one', JSON.stringify(notified('articles/ping.md'))],
    ['no topics', JSON.stringify({ ping: { tries: 0 } })],
    ['no number', JSON.stringify({ ping: { tries: '0', topics: [TOPIC] } })],
    ...Object.entries({
      hub: ['http://hub.example/', 'file:///etc/passwd', 'https://a:b@hub.example/', 1],
      url: ['ftp://feeds.bao.example/', 'x', null],
      path: [1],
      etag: [undefined],
      size: ['1'],
      written: [null],
    }).flatMap(([name, values]) =>
      values.map((value): [string, string] => [
        `a topic whose ${name} is ${value}`,
        JSON.stringify({ ping: { tries: 0, topics: [TOPIC, { ...TOPIC, [name]: value }] } }),
      ]),
    ),
  ])('is not %s', (_, body) => {
    expect(parsePing(body)).toBeUndefined();
  });
});
