import { atoms, CHARACTERS, type Grammar, places } from '../grammar.ts';
import { ATOM_FEED, JSON_FEED } from './feeds.ts';

const WORDS = atoms('x¦@¦(¦)¦ ¦.¦,¦-¦"¦&amp;¦&lt;¦:¦/¦1¦\n¦é¦+¦_¦#¦%¦x: ¦2026¦AM');
const HTML = atoms('<b>¦</b>¦<p>¦</p>¦<br>¦<¦>¦&¦&#¦<a href="/x">¦</a>¦<!--¦-->¦<section>¦</section>¦"¦=¦x ¦\n');

/** An export of Blogger, and its Takeout. */
export const BLOGGER: Grammar = {
  ...ATOM_FEED,
  name: 'blogger',
  frame: ATOM_FEED.frame.replace(
    '<entry>',
    '<entry xmlns:blogger="http://schemas.google.com/blogger/2018"><blogger:type>POST</blogger:type>' +
      '<blogger:status>LIVE</blogger:status>',
  ),
  places: [
    ...places(
      WORDS,
      ['filename', 'status', 'type', 'metaDescription', 'x'].map(name => `<blogger:${name}>·</blogger:${name}>`),
    ),
    ...places(WORDS, ['<category scheme="http://schemas.google.com/g/2005#kind" term="·"/>', '<category term="·"/>']),
    ...places(HTML, ['<content type="html"><![CDATA[·]]></content>']),
  ],
};

/** An export of Ghost. */
export const GHOST: Grammar = {
  ...JSON_FEED,
  name: 'ghost',
  frame:
    '{"data":{"posts":[{"id":"1","title":"Mocdau","html":"Moccuoi","published_at":"2026-11-20T08:30:00Z"},' +
    '{"id":"2","title":"x","published_at":"2026-11-20T08:30:00Z"·}]}}',
  places: [
    ...places(
      JSON_FEED.atoms.slice(0, 17),
      ['html', 'slug', 'custom_excerpt', 'canonical_url', 'feature_image', 'status', 'og_title'].map(
        name => `,"${name}":"·"`,
      ),
    ),
    ...places(JSON_FEED.atoms.slice(17), atoms('·¦}],"tags":[·],"x":[{"a":1¦}],"posts_tags":[·],"x":[{"a":1')),
    ...places(JSON_FEED.atoms.slice(0, 17), [
      '}],"tags":[{"id":"t","name":"·"}],"posts_tags":[{"post_id":"2","tag_id":"t"',
      '}],"users":[{"id":"u","name":"·","website":"·"}],"posts_authors":[{"post_id":"2","author_id":"u"',
    ]),
  ],
};

/** An export in the format of Movable Type. */
export const MOVABLE_TYPE: Grammar = {
  name: 'movable type',
  target: 'import',
  frame:
    'TITLE: Mocdau\nDATE: 11/20/2026 08:30:00\n·\n-----\nBODY:\nx\n-----\n--------\n' +
    'TITLE: Moccuoi\nDATE: 11/20/2026 08:30:00\n-----\nBODY:\nx\n-----\n--------\n',
  places: [
    ...places(
      WORDS,
      ['TITLE', 'AUTHOR', 'CATEGORY', 'TAGS', 'DATE', 'BASENAME', 'UNIQUE URL', 'IMAGE', 'STATUS', 'X'].map(
        name => `${name}: ·`,
      ),
    ),
    ...places([...HTML, ...atoms('-----\n¦--------\n¦\n\n¦BODY:\n¦COMMENT:\n¦TITLE: x\n')], atoms('·¦-----\nBODY:\n·')),
    ...places(HTML, ['-----\nEXCERPT:\n·', '-----\nEXTENDED BODY:\n·', 'CONVERT BREAKS: 0\n-----\nBODY:\n·']),
  ],
  atoms: [...WORDS, ...HTML, ...CHARACTERS],
  pairs: [
    ['<b>', '</b>'],
    ['-----\n', ''],
  ],
};

/** The list of posts of an export of Substack. */
export const SUBSTACK: Grammar = {
  ...MOVABLE_TYPE,
  name: 'substack',
  frame:
    'post_id,post_date,is_published,audience,type,title,subtitle,podcast_url\n' +
    '1.a,2026-11-20T08:30:00Z,true,everyone,newsletter,Mocdau,·\n' +
    '2.b,2026-11-20T08:30:00Z,true,everyone,newsletter,Moccuoi,x,\n',
  places: [
    ...places([...WORDS, ...HTML], atoms('·¦"·"¦x,"·"¦x,https://a.example/·')),
    ...places(atoms('"¦""¦,¦\n¦x¦\r\n¦1.a,'), ['·']),
  ],
};

/** A story of an export of Medium. */
export const MEDIUM: Grammar = {
  ...MOVABLE_TYPE,
  name: 'medium',
  frame:
    '<!DOCTYPE html><html><body><article class="h-entry"><h1 class="p-name">Mocdau</h1>· ' +
    '<section data-field="body" class="e-content"><p>Moccuoi</p></section>' +
    '<footer><time class="dt-published" datetime="2026-11-20T08:30:00Z">x</time></footer></article></body></html>',
  places: [
    ...places(HTML, [
      '<section data-field="subtitle">·</section>',
      '<section data-field="body">·</section>',
      '·',
      '<·>',
    ]),
    ...places(WORDS, [
      '<a class="p-author" href="·">·</a>',
      '<a class="p-canonical" href="·">x</a>',
      '<p class="·">x</p>',
    ]),
  ],
};

const PATHS = atoms(
  '/x.png¦x.md¦../¦./¦/¦`¦``¦```\n¦~~~\n¦    ¦\t¦\n¦\n\n¦- ¦1. ¦> ¦{% raw %}¦{% endraw %}',
  '{% post_url x %}¦{{ site.url }}',
  '{{ "/x.png" | relative_url }}¦{{< ref "x" >}}¦{{< highlight >}}¦{{< /highlight >}}¦{static}¦|filename|¦<pre>',
  '</pre>¦<code>¦</code>¦(¦)¦%¦@/¦~/¦https://a.example/¦{¦}¦"¦\'¦[¦]¦\0¦x',
);
const PATTERNS = atoms('*¦**¦/¦?¦!¦\n¦#¦a¦a/¦.md¦\\.¦.*¦(¦)¦|¦[a]¦{a}¦$¦^¦+¦\\d¦{2}');

/** Texts of a site's folder, its configuration, and what it says that is ignored. */
export const FOLDER: Grammar = {
  name: 'folder',
  target: 'folder',
  frame: '·',
  places: [
    ...places(
      PATHS,
      atoms('·¦---\ntitle: Mocdau Moccuoi\nimage: ·\n---\n¦---\ntitle: x\n---\n·¦Title: x\nUrl: ·\n\nx'),
    ),
    ...places(PATHS, atoms('{"title": "x", "image": "·"}\n\nx¦- x\n\n    ·¦[x](·)¦![x](·)¦<img src="·">')),
    ...places(PATTERNS, atoms('·¦a/·¦*·')),
    ...places(WORDS, atoms("title: ·¦exclude: [·]¦SITENAME = '·'¦const x = { title: '·' }¦exclude:\n  - ·")),
  ],
  atoms: [...PATHS, ...PATTERNS, ...CHARACTERS],
  pairs: [
    ['`', '`'],
    ['<pre>', '</pre>'],
    ['{% raw %}', '{% endraw %}'],
    ['(', ')'],
    ['- ', ''],
  ],
};
