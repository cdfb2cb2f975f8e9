import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../functions/core/problem.ts';
import { read, SITE } from '../samples.ts';

function warningsOf(field: string, site = SITE): readonly string[] {
  const { article, problems } = read(`---\ntitle: Bài\ndate: 2026-11-20\n${field}\n---\nChữ.\n`, {}, site);
  expect(article?.title).toBe('Bài');
  return problems.map(problem => formatProblem(problem).replace(/^\S+\.md:/, ''));
}

describe('a field that is given twice', () => {
  const bodyOf = (head: string) => read(`${head}\nChữ.\n`);

  it.each([
    ['---\ntitle: A\ndate: 2026-11-20\nlayout: post\nlayout: post\n---', 'layout', '5:1', 4],
    ['---\ntitle: A\ndate: 2026-11-20\n"title": "A"\n---', 'title', '4:1', 2],
    ['---\ntitle: A\ndate: 2026-11-20\nTITLE: A\n---', 'TITLE', '4:1', 2],
    ['---\ntitle: A\ndate: 2026-11-20\nx: { a: [1, { b: c }], a: [1, { b: c }] }\n---', 'a', '4:24', 4],
    ['---\ntitle: A\ndate: 2026-11-20\ntags: [a, b]\ntags:\n  - a\n  - b\n---', 'tags', '5:1', 4],
    ['{"title": "A", "date": "2026-11-20",\n"title": "A"}\n', 'title', '2:1', 1],
    ['Title: A\nDate: 2026-11-20\ntitle: A\n', 'title', '3:1', 1],
  ])('is read with a warning where both values are the same: %j', (head, field, place, line) => {
    const { article, problems } = bodyOf(head);
    expect(article?.title).toBe('A');
    expect(problems.map(problem => formatProblem(problem).replace(/^\S+\.md:/, ''))).toContain(
      `${place}: warning: ${field} is given before, on line ${line}, with the same value; take one out`,
    );
  });

  it.each([
    '---\ntitle: A\ndate: 2026-11-20\ndraft: false\nDraft: true\n---',
    '---\ntitle: A\ndate: 2026-11-20\nx: 1\nx: "1"\nx: 2\n---',
    '---\ntitle: A\ndate: 2026-11-20\nx: { a: [1, { b: c }], a: [1, { b: d }] }\n---',
    '---\ntitle: A\ndate: 2026-11-20\ntags: [a, b]\ntags: [b, a]\n---',
    'Title: A\nDate: 2026-11-20\ntitle: B\n',
  ])('holds the article back where they differ: %j', head => {
    const { article, problems } = bodyOf(head);
    expect(article).toBeUndefined();
    expect(problems.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/ is given before, on line \d; keep one$/),
    );
  });
});

describe('the language of an article', () => {
  const languageOf = (field: string) =>
    read(`---\ntitle: Bài\ndate: 2026-11-20\n${field}\n---\nChữ.\n`).article?.language;

  it.each([
    ['language: [vi]', 'vi'],
    ['language: [English]', 'en'],
    ['language: English', 'en'],
    ['language: VIETNAMESE', 'vi'],
    ['language: Tiếng Việt', 'vi'],
    ['language: Greek', 'el'],
    ['language: Tagalog', 'fil'],
    ['language: Lao', 'lo'],
    ['language: [en_gb]', 'en-GB'],
    ['lang: [Portuguese]', 'pt'],
  ])('is read from a list of one, and from a name: %s', (field, language) => {
    expect(languageOf(field)).toBe(language);
    expect(warningsOf(field).filter(told => !told.includes(': note: '))).toEqual([]);
  });

  it.each([
    ['language: Klingonese', 'expected a language such as vi or en-GB, found "Klingonese"'],
    ['language: vn', 'expected a language such as vi or en-GB, found "vn"; write vi'],
    ['language: [en, vi]', 'expected text, found a list; put quotes around text that looks like something else'],
    ['language: true', 'expected text, found true; put quotes around text that looks like something else'],
  ])('is ignored with a warning where it is none: %s', (field, message) => {
    expect(languageOf(field)).toBeUndefined();
    expect(warningsOf(field)).toEqual([expect.stringMatching(/^4:\d+: warning: language: /)]);
    expect(warningsOf(field)[0]).toContain(`${message}; it is ignored`);
  });
});

describe('a link with spaces', () => {
  it.each([
    '/bài viết/',
    './bài viết',
    '../a b',
    '//bao.example/a b',
    '?a=b c',
    '#a b',
    'HTTPS://bao.example/a b',
    'a',
  ])('is taken where it is a URL or a path: %j', link => {
    expect(warningsOf(`link: "${link}"`)).toEqual([]);
  });

  it.each(['không phải url', 'đang chờ: /a', 'a /b', 'bai viet.html', 'x'.repeat(9) + ' y'.repeat(400)])(
    'is an error where it is words: %j',
    link => {
      const [problem, ...others] = warningsOf(`link: "${link}"`);
      expect(problem).toMatch(/^4:7: link: expected a URL such as \S+, or a path such as \/bai-viet, found ".{3,61}"$/);
      expect(others).toEqual([]);
    },
  );
});

describe('an address with a host and no https://', () => {
  const told = (given: string): string =>
    `"${given}" is read as a path below the home page, since it has no https:// before it; write https://${given}`;

  it.each(['vnexpress.net/abc', 'www.bao.example', 'WWW.bao.example/a?b=1', 'bao.vn'])(
    'is warned of as a link: %s',
    given => {
      expect(warningsOf(`link: ${given}`)).toEqual([`4:7: warning: link: ${told(given)}`]);
    },
  );

  it('is warned of as an address of another publisher, and as a former one', () => {
    expect(warningsOf('url: bao.vn/cau', { ...SITE, permalink: '/:name/' })).toContain(
      `4:1: warning: url: ${told('bao.vn/cau')}`,
    );
    expect(warningsOf('url: bao.vn/cau')).toContain(`4:1: warning: url: ${told('bao.vn/cau')}`);
    expect(warningsOf('aliases: [/cau, bao.vn/cau]')).toEqual([`4:17: warning: aliases: ${told('bao.vn/cau')}`]);
  });

  it.each(['https://bao.vn/a', '//bao.vn/a', '/bao.vn', './bao.vn', 'bai.html', 'www.html'])(
    'is not what this is: %s',
    given => {
      expect(warningsOf(`link: ${given}`)).toEqual([]);
    },
  );
});

describe('names with a comma', () => {
  it.each([
    [
      'tags: chợ, hoa',
      '4:7: warning: tags: "chợ, hoa" is one name with a comma in it; for several, write tags: ',
      'chợ, hoa',
    ],
    [
      'tags: chợ、hoa,',
      '4:7: warning: tags: "chợ、hoa," is one name with a comma in it; for several, write tags: ',
      'chợ, hoa',
    ],
    [
      'author: A, B',
      '4:9: warning: author: "A, B" is one name with a comma in it; for several, write authors: ',
      'A, B',
    ],
  ])('are told to be one: %s', (field, message, list) => {
    const [warning, ...others] = warningsOf(field);
    expect(warning).toContain(`${message}[${list}], and if it is one, `);
    expect(others).toEqual([]);
  });

  it('are meant in a list, in a mapping, and by the id of one of the people', () => {
    for (const field of [
      'tags: ["chợ, hoa"]',
      'authors: ["A, B"]',
      'author: { name: "A, B" }',
      'tags: chợ',
      'author: A',
    ])
      expect(warningsOf(field)).toEqual([]);
    expect(warningsOf('author: A, B', { ...SITE, people: { 'A, B': { name: 'A & B' } } })).toEqual([]);
  });
});

describe('an author', () => {
  it('has fields that are known', () => {
    expect(warningsOf('author: { name: A, emial: a@bao.example }')).toEqual([
      '4:20: warning: emial is not a field that Bantin knows; did you mean email?',
    ]);
  });
});

describe('a picture', () => {
  it.each([
    [
      'credit: { name: A, role: Photograper }',
      'image.credit.role: "Photograper" is no role of the EBU; did you mean photographer?',
    ],
    ['credit: { nam: A }', 'nam is not a field that Bantin knows; did you mean name?'],
    [
      'srcset: "a.jpg 480w, b.jpg"',
      'image.srcset: "b.jpg" has no size; write its width in pixels behind it, such as 480w',
    ],
    ['srcset: "a.jpg 480"', 'image.srcset: "a.jpg" has the size "480"; write its width in pixels behind it'],
    ['width: -3', 'image.width: expected pixels, a whole number from 1 to 1000000, found the number -3'],
    ['height: 1e9', 'image.height: expected pixels, a whole number from 1 to 1000000, found the number 1e9'],
    ['width: lớn', 'image.width: expected pixels, a whole number from 1 to 1000000, found "lớn"'],
    ['scrset: a.jpg', 'scrset is not a field that Bantin knows; did you mean srcset?'],
  ])('has words that are known: %s', (field, message) => {
    expect(warningsOf(`image: { src: a.jpg, ${field} }`)).toEqual([expect.stringContaining(`warning: ${message}`)]);
  });

  it('may have any other role, and sizes', () => {
    const sized = [
      'width: 640',
      'width: 640px',
      'width: 100%',
      'height: auto',
      'height: 20.5rem',
      'width:',
      'width: ""',
    ];
    const others = ['credit: { name: A, role: choreographer }', 'srcset: b.jpg', 'srcset: "a.jpg 1.5x, b.jpg 2x"'];
    for (const field of [...others, ...sized]) expect(warningsOf(`image: { src: a.jpg, ${field} }`)).toEqual([]);
    expect(warningsOf('image: { src: a.jpg, credit: { name: A, role: photographer } }')).toEqual([]);
  });
});

describe('a field of another publisher that says nothing', () => {
  it.each(['description: ""', 'Thumbnail:', 'images: []', 'cover: { image: "", alt: "" }', 'lastmod:', 'by: [""]'])(
    'is left out without a word: %s',
    field => {
      expect(warningsOf(field)).toEqual([]);
    },
  );

  it('is reported where it means nothing that Bantin knows', () => {
    expect(warningsOf('mood:')).toEqual(['4:1: warning: mood is not a field that Bantin knows; it is ignored']);
  });
});

describe('the name of an author', () => {
  it.each([
    ['[Lê Na](https://bao.example/na)', { name: 'Lê Na', url: 'https://bao.example/na' }],
    ['[Lê Na](https://bao.example/na) ở chợ', { name: 'Lê Na ở chợ', url: 'https://bao.example/na' }],
    ['Lê Na ([@na](https://bao.example/@na))', { name: 'Lê Na (@na)', url: 'https://bao.example/@na' }],
    ['[Na](https://a.example/) ở [Vũ](https://b.example/)', { name: 'Na ở Vũ' }],
    ['Ảnh: [Na](https://a.example/) và [Vũ](https://b.example/)', { name: 'Ảnh: Na và Vũ' }],
    ['Na ([xem](/tac-gia/na))', { name: 'Na (xem)' }],
    ['[Na](javascript:alert)', { name: '[Na](javascript:alert)' }],
    ['[Na](http://a:b@c.example/)', { name: 'Na' }],
    ['Lê Na <na@bao.example>', { name: 'Lê Na', email: 'na@bao.example' }],
    ['<na@bao.example>', { name: '<na@bao.example>' }],
    ['Lê Na <3', { name: 'Lê Na <3' }],
  ])('may have a link of Markdown, or an address for mail: %s', (written, author) => {
    for (const field of [`author: "${written}"`, `authors: ["${written}"]`]) {
      const { article, problems } = read(`---\ntitle: A\ndate: 2026-11-20\n${field}\n---\nx`);
      expect(article?.authors).toEqual([author]);
      expect(problems).toEqual([]);
    }
  });

  const NA = { name: 'Lê Na', url: 'https://a.example/' };
  const VU = { name: 'Vũ', url: 'https://b.example/' };

  it.each([
    ['[Lê Na](https://a.example/) và [Vũ](https://b.example/)', [NA, VU]],
    ['[Lê Na](https://a.example/), and [Vũ](https://b.example/)', [NA, VU]],
    [
      '[Lê Na](https://a.example/) (Báo, Bão), [Vũ](https://b.example/)  (Tin),',
      [
        { ...NA, name: 'Lê Na (Báo, Bão)' },
        { ...VU, name: 'Vũ (Tin)' },
      ],
    ],
    ['[Lê Na](https://a.example/) (Báo) [Vũ](https://b.example/)', [{ ...NA, name: 'Lê Na (Báo)' }, VU]],
    ['[Lê Na](https://a.example/), Hà Nội', [{ ...NA, name: 'Lê Na, Hà Nội' }]],
    ['[Lê Na](https://a.example/), Bo, [Vũ](https://b.example/)', [{ name: 'Lê Na, Bo, Vũ' }]],
  ])('is that of each where one has a link behind the other: %s', (written, authors) => {
    const { article, problems } = read(`---\ntitle: A\ndate: 2026-11-20\nauthor: "${written}"\n---\nx`);
    expect(article?.authors).toEqual(authors);
    expect(problems.filter(({ message }) => message.includes('one name with a comma'))).toHaveLength(
      authors.some(({ name }) => /, (?:Hà|Bo)/.test(name)) ? 1 : 0,
    );
  });
});

describe('names of one article that are spellings of one', () => {
  const articleOf = (fields: string, site = SITE) =>
    read(`---\ntitle: A\ndate: 2026-11-20\n${fields}\n---\nx`, {}, site).article;

  it('are one tag, as the first of them spells it, or as the site lists it', () => {
    const fields = 'tags: [lễ hội, Lễ Hội, le hoi, 😀, 🎉]';
    expect(articleOf(fields)?.tags).toEqual(['lễ hội', '😀', '🎉']);
    const tags = { listed: [{ slug: 'le-hoi', title: 'Lễ Hội' }], minimum: 0, formats: ['rss' as const] };
    expect(articleOf(fields, { ...SITE, feeds: { rules: [], tags } })?.tags).toEqual(['Lễ Hội', '😀', '🎉']);
  });

  it('are one author, unless they differ in their marks', () => {
    const namesOf = (authors: string) => articleOf(`authors: [${authors}]`)?.authors.map(({ name }) => name);
    expect(namesOf('Lê Na, LÊ NA, { name: Le Na }, Văn An')).toEqual(['Lê Na', 'Văn An']);
    expect(namesOf('Le Na, Lê Na')).toEqual(['Le Na']);
    expect(namesOf('Văn An, Văn Ân, 😀, 🎉')).toEqual(['Văn An', 'Văn Ân', '😀', '🎉']);
  });
});

describe('tags and categories that are mappings', () => {
  it.each([
    ['tags: [{ name: Chợ, slug: cho }, quê]', { tags: ['Chợ', 'quê'] }],
    ['tags: [{ label: Chợ, permalink: /cho }]', { tags: ['Chợ'] }],
    ['categories: [{ title: Đời sống }]', { categories: [{ title: 'Đời sống' }] }],
    ['category: { name: Đời sống }', { categories: [{ title: 'Đời sống' }] }],
  ])('count by their names: %s', (field, expected) => {
    const { article, problems } = read(`---\ntitle: A\ndate: 2026-11-20\n${field}\n---\nx`);
    expect(article).toMatchObject(expected);
    expect(problems).toEqual([]);
  });

  it('are errors where they have none', () => {
    expect(warningsOf('tags: [{ slug: cho }]')).toEqual([
      '4:8: tags: expected text, found a mapping; put quotes around text that looks like something else',
    ]);
  });

  it.each(['[two.md]', '[[two.md]]', '\n  - two.md'])('is an error as a list of one, with what to write: %j', list => {
    expect(warningsOf(`translationOf: ${list}`)).toEqual([
      expect.stringMatching(
        /: translationOf: expected text, found a list; write translationOf: two\.md \(in quotes, where brackets /,
      ),
    ]);
  });

  it.each(['[a.md, b.md]', '[]', '["a: b"]', '[{ a: b }]'])('is an error as any other list: %j', list => {
    expect(warningsOf(`translationOf: ${list}`)).toEqual([
      '4:16: translationOf: expected text, found a list; put quotes around text that looks like something else',
    ]);
  });
});

describe('a tag whose slug another tag beside it has', () => {
  const lost = (at: string, tag: string, slug: string, kept: string): string =>
    `${at}: warning: tags: "${tag}" has the slug ${slug}, as "${kept}" beside it has, so the article has that alone; ` +
    'give one of them other letters or digits, or take one out';

  it('is left out, and reported', () => {
    expect(warningsOf('tags: [C, Go, C++]')).toEqual([lost('4:15', 'C++', 'c', 'C')]);
    expect(warningsOf('tags: [Java, Học Java, 学习Java]')).toEqual([lost('4:24', '学习Java', 'java', 'Java')]);
    expect(warningsOf('tags:\n  - C#\n  - C++\n  - C')).toEqual([
      lost('6:5', 'C++', 'c', 'C#'),
      lost('7:5', 'C', 'c', 'C#'),
    ]);
  });

  it('is reported, too, where the site names the other', () => {
    const site = {
      ...SITE,
      feeds: { rules: [], tags: { listed: [{ slug: 'c', title: 'C++' }], minimum: 0, formats: [] } },
    };
    expect(warningsOf('tags: [C, C++]', site)).toEqual([lost('4:8', 'C', 'c', 'C++')]);
  });

  it('is no more than another spelling of it: nothing is reported', () => {
    expect(warningsOf('tags: [Lũ lụt, lũ lụt, Lu lut, lu-lut, Lũ_Lụt, Đê, de]')).toEqual([]);
  });
});

describe('an author of two names', () => {
  it.each(['Lê Na và Trần Minh', 'A and B', 'A & B', "Anne-Marie O'Brien et J. R. Fitz", 'Văn A và Văn B và Văn C'])(
    'is noted, and stays one: %s',
    name => {
      const [note, ...others] = warningsOf(`author: ${name}`);
      expect(note).toMatch(/^4:9: note: author: one author has ".+" in the name; for several, write authors: \[/);
      expect(others).toEqual([]);
      const { article } = read(`---\ntitle: Bài\ndate: 2026-11-20\nauthor: ${name}\n---\nChữ.\n`);
      expect(article?.authors).toEqual([{ name }]);
    },
  );

  it.each([
    'author: Ban Thể thao và Giải trí',
    'author: Ban biên tập',
    'author: Andrew Brandt',
    'authors: ["Smith & Sons"]',
    'authors: [Lê Na, Trần Minh]',
    'author: { name: A và B }',
    'tags: A và B',
    'author: 山田 & 田中',
  ])('is not what this is: %s', field => {
    expect(warningsOf(field)).toEqual([]);
  });

  it('is one where the site says so', () => {
    const people = { 'A và B': { name: 'A và B' } };
    const feeds = { rules: [], authors: { minimum: 0, formats: [], listed: [{ title: 'A và B', slug: 'a-va-b' }] } };
    for (const site of [{ people }, { feeds }]) expect(warningsOf('author: A và B', { ...SITE, ...site })).toEqual([]);
    expect(warningsOf('author: A và C', { ...SITE, people, feeds })).toHaveLength(1);
  });
});
