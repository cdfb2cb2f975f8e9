/**
 * Names that other languages of ISO 639-1 have in themselves (CLDR 48, with a capital where they have such), without
 * those that hardly a newsroom writes.
 */
const MORE_NAMES = `
  af Afrikaans, ak Akan, am አማርኛ, ar العربية, as অসমীয়া, ay Aymar aru, az Azərbaycan, ba Башҡорт,
  be Беларуская, bg Български, bm Bamanakan, bn বাংলা, bo བོད་སྐད་, br Brezhoneg, bs Bosanski, ca Català,
  ce Нохчийн, cs Čeština, cv Чӑваш чӗлхи, cy Cymraeg, da Dansk, dv ދިވެހި, dz རྫོང་ཁ, ee Eʋegbe, el Ελληνικά,
  eo Esperanto, et Eesti, eu Euskara, fa فارسی, ff Pulaar, fi Suomi, fo Føroyskt, fy Frysk, ga Gaeilge,
  gd Gàidhlig, gl Galego, gn Avañe'ẽ, gu ગુજરાતી, gv Gaelg, ha Hausa, he עברית, hi हिन्दी, hr Hrvatski,
  ht Kreyòl ayisyen, hu Magyar, hy Հայերեն, ia Interlingua, ie Interlingue, ig Igbo, ii ꆈꌠꉙ, is Íslenska,
  it Italiano, jv Basa Jawa, ka ქართული, ki Gikuyu, kk Қазақ тілі, kl Kalaallisut, kn ಕನ್ನಡ, ks کٲشُر,
  ku Kurdî, kw Kernewek, ky Кыргызча, la Latina, lb Lëtzebuergesch, lg Luganda, ln Lingála, lt Lietuvių,
  lu Tshiluba, lv Latviešu, mg Malagasy, mi Māori, mk Македонски, ml മലയാളം, mn Монгол, mr मराठी, mt Malti,
  nb Norsk bokmål, nd isiNdebele, ne नेपाली, nl Nederlands, nn Norsk nynorsk, no Norsk, ny Chichewa,
  oc Occitan, om Oromoo, or ଓଡ଼ିଆ, os Ирон, pa ਪੰਜਾਬੀ, pl Polski, ps پښتو, qu Runasimi, rm Rumantsch,
  rn Ikirundi, ro Română, rw Ikinyarwanda, sa संस्कृत भाषा, sc Sardu, sd سنڌي, se Davvisámegiella, sg Sängö,
  si සිංහල, sk Slovenčina, sl Slovenščina, sm Gagana Samoa, sn chiShona, so Soomaali, sq Shqip, sr Српски,
  st Sesotho, su Basa Sunda, sv Svenska, sw Kiswahili, ta தமிழ், te తెలుగు, tg Тоҷикӣ, ti ትግርኛ,
  tk Türkmen dili, tl Tagalog, tn Setswana, to Lea fakatonga, tr Türkçe, tt Татар, ug ئۇيغۇرچە, uk Українська,
  ur اردو, uz O‘zbek, wo Wolof, xh isiXhosa, yi ייִדיש, yo Èdè Yorùbá, za Vahcuengh, zu isiZulu`;

/** Names of languages in themselves. `Intl.DisplayNames` would give another version of Node other bytes. */
export const OWN_NAMES: ReadonlyMap<string, string> = new Map([
  ...MORE_NAMES.trim()
    .split(/,\s+/)
    .map(named => [named.slice(0, 2), named.slice(3)] as const),
  ['vi', 'Tiếng Việt'],
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['es', 'Español'],
  ['fr', 'Français'],
  ['id', 'Bahasa Indonesia'],
  ['ja', '日本語'],
  ['km', 'ខ្មែរ'],
  ['ko', '한국어'],
  ['lo', 'ລາວ'],
  ['ms', 'Bahasa Melayu'],
  ['my', 'မြန်မာ'],
  ['pt', 'Português'],
  ['ru', 'Русский'],
  ['th', 'ไทย'],
  ['zh', '中文'],
]);

/** Other names of languages, folded: those in English, and codes of countries that are taken for codes of languages. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  vi: ['vietnamese', 'việt', 'viet', 'vn'],
  en: ['anh', 'us'],
  de: ['german'],
  es: ['spanish'],
  fr: ['french'],
  id: ['indonesian'],
  ja: ['japanese', 'jp'],
  km: ['khmer', 'cambodian', 'kh'],
  ko: ['korean', 'kr'],
  lo: ['lao', 'laotian'],
  ms: ['malay'],
  my: ['burmese', 'mm'],
  pt: ['portuguese'],
  ru: ['russian'],
  th: ['thai'],
  zh: ['chinese', 'mandarin', 'cn'],
};

const CODES: ReadonlyMap<string, string> = new Map(
  [...OWN_NAMES].flatMap(([code, own]) =>
    [own, withoutKind(folded(own)), ...(OTHER_NAMES[code] ?? [])].map(name => [folded(name), code] as const),
  ),
);

/** Returns the first part of a language tag (BCP 47), which says the language alone: `en` of `en-GB`. */
export function primarySubtag(tag: string): string {
  return tag.toLowerCase().replace(/-.*/s, '');
}

/** Returns the code of a language that is written by its name, or by that of a country; `undefined` for other texts. */
export function languageMeant(name: string): string | undefined {
  const text = folded(name);
  return CODES.get(text) ?? CODES.get(withoutKind(text));
}

/** Returns what a problem says of a text that is to be a language, and what was probably meant. */
export function noLanguage(text: string): string {
  const meant = languageMeant(text);
  return `expected a language such as vi or en-GB, found "${text}"${meant === undefined ? '' : `; write ${meant}`}`;
}

function folded(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/** Leaves out the word for "language" before a name. */
function withoutKind(name: string): string {
  return name.replace(/^(?:tiếng|bahasa) /, '');
}
