import type { Broken } from './broken-atom.ts';

const IN_ITEM = (pattern: string): RegExp => new RegExp(`(?<="items": .*?)${pattern}`, 's');

export const BROKEN_JSON: Broken = {
  jsonHasNoByteOrderMark: [['"title": "', '"title": "\\ud800']],
  isOfVersionOneOne: [['version/1.1', 'version/1']],
  jsonFeedHasATitle: [
    [/"title": "[^"]*",/, ''],
    [/"title": "[^"]*"/, '"title": ""'],
  ],
  itemsAreAList: [['"items"', '"_items"']],
  jsonFeedHasNoUnknownKey: [['"version"', '"link": "https://a.example/", "version"']],
  jsonFeedAddressesAreWhole: [
    [/"feed_url": "[^"]*"/, '"feed_url": "/feed.json"'],
    [/"icon": "[^"]*"/, '"icon": "data:,"'],
  ],
  jsonFeedNamesItself: [
    [/"feed_url": "[^"]*"/, '"feed_url": "https://feeds.bao.example/other.json"'],
    [/"home_page_url": "[^"]*",/, ''],
  ],
  nextIsAnotherFeed: [['"version"', '"next_url": "https://feeds.bao.example/feed.json", "version"']],
  jsonFeedTextsAreTexts: [
    [/"description": "[^"]*"/, '"description": ""'],
    ['"version"', '"expired": "no", "version"'],
  ],
  jsonFeedNamesItsLanguage: [
    [/"language": "vi",/, ''],
    ['"language": "vi"', '"language": "vi_VN"'],
  ],
  jsonFeedAuthorsSayWhoTheyAre: [
    [/"authors": \[.*?\],/s, '"authors": [],'],
    [/"authors": \[.*?\],/s, '"authors": [{}],'],
    [/"authors": \[.*?\],/s, '"authors": [{ "name": "A", "url": "ban" }],'],
  ],
  hubsHaveTypeAndUrl: [['"type": "WebSub",', '']],
  oldAuthorIsGone: [['"version"', '"author": { "name": "A" }, "version"']],
  noIdIsThereTwice: [['"id": "https://bao.example/b"', '"id": "tag:bao.example,2018:articles/a"']],
  nothingIsNull: [[/"title": "[^"]*"/, '"title": null']],
  itemHasAnId: [
    ['"id": "https://bao.example/b",', ''],
    ['"id": "https://bao.example/b"', '"id": 12'],
  ],
  itemHasContent: [
    ['"content_html"', '"_content_html"'],
    [/"content_html": "[^\n]*",/, '"content_html": 1,'],
  ],
  itemHasNoUnknownKey: [['"content_html"', '"guid": "a", "content_html"']],
  itemAddressesAreWhole: [
    ['"url": "https://bao.example/b",', ''],
    ['"url": "https://bao.example/b"', '"url": "/b"'],
    [IN_ITEM('"image": "[^"]*"'), '"image": ""'],
  ],
  itemTextsAreTexts: [[IN_ITEM('"summary": "[^"]*"'), '"summary": ""']],
  jsonItemIsDated: [
    [IN_ITEM('"date_published": "[^"]*",'), ''],
    [IN_ITEM('"date_published": "[^"]*"'), '"date_published": "20/11/2026"'],
    [IN_ITEM('"date_published": "[^"]*"'), '"date_published": "2046-11-20T00:00:00Z"'],
    [IN_ITEM('"date_modified": "[^"]*"'), '"date_modified": "2026-11-01T00:00:00Z"'],
    [IN_ITEM('"date_modified": "[^"]*"'), '"date_modified": "2026-11-21"'],
  ],
  itemAuthorsSayWhoTheyAre: [[IN_ITEM('"authors": \\[.*?\\]'), '"authors": [{ "name": "" }]']],
  tagsAreTexts: [
    [/"tags": \[.*?\]/s, '"tags": ["a", "a"]'],
    [/"tags": \[.*?\]/s, '"tags": [""]'],
    [/"tags": \[.*?\]/s, '"tags": "a"'],
  ],
  itemNamesItsLanguage: [['"en-GB"', '"tiếng Anh"']],
  attachmentsHaveUrlAndType: [
    ['"audio/mpeg"', '"mp3"'],
    ['"https://bao.example/a.mp3?x&y"', '"a.mp3"'],
    ['"size_in_bytes": 1234', '"size_in_bytes": "1234"'],
    [/"title": "Nghe[^\n]*",/, '"title": "",'],
  ],
  jsonItemHasATitle: [[IN_ITEM('"title": "[^\\n]*",'), '']],
};
