import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { articleOf, problemsOf, read, SITE } from '../samples.ts';

const WHOLE = `---
id: bai-1
title: Chợ   quê
date: 2026-11-20 08:30
updated: 2026-11-21T09:00:00+07:00
authors: [Lê Na, { name: Trần Vũ, email: vu@bao.example, url: https://bao.example/vu }]
categories: [Đời sống, Tư pháp, "ĐỜI SỐNG"]
tags: [chợ, quê, chợ]
summary: Tóm tắt
image: { src: ../media/a.jpg, alt: Chợ, srcset: "../media/b.jpg 480w" }
enclosure: { url: ../media/a.mp3, type: audio/mpeg, length: 12, title: Nghe }
link: /cho-que
language: en-gb
draft: false
---
Lời
`;

describe('an article', () => {
  it('has what its front matter says', () => {
    expect(read(WHOLE)).toEqual({
      problems: [],
      article: {
        key: 'articles/a.md',
        format: 'markdown',
        id: 'bai-1',
        slug: expect.stringMatching(/^a-[0-9a-f]{8}$/),
        title: 'Chợ quê',
        published: Date.UTC(2026, 10, 20, 1, 30),
        updated: Date.UTC(2026, 10, 21, 2),
        authors: [{ name: 'Lê Na' }, { name: 'Trần Vũ', email: 'vu@bao.example', url: 'https://bao.example/vu' }],
        categories: [
          { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' },
          { id: 'tu-phap', title: 'Tư pháp', slug: 'tu-phap' },
        ],
        tags: ['chợ', 'quê'],
        summary: 'Tóm tắt',
        image: { src: '../media/a.jpg', alt: 'Chợ', srcset: '../media/b.jpg 480w' },
        enclosure: { url: '../media/a.mp3', type: 'audio/mpeg', length: 12, title: 'Nghe' },
        link: 'https://bao.example/cho-que',
        language: 'en-GB',
        draft: false,
        media: ['media/a.jpg', 'media/a.mp3', 'media/b.jpg'],
      },
    });
  });

  it.each(['\u00a0', '\u2003 \u00a0', '\u200b'])('has no name of which nothing can be seen: %j', blank => {
    const names = `authors: ["${blank}"]\ncategories: ["${blank}"]\ntags: ["${blank}", chợ]\nsummary: "${blank}"`;
    const { article } = read(`---\ntitle: Chợ quê\ndate: 2026-11-20\n${names}\n---\nLời`);
    expect(article).toMatchObject({ authors: [], categories: [], tags: ['chợ'] });
    expect(article).not.toHaveProperty('summary');
    expect(problemsOf(`---\ntitle: "${blank}"\n---\nLời`)).toEqual(problemsOf('---\ntitle: ""\n---\nLời'));
  });

  it('finds the rest in its text, its key and its upload', () => {
    const article = articleOf('# Tựa đề\n\nLời', { key: 'articles/2026/11/20/doi-song/bai.md' });
    expect(article).toMatchObject({
      title: 'Tựa đề',
      published: Date.UTC(2026, 10, 19, 17),
      authors: [],
      draft: false,
    });
    expect(article.categories).toEqual([{ id: 'doi-song', title: 'doi-song', slug: 'doi-song' }]);
    expect(article.id).toBe('tag:bao.example,2018:articles/2026/11/20/doi-song/bai');
    expect(read('Tựa\n\nLời', { key: 'articles/a.txt' })).toMatchObject({
      article: { title: 'Tựa', published: Date.UTC(2026, 10, 1), categories: [] },
      problems: [{ severity: 'warning', message: expect.stringContaining('moves whenever it is uploaded again') }],
    });
  });

  it('finds more in an HTML page', () => {
    const page = `<html lang="en_gb"><head><meta property="og:title" content="T">
<meta property="og:image" content="/a.jpg">
<meta property="article:published_time" content="2026-11-20T08:30:00+07:00"><meta name="author" content=" Lê  Na ">
<meta name="description" content="Tóm tắt"></head><p>Lời</p>`;
    expect(articleOf(page, { key: 'articles/a.html' })).toMatchObject({
      title: 'T',
      published: Date.UTC(2026, 10, 20, 1, 30),
      language: 'en-GB',
      image: { src: '/a.jpg' },
      authors: [{ name: 'Lê Na' }],
      summary: 'Tóm tắt',
    });
    const odd = page.replace('2026-11-20T08:30:00+07:00', 'yesterday').replace('en_gb', '?');
    expect(articleOf(odd, { key: 'articles/2026-11-20-a.html' })).toMatchObject({
      published: Date.UTC(2026, 10, 19, 17),
    });
    expect(articleOf(odd, { key: 'articles/2026-11-20-a.html' })).not.toHaveProperty('language');
  });

  it('takes from the metadata of its upload what front matter leaves out', () => {
    const metadata = {
      title: 'Tựa',
      date: '2026-11-20',
      category: 'Đời sống',
      tags: 'a, b',
      authors: 'Lê Na',
      draft: 'true',
    };
    expect(articleOf('Lời', { metadata })).toMatchObject({
      title: 'Tựa',
      published: Date.UTC(2026, 10, 19, 17),
      categories: [{ slug: 'doi-song' }],
      tags: ['a', 'b'],
      authors: [{ name: 'Lê Na' }],
      draft: true,
    });
    const own = '---\ntitle: Khác\ncategories: [Tư pháp]\nauthor: Vũ\n---\n';
    expect(articleOf(own, { metadata })).toMatchObject({
      title: 'Khác',
      categories: [{ slug: 'tu-phap' }],
      authors: [{ name: 'Vũ' }],
    });
  });

  it('has an id that hangs on its key and the site alone', () => {
    const id = (text: string, key = 'articles/Đời sống/bài một.md') => articleOf(text, { key }).id;
    expect(id('# A')).toBe('tag:bao.example,2018:articles/%C4%90%E1%BB%9Di%20s%E1%BB%91ng/b%C3%A0i%20m%E1%BB%99t');
    expect(id('---\ntitle: B\ndate: 2020-01-01\ncategory: X\n---\n')).toBe(id('# A'));
    expect(id('# A', 'articles/Đời sống/bài một.md'.normalize('NFD'))).toBe(id('# A'));
    expect(id('<h1>A</h1>', 'articles/Đời sống/bài một.html')).toBe(id('# A'));
    expect(articleOf('# A', {}, { ...SITE, url: 'http://bao.example/other/' }).id).toBe(articleOf('# A').id);
    expect(id('---\ntitle: A\nid: 12345\n---\n')).toBe('12345');
    expect(id('---\ntitle: A\nid: urn:uuid:1-2\n---\n')).toBe('urn:uuid:1-2');
    expect(id('---\ntitle: A\nid: "một hai"\n---\n')).toBe('một hai');
    // Written with escapes it is what it is, to the character: readers may know it so.
    expect(id(`---\ntitle: A\nid: "ti\\u0302n  \\u0000b\\n"\n---\n`)).toBe('ti\u0302n  b');
  });

  it('has the name of its file for a title where its first line is a paragraph', () => {
    const of = (text: string, key: string) => articleOf(text, { key }).title;
    const line = 'Chợ quê '.repeat(30).trim();
    const fields = '---\ndate: 2026-11-20\n---\n';
    expect(of(`${fields}${line}\n\n## B`, 'articles/2026-11-20-chợ_quê-xưa.md')).toBe('Chợ quê xưa');
    expect(of(`${fields}${line}`, 'articles/cho/index.md')).toBe('Cho');
    expect(of(`${fields}${line}`, 'articles/2026.md')).toBe(line);
    expect(of(`${fields}Chợ quê\n\n## B`, 'articles/a.md')).toBe('Chợ quê');
    expect(of(`${fields}# ${line}`, 'articles/2026.md')).toBe(line);
    expect(of(`${line}\n`, 'articles/a.md')).toBe(line);
  });

  it('warns of a title that is made of the name of its file, and of no other', () => {
    const line = 'Chợ quê '.repeat(30).trim();
    const warnings = (text: string) =>
      read(`---\n${text}`, { key: 'articles/cho-que.md' }).problems.filter(({ message }) => message.includes('title'));
    const message =
      `the title is made of the file's name ("Cho que"), since what the text begins with has more than 200 ` +
      'characters; add title: to the front matter, or begin the text with a heading';
    const date = 'date: 2026-11-20\n';
    expect(warnings(`${date}---\n${line}`)).toEqual([{ path: 'articles/cho-que.md', severity: 'warning', message }]);
    expect(warnings(`${date}---\n# Chợ quê\n\n${line}`)).toEqual([]);
    expect(warnings(`${date}title: A\n---\n${line}`)).toEqual([]);
    expect(warnings(`${date}withdrawn: true\n---\n${line}`)).toEqual([]);
  });

  it('has authors as other publishers write them', () => {
    const people = { lena: { name: 'Lê Na', url: 'https://na.example/', picture: 'https://na.example/a.jpg' } };
    const authors =
      'authors: [{ name: Vũ, title: Nhà báo, image_url: /img/vu.jpg, homepage: https://vu.example/ }, ' +
      '{ key: lena, title: Biên tập, avatar: https://na.example/b.jpg }, { key: an }]';
    const text = `---\ntitle: A\ndate: 2026-11-20\n${authors}\n---\nLời`;
    expect(articleOf(text, {}, { ...SITE, people }).authors).toEqual([
      { name: 'Vũ', url: 'https://vu.example/', picture: 'https://bao.example/img/vu.jpg' },
      { name: 'Lê Na', url: 'https://na.example/', picture: 'https://na.example/b.jpg' },
      { name: 'an' },
    ]);
    expect(problemsOf(text, {}, { ...SITE, people })).toEqual([]);
  });

  it('has lists as Jekyll parts them, and no name of a section in two', () => {
    const of = (fields: string) => articleOf(`---\ntitle: A\ndate: 2026-11-20\n${fields}\n---\nLời`);
    const names = (fields: string) => of(fields).categories.map(({ title }) => title);
    expect(names('layout: post\ncategories: jekyll update')).toEqual(['jekyll', 'update']);
    expect(of('layout: post\ntags: a b-2').tags).toEqual(['a', 'b-2']);
    expect(names('layout: post\ncategories: news, foundation')).toEqual(['news', 'foundation']);
    expect(of('layout: post\ntags: "a,b-2 c"').tags).toEqual(['a', 'b-2', 'c']);
    expect(names('categories: jekyll update')).toEqual(['jekyll update']);
    for (const name of ['Thời sự', 'thời sự', 'Tin tuc', 'Kinh tế, tài chính', 'jekyll'])
      expect(names(`layout: post\ncategories: ${name}`)).toEqual([name]);
    expect(names('layout: post\ncategory: jekyll update')).toEqual(['jekyll update']);
  });

  it('has the authors of the site where it names none', () => {
    const site = { ...SITE, authors: [{ name: 'Ban' }] };
    expect(articleOf('# A', {}, site).authors).toEqual([{ name: 'Ban' }]);
    expect(articleOf('---\ntitle: A\nauthors: []\n---\n', {}, site).authors).toEqual([{ name: 'Ban' }]);
  });

  it('counts lines from the top of the file, whatever stands above its front matter', () => {
    expect(problemsOf('\n\n---\ntitle: A\ndate: 2026-11-20\nfoo: 1\n---\n')).toEqual([
      'articles/a.md:6:1: warning: foo is not a field that Bantin knows; it is ignored',
    ]);
    expect(problemsOf('\n---\ntitle: A\n')).toEqual([
      'articles/a.md:2:1: the front matter is never closed; end it with a line ---',
    ]);
  });

  it('is held back where its page names a date that means nothing: it may be one to come', () => {
    const page = '<title>A</title><meta property="article:published_time" content="the first of January 2027"><p>B';
    expect(read(page, { key: 'articles/a.html' }).article).toBeUndefined();
    expect(problemsOf(page, { key: 'articles/a.html' })).toEqual([
      'articles/a.html: article:published_time: "the first of January 2027" is not a date; ' +
        'write it as 2026-12-07 08:30 or 2026-12-07T08:30:00+07:00, or as date: in front matter',
    ]);
    expect(read(`---\ndate: 2026-11-20\n---\n${page}`, { key: 'articles/a.html' }).article).toBeDefined();
  });

  it('goes to 50 categories at most, and tells of the one too many', () => {
    const names = Array.from({ length: 5000 }, (_, at) => `c${at}`).join(', ');
    const source = `---\ntitle: A\ndate: 2026-11-20\ncategories: [c0, ${names}]\n---\n`;
    expect(articleOf(source).categories).toHaveLength(50);
    expect(problemsOf(source)).toEqual([
      'articles/a.md:4:258: categories: at most 50 are read, and "c50" is one more; take some out',
    ]);
  });

  it('goes to one category whatever its name is typed in', () => {
    for (const name of ['Đời sống', 'Đời sống'.normalize('NFD'), 'ĐỜI SỐNG', ' đời   sống '])
      expect(articleOf(`---\ntitle: A\ncategory: "${name}"\n---\n`).categories[0]?.slug).toBe('doi-song');
  });

  it('is never corrected before it is published', () => {
    const early = '---\ntitle: A\ndate: 2026-11-20\nupdated: 2026-11-19\n---\n';
    expect(articleOf(early)).toMatchObject({ updated: articleOf(early).published });
    expect(problemsOf(early)).toEqual([
      'articles/a.md:4:10: warning: updated: lies before date, so it is ignored; correct one of the two',
    ]);
  });
});

describe('a source that is no article is told why', () => {
  const DRAFT = 'so the article is held back; write';
  const GUESSED = '; or, if the field is about something else, name it in holdsNothing.fields of site.yaml';
  const TELL_WHY = 'write withdrawn: true, or the text in quotes as reason: below withdrawn:, indented';
  it.each([
    ['unclosed front matter', '---\ntitle: A\n\nLời', ':1:1: the front matter is never closed; end it with a line ---'],
    ...['----', '—', '___', '--'].map((row): [string, string, string] => [
      `front matter above ${row}`,
      `---\ntitle: A\ndate: 2026-11-20\n${row}\n\nLời`,
      `:1:1: the front matter is never closed; end it with a line ---; line 4 has ${row}; write --- there`,
    ]),
    [
      'a no-break space behind a colon',
      '---\ndate: 2026-11-20\ntitle:\u00a0Dấu cách cứng\n---\nLời',
      ':3:7: a no-break space (U+00A0) stands behind the colon after the key; write a plain space in its place',
    ],
    [
      'a no-break space behind a colon in a single line',
      '---\ntitle:\u00a0Dấu cách cứng\n---\nLời',
      ':2:7: a no-break space (U+00A0) stands behind the colon after the key; write a plain space in its place',
    ],
    ['invalid YAML', '---\ntitle: "A\n---\n', ':2:8: the quote " that opens here is never closed; close it'],
    ['duplicate keys', '---\ntitle: A\ntitle: B\n---\n', ':3:1: title is given before, on line 2; keep one'],
    [
      'alias bombs',
      '---\na: &a [x]\nb: [*a]\n---\n',
      ':3:5: *a is an alias of a list, a map or a long text, which are not supported; write the value out',
    ],
    [
      'functions',
      '---\ntitle: !!js/function "x"\n---\n',
      ':2:8: !!js/function is a tag that is not supported; take it out, or put the value in quotes if it is text',
    ],
    [
      'front matter without fields',
      '---\n- a\n---\n',
      ':2:1: the front matter is no list of fields; write them as title: …, date: …',
    ],
    [
      'no title, at the end of its fields',
      '---\ndate: 2026-11-20\n---\n',
      ':3:1: the article has no title; add title: to its front matter',
    ],
    ['no title', '---\ndate: 2026-11-20\n---\n\n', ':3:1: the article has no title; add title: to its front matter'],
    [
      'a title that is a list',
      '---\ntitle: [a, b]\n---\n',
      ':2:8: title: expected text, found a list; put quotes around text that looks like something else',
    ],
    [
      'an id that is a list',
      '---\ntitle: A\nid: [a]\n---\n',
      ':3:5: id: expected text, found a list; write id: a (in quotes, where brackets belong to the text)',
    ],
    [
      'a date that is none',
      '---\ntitle: A\ndate: hôm qua\n---\n',
      ':3:7: date: "hôm qua" is not a date; write it as 2026-12-07 08:30 or 2026-12-07T08:30:00+07:00',
    ],
    [
      'a day that never was',
      '---\ntitle: A\ndate: 2026-02-30\n---\n',
      ':3:7: date: "2026-02-30" is a day that the calendar does not have; write a day that it has, such as ' +
        '2026-12-07 08:30',
    ],
    ['an empty date', '---\ntitle: A\ndate:\n---\n', ':3:6: date: is empty; write a date, or take the line out'],
    [
      'a date that is a list',
      '---\ntitle: A\ndate: [1]\n---\n',
      ':3:7: date: expected text, found a list; write date: 1 (in quotes, where brackets belong to the text)',
    ],
    [
      'a draft that may be one',
      '---\ntitle: A\ndraft: perhaps\n---\n',
      ':3:8: draft: expected true or false, found "perhaps"',
    ],
    ['an empty draft', '---\ntitle: A\ndraft:\n---\n', ':3:7: draft: expected true or false, found nothing'],
    [
      'a misspelt draft',
      '---\ntitle: A\ndratf: true\n---\n',
      `:3:1: dratf is not a field that Bantin knows, ${DRAFT} draft:${GUESSED}`,
    ],
    [
      'an embargo of others that is none',
      '---\ntitle: A\npublishDate: mai\n---\n',
      ':3:14: publishDate: expected a date such as 2026-12-07 08:30, found "mai", so the article is held ' +
        'back; correct it, or take the line out',
    ],
    [
      'a status of others that is none',
      '---\ntitle: A\nstatus: ngủ\n---\n',
      ':3:9: status: expected true, false, published, draft or a date such as 2026-12-07 08:30, found ' +
        '"ngủ", so the article is held back; correct it, or take the line out',
    ],
    [
      'a withdrawal that is neither',
      '---\ntitle: A\ndate: 2026-11-20\nwithdrawn: perhaps\n---\n',
      `:4:12: withdrawn: expected true or false, found "perhaps"; ${TELL_WHY}`,
    ],
    [
      'an empty withdrawal',
      '---\ntitle: A\ndate: 2026-11-20\nwithdrawn:\n---\n',
      `:4:11: withdrawn: expected true or false, found nothing; ${TELL_WHY}`,
    ],
    [
      'a misspelt withdrawal',
      '---\ntitle: A\nwithdrawm: true\n---\n',
      `:3:1: withdrawm is not a field that Bantin knows, ${DRAFT} withdrawn: true${GUESSED}`,
    ],
    [
      'a withdrawal of others',
      '---\ntitle: A\nretracted: true\n---\n',
      `:3:1: retracted is not a field that Bantin knows, ${DRAFT} withdrawn: true`,
    ],
    ['an empty file', '', ': the file is empty; write the article, or delete the file'],
    ['UTF-16', Buffer.from('\ufeffTựa', 'utf16le'), ':1:1: the file is UTF-16; save it as UTF-8'],
    [
      'invalid UTF-8',
      Buffer.from([0x61, 0x0a, 0x62, 0xff, 0x63]),
      ':2:2: the file is not UTF-8: found byte 0xFF; save it as UTF-8',
    ],
    [
      'a picture',
      Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0', 'latin1'),
      ': this is no text file; move pictures and sound to media/, or save the article as UTF-8 text',
    ],
    [
      'a file over 5 MB',
      `# A\n${'x'.repeat(5 * 1024 * 1024)}`,
      ': the file has 5.0 MB, an article at most 5 MB; move pictures and sound to media/',
    ],
  ])('%s', (_, text, problem) => {
    expect(read(text).article).toBeUndefined();
    expect(problemsOf(text)).toEqual([`articles/a.md${problem}`]);
  });

  it('an ambiguous date, where the language does not tell', () => {
    const text = '---\ntitle: A\ndate: 07/12/2018\n---\n';
    expect(articleOf(text).published).toBe(Date.UTC(2018, 11, 6, 17));
    expect(problemsOf(text, {}, { ...SITE, language: 'en' })).toEqual([
      'articles/a.md:3:7: date: "07/12/2018" may be the 7/12 or the 12/7; write it as 2026-12-07 08:30 or ' +
        '2026-12-07T08:30:00+07:00',
    ]);
  });

  it.each(['.rst', '.adoc', '.IPYNB'])('a text in markup that Bantin does not read: %s', ending => {
    expect(problemsOf('x', { key: `articles/a${ending}` })).toEqual([
      `articles/a${ending}: articles end in .md, .mdx, .txt or .html, and ${ending} is not supported; ` +
        'convert its text to Markdown',
    ]);
  });

  it('an ending that Bantin does not read', () => {
    const MESSAGE = 'articles end in .md, .mdx, .txt or .html;';
    expect(problemsOf('x', { key: 'articles/a.mp4' })).toEqual([
      `articles/a.mp4: ${MESSAGE} rename the file, or move it to media/`,
    ]);
    for (const key of ['articles/a.docx', 'articles/b c.DOC', 'articles/a.odt', 'articles/a.rtf', 'articles/a.pages'])
      expect(problemsOf('x', { key })).toEqual([
        `${key}: ${MESSAGE} save its text as .md or .txt, or move the file to media/`,
      ]);
  });
});

describe('an article is published without what is wrong with it', () => {
  const LONG = 'x'.repeat(300);
  it.each([
    ['an unknown field', 'sumary: x', ':3:1: warning: sumary is not a field that Bantin knows; did you mean summary?'],
    ['a field of others', 'layout: x', ':3:1: warning: layout is not a field that Bantin knows; it is ignored'],
    [
      'a summary that is a list',
      'summary: [a]',
      ':3:10: summary: expected text, found a list; write summary: a (in quotes, where brackets belong to the text)',
    ],
    [
      'tags that are a mapping',
      'tags: { a: b }',
      ':3:7: tags: expected text, found a mapping; put quotes around text that looks like something else',
    ],
    [
      'a correction without a date',
      'updated: yesterday',
      ':3:10: updated: "yesterday" is not a date; write it as 2026-12-07 08:30 or 2026-12-07T08:30:00+07:00',
    ],
    [
      'a language that is none',
      'language: "?"',
      ':3:11: warning: language: expected a language such as vi or en-GB, found "?"; it is ignored',
    ],
    [
      'a link that is none',
      'link: "javascript:alert(1)"',
      ':3:7: link: expected a URL such as https://bao.example/bai-viet, or a path such as /bai-viet, found ' +
        '"javascript:alert(1)"',
    ],
    [
      'a link that is words',
      'link: không phải url',
      ':3:7: link: expected a URL such as https://bao.example/bai-viet, or a path such as /bai-viet, found ' +
        '"không phải url"',
    ],
    ['a picture without an address', 'image: { alt: a }', ':3:8: image: expected a file or URL in src:'],
    ['a picture by a number', 'image: 5', ':3:8: image: expected a file or URL such as photo.jpg, found the number 5'],
    ['a picture by a word', 'image: ảnh', ':3:8: image: expected a file or URL such as photo.jpg, found "ảnh"'],
    [
      'a picture by a word',
      'image: { src: ảnh }',
      ':3:8: image: expected a file or URL such as photo.jpg, found "ảnh"',
    ],
    ['an enclosure without an address', 'enclosure: { type: a }', ':3:12: enclosure: expected a file or URL in url:'],
    [
      'an enclosure of no media type',
      'enclosure: {url: /a, type: "a b" }',
      ':3:28: enclosure.type: expected a media type such as audio/mpeg, found "a b"',
    ],
    [
      'an enclosure of no size',
      'enclosure: {url: /a, length: b }',
      ':3:30: enclosure.length: expected a whole number from 0 to 9007199254740991, found "b"',
    ],
    [
      'an author without a name',
      'author: { url: https://a.example }',
      ':3:9: author: an author needs a name; add name:',
    ],
    [
      'an author who is no address',
      'author: { name: A, email: b }',
      ':3:27: author.email: expected an address such as ban.doc@bao.example, found "b"',
    ],
    ['a category ..', 'category: ..', ':3:11: category: ".." can\'t be the name of a category; choose another'],
    [
      'a category with a slash',
      'category: a/b',
      ':3:11: category: "a/b" holds a slash; list two categories as [one, two]',
    ],
    [
      'a category __proto__',
      'category: __proto__',
      ':3:11: category: "__proto__" can\'t be the name of a category; choose another',
    ],
    [
      'a category constructor',
      'category: constructor',
      ':3:11: category: "constructor" can\'t be the name of a category; choose another',
    ],
    [
      'a category of 300 characters',
      `category: ${LONG}`,
      ':3:11: category: a category name has at most 100 characters, this one has 300; shorten it',
    ],
    [
      'a category of an emoji',
      'category: 🎉',
      ':3:11: category: "🎉" has no letter or digit to make an address of; list it in site.yaml with a slug',
    ],
    [
      'a category of a reserved name',
      'category: media',
      ':3:11: warning: category: "media" has the slug media, where Bantin keeps files of its own, so its feed is at ' +
        'media-fc9adf03/; list it in site.yaml with another slug',
    ],
  ])('%s', (_, field, problem) => {
    const text = `---\ntitle: A\n${field}\ndate: 2026-11-20\n---\nLời`;
    expect(articleOf(text).title).toBe('A');
    expect(problemsOf(text)).toEqual([`articles/a.md${problem}`]);
  });

  it('of which other parts stay', () => {
    const text = '---\ntitle: A\ndate: 2026-11-20\ncategories: [.., Đời sống]\nauthors: [{ url: x }, Lê Na]\n---\n';
    expect(articleOf(text)).toMatchObject({ categories: [{ slug: 'doi-song' }], authors: [{ name: 'Lê Na' }] });
    expect(articleOf('---\ntitle: A\nimage: [[]]\nenclosure: [b]\nlink: [c]\n---\n')).not.toHaveProperty('image');
  });

  it('whose category has the slug of another', () => {
    const site = { ...SITE, categories: [{ id: 'ds', title: 'Đời sống', slug: 'doi-song', aliases: ['Cuộc sống'] }] };
    const category = (name: string) => articleOf(`---\ntitle: A\ncategory: ${name}\n---\n`, {}, site).categories[0]?.id;
    expect(['Cuộc sống', 'doi-song', 'ds', 'Đồi Sông'].map(category)).toEqual(['ds', 'ds', 'ds', 'ds']);
    expect(problemsOf('---\ntitle: A\ndate: 2026-11-20\ncategory: Đồi Sông\n---\n', {}, site)).toEqual([
      'articles/a.md:4:11: warning: category: "Đồi Sông" has the slug of "Đời sống" and goes there; spell it ' +
        '"Đời sống", or add it to its aliases, or list it in site.yaml with another slug',
    ]);
  });
});

describe('what is cleaned on its way in', () => {
  it('is published', () => {
    const text = '\ufeff---\r\ntitle: "A\\u0000\u0001 \\uD800 ]]> <script>B"\r\ndate: 2026-11-20\r\n---\r\nLời';
    expect(read(text)).toMatchObject({ article: { title: 'A \ufffd ]]> <script>B' }, problems: [] });
  });
});

describe('a correction', () => {
  const front = (fields: string) => `---\ntitle: A\ndate: 2026-11-20\n${fields}\n---\nLời`;

  it('is one line of plain text', () => {
    const text = front('updated: 2026-11-21\ncorrection: |\n  Nhịp dài <220 m>,\n  không phải 240 m.');
    expect(articleOf(text).correction).toBe('Nhịp dài <220 m>, không phải 240 m.');
    expect(problemsOf(text)).toEqual([]);
  });

  it('asks for a date, and stands without it', () => {
    const text = front('correction: Nhịp dài 220 m.');
    expect(articleOf(text).correction).toBe('Nhịp dài 220 m.');
    expect(problemsOf(text)).toEqual([
      'articles/a.md:4:13: warning: correction: has no updated: beside it, so readers do not see that the ' +
        'article changed; add updated:',
    ]);
    expect(problemsOf(front('correction:'))).toEqual([]);
  });
});

describe('a withdrawal', () => {
  const front = (fields: string) => `---\ntitle: A\ndate: 2026-11-20\n${fields}\n---\nLời`;
  const withdrawn = (fields: string, site = SITE) => articleOf(front(fields), {}, site).withdrawn;

  it.each([
    ['withdrawn: true', {}],
    ['withdrawn: {}', {}],
    ['withdrawn: false', undefined],
    [
      'withdrawn: { reason: Nguồn tin   rút lời, date: 2026-11-22 08:30 }',
      { reason: 'Nguồn tin rút lời', date: Date.UTC(2026, 10, 22, 1, 30) },
    ],
  ])('%s', (fields, expected) => {
    expect(withdrawn(fields)).toEqual(expected);
    expect(problemsOf(front(fields))).toEqual([]);
  });

  it.each([
    [
      'withdrawn: { reason: sai, và hỏng }',
      ':4:27: warning: và hỏng is not a field that Bantin knows; put quotes around the text before it, if the comma ' +
        'is part of it',
    ],
    ['withdrawn:\n  reason: sai\n  và hỏng:', ':6:3: warning: và hỏng is not a field that Bantin knows; it is ignored'],
  ])('has a reason that ends where the text does: %j', (fields, problem) => {
    expect(withdrawn(fields)).toEqual({ reason: 'sai' });
    expect(problemsOf(front(fields))).toEqual([`articles/a.md${problem}`]);
  });

  it('is told in S3 user metadata, too', () => {
    expect(articleOf(front('tags: x'), { metadata: { withdrawn: 'true' } }).withdrawn).toEqual({});
  });

  it.each([
    [
      'withdrawn: { reason: [a], date: hôm qua, since: x }',
      [
        ':4:22: withdrawn.reason: expected text, found a list; write reason: a ' +
          '(in quotes, where brackets belong to the text)',
        ':4:33: withdrawn.date: "hôm qua" is not a date; write it as 2026-12-07 08:30 or 2026-12-07T08:30:00+07:00',
        ':4:42: warning: since is not a field that Bantin knows; it is ignored',
      ],
    ],
    [
      'updated: 2026-11-21\nwithdrawn: { date: 2026-11-20 }',
      [':5:20: warning: withdrawn.date: lies before date or updated, so it is ignored; correct one of them'],
    ],
  ])('holds, whatever is wrong with what is told of it: %s', (fields, problems) => {
    expect(withdrawn(fields)).toEqual({});
    expect([...problemsOf(front(fields))].sort()).toEqual(problems.map(problem => `articles/a.md${problem}`));
  });

  it('needs neither title nor text', () => {
    const text = '---\ndate: 2026-11-20\nwithdrawn: true\n---\n';
    expect(articleOf(text)).toMatchObject({ title: '', withdrawn: {} });
    expect(problemsOf(text)).toEqual([]);
  });

  it('asks for a new date where SmartNews is told', () => {
    const site = { ...SITE, smartnews: true as const };
    const told = ['withdrawn: true', 'withdrawn: { date: 2026-11-22 }', 'updated: 2026-11-22\nwithdrawn: true'];
    expect(told.map(fields => problemsOf(front(fields), {}, site).length)).toEqual([1, 0, 0]);
  });
});
