import { describe, expect, it } from 'vitest';
import { articleOf, problemsOf, SITE } from '../samples.ts';

const article = (fields: string, site = SITE) =>
  articleOf(`---\ntitle: A\ndate: 2026-11-20\n${fields}\n---\nLời\n`, {}, site);
const problems = (fields: string, site = SITE) =>
  problemsOf(`---\ntitle: A\ndate: 2026-11-20\n${fields}\n---\nLời\n`, {}, site);
const DAY = Date.UTC(2026, 10, 20, 17);

describe('a summary', () => {
  it.each(['description: X', 'Excerpt: X', 'lead: X', 'subtitle: X', 'DESCRIPTION: X'])('may be given as %s', field => {
    expect(article(field).summary).toBe('X');
  });

  it('is ours first, then that which says most exactly what it is', () => {
    expect(article('lead: A\ndescription: B\nsummary: C').summary).toBe('C');
    expect(article('subtitle: A\nexcerpt: B\ndescription: C').summary).toBe('C');
    expect(article('summary:\ndescription: B').summary).toBe('B');
    expect(article('spoiler: A\nsubtitle: B').summary).toBe('A');
    expect(article('summary: ""\ndescription: B').summary).toBe('B');
  });

  it('is none of what is no text', () => {
    for (const field of ['lead: true', 'excerpt: 12', 'description: [a]', 'lead: { a: b }'])
      expect(article(field)).not.toHaveProperty('summary');
    expect(problems('lead: true')).toEqual([
      'articles/a.md:4:1: warning: lead says nothing that can be read as summary; it is ignored',
    ]);
    for (const [field, ours] of [
      ['lastmod: hôm qua', 'updated'],
      ['hero: true', 'image'],
      ['Description: { vi: A }', 'summary'],
      ['tag: [1]', 'tags'],
    ] as const) {
      const [name] = field.split(':');
      expect(problems(field)).toEqual([
        `articles/a.md:4:1: warning: ${name} says nothing that can be read as ${ours}; it is ignored`,
      ]);
    }
    expect(problems('hero:')).toEqual([]);
  });
});

describe('a teaser', () => {
  it('is a picture where it names one, and a summary where it is words', () => {
    expect(article('teaser: /media/p.jpg')).toMatchObject({ image: { src: '/media/p.jpg' } });
    expect(article('teaser: /media/p.jpg')).not.toHaveProperty('summary');
    expect(article('teaser: /media/p.jpg\ndescription: B')).toMatchObject({ summary: 'B' });
    expect(article('lead: a.png\nthumbnail: b.png')).toMatchObject({ image: { src: 'b.png' } });
    expect(article('teaser: /media/p.jpg\nimage: c.png')).toMatchObject({ image: { src: 'c.png' } });
    for (const words of ['Ảnh chụp chợ.jpg là gì?', 'Xem anh.jpg', 'chợ'])
      expect(article(`teaser: ${words}`)).toMatchObject({ summary: words });
    expect(problems('teaser: /media/p.jpg')).toEqual(['articles/a.md:4:1: note: teaser is read as image']);
  });
});

describe('a mapping of dates', () => {
  it('has that of the article, and of its last change', () => {
    const dated = (dates: string) => articleOf(`---\ntitle: A\ndate: ${dates}\n---\nLời\n`);
    const published = Date.UTC(2026, 10, 19, 17);
    expect(dated('{ created: 2026-11-20, updated: 2026-11-21 }')).toMatchObject({ published, updated: DAY });
    expect(dated('{ created: 2026-11-20 }')).toMatchObject({ published });
    expect(problemsOf('---\ntitle: A\ndate: { x: 2026-11-20 }\n---\nLời\n')[0]).toContain('found a mapping');
  });
});

describe('the date of a change', () => {
  it.each([
    'lastmod: 2026-11-21',
    'last_modified_at: 2026-11-21',
    'modified: 2026-11-21',
    'updatedDate: 2026-11-21',
    'Modified-Date: 2026-11-21',
    'last_update: { date: 2026-11-21, author: x }',
  ])('may be given as %s', field => {
    expect(article(field).updated).toBe(DAY);
  });

  it('that can not be read is passed over', () => {
    expect(article('lastmod: soon\nmodified: 2026-11-21').updated).toBe(DAY);
  });

  it('before that of the article is ignored, and reported by the name that it has there', () => {
    expect(article('lastmod: 2026-11-01').updated).toBe(article('').published);
    expect(problems('lastmod: 2026-11-01')).toContain(
      'articles/a.md:4:10: warning: lastmod: lies before date, so it is ignored; correct one of the two',
    );
  });
});

describe('an image', () => {
  it.each([
    ['heroImage: a.jpg', { src: 'a.jpg' }],
    ['cover: https://a.example/x', { src: 'https://a.example/x' }],
    ['featured_image: /img/a.webp?w=1', { src: '/img/a.webp?w=1' }],
    ['images: [a.png, b.png]', { src: 'a.png' }],
    ['images: []\nthumbnail: b.png', { src: 'b.png' }],
    ['cover: { image: a.jpg, alt: Chợ, caption: c, relative: true }', { src: 'a.jpg', alt: 'Chợ', caption: 'c' }],
    ['image: { url: a.jpg, alt: Chợ }', { src: 'a.jpg', alt: 'Chợ' }],
    ['image: { path: a.jpg, height: 10, width: 20px }', { src: 'a.jpg', height: 10, width: 20 }],
    ['image: { path: a.jpg, height: auto, width: 50% }', { src: 'a.jpg' }],
    ['image: [{ src: a.jpg, alt: Chợ }]', { src: 'a.jpg', alt: 'Chợ' }],
    ['header: { overlay_image: a.jpg, teaser: b.jpg }', { src: 'a.jpg' }],
    ['extra: { banner: a.jpg }', { src: 'a.jpg' }],
    ['ogImage: { url: a.jpg }', { src: 'a.jpg' }],
  ])('may be given as %s', (field, image) => {
    expect(article(field).image).toEqual(image);
  });

  it.each(['hero: true', 'banner: fa-icon', 'cover: "~/assets/a.jpg"', 'image: false', 'header: { a: b }'])(
    'is not %s',
    field => {
      expect(article(field)).not.toHaveProperty('image');
      expect(problems(field).filter(line => !line.includes('warning'))).toEqual([]);
    },
  );
});

describe('an author', () => {
  const people = { lena: { name: 'Lê Na', email: 'na@bao.example', picture: 'https://bao.example/na.jpg' } };
  const site = { ...SITE, people };

  it('may be given as by:', () => {
    expect(article('by: Lê Na').authors).toEqual([{ name: 'Lê Na' }]);
    expect(article('extra: { author: Lê Na }').authors).toEqual([{ name: 'Lê Na' }]);
    expect(article('by: Trần Vũ\nauthor: Lê Na').authors).toEqual([{ name: 'Lê Na' }]);
  });

  it('is who an id of the authors file means', () => {
    expect(article('author: lena', site).authors).toEqual([people.lena]);
    expect(article('authors: [lena, Trần Vũ, toString]', site).authors).toEqual([
      people.lena,
      { name: 'Trần Vũ' },
      { name: 'toString' },
    ]);
  });
});

describe('what is read of the fields of another publisher', () => {
  it('is noted, to be reported once', () => {
    expect(problems('description: X\nhero: a.jpg')).toEqual([
      'articles/a.md:4:1: note: description is read as summary',
      'articles/a.md:5:1: note: hero is read as image',
    ]);
  });

  it('holds in TOML and in header lines', () => {
    expect(
      articleOf('+++\ntitle = "A"\ndate = 2026-11-20\ndescription = "X"\nimages = ["a.jpg"]\n+++\n'),
    ).toMatchObject({
      summary: 'X',
      image: { src: 'a.jpg' },
    });
    expect(articleOf('Title: A\nDate: 2026-11-20\nModified: 2026-11-21\nLead: X\n\nLời')).toMatchObject({
      summary: 'X',
      updated: DAY,
    });
  });
});

describe('words of YAML 1.1', () => {
  it.each(['yes', 'on', 'True'])('hold an article back: draft: %s', word => {
    expect(article(`draft: ${word}`).draft).toBe(true);
  });

  it.each(['no', 'off', 'False'])('do not: draft: %s', word => {
    expect(article(`draft: ${word}`).draft).toBe(false);
  });
});

describe('categories in lists of lists, as Hexo writes them', () => {
  it('are read', () => {
    const { categories } = article('categories:\n- [Đời sống, Chợ]\n- Tin');
    expect(categories.map(({ title }) => title)).toEqual(['Đời sống', 'Chợ', 'Tin']);
  });
});

describe('what Docusaurus says of an author beside the name', () => {
  it('is that of the author', () => {
    const fields = 'author: Lê Na\nauthor_url: https://bao.example/na\nauthorImageURL: https://bao.example/na.jpg';
    expect(article(fields).authors).toEqual([
      { name: 'Lê Na', url: 'https://bao.example/na', picture: 'https://bao.example/na.jpg' },
    ]);
    expect(problems(fields)).toEqual([
      'articles/a.md:5:1: note: author_url is read as author.url',
      'articles/a.md:6:1: note: authorImageURL is read as author.picture',
    ]);
  });

  it('comes before what an authors file says', () => {
    const site = { ...SITE, people: { na: { name: 'Lê Na', url: 'https://old.example/', email: 'na@bao.example' } } };
    expect(article('author_url: https://bao.example/na\nauthor: na', site).authors).toEqual([
      { name: 'Lê Na', url: 'https://bao.example/na', email: 'na@bao.example' },
    ]);
  });

  it.each(['author: [A, B]\nauthor_url: https://bao.example/na', 'author: A\nauthor_url: nobody', 'author_url: /x'])(
    'is ignored where it is no address, or of nobody alone: %j',
    fields => {
      expect(article(fields).authors.some(({ url }) => url !== undefined)).toBe(false);
      expect(problems(fields).join()).toContain('author_url is not a field that Bantin knows');
    },
  );
});

describe('a picture among the resources of Hugo', () => {
  it.each([
    ['resources: [{ src: b.png }, { name: featured-image, src: a.png, params: { x: 1 } }]', 'a.png'],
    ['resources:\n- name: featuredImage\n  src: "images/a.jpg"', 'images/a.jpg'],
    ['cover: b.png\nresources: [{ name: cover, src: a.png }]', 'b.png'],
  ])('is that of the article by its name: %s', (fields, src) => {
    expect(article(fields).image?.src).toContain(src);
  });

  it.each([
    'resources: [{ name: header, src: "**.png" }]',
    'resources: [{ name: photo-1, src: a.png }]',
    'resources: a.png',
    'resources: [{ name: cover, src: a.pdf }]',
    'resources: [{ name: [cover], src: a.png }]',
  ])('is none where no name says so, or many may be meant: %s', fields => {
    expect(article(fields).image).toBeUndefined();
    expect(problems(fields)).toEqual([
      'articles/a.md:4:1: warning: resources says nothing that can be read as image; it is ignored',
    ]);
  });
});
