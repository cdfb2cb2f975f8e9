/** By the name of a rule: what to replace in a valid file so that it breaks that rule, and with what. */
export type Broken = Readonly<Record<string, readonly (readonly [from: RegExp | string, to: string])[]>>;

export const BROKEN_XML: Broken = {
  declaresItself: [
    [/^.*\n/, ''],
    ['encoding="utf-8"', 'encoding="iso-8859-1"'],
  ],
  hasNoByteOrderMark: [[/^/, '\ufeff']],
  needsNoDocumentType: [[/<rss/, '<!DOCTYPE rss>\n<rss']],
  hasNoDiscouragedCharacter: [
    [/<title>/, '<title>\u0092'],
    [/<title>/, '<title>\u{1fffe}'],
    [/<title>/, '<title>\ufdd0'],
  ],
  refersToNoDiscouragedCharacter: [
    [/<title>/, '<title>&#x92;'],
    [/<title>/, '<title>&#127;'],
  ],
  namesLanguagesWell: [[/<channel>/, '<channel xml:lang="tiếng Việt">']],
  declaresNoNamespaceTwice: [[/<channel>/, '<channel xmlns:a="urn:a">']],
};

export const BROKEN_MEDIA: Broken = {
  mediaHasAnAddress: [
    [/<media:thumbnail url="[^"]*"/, '<media:thumbnail'],
    [/<media:content url="[^"]*"/, '<media:content url="/a.jpg"'],
  ],
  mediaSaysWhatItIs: [
    ['medium="image"', 'medium="picture"'],
    ['type="image/jpeg"', 'type="jpeg"'],
  ],
  mediaTextIsPlainOrHtml: [
    ['<media:description type="plain"', '<media:description type="text"'],
    [/(?<=<media:description[^>]*>)[^<]*/, ' '],
  ],
  mediaSizesAreNumbers: [
    ['width="1200"', 'width="0"'],
    ['height="800"', 'height="auto"'],
  ],
  groupsHaveOnePictureInSizes: [
    [' isDefault="true"', ''],
    [/(?<=<media:content )url="[^"]*-600\.jpg"/, 'url="https://bao.example/b.jpg"'],
    [/<media:content url="[^"]*-600\.jpg"[^>]*>/, ''],
  ],
  creditsNameSomeone: [
    [/(?<=<media:credit[^>]*>)[^<]*/, ' '],
    ['role="photographer"', 'role=" "'],
    ['scheme="urn:ebu"', 'scheme="ebu"'],
  ],
  languageIsATag: [[/<dc:language>.*?</, '<dc:language>tiếng Anh<']],
  atomDatesAreDates: [[/<atom:updated>.*?</, '<atom:updated>2026-11-21<']],
};

const AUTHOR = /<author>.*?<\/author>/gs;
const IN_ENTRY = (pattern: string): RegExp => new RegExp(`(?<=<entry[ >].*?)${pattern}`, 's');

export const BROKEN_ATOM: Broken = {
  isAnAtomFeed: [
    ['http://www.w3.org/2005/Atom', 'http://purl.org/atom/ns#'],
    [/^.*$/s, '<entry xmlns="http://www.w3.org/2005/Atom"/>'],
  ],
  feedHasItsMetadata: [
    [/<id>.*?<\/id>/, ''],
    [/<updated>.*?<\/updated>/, ''],
    [/<title type="text">.*?<\/title>/, ''],
    [/<generator>/, '<generator>B</generator><generator>'],
    [/<logo>/, '<summary>a</summary><logo>'],
  ],
  feedTellsOfItselfFirst: [['</feed>', '<category term="a"/></feed>']],
  someoneWroteIt: [[AUTHOR, '']],
  feedLinksToEachAlternateOnce: [
    [
      /(<link rel="alternate" type[^>]*>)/,
      '<link rel="alternate" type="text/html" href="https://a.example/"/>'.repeat(2),
    ],
    [/<link rel="alternate" type[^>]*>/, ''],
  ],
  feedLinksToItself: [
    [/<link rel="self"[^>]*>/, ''],
    ['https://feeds.bao.example/atom.xml', 'https://feeds.bao.example/other.xml'],
    ['application/atom+xml', 'application/xml'],
  ],
  noEntryIsThereTwice: [['https://bao.example/b</id>', 'tag:bao.example,2018:articles/a</id>']],
  feedTextsAreTexts: [
    ['<title type="text">', '<title type="html">'],
    [/<subtitle>.*?</, '<subtitle> <'],
    ['<rights>', '<rights><b xmlns="urn:b"/>'],
  ],
  feedPersonsHaveNames: [
    [/<name>.*?<\/name>/, ''],
    [/<name>.*?</, '<name> <'],
    [/<email>.*?</, '<email>ban<'],
    [/<uri>.*?</, '<uri>a b<'],
    ['<name>', '<name>A</name><name>'],
    ['<name>', '<title>A</title><name>'],
  ],
  feedIsDated: [
    [/<updated>.*?</, '<updated>2026-11-21 02:00<'],
    [/<updated>.*?</, '<updated>2026-11-31T02:00:00Z<'],
    [/<updated>.*?</, '<updated>2026-11-21T24:00:00Z<'],
    [/<updated>.*?</, '<updated>2026-11-21t02:00:00z<'],
  ],
  generatorHasAName: [
    ['<generator>Bantin', '<generator>'],
    ['<generator>', '<generator uri="a b">'],
  ],
  picturesHaveAddresses: [
    [/<icon>.*?</, '<icon>/icon.png<'],
    [/<logo>.*?</, '<logo><'],
  ],
  feedHasAnIriForId: [
    [/<id>.*?</, '<id>12345<'],
    [/<id>.*?</, '<id>tag:bao.example,2018:a b<'],
    [/<id>.*?</, '<id>tag:bao.example,2018:100%<'],
  ],
  feedLinksAreWhole: [
    ['rel="self"', 'rel="a b"'],
    ['application/atom+xml', 'atom'],
    ['href="https://hub.example/"', 'href="/hub"'],
    ['href="https://hub.example/"/>', 'href="https://hub.example/">a</link>'],
    ['rel="hub"', 'rel="hub" hreflang="Việt"'],
  ],
  feedChangedWithItsNewestEntry: [
    [/<updated>.*?</, '<updated>2026-11-20T02:00:00Z<'],
    [/<updated>.*?</, '<updated>2046-11-21T02:00:00Z<'],
  ],
  atomHasNoSuchElement: [['<icon>', '<pubDate/><icon>']],
  extensionsAreOfAnotherNamespace: [['<icon>', '<a xmlns=""/><icon>']],
  entryHasItsMetadata: [
    [IN_ENTRY('<id>.*?</id>'), ''],
    [IN_ENTRY('<title type="text">.*?</title>'), ''],
    [IN_ENTRY('<published>'), '<published>2026-11-20T01:30:00Z</published><published>'],
    [IN_ENTRY('<published>'), '<icon>a</icon><published>'],
  ],
  entryLinksToEachAlternateOnce: [
    [IN_ENTRY('<link rel="alternate"[^>]*>'), ''],
    [IN_ENTRY('(?=<published>)'), '<link rel="alternate" href="https://a.example/"/>'],
  ],
  contentSaysWhatItIs: [
    ['<content type="html">', '<content>'],
    ['<content type="html">', '<content type="html" src="https://a.example/">'],
    ['<content type="html">', '<content type="html"><b xmlns="urn:b"/>'],
  ],
  contentIsThereToBeShown: [[/<content type="html">.*?<\/content>/s, '<content type="html"> </content>']],
  entryTextsAreTexts: [
    [IN_ENTRY('<title type="text">'), '<title type="html">'],
    [IN_ENTRY('(?<=<title type="text">).*?(?=<)'), ' '],
    [IN_ENTRY('<summary type="text">'), '<summary type="xhtml">'],
    [IN_ENTRY('<summary type="text">'), '<summary type="text"><b xmlns="urn:b"/>'],
  ],
  titleSaysThatItIsText: [[IN_ENTRY('<title type="text">'), '<title>']],
  entryPersonsHaveNames: [
    [IN_ENTRY('<name>.*?<'), '<name><'],
    [IN_ENTRY('<email>.*?<'), '<email>a@b@c<'],
    [IN_ENTRY('<uri>.*?<'), '<uri>bao.example<'],
  ],
  noAuthorIsThereTwice: [[IN_ENTRY('<author>'), '<author><name>Lê Na</name></author><author>']],
  entryIsDated: [
    [IN_ENTRY('<published>.*?</published>'), ''],
    [IN_ENTRY('<published>.*?<'), '<published>20/11/2026<'],
    [IN_ENTRY('<updated>.*?<'), '<updated>2026-02-30T00:00:00Z<'],
  ],
  timeGoesForward: [
    [IN_ENTRY('<updated>.*?<'), '<updated>2026-11-19T00:00:00Z<'],
    [IN_ENTRY('<updated>.*?<'), '<updated>2046-11-19T00:00:00Z<'],
  ],
  categoriesHaveTerms: [
    [/term="[^"]*"/, ''],
    [/term="[^"]*"/, 'term=" "'],
    [/label="[^"]*"/, 'label=""'],
    [/label="[^"]*"/, 'label="a" scheme="a b"'],
  ],
  noCategoryIsThereTwice: [['<category ', '<category term="chợ"/><category ']],
  entryHasAnIriForId: [
    [IN_ENTRY('<id>.*?<'), '<id>không phải IRI<'],
    [IN_ENTRY('<id>.*?<'), '<id>urn:a\u202eb<'],
    [IN_ENTRY('<id>.*?<'), '<id>urn:[a]<'],
    [IN_ENTRY('<id>.*?<'), '<id><'],
  ],
  entryLinksAreWhole: [
    [IN_ENTRY('href="[^"]*"'), 'href="/a"'],
    [IN_ENTRY('href="[^"]*"'), 'href="https://bao.example/a|b"'],
    [IN_ENTRY('length="1234"'), 'length="1 MB"'],
    [IN_ENTRY('type="audio/mpeg"'), 'type="mp3"'],
  ],
  enclosuresSayWhatTheyAre: [['type="audio/mpeg"', '']],
  summaryTellsSomethingElse: [
    [IN_ENTRY('(?<=<summary type="text">).*?(?=<)'), 'A &amp; B: “chợ” &lt;b&gt; &quot;quê&quot;'],
    [IN_ENTRY('(?<=<summary type="text">).*?(?=<)'), 'Giá &lt; 5 ]]&gt; ]]&gt; &amp; “hơn”'],
  ],
};
