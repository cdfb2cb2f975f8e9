import { describe, expect, it } from 'vitest';
import { openSource, sizeProblem } from '../../../functions/core/article/source-text.ts';
import { findFrontMatter } from '../../../functions/core/front-matter/find-front-matter.ts';
import { cleanText } from '../../../functions/core/text/clean.ts';
import { fc, runs } from '../../property.ts';

function open(text: string | Uint8Array) {
  const opened = openSource(typeof text === 'string' ? Buffer.from(text) : text);
  return 'body' in opened
    ? { frontMatter: opened.frontMatter, bodyLine: opened.bodyLine, body: opened.body() }
    : opened;
}

describe('openSource', () => {
  it('parts front matter and body', () => {
    expect(open('---\ntitle: A\n---\n\nText\n')).toEqual({ frontMatter: 'title: A\n', bodyLine: 4, body: '\nText\n' });
  });

  it('takes front matter to end where YAML ends a document', () => {
    expect(open('---\ntitle: A\n...\nText\n---\nMore')).toEqual({
      frontMatter: 'title: A\n',
      bodyLine: 4,
      body: 'Text\n---\nMore',
    });
    expect(open('---\ntitle: A\n---\nText\n...\n')).toMatchObject({ body: 'Text\n...\n' });
    expect(open('---\ntitle: A\n... more\n---\n')).toMatchObject({ frontMatter: 'title: A\n... more\n' });
    expect(open('---\ntitle: A\n')).toMatchObject({ message: expect.stringContaining('never closed') });
  });

  it.each([
    ['toml', '+++\ntitle = "A"\n+++\nText\n+++\n', 'title = "A"\n', 4, 'Text\n+++\n'],
    ['toml', '\ufeff\n---toml\r\ntitle = "A"\r\n---\r\nText', 'title = "A"\n', 5, 'Text'],
    ['json', '{"title": "Chợ"}\n\nText {b}', '{"title": "Chợ"}', 2, '\nText {b}'],
    ['json', '{"title": "}"} Text\n', '{"title": "}"}', 1, 'Text\n'],
    ['json', '{"title": "A", // }\n"draft": true}\nText', undefined, 3, 'Text'],
    ['json members', ';;;\n"title": "A"\n;;;\nText', '"title": "A"\n', 4, 'Text'],
  ])('parts front matter of another form: %s %j', (form, text, frontMatter, bodyLine, body) => {
    const opened = openSource(Buffer.from(text));
    expect(opened).toMatchObject({ form, bodyLine, ...(frontMatter !== undefined && { frontMatter }) });
    expect('body' in opened && opened.body()).toBe(body);
  });

  it('finds front matter by its head as in the whole text', () => {
    const line = fc.constantFrom(
      ...['+++', '+++ ', '+++\u00a0', '---', '---toml', '---json', ';;;', ';;;;', '{', '}', '} b', ''],
      ...['"title": "A"', '"title": "é}",', '"date": "2020" // }', '/* }', '*/', 'title = "A"', 'title: A', 'Text {a}'],
      ...['{"title": "A"}', '{ "title": "A" /* } */ }', "{'title': '\"'}", '\u200b', '\ufeff'],
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 7 }), fc.constantFrom('\n', '\r\n', '\r\n\r'), (lines, end) => {
        const text = lines.join(end);
        const [clean, opened] = [cleanText(text), openSource(Buffer.from(text))];
        // YAML has a way of its own, and no fence opens before a blank of another kind.
        if (/^[\s\u200b\ufeff]*(?:---\s*|\+{3}\u00a0)$/m.exec(clean)?.index === 0 || !('body' in opened)) return;
        const found = findFrontMatter(clean);
        if (!found || 'message' in found) {
          // Where something is wrong, no source is opened.
          expect([opened.frontMatter, found]).toEqual([undefined, undefined]);
          return;
        }
        expect({ ...opened, body: opened.body() }).toMatchObject({
          frontMatter: found.text,
          form: found.form,
          frontMatterLine: found.line,
          bodyLine: clean.slice(0, found.body).split('\n').length,
          body: clean.slice(found.body),
        });
      }),
      runs(20_000),
    );
  });

  it('takes a file without front matter as body', () => {
    expect(open('Text\n---\nmore')).toEqual({ frontMatter: undefined, bodyLine: 1, body: 'Text\n---\nmore' });
    expect(open('----\nno fence')).toMatchObject({ frontMatter: undefined });
  });

  it.each([
    ['a byte order mark', '\ufeff---\ntitle: A\n---\nText'],
    ['Windows line ends', '---\r\ntitle: A\r\n---\r\nText'],
    ['classic Mac line ends', '---\rtitle: A\r---\rText'],
    ['blanks after the fences', '---  \ntitle: A\n---\t\nText'],
  ])('reads through %s', (_, text) => {
    expect(open(text)).toEqual({ frontMatter: 'title: A\n', bodyLine: 4, body: 'Text' });
  });

  it.each([
    ['blank lines', '\n \n'],
    ['Windows line ends', '\r\n\r\n'],
    ['marks that nobody sees', '\ufeff\ufeff\n\u200b'],
    ['marks of direction and joiners', '\u200e\u2060\u00ad\u061c\u{e0020}'],
    ['fillers, and characters that are none', '\u034f\u3164\ufe0f\uffff'],
    ['blanks of other kinds', '\u00a0\u3000\u0085\u2028'],
    ['control characters', '\u0001\u001b'],
    ['an indented fence', '\n\n '],
  ])('reads front matter below %s', (_, above) => {
    const opened = openSource(Buffer.from(`${above}---\ndraft: true\n---\nText`));
    const line = above.split('\n').length + 1;
    expect(opened).toMatchObject({ frontMatter: 'draft: true\n', frontMatterLine: line, bodyLine: line + 2 });
  });

  it.each([
    ['', 1],
    ['---\ntitle: A\n---\n', 4],
    ['+++\ntitle = "A"\n+++\n', 4],
    ['title: A\ndate: 2026-01-02\n\n', 4],
    ['.. title: A\n.. date: 2026-01-02\n\n', 4],
  ])('parts words below %j that a control character parts, but for names and values of fields', (head, bodyLine) => {
    const opened = openSource(Buffer.from(`${head}Một\u000bhai\r\n\r\nba\u000cbốn`));
    if (!('body' in opened)) throw new Error(opened.message);
    expect(opened.bodyLine).toBe(bodyLine);
    expect(opened.body()).toBe('Một hai\n\nba bốn');
    const field = openSource(Buffer.from(`${head}Một\u000bhai\r\n\r\ndra\u000cft: tr\u000bue`));
    expect('body' in field && field.body()).toBe('Một hai\n\ndraft: true');
    const comment = openSource(
      Buffer.from(`${head}Một\u000bhai\n\n%\u000b% kín <!\u000b-- kín -\u000b-> {\u000b% kín`),
    );
    expect('body' in comment && comment.body()).toBe('Một hai\n\n%% kín <!-- kín --> {% kín');
  });

  it('reads empty front matter, and front matter that ends the file', () => {
    expect(open('---\n---\nText')).toEqual({ frontMatter: '', bodyLine: 3, body: 'Text' });
    expect(open('---\ntitle: A\n---')).toEqual({ frontMatter: 'title: A\n', bodyLine: 3, body: '' });
  });

  it.each(['```yaml\ntitle: x\n```\nText', 'Title: A\nAuthor: F\n\nText', '---\ndraft: true\n---\nText'])(
    'says of fields below empty front matter what helps: %j',
    text => {
      const message = expect.stringContaining('move them into it, or put a sentence above them if they are text');
      expect(open(`---\n---\n${text}`)).toMatchObject({ message });
      expect(open(`---\n---\nMột câu.\n\n${text}`)).toMatchObject({ frontMatter: '' });
    },
  );

  it('goes past lines that only begin like a fence', () => {
    expect(open('---\na: "\n---x"\n---\nText')).toMatchObject({ frontMatter: 'a: "\n---x"\n', body: 'Text' });
  });

  it('cleans the text', () => {
    expect(open('a\u0000b\u0008 Đời'.normalize('NFD') + 'x'.repeat(100))).toMatchObject({
      body: `ab Đời${'x'.repeat(100)}`,
    });
  });

  it('decodes text in whatever script, and marks of byte order within it', () => {
    const texts = ['Tin', 'Tin vắn', '漢字 😀 e\u0301', '\ufeffđầu \ufeff giữa', 'é', '\u2028'];
    for (const text of texts) {
      const bytes = Buffer.from(`---\na: 1\n---\n${text}`);
      // What is cleaned away, the decoder of before kept until then, too.
      expect(open(bytes)).toMatchObject({ body: cleanText(bytes.subarray(13).toString()) });
    }
  });

  it.each([
    ['an empty file', '', 'the file is empty'],
    ['an unclosed fence', '---\ntitle: A\n', 'never closed'],
    ['UTF-16', Buffer.from('\ufeffTin', 'utf16le'), 'UTF-16'],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0, 0, 0]),
      'no text file',
    ],
    ['zeros', new Uint8Array(100), 'no text file'],
    ['one bad byte', Uint8Array.of(0xff), '0xFF'],
  ])('refuses %s', (_, content, message) => {
    expect(open(content)).toMatchObject({ message: expect.stringContaining(message) });
  });

  it('tells where a byte is that is not UTF-8', () => {
    expect(open(Buffer.concat([Buffer.from('Tin\nĐời '), Buffer.from([0xe9]), Buffer.from(' sống')]))).toEqual({
      line: 2,
      column: 5,
      message: 'the file is not UTF-8: found byte 0xE9; save it as UTF-8',
    });
    for (const length of [0, 1, 2, 7, 100, 1001]) {
      const bytes = Buffer.concat([
        Buffer.from('đ'.repeat(length)),
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from('đ'.repeat(50)),
      ]);
      expect(open(bytes)).toMatchObject({ line: 1, column: length + 1 });
    }
  });

  it('refuses more than 5 MB by size', () => {
    expect(sizeProblem(5 * 1024 * 1024)).toBeUndefined();
    expect(open(new Uint8Array(5 * 1024 * 1024 + 1))).toMatchObject({
      message: expect.stringContaining('at most 5 MB'),
    });
  });
});
