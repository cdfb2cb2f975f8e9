import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../functions/core/article/source-text.ts';
import { parseFeedDate } from '../../../functions/core/import/feed-date.ts';
import { fileNameOf } from '../../../functions/core/import/file-name.ts';
import { bodyOf, textOfHeadline, textOfHtml } from '../../../functions/core/import/html-text.ts';
import type { ImportedItem } from '../../../functions/core/import/imported-feed.ts';
import { yamlList, yamlText } from '../../../functions/core/import/yaml-text.ts';
import { zoneNamed } from '../../../functions/core/time/zone.ts';
import { parseYaml } from '../../../functions/core/yaml/parse-yaml.ts';
import { isSafeKey } from '../../../functions/stores/object-key.ts';
import { anyText, fc, runs } from '../../property.ts';

describe('the date of a feed', () => {
  const at = Date.UTC(2018, 11, 7, 1, 30);
  it.each([
    'Fri,07 Dec 2018 08:30:00 +0700',
    'Fri , 7 Dec 18 1:30 Z',
    'Freitag, 7. Dezember 2018 01:30',
    '7 de diciembre de 2018 01:30',
    '7 декабря 2018 г., 01:30',
    'Friday, 7th of December 2018 01:30:00 AM',
    '2018-12-06T18:30:00\u221207:00',
    'Fri, 07 Dec 2018 01:30:00 GMT',
    'Fri, 07 Dec 2018 08:30:00 +0700',
    'Fri, 7 Dec 18 08:30 +07:00',
    '07 December 2018 01:30:00 UTC',
    'Fri, 07 Dec 2018 08:30:00 GMT+7',
    'Thứ, 07-Dec-2018 01:30:00 Z',
    'Thu, 06 Dec 2018 20:30:00 EST',
    'Thu, 06 Dec 2018 18:30:00 PDT',
    'Fri, 07 Dec 2018 01:30:00',
    'Fri, 07 Dec 2018, 01:30:00.000 KLINGON',
    '2018-12-07T08:30:00+07:00',
    '2018-12-07 01:30:00',
    ' 2018-12-07T01:30:00.000Z ',
    'Fri, Dec 07 2018 01:30:00 AM',
    'Thu Dec 06 2018 17:30:00 GMT-0800 (Pacific Standard Time)',
    'Fri Dec  7 08:30:00 +07 2018',
    'Fri Dec  7 08:30:00 ICT 2018',
    'Fri Dec  7 01:30:00 2018',
    '20181207T013000Z',
    '20181207T083000+0700',
    '2018-12-07T1:30:0Z',
    '2018-12-07T08:30:00 +07:00',
    'Fri, 07 Dec 2018 01:30:0 GMT',
    'Thứ Sáu, 07 Tháng Mười Hai 2018 08:30:00 +0700',
    'Thứ sáu, ngày 7 tháng 12 năm 2018 01:30',
    '07 Thg12 2018 01:30:00 GMT',
    'T6, 07 Thg 12 2018 01:30',
    'December 7th, 2018 at 1:30 am',
    'ven., 07 déc. 2018 02:30:00 +0100',
    '1544146200',
    '1544146200000',
    'Friday, December 7, 2018 - 01:30',
    'Thu, 06 Dec 2018 17:30:00 PST',
  ])('%j means what it meant', text => {
    expect(parseFeedDate(text)).toBe(at);
  });

  it.each([
    undefined,
    '',
    'yesterday',
    'Mon, 30 Nov -0001 00:00:00 +0000',
    '31 Feb 2018 00:00:00 GMT',
    '07 Foo 2018',
    '07 Dec 2018 25:00',
    '12/7/2018 8:30:00 AM',
    '07/12/2018 08:30',
    '13 AM',
    'Fri, 07 Dec 2018 :08:30',
    '0000-00-00 00:00:00',
  ])('%j means nothing', text => expect(parseFeedDate(text)).toBeUndefined());

  it.each([
    ['02.01.2026 08:30', 'de', Date.UTC(2026, 0, 2, 8, 30)],
    ['02.15.2026', 'de', Date.UTC(2026, 1, 15)],
    ['02/15/2026', 'de', Date.UTC(2026, 1, 15)],
    ['02/01/2026', 'de', undefined],
    ['02-01-2026 08:30', 'fr', undefined],
    ['02/01/2026', 'vi', undefined],
    ['02.01.2026', 'en', undefined],
  ])('%s in a feed in %s has the day first only with dots', (text, language, instant) => {
    expect(parseFeedDate(text, undefined, language)).toBe(instant);
  });

  it('does not hang on the machine', () => {
    expect(parseFeedDate('07 Dec 1969 00:00:00 GMT')).toBe(Date.UTC(1969, 11, 7));
    expect(parseFeedDate('07 Dec 49 00:00 GMT')).toBe(Date.UTC(2049, 11, 7));
    expect(parseFeedDate('07 Dec 50 00:00 GMT')).toBe(Date.UTC(1950, 11, 7));
  });
});

describe('text in front matter', () => {
  const readBack = (yaml: string) => {
    const opened = openSource(Buffer.from(`---\na: ${yaml}\n---\n`));
    if (!('body' in opened)) throw new Error(opened.message);
    const { root, problems } = parseYaml(opened.frontMatter ?? '', 2);
    return problems.length === 0 && root?.kind === 'map' ? root.entries[0]?.value : undefined;
  };

  it.each([
    'Đời sống',
    'a: b',
    'true',
    'null',
    '~',
    '- a',
    '#a',
    'a #b',
    '[x]',
    "'a'",
    '"',
    '\\',
    '12',
    '1e3',
    '',
    ' a',
    '%',
    '@a',
    'a\nb',
    '---',
  ])('%j is read back as it was', text => expect(readBack(yamlText(text))).toMatchObject({ kind: 'scalar', text }));

  it('is read back whatever it is, alone and in a list', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText(), fc.string({ unit: 'grapheme' })), { minLength: 1 }), texts => {
        const formed = texts.map(text => text.toWellFormed());
        expect(readBack(yamlText(formed[0] ?? ''))).toMatchObject({ kind: 'scalar', text: formed[0] });
        expect(readBack(yamlList(formed))).toMatchObject({ kind: 'list', items: formed.map(text => ({ text })) });
      }),
      runs(500),
    );
  });

  it('is as people write it where it can be', () => {
    expect(yamlList(['Đời sống', 'Chợ (phiên)', 'a, b'])).toBe('[Đời sống, Chợ (phiên), "a, b"]');
  });
});

describe('a headline', () => {
  it.each([
    ['Vec<String> in Rust', 'Vec<String> in Rust'],
    ['A <b>b</b>c<br/>d &quot;e&quot;', 'A bc d "e"'],
    ['The <video> element, and <b>', 'The <video> element, and <b>'],
    ['1 < 2 & 3 <- 4', '1 < 2 & 3 <- 4'],
    ['<p>Chợ <i>quê</i></p>', 'Chợ quê'],
    ['</b> a <!-- x --> <b>c</b>', '</b> a c'],
    ['Map<K, V>&amp;<script>', 'Map<K, V>&<script>'],
    ['Dùng <img> trong HTML', 'Dùng <img> trong HTML'],
    ['Ảnh <img src="a.png"> đẹp', 'Ảnh đẹp'],
  ])('%j says %j', (html, text) => expect(textOfHeadline(html)).toBe(text));
});

describe('the body of an imported article', () => {
  it.each([
    [
      '<a href="/a">1</a><img src=b.jpg srcset="c.jpg 2x, //d.example/d.jpg 3x"><a href="#x">2</a>',
      '<a href="https://cu.example/a">1</a><img src=https://cu.example/tin/b.jpg ' +
        'srcset="https://cu.example/tin/c.jpg 2x, https://d.example/d.jpg 3x"><a href="#x">2</a>',
    ],
    ["<a href = '?x=1&amp;y=2' title='>'>1</a>", "<a href = 'https://cu.example/tin/?x=1&amp;y=2' title='>'>1</a>"],
    [
      '<p data-href="a">href="b"</p><!-- <a href="c"> --><a href>',
      '<p data-href="a">href="b"</p><!-- <a href="c"> --><a href>',
    ],
    ['A<article>B</article>C<MAIN>D</MAIN><body>', 'A<div>B</div>C<div>D</div><div>'],
    [
      '<a href="mailto:a@b.example">1</a><a href="https://x.example/Đ">2</a>',
      '<a href="mailto:a@b.example">1</a><a href="https://x.example/Đ">2</a>',
    ],
    [
      '<a href="http://[">1</a><img src="data:image/png;base64,AA">',
      '<a href="http://[">1</a><img src="data:image/png;base64,AA">',
    ],
  ])('%j has absolute addresses, and is no page', (html, body) => {
    expect(bodyOf(html, 'https://cu.example/tin/')).toBe(body);
  });

  it('is the same where there is nothing to change', () => {
    fc.assert(fc.property(fc.string(), text => bodyOf(`<p>${text}</p>`, undefined).length === `<p>${text}</p>`.length));
  });

  it('reads as one line of text', () => {
    expect(textOfHtml('<p>Đ<b>ời</b> sống</p><p>A &amp; &eacute;<br>B<script>x</script></p>')).toBe('Đời sống A & é B');
  });
});

describe('the name of an imported file', () => {
  const zone = zoneNamed('Asia/Ho_Chi_Minh');
  const name = (item: Partial<ImportedItem>, title = 'Chợ quê') =>
    fileNameOf(
      { title, authors: [], topics: [], tags: [], sorted: false, html: '', ...item },
      title,
      Date.UTC(2018, 11, 31, 20),
      zone,
    );

  it.each([
    [{}, 'articles/2019/01/cho-que'],
    [{ link: 'https://cu.example/2018/12/B%C3%A0i-1.html?x' }, 'articles/2019/01/bai-1'],
    [{ link: 'https://cu.example/tin/cho-2018.htm/' }, 'articles/2019/01/cho-2018'],
    [{ link: 'https://cu.example/?p=5' }, 'articles/2019/01/cho-que'],
    [{ link: 'https://cu.example/12345.htm' }, 'articles/2019/01/cho-que'],
    [{ link: 'https://cu.example/a/index.php' }, 'articles/2019/01/cho-que'],
    [{ slug: 'đời-sống' }, 'articles/2019/01/doi-song'],
    [{ slug: '../../../etc/passwd' }, 'articles/2019/01/etc-passwd'],
    [{ link: 'https://cu.example/..%2f..%2fx%00' }, 'articles/2019/01/x'],
    [{ link: 'https://cu.example/%ff' }, 'articles/2019/01/ff'],
  ])('of %j is %s', (item, path) => {
    expect(name(item)).toBe(path);
  });

  it('is a safe key whatever a feed says', () => {
    expect(name({ id: '1' }, '🙂')).toMatch(/^articles\/2019\/01\/[0-9a-f]{8}$/);
    fc.assert(
      fc.property(anyText(), fc.webPath(), fc.string(), (slug, path, title) => {
        const key = name({ slug, link: `https://cu.example${path}` }, title);
        expect(isSafeKey(key)).toBe(true);
        expect(key).toMatch(/^articles\/2019\/01\/[a-z0-9-]{1,80}$/);
      }),
    );
  });
});
