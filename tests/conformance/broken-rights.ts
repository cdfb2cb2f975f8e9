import type { Broken } from './broken-atom.ts';

export const BROKEN_RSL: Broken = {
  isAnRslDocument: [
    ['xmlns="https://rslstandard.org/rsl"', 'xmlns="https://rslstandard.org/"'],
    [/(<rsl [^>]*>).*(<\/rsl>)/s, '$1$2'],
  ],
  rslHasKnownElements: [
    [/<license>.*?<\/license>/s, ''],
    ['<license>', '<license><permit type="usage">all</permit>'],
    [/<terms>/, '<terms>https://a.example/</terms><terms>'],
  ],
  rslContentHasAnAddress: [
    ['url="/"', 'url=""'],
    ['server="https://giay-phep.example/"', 'server="giay-phep.example"'],
  ],
  rslTermsAreOfTheirVocabulary: [
    ['>ai-train<', '>train-ai<'],
    ['>ai-train<', '>ai-train,search<'],
    ['type="usage"', 'type="use"'],
  ],
  rslTermsAreThereOnce: [['<prohibits', '<prohibits type="usage">search</prohibits><prohibits']],
  rslPaymentsAreKnown: [
    ['type="crawl"', 'type="inference"'],
    ['currency="USD"', 'currency="$"'],
    ['>0.015<', '>0,015<'],
  ],
  rslTermsCanBeRead: [[/(?<=<terms>).*?(?=<)/, '/dieu-khoan']],
};

export const BROKEN_LICENSES: Broken = {
  rslIsOfItsItem: [
    [/<rsl:content url="[^"]*"/, '<rsl:content url="https://feeds.bao.example/other"'],
    [/<rsl:content (.*?)<\/rsl:content>/, '<rsl:license $1</rsl:license>'],
    [/https:\/\/feeds\.bao\.example\/articles\/a-1\//g, 'https://bao.example/a/'],
  ],
  licenseIsAnAddress: [
    [/(?<=<creativeCommons:license>).*?(?=<)/, 'CC-BY-4.0'],
    [/creativeCommons:license/g, 'creativeCommons:licence'],
  ],
  everyItemOfALicensedChannelSaysIts: [[/(?<=<item>.*?)<creativeCommons:license>.*?<\/creativeCommons:license>/s, '']],
};

export const BROKEN_MARKDOWN: Broken = {
  markdownIsTextOfAnItem: [
    [/(?<=<source:markdown>).*?(?=<\/source)/s, ' '],
    [/source:markdown>/g, 'source:text>'],
    [/(<source:markdown>.*?<\/source:markdown>)/s, '$1$1'],
    ['<source:markdown>', '<source:markdown><b/>'],
  ],
};

export const BROKEN_ATOM_LICENSES: Broken = {
  licenseIsLinkedOnce: [[/(<link rel="license"[^>]*>)/, '$1$1']],
};

export const BROKEN_TDMREP: Broken = {
  statementsAreAList: [
    [/^.*$/s, '{}'],
    [/^.*$/s, '[]'],
  ],
  statementsSayWhereAndWhether: [
    ['"location": "/"', '"location": "*"'],
    ['"tdm-reservation": 1', '"tdm-reservation": true'],
  ],
  policiesAreOfReservations: [
    ['"tdm-reservation": 1', '"tdm-reservation": 0'],
    [/"tdm-policy": "[^"]*"/, '"tdm-policy": "/dieu-khoan"'],
  ],
};
