import { describe, expect, it } from 'vitest';
import { furtherFiles } from '../../../../functions/core/import/formats/enclosures.ts';
import { expectLinear } from '../../../growth.ts';
import { readBytes } from '../imported.ts';

const FILES = [
  { url: 'https://a.example/1.mp3', type: 'audio/mpeg', length: 10 },
  { url: 'https://a.example/1.opus', type: 'audio/ogg', length: 20 },
  { url: 'https://a.example/1.mp3', type: 'audio/mpeg', length: 10 },
  { url: 'https://a.example/1.pdf', type: 'application/pdf', length: 30 },
  { url: 'https://a.example/1.m4a', type: 'mp4', length: 40 },
];
const PICTURES = FILES.map(file => ({ ...file, url: file.url.replace(/[^.]*$/, 'jpg'), type: 'image/jpeg' }));

const rss = (files: typeof FILES): string =>
  '<rss version="2.0"><channel><title>T</title><link>https://a.example/</link>' +
  `<item><title>Tập 1</title><guid>1</guid>${files
    .map(({ url, type, length }) => `<enclosure url="${url}" type="${type}" length="${length}"/>`)
    .join('')}</item></channel></rss>`;

const atom = (files: typeof FILES): string =>
  '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>a:1</id><updated>2026-11-20T00:00:00Z</updated>' +
  `<entry><title>Tập 1</title><id>1</id><updated>2026-11-20T00:00:00Z</updated>${files
    .map(({ url, type, length }) => `<link rel="enclosure" href="${url}" type="${type}" length="${length}"/>`)
    .join('')}</entry></feed>`;

const json = (files: typeof FILES): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'T',
    items: [
      {
        id: '1',
        title: 'Tập 1',
        content_text: 'x',
        attachments: files.map(({ url, type, length }) => ({ url, mime_type: type, size_in_bytes: length })),
      },
    ],
  });

describe.each([
  ['RSS', rss],
  ['Atom', atom],
  ['JSON Feed', json],
] as const)('the files of an item of %s', (_, documentOf) => {
  it('are all kept that can be heard or seen, each once', async () => {
    const { items, left } = await readBytes(documentOf(FILES));
    const [mp3, opus, , , m4a] = FILES;
    expect(items[0]).toMatchObject({ enclosure: mp3, alternates: [opus, { url: m4a?.url, length: 40 }] });
    expect(JSON.stringify([...left])).toContain('1.pdf');
    expect(JSON.stringify([...left])).not.toMatch(/1\.(?:mp3|opus|m4a)/);
  });

  it('are one where they are pictures', async () => {
    const { items } = await readBytes(documentOf(PICTURES));
    expect(items[0]?.alternates).toBeUndefined();
  });
});

it('of JSON Feed last as long as it says, to the second', async () => {
  const text = json(FILES).replaceAll('"size_in_bytes":20', '"size_in_bytes":20,"duration_in_seconds":61.4');
  const { items } = await readBytes(text);
  expect(items[0]?.alternates?.[0]).toEqual({ ...FILES[1], duration: 61 });
});

it.each([
  ['different', (at: number) => at],
  ['the same', () => 1],
])('are found in linear time where they are %s', async (_, name) => {
  const files = (count: string) =>
    Array.from({ length: Number(count) }, (_, at) => ({ url: `https://a.example/${name(at)}.mp3` }));
  await expectLinear(count => furtherFiles(files(count)), String, 5000);
});

it('are at most 19 beside the first, in order', () => {
  const files = Array.from({ length: 40 }, (_, at) => ({ url: `https://a.example/${at}.mp3` }));
  expect(furtherFiles(files)).toEqual(files.slice(1, 20));
});
