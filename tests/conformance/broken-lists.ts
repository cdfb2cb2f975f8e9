import type { Broken } from './broken-atom.ts';

export const BROKEN_OPML: Broken = {
  isOpmlOfVersionTwo: [['version="2.0"', 'version="1.1"']],
  hasHeadThenBody: [
    [/<head>.*?<\/head>/s, ''],
    ['</opml>', '<head/></opml>'],
  ],
  headHasKnownElementsOnce: [
    ['<docs>', '<generator>Bantin</generator><docs>'],
    ['<docs>', '<title>A</title><docs>'],
  ],
  listHasATitle: [[/<title>.*?<\/title>/, '']],
  listIsDatedWell: [
    ['<docs>', '<dateModified>2026-11-21</dateModified><docs>'],
    [/<docs>.*?</, '<docs>spec2.opml<'],
  ],
  bodyHasOutlines: [
    [/<body>.*<\/body>/s, '<body/>'],
    ['<body>', '<body><title/>'],
  ],
  outlinesHaveText: [
    [/ text="[^"]*"/, ''],
    [/ text="[^"]*"/, ' text=""'],
  ],
  subscriptionsNameTheirFeed: [
    [/ xmlUrl="[^"]*"/, ''],
    ['type="rss"', 'type="link"'],
  ],
  subscriptionsDescribeTheirFeed: [
    [/ title="[^"]*"/, ''],
    [/ htmlUrl="[^"]*"/, ' htmlUrl="/"'],
    ['language="vi"', 'language="tiếng Việt"'],
    ['type="rss"', 'type="rss" version="2.0"'],
  ],
  noFeedIsListedTwice: [['doi-song/rss.xml', 'rss.xml']],
  outlinesHaveNoUnknownAttribute: [['type="rss"', 'type="rss" href="https://a.example/"']],
};

const LOC = /<loc>.*?</;

export const BROKEN_SITEMAP: Broken = {
  isASitemap: [
    ['http://www.sitemaps.org/schemas/sitemap/0.9', 'http://www.google.com/schemas/sitemap/0.84'],
    [/<urlset.*<\/urlset>/s, '<map/>'],
  ],
  hasEntriesOfItsKind: [
    [/<url>.*<\/url>/s, ''],
    ['</urlset>', '<sitemap/></urlset>'],
  ],
  entriesAreInOrder: [
    [/(?=<loc>)/, '<priority>1.0</priority>'],
    [/(?=<loc>)/, '<title>A</title>'],
  ],
  everyEntryHasAnAddress: [
    [/<loc>.*?<\/loc>/, ''],
    [LOC, '<loc>/a<'],
    [LOC, `<loc>https://feeds.bao.example/${'a'.repeat(2048)}<`],
  ],
  addressesAreInAscii: [[LOC, '<loc>https://feeds.bao.example/Đời<']],
  addressesAreOfItsHosts: [[LOC, '<loc>https://khac.example/<']],
  changesAreDated: [
    [/<lastmod>.*?</, '<lastmod>20/11/2026<'],
    [/<lastmod>.*?</, '<lastmod>2046-11-20T00:00:00Z<'],
  ],
  isNotTooLarge: [['</urlset>', `${'<url><loc>https://feeds.bao.example/c</loc></url>'.repeat(50_001)}</urlset>`]],
  noAddressIsListedTwice: [['https://feeds.bao.example/b', 'https://feeds.bao.example/a']],
};

const ARTICLE = /<url>.*?<\/url>/s;

export const BROKEN_NEWS: Broken = {
  hasAtMostAThousandArticles: [[ARTICLE, '<url><news:news/></url>'.repeat(1001)]],
  publicationHasNameAndLanguage: [
    [/<news:name>.*?</, '<news:name><'],
    [/<news:language>.*?</, '<news:language>vi-VN<'],
  ],
  articlesHaveATitle: [[/<news:title>.*?</, '<news:title> <']],
  articlesAreDated: [[/<news:publication_date>.*?</, '<news:publication_date>hôm qua<']],
  articlesAreOfTheLastTwoDays: [
    [/<news:publication_date>.*?</, '<news:publication_date>2026-11-20T00:00:00Z<'],
    [/<news:publication_date>.*?</, '<news:publication_date>2046-11-20T00:00:00Z<'],
  ],
  newsTagsAreInOrder: [
    [/(?=<news:publication>)/, '<news:keywords>a</news:keywords>'],
    [/<news:name>.*?<\/news:name>/, ''],
    ['http://www.google.com/schemas/sitemap-news/0.9', 'urn:news'],
  ],
};
