import { atoms, CHARACTERS, type Grammar, places } from '../grammar.ts';

const WORDS = atoms('x¦@¦(¦)¦ ¦.¦,¦-¦"¦&amp;¦&lt;¦;¦:¦/¦1¦\n¦&lt;b&gt;¦é¦+¦_');
const XML = atoms(
  '<¦>¦&¦&amp;¦&#65;¦&lt;¦&x;¦<!--¦-->¦<!-- x -->¦<![CDATA[¦]]>¦<?x?>¦<?¦"¦\'¦<x>¦</x>¦<x/>¦<x a="',
  '<dc:x/>¦<x§/>¦<x xmlns:a§="u">¦<category>x§</category>¦<item/>¦<entry/>',
  '<item><title>x</title></item>¦<item>¦</item>¦<link/>¦<author>x</author>¦<title>x</title>',
  '<media:group>',
);
const HTML = atoms(
  '<b>¦</b>¦<p>¦</p>¦<br>¦<¦>¦&¦&amp;¦&#¦<a href="/x">¦</a>¦<!--¦-->¦<img src="/x">¦<script>',
  '<style>¦<pre>¦</pre>¦[gallery]¦[caption]¦[/caption]¦[¦]¦[x a="¦\n¦\n\n¦"¦x ¦<!-- wp:x -->',
  '<!-- /wp:x -->¦<div>¦<table>¦<li>¦http://a.example/\n¦<p¦<p>&nbsp;</p>¦<title>¦=',
);
const PAIRS = [
  ['<x>', '</x>'],
  ['<b>', '</b>'],
  ['[x]', '[/x]'],
  ['(', ')'],
  ['<div>', '</div>'],
  ['[', ']'],
] as const;
const CDATA = ['<content:encoded><![CDATA[·]]></content:encoded>', '<description><![CDATA[·]]></description>'];
const FIELDS = atoms(
  'author¦title¦link¦guid¦dc:creator¦category¦description¦itunes:author¦dc:subject¦dc:language',
  'media:status¦source¦comments¦x¦dc:date',
).map(name => `<${name}>·</${name}>`);
const RSS_TOP =
  '<rss version="2.0"><channel><title>T</title><link>https://a.example/</link><description>x</description>';
const ITEM = '<item><title>Mocdau</title><pubDate>Fri, 20 Nov 2026 08:30:00 GMT</pubDate>·</item>';
const LAST = '<item><title>Moccuoi</title><guid>x</guid><pubDate>Fri, 20 Nov 2026 08:30:00 GMT</pubDate></item>';

/** RSS 2.0, one article of it. */
export const RSS: Grammar = {
  name: 'rss',
  target: 'import',
  frame: `${RSS_TOP}${ITEM}${LAST}</channel></rss>`,
  places: [
    ...places(WORDS, FIELDS),
    ...places(HTML, CDATA),
    ...places(XML, atoms('·¦<x>·</x>¦<!-- · -->¦<?x ·?>¦<x ·/>¦<x a="·"/>¦<category domain="·">x</category>¦<·/>')),
    ...places(WORDS, [
      '<enclosure url="/x" type="·"/>',
      '<enclosure url="/x" length="·"/>',
      '<media:content url="/x.png" type="·"/>',
    ]),
  ],
  atoms: [...XML, ...WORDS, ...HTML, ...CHARACTERS],
  pairs: PAIRS,
};

/** Parts around the articles: the document's head, and its channel. */
export const XML_DOCUMENT: Grammar = {
  ...RSS,
  name: 'xml document',
  frame: '·',
  places: [
    ...places(XML, [
      `<?xml ·?>${RSS_TOP}</channel></rss>`,
      `<!-- · -->${RSS_TOP}</channel></rss>`,
      '·',
      '<·',
      '<html><head>·',
    ]),
    ...places(XML, [
      `<!DOCTYPE rss [·]>${RSS_TOP}</channel></rss>`,
      `<rss ·><channel/></rss>`,
      `${RSS_TOP}·</channel></rss>`,
    ]),
    ...places(
      WORDS,
      atoms('title¦link¦description¦language¦copyright¦generator¦image¦managingEditor').map(
        name => `<rss version="2.0"><channel><${name}>·</${name}>${LAST}</channel></rss>`,
      ),
    ),
    ...places(WORDS, [
      '<html><head><link ·>',
      '<html><head><link type="application/rss+xml" href="·">',
      '<?xml ·',
      '{·',
      '{"a":·',
    ]),
  ],
};

/** RSS 1.0, which is RDF. */
export const RDF: Grammar = {
  ...RSS,
  name: 'rdf',
  frame:
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">' +
    '<channel rdf:about="https://a.example/"><title>T</title><link>https://a.example/</link></channel>' +
    '<item rdf:about="https://a.example/1"><title>Mocdau Moccuoi</title>·</item></rdf:RDF>',
  places: [...places(WORDS, FIELDS), ...places(HTML, CDATA), ...places(XML, ['·', '</item><item rdf:about="·">'])],
};

/** Atom 1.0, with text, HTML and XHTML in it. */
export const ATOM_FEED: Grammar = {
  ...RSS,
  name: 'atom',
  frame:
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>u:x</id><entry><id>u:1</id>' +
    '<title>Mocdau</title><updated>2026-11-20T08:30:00Z</updated>·</entry><entry><id>u:2</id>' +
    '<title>Moccuoi</title><updated>2026-11-20T08:30:00Z</updated></entry></feed>',
  places: [
    ...places(WORDS, [
      '<author><name>·</name></author>',
      '<category term="·"/>',
      '<summary>·</summary>',
      '<content>·</content>',
    ]),
    ...places(WORDS, [
      '<link href="·"/>',
      '<link rel="·" href="/x"/>',
      '<content type="·">x</content>',
      '<content src="·"/>',
    ]),
    ...places(HTML, ['<content type="html"><![CDATA[·]]></content>', '<summary type="html"><![CDATA[·]]></summary>']),
    ...places(XML, [
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">·</div></content>',
      '·',
      '<content xml:base="·">x</content>',
    ]),
  ],
};

/** A WordPress export (WXR). */
export const WXR: Grammar = {
  ...RSS,
  name: 'wordpress',
  frame:
    '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title>' +
    `<link>https://a.example/</link><wp:wxr_version>1.2</wp:wxr_version>${ITEM}${LAST}</channel></rss>`,
  places: [
    ...places(HTML, [
      ...CDATA,
      '<excerpt:encoded><![CDATA[·]]></excerpt:encoded>',
      '<content:encoded><![CDATA[<!-- wp:· -->]]></content:encoded>',
    ]),
    ...places(
      WORDS,
      ['post_name', 'post_type', 'status', 'post_date_gmt', 'post_password'].map(name => `<wp:${name}>·</wp:${name}>`),
    ),
    ...places(WORDS, ['<category domain="post_tag" nicename="·">x</category>', '<dc:creator>·</dc:creator>']),
    ...places(WORDS, ['<wp:postmeta><wp:meta_key>·</wp:meta_key><wp:meta_value>·</wp:meta_value></wp:postmeta>']),
    ...places(HTML, [
      '<content:encoded><![CDATA[[caption ·]x[/caption]]]></content:encoded>',
      '<content:encoded><![CDATA[[·]]]></content:encoded>',
    ]),
    ...places(WORDS, [
      '<wp:postmeta><wp:meta_key>enclosure</wp:meta_key><wp:meta_value>/x.mp3·</wp:meta_value></wp:postmeta>',
    ]),
  ],
};

const JSON_WORDS = atoms('x¦ ¦\\n¦\\u0301¦\\"¦<b>¦&amp;¦@¦(¦/¦<¦>¦1¦,¦\\\\¦é¦-¦<p>');
const JSON_SYNTAX = atoms('{¦}¦[¦]¦,¦:¦"¦1¦-¦.¦e¦null¦ ¦\n¦\\¦"id":1¦"x":¦{"id":1},¦[],¦9');

/** JSON Feed 1.1. */
export const JSON_FEED: Grammar = {
  ...RSS,
  name: 'json feed',
  frame:
    '{"version":"https://jsonfeed.org/version/1.1","title":"T","home_page_url":"https://a.example/",' +
    '"items":[{"id":"1","title":"Mocdau","content_html":"Moccuoi",' +
    '"date_published":"2026-11-20T08:30:00Z"},{"id":"2","title":"x"·}]}',
  places: [
    ...places(
      JSON_WORDS,
      atoms('content_html¦content_text¦summary¦url¦language¦image¦date_published¦x').map(name => `,"${name}":"·"`),
    ),
    ...places(JSON_WORDS, [
      ',"authors":[{"name":"·"}]',
      ',"tags":["·"]',
      ',"attachments":[{"url":"·","mime_type":"·"}]',
    ]),
    ...places(JSON_SYNTAX, atoms(',"id":·¦·¦,"x":·¦,"x":[·]¦,"x":{·}¦},·{"id":"3"¦,"id" ·¦,"tags":[·]')),
  ],
  atoms: [
    ...JSON_WORDS,
    ...JSON_SYNTAX,
    ...CHARACTERS.filter(character => !/[\n\r\t"\\\u0000-\u001f]/.test(character)),
  ],
  pairs: [
    ['[', ']'],
    ['{"a":', '}'],
    ['<b>', '</b>'],
  ],
};
