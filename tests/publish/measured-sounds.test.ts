import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

/** A WAV with a byte for each second. */
function wav(seconds: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF\0\0\0\0WAVEfmt ', 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt32LE(1, 28);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(seconds, 40);
  return Buffer.concat([head, Buffer.alloc(seconds)]);
}

const fields = (more: string) => article(`title: A\ndate: 2026-11-20\ncategory: Tin\ntags: [chợ]\n${more}`);
const COVER = 'category: News, explicit: false, cover: /media/bia.jpg';
const SITE = siteYaml(
  'feeds:',
  '  tags: { formats: [rss, json] }',
  '  rules:',
  `    - { title: Nghe, for: podcast, podcast: { ${COVER} } }`,
);

const changes = (...keys: readonly string[]) => ({ kind: 'changes', keys }) as const;

/** Seconds of the only episode, of which all feeds tell the same; `undefined` where none tells any. */
async function secondsIn(newsroom: LiveNewsroom): Promise<number | undefined> {
  const textOf = async (path: string): Promise<string> =>
    Buffer.from((await newsroom.feeds.get(`public/${path}`))?.bytes ?? []).toString();
  const told: unknown[] = [];
  for (const path of ['feed.json', 'tin/feed.json', 'tags/cho/feed.json'])
    told.push(JSON.parse(await textOf(path)).items[0].attachments?.[0].duration_in_seconds);
  const rss = /<itunes:duration>(\d+)</.exec(await textOf('feeds/nghe/rss.xml'))?.[1];
  told.push(rss === undefined ? undefined : Number(rss));
  expect(new Set(told).size, JSON.stringify(told)).toBe(1);
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
  return told[0] as number | undefined;
}

describe.each([
  ['under media/', 'media/a.wav', '/media/a.wav'],
  ['beside the article', 'articles/a.wav', 'a.wav'],
])('sound %s', (_, key, reference) => {
  it('tells in feeds how long it plays, whichever came first, and as it is now', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': fields(`enclosure: ${reference}`) }, { site: SITE });
    expect(await secondsIn(newsroom)).toBeUndefined();
    await newsroom.write(key, wav(90));
    await newsroom.publish(changes(key));
    expect(await secondsIn(newsroom)).toBe(90);
    await newsroom.write(key, wav(200));
    await newsroom.publish(changes(key));
    expect(await secondsIn(newsroom)).toBe(200);
    await newsroom.write('articles/a.md', fields(`enclosure: ${reference}\nsummary: Mới`));
    await newsroom.publish(changes('articles/a.md'));
    expect(await secondsIn(newsroom)).toBe(200);
    // As long, and of another version.
    await newsroom.write(key, 'x'.repeat(244));
    await newsroom.sweep();
    expect(await secondsIn(newsroom)).toBeUndefined();
  });

  it('tells after a rebuild', async () => {
    const content = { 'articles/a.md': fields(`enclosure: ${reference}`), [key]: wav(90) };
    const newsroom = await LiveNewsroom.open(content, { site: SITE, limits: { perRead: 1 } });
    expect(await secondsIn(newsroom)).toBe(90);
    await newsroom.write(key, wav(30));
    await newsroom.publish({ kind: 'full' });
    expect(await secondsIn(newsroom)).toBe(30);
  });

  it('gives way to a duration that the article declares', async () => {
    const declared = `enclosure: { url: ${reference}, duration: 100 }`;
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': fields(declared), [key]: wav(90) }, { site: SITE });
    expect(await secondsIn(newsroom)).toBe(100);
  });
});

it('sound that another article has as its picture tells all the same how long it plays', async () => {
  const [sound, picture] = [fields('enclosure: /media/a.wav'), fields('image: /media/a.wav')];
  const content = { 'articles/a.md': sound, 'articles/b.md': picture, 'media/a.wav': wav(90) };
  const newsroom = await LiveNewsroom.open(content, { site: SITE });
  const secondsNow = async (): Promise<readonly unknown[]> => {
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    const { items } = JSON.parse(Buffer.from((await newsroom.feeds.get('public/feed.json'))?.bytes ?? []).toString());
    return items.map((item: { attachments?: unknown[] }) => item.attachments?.[0]);
  };
  expect(await secondsNow()).toEqual([expect.objectContaining({ duration_in_seconds: 90 }), undefined]);
  await newsroom.write('articles/a.md', `${sound}Thêm.\n`);
  await newsroom.publish(changes('articles/a.md'));
  expect(await secondsNow()).toEqual([expect.objectContaining({ duration_in_seconds: 90 }), undefined]);
});

it('sound costs a publish one request more when it is new', async () => {
  const content = { 'articles/a.md': fields('enclosure: /media/a.wav') };
  const newsroom = await LiveNewsroom.open(content, { site: SITE });
  const requests: string[] = [];
  const counted = {
    ...newsroom.content,
    get: async (key: string, options?: object) => {
      requests.push(`${key} ${JSON.stringify(options ?? {})}`);
      return newsroom.content.get(key, options);
    },
  };
  await newsroom.write('media/a.wav', wav(90));
  await newsroom.publish(changes('media/a.wav'), { content: counted });
  expect(requests.filter(request => request.startsWith('media/'))).toEqual([
    'media/a.wav {"most":0}',
    'media/a.wav {"first":65536}',
    'media/a.wav {}',
  ]);
  await newsroom.write('articles/b.md', fields('enclosure: /media/a.wav'));
  requests.length = 0;
  await newsroom.publish(changes('articles/b.md'), { content: counted });
  expect(requests.filter(request => request.startsWith('media/'))).toEqual([]);
});
