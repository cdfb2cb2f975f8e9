import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../functions/core/import/read-feed.ts';
import { IS_THOROUGH } from '../../thorough.ts';
import { readBytes, rss, whyUnreadable } from './imported.ts';

const ITEM = '<item><title>Đời sống</title><guid>1</guid></item>';

async function* endless(start: string, more: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(start);
  for (;;) yield Buffer.from(more.repeat(1000));
}

describe('a document that is no feed', () => {
  it.each([
    ['', ' the document is empty; give a feed or a WordPress export'],
    [' \n ', ' the document is empty'],
    ['hello', '1:1: this is no feed: it begins with "hello"'],
    ['{"a": 1}', ' this is JSON, but no JSON Feed'],
    [
      '{"version": "https://jsonfeed.org/version/1.1",\n "items": [}',
      `2:12: not valid JSON: found "}" where it can't be`,
    ],
    ['{"version": "https://jsonfeed.org/version/1.1",\n "items": [', '2:12: not valid JSON: the file ends too early'],
    ['<opml version="2.0"/>', '1:1: this is XML, but no feed: it begins with <opml>'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'it begins with <svg> of http://www.w3.org/2000/svg'],
    ['<!doctype html><html><p>404</html>', '1:1: this is a web page, and no feed'],
    [
      '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" ""><html/>',
      'this is a web page',
    ],
    [
      '<html><head><link rel="alternate" type="application/rss+xml" href="/feed/"></head></html>',
      'this is a web page, and no feed; it names its feed: import /feed/',
    ],
    [new Uint8Array([0x1f, 0x8b, 8, 0]), ' this is a compressed archive; unpack it'],
    ['PK\u0003\u0004', ' this is a compressed archive; unpack it'],
  ])('%j is told what it is', async (document, message) => {
    expect(await whyUnreadable(document)).toContain(message);
  });
});

describe('a broken document', () => {
  it.each([
    [rss('<item><title>A</titel></item>'), '4:23: not well-formed XML: unexpected close tag'],
    [rss(ITEM).slice(0, -8), 'the file ends too early (download or export it again)'],
    [rss('<item><title>Q & A</title></item>'), 'or an & near that tag is not written &amp;'],
    [
      rss('<item><title>Q & A</title></item>\n\n<item><title>&lt;</title></item>'),
      '4: not well-formed XML: an & that begins no character; write &amp;',
    ],
    [rss('<item><title>A &b &lt;</title></item>'), '4:16: not well-formed XML: an & that begins no character'],
    [
      rss('<item><title>&nbspx;</title></item>'),
      "4:14: not well-formed XML: the entity &nbspx; is not one of XML's own",
    ],
    [rss('<item><title>&constructor;</title></item>'), 'the entity &constructor; is not one of'],
    [rss('<item><x:title>A</x:title></item>'), 'unbound namespace prefix'],
    [`\n\n${rss('<item><title>A</titel></item>')}`, '6:23: '],
    [`${rss(ITEM)}<rss/>`, 'not well-formed XML'],
  ])('is told with line, column and remedy: %#', async (document, message) => {
    expect(await whyUnreadable(document)).toContain(message);
  });

  it('is none for control characters, which no reader ever saw, and for prefixes that everyone knows', async () => {
    const { items } = await readBytes(
      `<rss><channel><item><title>A\u0008B</title><dc:creator>C</dc:creator><guid>1</guid></item></channel></rss>`,
    );
    expect(items).toMatchObject([{ title: 'AB', authors: [{ name: 'C' }] }]);
  });
});

describe('a hostile document', () => {
  const bomb = (declarations: string, use: string) =>
    rss(`<item><title>${use}</title></item>`).replace('<rss', `<!DOCTYPE rss [${declarations}]>\n<rss`);

  it('has its entities neither expanded nor fetched', async () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('\n');
    const message = 'those that a document declares are not expanded; write the character itself';
    expect(await whyUnreadable(bomb(`<!ENTITY a0 "ha">${laughs}`, '&a9;'))).toContain(message);
    expect(await whyUnreadable(bomb('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'))).toContain(message);
    expect(await whyUnreadable(bomb('<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;', 'A'))).toBe('readable');
  });

  it('is not read beyond the most that is read, though it never ends', async () => {
    const mostBytes = 2 * 1024 * 1024;
    const documents = [
      ['<rss><channel>', ITEM],
      ['<rss><channel><item><title>', 'a'],
      ['{"version": "https://jsonfeed.org/version/1.1", "x": [1', ',1'],
    ] as const;
    for (const [start, more] of documents)
      await expect(readFeed(endless(start, more), { mostBytes })).rejects.toThrow('there are more than 2 MB');
    await expect(readFeed(endless('\n', ' '), { mostBytes })).rejects.toThrow('the document is empty');
    await expect(readFeed(endless('<html>', '<p>'), { mostBytes })).rejects.toThrow('this is a web page');
  });

  it('is not read where elements lie in each other too deep', async () => {
    expect(await whyUnreadable(rss('<item>'.repeat(1000)))).toContain('more than 500 deep');
  });

  it('is not read where it has too many articles', async () => {
    const [most, options] = IS_THOROUGH ? [200_000, {}] : [2000, { mostItems: 2000 }];
    expect(await whyUnreadable(rss('<item/>'.repeat(most)), options)).toBe('readable');
    const why = await whyUnreadable(rss('<item/>'.repeat(most + 1)), options);
    expect(why).toContain(`there are more than ${most} articles`);
  });
});

describe('an encoding', () => {
  const declared = (encoding: string) => rss(ITEM).replace('utf-8', encoding);
  const titles = async (...args: Parameters<typeof readBytes>) =>
    (await readBytes(...args)).items.map(({ title }) => title);
  /** `Đời sống` with its tones as windows-1258 has them: combining marks after their letters. */
  const vietnamese = Buffer.concat([
    Buffer.from(declared('windows-1258').split('Đời')[0] ?? '', 'latin1'),
    Buffer.from([0xd0, 0xf5, 0xcc, 0x69]),
    Buffer.from('</title></item></channel></rss>'),
  ]);

  it('is that of the byte-order mark, of the document, or UTF-8', async () => {
    const utf16 = Buffer.from(declared('UTF-16'), 'utf16le');
    expect(await titles(Buffer.from(`\uFEFF${rss(ITEM)}`))).toEqual(['Đời sống']);
    expect(await titles(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), {}, 3)).toEqual(['Đời sống']);
    expect(await titles(Buffer.from(utf16).swap16())).toEqual(['Đời sống']);
    expect(await titles(utf16)).toEqual(['Đời sống']);
    expect(await titles(vietnamese)).toEqual([
      new TextDecoder('windows-1258').decode(new Uint8Array([0xd0, 0xf5, 0xcc, 0x69])).normalize('NFC'),
    ]);
    // That it is UTF-16 was said byte by byte, so it is not.
    expect(await titles(declared('utf-16'))).toEqual(['Đời sống']);
  });

  it('is what the server says, where it does (RFC 7303), and what the person says before all', async () => {
    const latin = Buffer.from(declared('utf-8').replace('Đời sống', 'Caf\u00e9'), 'latin1');
    expect(await titles(latin, { charset: 'iso-8859-1' })).toEqual(['Café']);
    expect(await titles(latin, { charset: 'utf-8', told: 'windows-1252' })).toEqual(['Café']);
  });

  it('is told where the bytes are not in it, with the line', async () => {
    const latin = Buffer.from(rss(`\n\n<item><title>Caf\u00e9</title></item>`), 'latin1');
    expect(await whyUnreadable(latin)).toMatch(/^6: the bytes are not utf-8; .* --encoding/);
    expect(await whyUnreadable(declared('klingon'))).toContain('the encoding "klingon" is not known');
  });

  it('is decoded however the bytes are cut', async () => {
    for (const step of [1, 2, 3, 5, 1023, 1024, 1025])
      expect(await titles(rss(ITEM.repeat(20)), {}, step)).toHaveLength(20);
  });
});
