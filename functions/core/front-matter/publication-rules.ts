import { publishingInEnglish } from '../fields/vietnamese-names.ts';
import { withoutUnseen } from '../text/unseen.ts';
import type { HoldingKind } from './publication-words.ts';

/**
 * Meaning of a date. `release`: the article is public from then on. `schedule`: it is to come out then, whatever its
 * date. `expiry`: it is public until then.
 */
export type DateMeaning = 'release' | 'schedule' | 'expiry';

/** Effect of a field of another publisher on whether, and when, its article is public. */
export interface PublicationRule {
  /**
   * The boolean that holds the article back: `true` of `isDraft`, `false` of `published`. Absent where neither does.
   */
  readonly holds?: boolean;
  readonly date?: DateMeaning;
  /** Words that hold the article back. */
  readonly words?: HoldingKind;
  /**
   * Effect of a value without a meaning. `hold`: the state is unknown, so the article is held back. `ignore`: the field
   * is about something else. `date`: ignored, unless it looks like a date.
   */
  readonly otherwise: 'hold' | 'ignore' | 'date';
  /** Fields whose value means more than a boolean, a word or a date. */
  readonly special?: 'password' | 'permalink' | 'build' | 'taken back';
  /** True where no publisher is known to have the field: its meaning is guessed by the words of its name. */
  readonly isGuessed?: true;
}

export const DRAFT: PublicationRule = { holds: true, words: 'any', otherwise: 'hold' };
const HIDING: PublicationRule = { holds: true, words: 'any', otherwise: 'ignore' };
const PUBLISHED: PublicationRule = { holds: false, words: 'any', date: 'release', otherwise: 'hold' };
const SHOWING: PublicationRule = { holds: false, words: 'any', otherwise: 'ignore' };
const STATUS: PublicationRule = { holds: false, words: 'any', date: 'release', otherwise: 'hold' };
/** A word for a state; other words have no effect. */
export const STATE: PublicationRule = { words: 'any', otherwise: 'ignore' };
/** Readers that an article is for. */
const READERS: PublicationRule = { words: 'readers', otherwise: 'ignore' };
/** An article that not everybody may read. `paid` alone says as often that somebody paid for it. */
const PAID: PublicationRule = { holds: true, words: 'any', otherwise: 'ignore' };
/** A bin that an article is in, or was put in at that time. */
const TRASHED: PublicationRule = { holds: true, words: 'any', date: 'expiry', otherwise: 'date' };
const TYPE: PublicationRule = { words: 'draft', otherwise: 'ignore' };
const RELEASE: PublicationRule = { words: 'any', date: 'release', otherwise: 'hold' };
const EMBARGO: PublicationRule = { holds: true, words: 'any', date: 'schedule', otherwise: 'hold' };
const EXPIRY: PublicationRule = { date: 'expiry', otherwise: 'hold' };
/** A withdrawal, which is more than to hold an article back. */
export const TAKEN_BACK: PublicationRule = { otherwise: 'hold', special: 'taken back' };
/** The beginning and the end of the time in which an article is shown, by names that may mean something else. */
const FROM: PublicationRule = { date: 'schedule', otherwise: 'date' };
const UNTIL: PublicationRule = { date: 'expiry', otherwise: 'date' };
/** `release` is often a version and not a date, and `live` an address. */
const BARE: PublicationRule = { date: 'release', otherwise: 'ignore' };

const RULES: ReadonlyMap<string, PublicationRule> = new Map([
  ...named(DRAFT, 'isdraft saveasdraft private hidden unlisted'),
  ...named(HIDING, 'wip hide headless eleventyexcludefromcollections embargoed protected encrypted ignored'),
  ...named(HIDING, 'disabled inactive offline invisible'),
  ...named(TRASHED, 'trash trashed intrash'),
  // Obsidian's Digital Garden.
  ...named(PUBLISHED, 'published publish dgpublish'),
  ...named(SHOWING, 'public visible show enabled active ready online'),
  ...named(SHOWING, 'listed approved reviewed'),
  // Zola: a page that is not rendered; Grav: one that has no address.
  ...named({ holds: false, otherwise: 'ignore' }, 'render routable'),
  // As schema.org says that an article is behind a paywall.
  ...named(SHOWING, 'isaccessibleforfree'),
  ...named({ ...SHOWING, date: 'release' }, 'live'),
  ...named(BARE, 'release'),
  ...named(FROM, 'showfrom showafter displayfrom displayafter publishup'),
  ...named(UNTIL, 'showuntil displayuntil publishdown publishto removeat removeon'),
  ...named(STATUS, 'status poststatus publishstatus publicationstatus approval approvalstatus'),
  ...named({ ...STATUS, words: 'readers' }, 'visibility'),
  ...named(STATE, 'state poststate workflow workflowstate stage workflowstage review reviewstatus'),
  ...named(TYPE, 'type posttype'),
  ...named(READERS, 'audience access accesslevel tier tiers membership login'),
  ...named(PAID, 'restricted confidential premium paidonly paywall paywalled memberonly membersonly'),
  ...named(PAID, 'subscriberonly subscribersonly forsubscribers formembers'),
  ...named(PAID, 'requireslogin requirelogin loginrequired loginonly requiressubscription subscriptionrequired'),
  ...named(PAID, 'requiresauth requireauth authrequired authonly requiresauthentication authenticationrequired'),
  ...named(RELEASE, 'publishdate publishedat publisheddate publishedtime publishedon publishat publishon publishtime'),
  ...named(RELEASE, 'pubdate pubdatetime pubtime datepublished publicationdate firstpublished'),
  ...named(EMBARGO, 'embargo embargountil embargodate embargoeduntil scheduled scheduledat scheduledfor scheduleddate'),
  ...named(EXPIRY, 'expirydate expires expiresat expireson expiry expire expirationdate expireat expiredat'),
  ...named(EXPIRY, 'unpublishdate unpublishat unpublishedat unpublishon'),
  ...named(EXPIRY, 'deletedat deletedon deleteddate datedeleted deleteat removedat retractedat'),
  ...named(EXPIRY, 'trashedat trashedon trasheddate'),
  ...named({ otherwise: 'ignore', special: 'password' }, 'password postpassword protect protectedby'),
  ...named({ otherwise: 'ignore', special: 'permalink' }, 'permalink'),
  ...named({ otherwise: 'ignore', special: 'build' }, 'build'),
  ...named(
    TAKEN_BACK,
    'retracted retract withdraw withdrawal deleted removed unpublished isdeleted isremoved isretracted',
  ),
]);

/** Words in names that are about publishing, and the boolean that holds an article back. */
const PUBLISHING: ReadonlyMap<string, boolean> = new Map([
  ...['publish', 'published', 'publishing', 'publication', 'pub', 'release', 'released'].map(no),
  ...['visible', 'visibility', 'public', 'live', 'golive', 'available', 'ready'].map(no),
  ...['draft', 'drafts', 'private', 'hide', 'hidden', 'unlisted', 'embargo', 'embargoed', 'hold', 'wip'].map(yes),
  ...['schedule', 'scheduled', 'expire', 'expires', 'expired', 'expiry', 'expiration'].map(yes),
  ...['unpublish', 'unpublished'].map(yes),
]);
const EXPIRING: ReadonlySet<string> = new Set(
  'expire expires expired expiry expiration unpublish unpublished'.split(' '),
);
const TIMES: ReadonlySet<string> = new Set(['date', 'time', 'datetime']);
/** Words that turn the meaning of a name over; those but `not` only where it is to publish: `noPublish`. */
const NEGATING: ReadonlySet<string> = new Set(['not', 'no', 'dont', 'never']);
const CONNECTING: ReadonlySet<string> = new Set([
  ...TIMES,
  ...NEGATING,
  ...'is do at on until till from after before start end ends lift lifts status go goes'.split(' '),
]);
const MAX_NAME_LENGTH = 60;

/**
 * Returns the rule for a field's name, or `undefined` where the name is not about publishing. A name that is not in the
 * table counts only if all its words do: `releaseDate` and `is_not_public` count; `publisher`, `hide_table_of_contents`
 * and `eventDate` don't. So it is with Vietnamese names: `ngày đăng` counts, and `nhà xuất bản` doesn't.
 */
export function publicationRule(name: string): PublicationRule | undefined {
  const rule = ruleInEnglish(name);
  const english = rule ? undefined : publishingInEnglish(name);
  return english === undefined ? rule : ruleInEnglish(english);
}

function ruleInEnglish(name: string): PublicationRule | undefined {
  const folded = foldFieldName(name);
  const known = RULES.get(folded) ?? ruleOfFlag(folded);
  const guessed = known ? undefined : ruleInWords(withoutUnseen(name));
  return guessed ? { ...guessed, isGuessed: true } : known;
}

/** Returns the rule for a flag whose name begins with `is`: that of the word behind it. */
function ruleOfFlag(folded: string): PublicationRule | undefined {
  const rule = folded.startsWith('is') ? RULES.get(folded.slice(2)) : undefined;
  return rule?.holds === undefined ? undefined : rule;
}

/** Flags that are of publication in any group. */
const FLAGS_IN_GROUPS: ReadonlySet<string> = new Set(['draft', 'isdraft', 'private', 'isprivate']);

/**
 * Returns whether a field within `meta`, `page` and the like is of publication. There, flags such as `show`, and
 * `access`, are as often about how a page looks; so only drafts, states and dates count.
 */
export function isOfPublicationInGroup(name: string): boolean {
  return FLAGS_IN_GROUPS.has(foldFieldName(name)) || publicationRule(name)?.date !== undefined;
}

/**
 * Folds the names of other publishers for comparison: `is_published`, `isPublished` and `Is-Published` are the same.
 */
export function foldFieldName(name: string): string {
  return withoutUnseen(name).toLowerCase().replace(/[-_ ]/g, '');
}

function ruleInWords(name: string): PublicationRule | undefined {
  if (name.length > MAX_NAME_LENGTH) return undefined;
  const words = name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[-_ ]+/)
    .filter(word => word !== '');
  const speaking = words.filter(word => PUBLISHING.has(word));
  if (speaking.length === 0 || !words.every(word => PUBLISHING.has(word) || CONNECTING.has(word))) return undefined;
  if (words.length === 1 && (words[0] === 'release' || words[0] === 'live' || words[0] === 'available')) return BARE;
  const isHiding = PUBLISHING.get(speaking.at(-1) ?? '') === true;
  // `neverExpires: false` and `no_embargo` hold nothing back.
  if (isHiding && words.some(word => word !== 'not' && NEGATING.has(word))) return undefined;
  const isHidden = isHiding !== words.some(word => NEGATING.has(word));
  const date = dateIn(words, isHidden);
  // `hide_date: true` hides a date, and no article.
  if (TIMES.has(words.at(-1) ?? '')) return { words: 'any', date, otherwise: 'date' };
  return { holds: isHidden, words: 'any', date, otherwise: 'date' };
}

/**
 * Returns the meaning of a date. `visible_until` and `hide_from` name the end, `visible_from` and `hide_until` the
 * beginning.
 */
function dateIn(words: readonly string[], isHidden: boolean): DateMeaning {
  if (words.some(word => EXPIRING.has(word))) return 'expiry';
  const ends = words.some(word => ['until', 'till', 'before', 'end'].includes(word));
  const begins = words.some(word => ['from', 'at', 'on', 'after', 'start'].includes(word));
  const isPlan = words.some(word => /^(?:embargo|schedule)/.test(word));
  if (isPlan) return 'schedule';
  if (isHidden ? begins : ends) return 'expiry';
  return words.some(word => ['until', 'till', 'from', 'after'].includes(word)) ? 'schedule' : 'release';
}

function named(rule: PublicationRule, names: string): readonly (readonly [string, PublicationRule])[] {
  return names.split(' ').map(name => [name, rule]);
}

function yes(word: string): readonly [string, boolean] {
  return [word, true];
}

function no(word: string): readonly [string, boolean] {
  return [word, false];
}
