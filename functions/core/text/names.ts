import slug from 'slug';
import { cleanLine, foldName, streamSafe } from './clean.ts';
import { shortHash } from './hash.ts';
import { slugify } from './slug.ts';
import { withoutUnseen } from './unseen.ts';

/** The form in which names are compared as they are read: without case, width, composition, and runs of space. */
export function comparedName(name: string): string {
  return foldName(streamSafe(visibleName(name)).normalize('NFKC'));
}

/** Returns a name without what a hasty spelling of it leaves out. */
export function bareName(name: string): string {
  return foldName(name)
    .normalize('NFD')
    .replace(/[\p{M}\s_-]/gu, '')
    .replaceAll('đ', 'd');
}

/** A name that is spelled as a folder is: `tin-tuc`, `Tin_Tuc`. */
const SPELLED_OUT = /^[\w-]+$/;

/** Returns whether a name is spelled in ASCII as an address is, so that it does not show how readers spell it. */
export function isSpelledOut(name: string): boolean {
  return SPELLED_OUT.test(name);
}

/** A letter or a digit of any script: a name without one can't be told from others in an address. */
const NAMED = /[\p{L}\p{N}]/u;

/**
 * Returns the slug of a name: of a category, a tag, an author. What `slugify` spells, it spells (`Đời sống` is
 * `doi-song`). Where that leaves nothing, names in scripts that are usually written in Latin letters on the web are
 * transliterated (`Новости` is `novosti`), and others are told apart by a hash (`雑記` is `name-` and eight digits).
 * Empty for what has neither a letter nor a digit, as an emoji. A function of the name alone, and the same for names
 * that are compared as one.
 */
export function slugOfName(name: string): string {
  const visible = visibleName(name);
  const spelled = slugify(visible);
  if (spelled !== '' || !NAMED.test(visible)) return spelled;
  const folded = comparedName(name);
  return slugify(transliterate(folded) ?? '') || `name-${shortHash(folded)}`;
}

function visibleName(name: string): string {
  return withoutUnseen(cleanLine(name));
}

/** Letters and digits have to be spelled, so that names which differ in another script do not meet in one slug. */
const MEANT = /[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}]/u;
const WRITTEN_IN_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Georgian}\p{Script_Extensions=Arabic}]/u;
/** Letters that the package spells by their look (Greek), or does not know. In lower case. */
const LETTERS: Readonly<Record<string, string>> = {
  η: 'i',
  ξ: 'x',
  χ: 'ch',
  ω: 'o',
  ѕ: 'dz',
  ى: 'a',
  // Makes a word longer on the line, and is no letter.
  ـ: '',
};

/** Spells a folded name in Latin letters; `undefined` where one of its letters has no usual spelling. */
function transliterate(folded: string): string | undefined {
  let latin = '';
  for (const letter of folded.replaceAll('ου', 'ou')) {
    const known = WRITTEN_IN_LATIN.test(letter) ? spellingOf(letter) : undefined;
    if (known === undefined && MEANT.test(letter) && slugify(letter) === '') return undefined;
    latin += known ?? letter;
  }
  return latin;
}

/** The spelling of a letter; of one with a mark that is not known, such as `ў`, that of the letter without it. */
function spellingOf(letter: string): string | undefined {
  const [base = ''] = letter.normalize('NFD');
  return LETTERS[base] ?? slug.charmap[letter] ?? slug.charmap[base];
}
