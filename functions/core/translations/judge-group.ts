import { type DeltaRecord, slugOf } from '../index/index-record.ts';
import type { IndexView } from '../index/index-view.ts';
import { hashOf, typedForms } from '../index/keys/record-keys.ts';
import type { SourceRecord } from '../index/records/source-record.ts';
import type { Site } from '../site/site.ts';
import { compareKeys } from '../text/key-order.ts';
import type { Translation, TranslationClaim, Translations } from './translation.ts';

/** Maximum number of articles in one group: each page, and each line of a sitemap, names all of them. */
export const MAX_TRANSLATIONS = 50;

/** The reason why an article is not linked with the original that it names. */
export type GroupRefusal =
  | { readonly kind: 'missing' | 'loop' | 'many' }
  /** The original is itself a translation of another. */
  | { readonly kind: 'chain'; readonly original: string }
  /** The original has the same language. */
  | { readonly kind: 'same'; readonly language: string }
  /** Another article is the translation into its language. */
  | { readonly kind: 'taken'; readonly language: string; readonly by: string };

/** An article that names an original, and what became of that. */
export interface JudgedClaim {
  /** Key of the claim. */
  readonly name: string;
  readonly claim: TranslationClaim;
  readonly isMember: boolean;
  /** A missing original does not part its translations. */
  readonly refusal?: GroupRefusal;
}

/** A source and its translations, as far as they are out. */
export interface Group {
  /** Key of the original as it is stored, where it is out and no translation itself. */
  readonly original?: string;
  readonly claims: readonly JudgedClaim[];
  /** Empty where nothing is linked. */
  readonly translations: Translations;
}

/** Returns the claims on an original, with their keys: by the key of the article. */
export function claimsOn(
  original: string,
  index: Pick<IndexView, 'claimsUnder'>,
): readonly (readonly [string, TranslationClaim])[] {
  return index
    .claimsUnder(hashOf(original))
    .flatMap(([name, claim]): [string, TranslationClaim][] =>
      'translationOf' in claim && claim.translationOf === original ? [[name, claim]] : [],
    )
    .sort(([, a], [, b]) => compareKeys(a.key, b.key));
}

/**
 * Finds who belongs to the group of an original, by its key in NFC: a function of the claims on it and of its own
 * record, so it does not matter when each came. Of several translations into one language the first key belongs to it.
 */
export function judgeGroup(original: string, index: Pick<IndexView, 'claimsUnder' | 'record'>, site: Site): Group {
  const claims = claimsOn(original, index);
  const [key, record] = originalIn(index, original);
  const source = record?.status === 'published' ? record : undefined;
  const leadsOn = source?.translationOf?.key;
  if (leadsOn !== undefined) {
    const refusalOf = ({ key: named }: TranslationClaim): GroupRefusal =>
      named.normalize('NFC') === leadsOn ? { kind: 'loop' } : { kind: 'chain', original: leadsOn };
    return {
      claims: claims.map(([name, claim]) => ({ name, claim, isMember: false, refusal: refusalOf(claim) })),
      translations: [],
    };
  }
  const first = source && asOriginal(key, source, site);
  const language = source && languageOf(source, site);
  const members: Translation[] = first ? [first] : [];
  const takenBy = new Map<string, string>();
  const judged = claims.map(([name, claim]): JudgedClaim => {
    const refusal = refusalIn({ language, takenBy, isFull: members.length >= MAX_TRANSLATIONS }, claim);
    if (refusal) return { name, claim, isMember: false, refusal };
    takenBy.set(claim.language.toLowerCase(), claim.key);
    if (claim.slug !== undefined) members.push({ language: claim.language, slug: claim.slug });
    const isMember = claim.slug !== undefined;
    return { name, claim, isMember, ...(!record && { refusal: { kind: 'missing' } }) };
  });
  return { ...(first && { original: key }), claims: judged, translations: members.length > 1 ? members : [] };
}

function refusalIn(
  {
    language,
    takenBy,
    isFull,
  }: { language: string | undefined; takenBy: ReadonlyMap<string, string>; isFull: boolean },
  claim: TranslationClaim,
): GroupRefusal | undefined {
  const own = claim.language.toLowerCase();
  if (language?.toLowerCase() === own) return { kind: 'same', language: claim.language };
  const by = takenBy.get(own);
  if (by !== undefined) return { kind: 'taken', language: claim.language, by };
  return isFull && claim.slug !== undefined ? { kind: 'many' } : undefined;
}

/** Returns the source that has a key in NFC, however it is typed: what is out comes before what is not. */
function originalIn(
  index: Pick<IndexView, 'record'>,
  original: string,
): readonly [key: string, record: SourceRecord | undefined] {
  const records = typedForms(original).flatMap((key): [string, SourceRecord][] => {
    const record: DeltaRecord | undefined = index.record(key);
    return record && record.status !== 'media' ? [[key, record]] : [];
  });
  return records.find(([, { status }]) => status === 'published') ?? records[0] ?? [original, undefined];
}

function asOriginal(key: string, record: SourceRecord, site: Site): Translation | undefined {
  if (!record.hasPage) return undefined;
  return { language: languageOf(record, site), slug: slugOf(key, record), isOriginal: true };
}

function languageOf({ pageLanguage }: SourceRecord, site: Site): string {
  return pageLanguage ?? site.language;
}
