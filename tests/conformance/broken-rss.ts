import type { Broken } from './broken-atom.ts';

const IN_ITEM = (pattern: string): RegExp => new RegExp(`(?<=<item>.*?)${pattern}`, 's');

export const BROKEN_RSS: Broken = {
  isRssOfVersionTwo: [['version="2.0"', 'version="0.92"']],
  hasOneChannel: [['<channel>', '<channel/><channel>']],
  channelHasTitleLinkAndDescription: [
    [/<title>.*?<\/title>/, ''],
    [/<link>.*?<\/link>/, ''],
    [/<description>.*?</, '<description> <'],
    ['<title>', '<title>A</title><title>'],
  ],
  channelHasEachElementOnce: [['<generator>', '<generator>A</generator><generator>']],
  channelHasNoUnknownElement: [['<generator>', '<guid>a</guid><generator>']],
  channelNamesItsLanguage: [
    [/<language>.*?<\/language>/, ''],
    [/<language>.*?</, '<language>Tiếng Việt<'],
  ],
  channelIsDated: [
    [/<lastBuildDate>.*?<\/lastBuildDate>/, ''],
    [/<lastBuildDate>.*?</, '<lastBuildDate>2026-11-21<'],
    [/<lastBuildDate>.*?</, '<lastBuildDate>Mon, 21 Nov 2026 02:00:00 GMT<'],
    [/<lastBuildDate>.*?</, '<lastBuildDate>Sat, 31 Nov 2026 02:00:00 GMT<'],
    [/<pubDate>.*?</, '<pubDate>Wed, 21 Nov 2046 02:00:00 GMT<'],
  ],
  imageHasUrlTitleAndLink: [
    [/<url>.*?<\/url>/, ''],
    ['<url>', '<width>145</width><url>'],
    ['<url>', '<type>image/png</type><url>'],
  ],
  imageIsCalledAsTheChannelIs: [
    [/(?<=<image>.*?)<title>.*?</s, '<title>Logo<'],
    [/(?<=<image>.*?)<link>.*?</s, '<link>https://khac.example/<'],
  ],
  needsNoTextInput: [['<image>', '<textInput/><image>']],
  docsIsTheSpecification: [[/<docs>.*?</, '<docs>https://blogs.example/rss<']],
  itemsComeLast: [['</channel>', '<category>a</category></channel>']],
  plainTextIsEncodedInHexadecimal: [
    [/<title>/, '<title>&amp;'],
    [/<description>/, '<description>&lt;'],
    [IN_ITEM('<title>'), '<title>&lt;'],
    [IN_ITEM('<category>'), '<category>&gt;'],
    [IN_ITEM('<title>'), '<title>&#38;'],
  ],
  plainTextHasNoElements: [[IN_ITEM('<title>'), '<title><b/>']],
  addressesAreWhole: [
    [IN_ITEM('<link>.*?<'), '<link>/a<'],
    [IN_ITEM('<link>.*?<'), '<link>javascript:alert(1)<'],
    [/<url>.*?</, '<url>logo.png<'],
  ],
  channelLinksToItself: [
    [/<atom:link[^>]*rel="self"[^>]*>/, ''],
    ['https://feeds.bao.example/rss.xml', 'https://feeds.bao.example/other.xml'],
    ['application/rss+xml', 'application/xml'],
  ],
  noGuidIsThereTwice: [[/<guid isPermaLink="true">.*?</, '<guid isPermaLink="false">tag:bao.example,2018:articles/a<']],
  itemHasATitle: [
    [IN_ITEM('<title>.*?</title>'), ''],
    [IN_ITEM('<title>.*?<'), '<title> <'],
  ],
  itemHasEachElementOnce: [
    [IN_ITEM('(?=<guid)'), '<link>https://bao.example/</link>'],
    [IN_ITEM('(?=<guid)'), '<enclosure url="https://a.example/" length="1" type="a/b"/>'],
    [IN_ITEM('(?=<guid)'), '<updated/>'],
  ],
  itemHasADescription: [[IN_ITEM('<description>.*?</description>'), '']],
  itemHasALink: [[IN_ITEM('<link>.*?</link>'), '']],
  itemHasAGuid: [[IN_ITEM('<guid.*?</guid>'), '']],
  permanentLinksAreAddresses: [
    [' isPermaLink="false"', ''],
    ['isPermaLink="false"', 'isPermaLink="no"'],
  ],
  itemIsDated: [
    [IN_ITEM('<pubDate>.*?</pubDate>'), ''],
    [IN_ITEM('<pubDate>.*?<'), '<pubDate>2026-11-20T01:30:00Z<'],
    [IN_ITEM('<pubDate>.*?<'), '<pubDate>Tue, 20 Nov 2046 01:30:00 GMT<'],
  ],
  categoriesHaveNames: [
    [IN_ITEM('<category>.*?<'), '<category> <'],
    [IN_ITEM('<category>'), '<category>chợ</category><category>'],
  ],
  enclosureHasUrlLengthAndType: [
    [/(?<=<enclosure [^>]*)url="[^"]*"/, ''],
    ['length="1234"', ''],
    ['type="audio/mpeg"', 'type="sound"'],
    [/(<enclosure[^>]*)\/>/, '<enclosure url="https://a.example/" length="1" type="a/b">x</enclosure>'],
  ],
  authorsHaveMailAddresses: [[IN_ITEM('(?=<guid)'), '<author>ban@bao.example</author>']],
  descriptionComesBeforeContent: [[IN_ITEM('<description>'), '<content:encoded>a</content:encoded><description>']],
  creatorsHaveNames: [
    [/<dc:creator>.*?</, '<dc:creator><'],
    ['<dc:creator>', '<dc:creator>Lê Na</dc:creator><dc:creator>'],
    ['<dc:creator>', '<author>a@b.example (A)</author><dc:creator>'],
  ],
};
