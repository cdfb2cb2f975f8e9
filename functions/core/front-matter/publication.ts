import { describe, type Report } from '../fields/fields.ts';
import type { Instant } from '../instant.ts';
import type { Position } from '../problem.ts';
import { cleanLine } from '../text/clean.ts';
import { parseDate } from '../time/date.ts';
import type { Zone } from '../time/zone.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../yaml/node.ts';
import { isGuessedToHold } from './field-names.ts';
import { type DateMeaning, foldFieldName, type PublicationRule, publicationRule } from './publication-rules.ts';
import { BOOLEANS, holdingItem, isHolding, PUBLIC_WORDS } from './publication-words.ts';

/** Publication state from the fields of other publishers. */
export interface Publication {
  /** The reason why the article is a draft, such as `isDraft: true`; the first of several. */
  readonly heldBy?: string;
  /** Time from which it is public; the latest of several. */
  readonly release?: DeclaredDate;
  /** The latest of those that say when the article is to come out, such as `embargo_until`. */
  readonly schedule?: DeclaredDate;
  /** Time until which it is public; the earliest of several. */
  readonly expires?: DeclaredDate;
}

/** A date from which, or until which, an article is public, and the field that declares it. */
export interface DeclaredDate extends Position {
  readonly field: string;
  readonly at: Instant;
}

/** Context in which dates are read. */
export interface DateContext {
  readonly zone: Zone;
  readonly language: string;
}

/** Context in which it is read whether, and when, an article is public. */
export interface PublicationContext extends DateContext {
  /** Folded names of fields that hold back nothing here, as `holdsNothing.fields` of `site.yaml` says. */
  readonly holdsNothing?: ReadonlySet<string>;
}

const HOLDS_NOTHING = '; or, if the field is about something else, name it in holdsNothing.fields of site.yaml';

/** Returns what to add to the remedy of a field: nothing where its meaning is known. */
export function orHoldsNothing(field: string): string {
  return isGuessedToHold(field) ? HOLDS_NOTHING : '';
}

/**
 * `public`: the field was read. `silent`: it is not about publishing. `unreadable`: it may hold the article back, and
 * can't be understood.
 */
type Verdict = 'public' | 'silent' | 'unreadable';

/** Text that may be a date in an unsupported form. */
const LIKE_DATE = /(?:19|20|21)\d\d/;
/** Spellings of `permalink: false`. */
const NO_ADDRESS: ReadonlySet<string | undefined> = new Set(['false', 'no', 'off']);
const MAX_SHOWN_LENGTH = 40;
const HELD_BACK = 'so the article is held back; correct it, or take the line out';
const NOT_KNOWN = 'is not a field that Bantin knows, so the article is held back; write';

/** Reads the fields of other publishers that decide whether, and when, an article is public. */
export class PublicationReader {
  readonly #dates: PublicationContext;
  readonly #report: Report;
  #heldBy: string | undefined;
  #release: DeclaredDate | undefined;
  #schedule: DeclaredDate | undefined;
  #expires: DeclaredDate | undefined;

  constructor(dates: PublicationContext, report: Report) {
    this.#dates = dates;
    this.#report = report;
  }

  /** The state after the fields read so far. */
  get publication(): Publication {
    return {
      ...(this.#heldBy !== undefined && { heldBy: this.#heldBy }),
      ...(this.#release && { release: this.#release }),
      ...(this.#schedule && { schedule: this.#schedule }),
      ...(this.#expires !== undefined && { expires: this.#expires }),
    };
  }

  /**
   * Reads one field. `path` is the field that contains it, such as `extra.`. There, a value without a meaning is about
   * something else.
   */
  read(entry: YamlEntry, path = ''): Verdict {
    const rule = publicationRule(entry.key);
    return rule ? this.readBy(rule, entry, path) : 'silent';
  }

  /** Reads a field by a rule that the caller chooses, since the meaning of a name depends on its place. */
  readBy(rule: PublicationRule, entry: YamlEntry, path = ''): Verdict {
    if (rule.isGuessed && this.#dates.holdsNothing?.has(foldFieldName(entry.key))) return 'silent';
    return rule.special ? this.#special(entry, rule, path) : this.#value(entry, rule, path);
  }

  #value(entry: YamlEntry, rule: PublicationRule, path: string): Verdict {
    const { value } = entry;
    if (value.kind !== 'scalar') return this.#several(entry, rule, path);
    const word = wordIn(value);
    if (word === '') return rule.holds === false ? this.#otherwise(entry, rule, path) : 'public';
    const truth = BOOLEANS.get(word);
    if (truth !== undefined && rule.holds !== undefined)
      return truth === rule.holds ? this.#hold(entry, path) : 'public';
    const date = rule.date && truth === undefined ? this.#date(entry, rule.date) : undefined;
    if (date) return date;
    if (rule.date === 'expiry' && (truth === false || word === 'never' || word === 'none')) return 'public';
    if (rule.words && isHolding(word, rule.words)) return this.#hold(entry, path);
    if (rule.words && rule.words !== 'draft' && PUBLIC_WORDS.has(word)) return 'public';
    return this.#otherwise(entry, rule, path);
  }

  /** Reads a list, in which a word may hold the article back, and the map of a field about readers. */
  #several(entry: YamlEntry, rule: PublicationRule, path: string): Verdict {
    const isRead = rule.words === 'readers' || (entry.value.kind === 'list' && rule.holds === undefined);
    const item = isRead && rule.words ? holdingItem(wordsIn(entry.value), rule.words) : undefined;
    return item === undefined
      ? this.#otherwise(entry, rule, path)
      : this.#hold(entry, path, `${entry.key}: ${shorten(item)}`);
  }

  #special(entry: YamlEntry, { special }: PublicationRule, path: string): Verdict {
    const { key, value } = entry;
    const word = value.kind === 'scalar' ? wordIn(value) : undefined;
    switch (special) {
      case 'password':
        return word === '' || word === 'false' ? 'public' : this.#hold(entry, path, key);
      case 'permalink':
        return NO_ADDRESS.has(word) ? this.#hold(entry, path) : 'silent';
      case 'build':
        return this.#build(value, `${path}${key}.`);
      default:
        if (BOOLEANS.get(word ?? '') === false) return 'public';
        if (path !== '') return this.#hold(entry, path);
        this.#report(entry, 'error', `${key} ${NOT_KNOWN} withdrawn: true`);
        return 'unreadable';
    }
  }

  /** Hugo: a page that is not rendered, or is in no list. */
  #build(value: YamlNode, path: string): Verdict {
    for (const entry of value.kind === 'map' ? value.entries : []) {
      const word = entry.value.kind === 'scalar' ? wordIn(entry.value) : '';
      const name = entry.key.toLowerCase();
      if (name === 'render' && ['never', 'false', 'link'].includes(word)) return this.#hold(entry, path);
      if (name === 'list' && ['never', 'false'].includes(word)) return this.#hold(entry, path);
    }
    return value.kind === 'map' ? 'public' : 'silent';
  }

  #date({ key, value, line, column }: YamlEntry, kind: DateMeaning): Verdict | undefined {
    if (value.kind !== 'scalar') return undefined;
    const parsed = parseDate(cleanLine(value.text), this.#dates.zone, this.#dates.language);
    if (!('instant' in parsed)) return undefined;
    const at = parsed.instant;
    const date = { field: key, at, line, column };
    if (kind === 'expiry') this.#expires = this.#expires && this.#expires.at <= at ? this.#expires : date;
    else this.#release = later(this.#release, date);
    if (kind === 'schedule') this.#schedule = later(this.#schedule, date);
    return 'public';
  }

  #hold(entry: YamlEntry, path: string, shown = shownAs(entry)): Verdict {
    this.#heldBy ??= `${path}${shown}`;
    this.#report(
      entry,
      'warning',
      `${path}${shown} holds the article back as a draft; to publish it, take the line out${orHoldsNothing(entry.key)}`,
    );
    return 'public';
  }

  #otherwise({ key, value }: YamlEntry, rule: PublicationRule, path: string): Verdict {
    const isLikeDate = rule.date !== undefined && value.kind === 'scalar' && LIKE_DATE.test(value.text);
    if (rule.otherwise === 'ignore' || (rule.otherwise === 'date' && !isLikeDate)) return 'silent';
    if (rule.otherwise === 'hold' && path !== '') return 'silent';
    const expected = rule.holds === undefined ? 'a date such as 2026-12-07 08:30' : expectedOf(rule);
    const message = `${path}${key}: expected ${expected}, found ${describe(value)}, ${HELD_BACK}`;
    this.#report(value, 'error', message + orHoldsNothing(key));
    return 'unreadable';
  }
}

function later(one: DeclaredDate | undefined, other: DeclaredDate): DeclaredDate {
  return one && one.at >= other.at ? one : other;
}

function expectedOf({ date }: PublicationRule): string {
  return date === undefined ? 'true or false' : 'true, false, published, draft or a date such as 2026-12-07 08:30';
}

/** Returns the value, folded; empty where there is none. */
function wordIn({ value, text }: YamlScalar): string {
  if (value === null) return '';
  return text.length > MAX_SHOWN_LENGTH ? text : cleanLine(text).toLowerCase();
}

/** Returns the values in a list or a map, folded; of what is true, the end of its name: `login` of `site.login`. */
function wordsIn(node: YamlNode): readonly string[] {
  if (node.kind === 'scalar') return [wordIn(node)];
  if (node.kind === 'list') return node.items.flatMap(wordsIn);
  return node.entries.flatMap(({ key, value }) =>
    value.kind === 'scalar' && value.value === true ? [key.toLowerCase().replace(/^.*\./s, '')] : wordsIn(value),
  );
}

function shownAs({ key, value }: YamlEntry): string {
  return `${key}: ${shorten(value.kind === 'scalar' ? cleanLine(value.text) : describe(value))}`;
}

function shorten(text: string): string {
  return text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text;
}
