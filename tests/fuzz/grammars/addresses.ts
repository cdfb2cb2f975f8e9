import {
  ADDRESS_ATOMS,
  ADDRESSES,
  atoms,
  CHARACTERS,
  DATE_ATOMS,
  DATES,
  type Grammar,
  HOLE,
  places,
} from '../grammar.ts';

/** Every one of `texts` at the hole of every one of `contexts`. */
function within(contexts: readonly string[], texts: readonly string[]): readonly string[] {
  return contexts.flatMap(context => texts.map(text => context.replace(HOLE, () => text)));
}

const FIELDS = atoms(
  'link: "·"¦image: "·"¦image: {src: "·", alt: x}¦enclosure: {url: "·"}',
  'authors: [{name: x, url: "·"}]¦link: ·¦id: "·"¦author: {name: x, email: "·"}',
);
const MARKUP = [
  '<a href="·">x</a>',
  '<img src="·">',
  '<img srcset="· 1x, · 2x">',
  '<video poster="·"></video>',
  '<iframe src="·">',
];

/** Addresses in Markdown and in front matter. */
export const ADDRESSES_IN_ARTICLES: Grammar = {
  name: 'addresses in articles',
  target: 'md',
  frame: '---\ntitle: Tin\ndate: 2026-11-20\n---\nMocdau\n\n·\n\nMoccuoi\n',
  places: places(
    ADDRESS_ATOMS,
    within(['[x](·)', '[x](<·>)', '![x](·)', '<·>', '·', '[a]: ·\n\n[a]', ...MARKUP], ADDRESSES),
  ),
  atoms: [...ADDRESS_ATOMS, ...CHARACTERS],
  pairs: [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
    ['x/', '../'],
  ],
};

/** The same in the fields of an article. */
export const ADDRESSES_IN_FIELDS: Grammar = {
  ...ADDRESSES_IN_ARTICLES,
  name: 'addresses in fields',
  frame: '---\ntitle: Tin\ndate: 2026-11-20\n·\n---\nMocdau\n\nMoccuoi\n',
  places: places(ADDRESS_ATOMS, within(FIELDS, ADDRESSES)),
};

/** Dates in front matter, in a page, and in feeds. */
export const DATES_IN_FIELDS: Grammar = {
  name: 'dates in fields',
  target: 'md',
  frame: '---\ntitle: Tin\n·\n---\nMocdau\n\nMoccuoi\n',
  places: places(
    DATE_ATOMS,
    within(['date: ·', 'date: "·"', 'updated: ·', 'publishDate: ·', 'expiryDate: "·"'], DATES),
  ),
  atoms: [...DATE_ATOMS, ...CHARACTERS],
  pairs: [],
};

/** Dates that a page names. */
export const DATES_IN_PAGES: Grammar = {
  ...DATES_IN_FIELDS,
  name: 'dates in pages',
  target: 'html',
  frame: '<html><head>·</head><body><h1>Mocdau</h1><p>Moccuoi</p></body></html>',
  places: places(
    DATE_ATOMS,
    within(['<meta property="article:published_time" content="·">', '<time datetime="·">x</time>'], DATES),
  ),
};

/** Dates of feeds. */
export const DATES_IN_FEEDS: Grammar = {
  ...DATES_IN_FIELDS,
  name: 'dates in feeds',
  target: 'import',
  frame:
    '<rss version="2.0"><channel><title>T</title><link>https://a.example/</link><description>x</description>' +
    '<item><title>Mocdau</title>·<description>Moccuoi</description></item></channel></rss>',
  places: places(
    DATE_ATOMS,
    within(['<pubDate>·</pubDate>', '<dc:date>·</dc:date>', '<atom:updated>·</atom:updated>'], DATES),
  ),
};

/** Addresses of feeds. */
export const ADDRESSES_IN_FEEDS: Grammar = {
  ...DATES_IN_FEEDS,
  name: 'addresses in feeds',
  places: places(
    ADDRESS_ATOMS.filter(atom => !/[<]/.test(atom)),
    within(
      [
        '<link>·</link>',
        '<guid>·</guid>',
        '<enclosure url="·"/>',
        '<media:content url="·" medium="image"/>',
        '<image>·</image>',
      ],
      ADDRESSES,
    ),
  ),
  atoms: [...ADDRESS_ATOMS, ...CHARACTERS],
};
