import { atoms, CHARACTERS, type Grammar, type Place, places } from '../grammar.ts';

const YAML = atoms(
  "x¦ ¦:¦: ¦- ¦-¦[¦]¦{¦}¦,¦, ¦\"¦'¦''¦\\¦#¦ #¦&a ¦*a¦*a, ¦!¦!!str ¦!x ¦|¦>¦%¦@¦`¦?¦? ¦1¦.¦_¦~¦0x",
  '\n¦\n  ¦\n\n¦\n  - ¦\t¦x: ¦x§: x\n¦x§: &b§ x\n¦  - x§\n¦- x\n¦<<: *a\n¦---¦...¦\\u0041¦\\x41¦\\',
  'x, ¦[x], ',
);

const SCALARS = atoms(
  'title: ·¦title: "·"¦title: \'·\'¦title: >\n  ·¦title: |\n  ·¦title: x\n  ·¦summary: ·¦id: ·',
  'id: "·"¦author: ·¦author: {name: x, email: ·}¦authors:\n  - name: ·¦language: ·¦draft: ·',
  'status: ·¦·: x¦"·": x¦x: &·  y¦x: *·¦x: !·  y¦# ·¦x: # ·¦? ·¦%·¦correction: ·¦withdrawn: ·',
  '&a ·: x¦x·: y¦category: ·¦image: {src: /x.png, alt: ·}¦enclosure: {url: /x.mp3, type: ·}',
  'enclosure: {url: /x.mp3, length: ·}',
);
const LISTS = atoms(
  'tags: [·]¦tags: [x, ·¦tags:\n  - ·¦tags:\n·¦categories: [·]¦categories:\n  - ·¦authors: [·]',
  'x: [·]¦x: {·}¦x: {·¦x:\n·¦x:\n  ·¦x: ·¦authors:\n·¦aliases: [·]¦·',
);
const ALIASES: readonly Place[] = [
  { text: 'x: &a [·]\n', atoms: YAML, uses: ['*a, ', 'y§: *a\n', '- *a\n', '[*a], '] },
  { text: 'x: &a {a: ·}\ntags: [', atoms: YAML, uses: ['*a, ', '*a'] },
  { text: 'x: &a ·\n', atoms: YAML, uses: ['y§: *a\n', '<<: *a\n', 'y: &a *a\n'] },
];

const PAIRS = [
  ['[', ']'],
  ['{a: ', '}'],
  ['- ', ''],
  ['"', '"'],
  ['[x, ', ']'],
  ['x: ', '\n'],
  ['? ', '\n'],
] as const;

/** YAML above a text. */
export const FRONT_MATTER: Grammar = {
  name: 'front matter',
  target: 'md',
  frame: '---\ntitle: Tin\ndate: 2026-11-20\n·\n---\nMocdau\n\nMoccuoi\n',
  places: [...places(YAML, SCALARS), ...places(YAML, LISTS), ...ALIASES],
  atoms: [...YAML, ...CHARACTERS],
  pairs: PAIRS,
};

/** The site's own file. */
export const SITE_FILE: Grammar = {
  name: 'site.yaml',
  target: 'site',
  frame:
    'title: Mocdau Moccuoi\ndescription: x\nurl: https://bao.example/\nfeedsUrl: https://feeds.bao.example/\n' +
    'language: vi\ntimeZone: Asia/Ho_Chi_Minh\nsince: 2018\n·\n',
  places: [
    ...places(YAML, SCALARS),
    ...places(YAML, LISTS),
    ...ALIASES,
    ...places(YAML, [
      'permalink: https://bao.example/·',
      'permalink: "·"',
      'rights: ·',
      'hub: ·',
      'timeZone: ·',
      'since: ·',
    ]),
    ...places(YAML, ['categories:\n  - title: ·', 'categories:\n  - {id: x, title: x, slug: ·}', 'categories:\n·']),
    ...places(YAML, [
      'categories:\n  - {title: x, aliases: [·]}',
      'plainText: {drop: [·]}',
      'holdsNothing: {fields: [·], files: [·]}',
      'logo: ·',
      'author: {name: ·}',
    ]),
  ],
  atoms: [...YAML, ...CHARACTERS, '{slug}', '{yyyy}', '{', '}', '  - title: x§\n', '  - {id: a§, title: x}\n'],
  pairs: PAIRS,
};
