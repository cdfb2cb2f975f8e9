/**
 * Languages in which the day comes before the month where a date has its year last (CLDR, `yMd`), by primary subtag. A
 * list, since not every Node.js knows all languages, and a source is to have the same fate everywhere. English is
 * written both ways, whatever country a site names.
 */
const DAY_FIRST: ReadonlySet<string> = new Set(
  (
    'am ar az be bg bn bs ca cs cy da de el es et fi fr ga gl gu he hi hr hy id is it ka kk km kn lb lo lv mk ml mr ' +
    'ms my nb nl nn no oc pa pl pt ro ru sk sl sq sr sw ta te tg th tk tr tt uk ur uz vi'
  ).split(' '),
);
/** Languages of countries, by both subtags, that write it otherwise: the month first, or both ways. */
const ELSEWHERE: ReadonlySet<string> = new Set(['es-pa', 'es-pr', 'es-us', 'fr-ca']);

/** Returns true for a language, by its tag (BCP 47), in which `02.01.2026` is the second of January alone. */
export function isDayFirst(language: string): boolean {
  if (latest.language !== language) latest = { language, isDayFirst: readsDayFirst(language) };
  return latest.isDayFirst;
}

/** Nearly all articles of a newsroom have one language, so the last answer is kept. */
let latest = { language: '', isDayFirst: false };

function readsDayFirst(language: string): boolean {
  const [primary = '', ...subtags] = language.toLowerCase().split('-');
  const region = subtags.find(subtag => /^[a-z]{2}$/.test(subtag));
  return DAY_FIRST.has(primary) && !ELSEWHERE.has(`${primary}-${region}`);
}
