import { setContest } from '../index/changed-record.ts';
import { type DeltaRecord, isOfObject } from '../index/index-record.ts';
import type { IndexView } from '../index/index-view.ts';
import { isSource, typedForms } from '../index/keys/record-keys.ts';
import type { NextState } from '../index/next-state.ts';
import type { Contest } from '../index/records/contest.ts';
import type { SitemapEntry } from '../index/sitemap-entry.ts';
import { boundProblems, type Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { shortHash } from '../text/hash.ts';
import { type Group, type GroupRefusal, type JudgedClaim, judgeGroup, MAX_TRANSLATIONS } from './judge-group.ts';
import type { DeclaredOriginal, Translations } from './translation.ts';

/** Input that groups of translations are found from. */
export interface TranslationsRequest {
  readonly nextState: Pick<NextState, 'delta' | 'touched'>;
  readonly site: Site;
  readonly index: IndexView;
  /** Keys, in NFC, of originals whose groups may be others than they were. */
  readonly originals: Iterable<string>;
  /** Returns true if all that was looked up is there; else nothing is changed. */
  readonly isComplete: () => boolean;
}

/** Articles that groups of translations have an effect on. */
export interface SettledTranslations {
  /** Those whose pages name others than before. */
  readonly changed: ReadonlySet<string>;
  /** Those of which there is something else to report. */
  readonly reported: ReadonlySet<string>;
}

/** A record that groups of translations have an effect on, and what they say of it. */
interface Change {
  readonly key: string;
  readonly record: DeltaRecord;
  readonly translations: Translations;
  readonly line: SitemapEntry | undefined;
  /** Absent for an original: nothing is reported to it. */
  readonly contest?: Contest;
}

/**
 * Notes which articles are translations of one another: with the record of each, with its line of a sitemap, and as a
 * problem of whichever names an original in vain. Records of articles of which nothing changed are not looked at,
 * however many name one original.
 */
export function settleTranslations(request: TranslationsRequest): SettledTranslations {
  const { nextState, site, index, originals, isComplete } = request;
  const changes: Change[] = [];
  const settled: [string, JudgedClaim, string][] = [];
  for (const original of new Set(originals)) {
    const group = judgeGroup(original, index, site);
    changes.push(...changesOfOriginals(original, group, index));
    for (const judged of group.claims) {
      const digest = digestOf(judged, group);
      if (judged.claim.settled === digest) continue;
      settled.push([judged.name, judged, digest]);
      changes.push(...changeOf(judged, original, group, index));
    }
  }
  if (!isComplete()) return { changed: new Set(), reported: new Set() };
  for (const [name, { claim }, digest] of settled) nextState.delta.set(name, { ...claim, settled: digest });
  return apply(changes, nextState);
}

/**
 * Notes with records of articles that were just read which translations of theirs are known by now, so that their pages
 * need seldom be written again once all are read and settled.
 */
export function noteTranslations(
  { delta }: Pick<NextState, 'delta'>,
  index: IndexView,
  read: ReadonlySet<string>,
  site: Site,
): void {
  const originals = new Set([...read].flatMap(key => originalsOf(key, index.record(key))));
  for (const group of [...originals].map(original => judgeGroup(original, index, site))) {
    const members = group.claims.flatMap(({ claim, isMember }) => (isMember ? claim.key : []));
    for (const key of [...(group.original === undefined ? [] : [group.original]), ...members]) {
      const record = read.has(key) ? index.record(key) : undefined;
      if (record && record.status !== 'media') delta.set(key, translated(record, group.translations, record.line));
    }
  }
}

/**
 * Returns the originals whose groups may be others where an object is no more what it was: those that it names, or
 * named, and itself.
 */
export function originalsOf(key: string, ...records: readonly (DeltaRecord | undefined)[]): readonly string[] {
  if (!isSource(key)) return [];
  const named = records.flatMap(record => (isOfObject(record) && originalIn(record)) || []);
  return [key.normalize('NFC'), ...named.map(original => original.key)];
}

/** Returns all originals of which the claims or the records of a segment tell. */
export function originalsIn(index: IndexView, at: number): ReadonlySet<string> {
  const originals = new Set<string>();
  for (const claim of index.claims(at)) if ('translationOf' in claim) originals.add(claim.translationOf);
  for (const [key, record] of index.records(at)) {
    if (record.status === 'media' || !(record.translationOf || record.translations)) continue;
    originals.add(record.translationOf?.key ?? key.normalize('NFC'));
  }
  return originals;
}

function originalIn(record: DeltaRecord): DeclaredOriginal | undefined {
  return record.status === 'media' ? undefined : record.translationOf;
}

function digestOf({ isMember, refusal }: JudgedClaim, { translations }: Group): string {
  return shortHash(JSON.stringify([isMember ? translations : [], refusal]));
}

/**
 * Returns what a group has to say of the sources that have the key of its original, however it is typed: one of them
 * may be the original, and another may have been it before.
 */
function changesOfOriginals(named: string, { original, translations }: Group, index: IndexView): readonly Change[] {
  return typedForms(named).flatMap((key): Change[] => {
    const record = index.record(key);
    if (!record || record.status === 'media') return [];
    if (key === original) return [{ key, record, translations, line: lineOf(key, record, translations, index) }];
    const wasOriginal = record.translations !== undefined && record.translationOf === undefined;
    return wasOriginal ? [{ key, record, translations: [], line: lineOf(key, record, [], index) }] : [];
  });
}

function changeOf(
  { claim, isMember, refusal }: JudgedClaim,
  original: string,
  { translations }: Group,
  index: IndexView,
): readonly Change[] {
  const { key } = claim;
  const record = index.record(key);
  const declared = record && originalIn(record);
  if (!record || !declared) return [];
  const { translation: _, ...contest } = record.contest ?? {};
  const own = isMember ? translations : [];
  const problem = refusal && problemOf(key, declared, original, refusal);
  return [
    {
      key,
      record,
      translations: own,
      line: lineOf(key, record, own, index),
      contest: { ...contest, ...(problem && { translation: problem }) },
    },
  ];
}

/** Returns the line of an article in the sitemap of its month; `undefined` where it is to stay as it is. */
function lineOf(
  key: string,
  record: DeltaRecord,
  translations: Translations,
  index: IndexView,
): SitemapEntry | undefined {
  if (record.line || record.status === 'media' || record.month === undefined) return record.line;
  if (isSame(record.translations, translations)) return undefined;
  return index.month(record.month).find(line => line.key === key);
}

function apply(changes: readonly Change[], nextState: TranslationsRequest['nextState']): SettledTranslations {
  const { delta, touched } = nextState;
  const changed = new Set<string>();
  const reported = new Set<string>();
  for (const { key, record, translations, line, contest } of changes) {
    if (record.status === 'media') continue;
    const isNew = !isSame(record.translations, translations);
    const isLineNew = line !== undefined && !isSame(line.translations, translations);
    const next = isNew || isLineNew ? translated(record, translations, line) : record;
    if (next !== record) delta.set(key, next);
    if (isNew) changed.add(key);
    if (isLineNew && record.month !== undefined) touched.add(record.month);
    if (contest && setContest(delta, key, next, contest)) reported.add(key);
  }
  return { changed, reported };
}

function isSame(one: Translations | undefined, other: Translations): boolean {
  return JSON.stringify(one ?? []) === JSON.stringify(other);
}

/** Returns a record with translations, and with a line that has the same: what is stored of the two never differs. */
export function translated(record: Translated, translations: Translations = [], line = record.line): DeltaRecord {
  return {
    ...withTranslations(record, translations),
    ...(line && { line: withTranslations(line, translations) }),
  };
}

type Translated = Exclude<DeltaRecord, { readonly status: 'media' }>;

function withTranslations<Item extends { readonly translations?: Translations }>(
  { translations: _, ...others }: Item,
  translations: Translations,
): Item {
  return { ...others, ...(translations.length > 0 && { translations }) } as Item;
}

function problemOf(
  key: string,
  declared: DeclaredOriginal,
  original: string,
  refusal: GroupRefusal,
): Problem | undefined {
  const { line, column } = declared;
  const message = `translationOf: ${messageOf(original, refusal)}`;
  return boundProblems([{ path: declared.in ?? key, line, column, severity: 'warning', message }])[0];
}

function messageOf(original: string, refusal: GroupRefusal): string {
  switch (refusal.kind) {
    case 'missing':
      return `there is no ${original}, so nothing is linked with it; correct the path, or upload the file`;
    case 'loop':
      return `${original} says that it is a translation of this article, so neither is linked; take one of the two out`;
    case 'chain':
      return `${original} is a translation itself, so the two are not linked; write translationOf: ${refusal.original}`;
    case 'same':
      return (
        `${original} is in the same language (${refusal.language}), so the two are not linked; ` +
        'correct language:, or take translationOf: out'
      );
    case 'taken':
      return (
        `${refusal.by} is the translation of ${original} into ${refusal.language} already, so this one is not ` +
        'linked; keep one of them, or correct language:'
      );
    case 'many':
      return `${original} has ${MAX_TRANSLATIONS - 1} translations already, and no more are linked; take some out`;
  }
}
