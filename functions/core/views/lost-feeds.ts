import { SITE_KEY } from '../bucket-layout.ts';
import type { Section } from '../feed/feed.ts';
import { type FeedKey, feedKey, folderOf, parseFeedKey } from '../feed/feed-key.ts';
import { FeedWindows } from '../index/feed-windows.ts';
import type { State } from '../index/state.ts';
import { FeedTraits } from '../index/traits/feed-traits.ts';
import type { Problem } from '../problem.ts';
import { CategoryNames } from '../site/category-names.ts';
import type { Site } from '../site/site.ts';
import { comparedName, slugOfName } from '../text/names.ts';
import { formerFeeds } from './aliases.ts';
import { planFeeds, sectionsOf } from './feeds.ts';
import { LIST_OF, placeInSite, type RenamableKind } from './place-in-site.ts';

/** The feeds that a newsroom has by one `site.yaml`. */
export interface SiteFeedsOut {
  readonly site: Site;
  /** Those of categories, editions and rules; others are left aside. */
  readonly sections: readonly Section[];
}

/** Returns the feeds of a state. `site` is the one that is active in it. */
export function feedsOut(site: Site, state: Pick<State, 'asOf' | 'windows' | 'titles' | 'languages'>): SiteFeedsOut {
  const windows = new FeedWindows(site, state.asOf, undefined, state.windows);
  return { site, sections: sectionsOf(planFeeds(windows, new FeedTraits(state, site), site, 'few')) };
}

/**
 * Returns a warning for each feed that another `site.yaml` took from its address, or gave another Atom id, and how to
 * keep them. `text` is that of the later `site.yaml`.
 */
export function lostFeedProblems(before: SiteFeedsOut, after: SiteFeedsOut, text: string): readonly Problem[] {
  if (!isChanged(before.site, after.site)) return [];
  const change = new FeedChange(before, after);
  return before.sections.flatMap(section => {
    const lost = change.lossOf(section);
    if (!lost) return [];
    const place = placeInSite(text, lost.kind, lost.heir?.title);
    return { path: SITE_KEY, ...place, severity: 'warning' as const, message: messageOf(lost) };
  });
}

/**
 * Returns whether two sites of one newsroom list other feeds. What articles do to feeds is no matter of `site.yaml`,
 * and with another `url` all ids change, which is told.
 */
function isChanged(before: Site, after: Site): boolean {
  return before.url === after.url && listOf(before) !== listOf(after);
}

function listOf({ categories, feeds }: Site): string {
  return JSON.stringify([categories, feeds?.editions, feeds?.rules]);
}

/** Address and id that a feed left behind, or articles that a new name did. */
interface LostFeed {
  readonly kind: RenamableKind;
  readonly title: string;
  /** Slug of its folder, where nothing is now. */
  readonly slug?: string;
  /** Text that its Atom id was made of, where `site.yaml` can say so and it is another now. */
  readonly id?: string;
  /** The feed that takes its place; absent where none is known. */
  readonly heir?: Heir;
  /** Articles name it still, so that it stays at its address beside the feed that came at its place in the list. */
  readonly isNamed?: true;
}

interface Heir {
  readonly title: string;
  readonly slug: string;
  /** Its other and former names; absent where `site.yaml` does not list it. */
  readonly aliases?: readonly string[];
  /** It came where the other went, and has no name of that. */
  readonly isGuess?: true;
}

class FeedChange {
  readonly #before: ReadonlyMap<FeedKey, Section>;
  readonly #after: ReadonlyMap<FeedKey, Section>;
  readonly #siteBefore: Site;
  readonly #site: Site;
  readonly #names: CategoryNames;
  /** Feeds by the folders that have them or lead to them: a category may have had that of an edition. */
  readonly #at: ReadonlyMap<string, FeedKey>;

  constructor(before: SiteFeedsOut, { site, sections }: SiteFeedsOut) {
    this.#before = new Map(before.sections.map(section => [section.key, section]));
    this.#after = new Map(sections.map(section => [section.key, section]));
    this.#siteBefore = before.site;
    this.#site = site;
    this.#names = new CategoryNames(site.categories);
    const led = [...formerFeeds(site)].map(([from, { feed }]) => [folderOf(from), feed] as const);
    this.#at = new Map([...led, ...sections.map(({ key }) => [folderOf(key), key] as const)]);
  }

  lossOf({ key, id, title }: Section): LostFeed | undefined {
    const { kind, slug } = parseFeedKey(key) ?? { kind: 'tag', slug: '' };
    if (kind === 'author' || kind === 'tag') return undefined;
    const isLost = !this.#at.has(folderOf(key));
    const next = this.#at.get(folderOf(key)) ?? this.#named(kind, title);
    const came = next === undefined ? this.#came(kind) : [];
    const guess = this.#likeliest(key, kind, came);
    const heir = this.#after.get(next ?? guess ?? key);
    const isOther = heir ? this.#isOther(key, id, heir) : came.length > 0;
    const own = kind === 'category' && isOther ? id.slice(id.indexOf('/') + 1) : undefined;
    if (!isLost && own === undefined) return next === key ? this.#leftBehind(key, id, title) : undefined;
    return {
      kind,
      title,
      ...(isLost && { slug }),
      ...(own !== undefined && { id: own }),
      ...(heir && { heir: { ...this.#heirOf(heir), ...(guess !== undefined && { isGuess: true as const }) } }),
    };
  }

  /** Returns a category that is listed no more and that articles name, if a new one stands at its place. */
  #leftBehind(key: FeedKey, id: string, title: string): LostFeed | undefined {
    const { kind, slug = '' } = parseFeedKey(key) ?? {};
    if (kind !== 'category' || this.#site.categories.some(listed => listed.slug === slug)) return undefined;
    const heir = this.#after.get(this.#atPlaceOf(key, kind, this.#came(kind)) ?? key);
    if (!heir || heir.key === key) return undefined;
    const own = id.slice(id.indexOf('/') + 1);
    return { kind, title, slug, id: own, heir: { ...this.#heirOf(heir), isGuess: true }, isNamed: true };
  }

  /** Returns the feed that goes by the title of one that is gone. */
  #named(kind: RenamableKind, title: string): FeedKey | undefined {
    const listed = kind === 'category' ? this.#names.find(title)?.category.slug : undefined;
    if (listed !== undefined) return feedKey(kind, listed);
    return this.#ofKind(kind).find(section => comparedName(section.title) === comparedName(title))?.key;
  }

  /** Returns the feeds of a kind that came, but for those that are known to take the place of one. */
  #came(kind: RenamableKind): readonly FeedKey[] {
    const known = new Set([...this.#before.keys()].map(key => this.#at.get(folderOf(key))));
    return this.#ofKind(kind).flatMap(({ key }) => (this.#before.has(key) || known.has(key) ? [] : key));
  }

  /**
   * Returns which of the feeds that came takes the place of one that went, likely: the only one, where no other went,
   * or the one that stands at its place in a list that is as long as it was.
   */
  #likeliest(key: FeedKey, kind: RenamableKind, came: readonly FeedKey[]): FeedKey | undefined {
    const isOfKind = (each: FeedKey): boolean => parseFeedKey(each)?.kind === kind;
    const went = [...this.#before.keys()].filter(each => isOfKind(each) && !this.#at.has(folderOf(each)));
    if (came.length <= 1 && went.length <= 1) return came[0];
    return this.#atPlaceOf(key, kind, came);
  }

  /** Returns which of the feeds that came stands where one stood, in a list that is as long as it was. */
  #atPlaceOf(key: FeedKey, kind: RenamableKind, came: readonly FeedKey[]): FeedKey | undefined {
    const [before, after] = [listedIn(this.#siteBefore, kind), listedIn(this.#site, kind)];
    const place = before.findIndex(({ slug }) => feedKey(kind, slug) === key);
    const slug = before.length === after.length ? after[place]?.slug : undefined;
    return came.find(each => slug !== undefined && each === feedKey(kind, slug));
  }

  #ofKind(kind: RenamableKind): readonly Section[] {
    return [...this.#after.values()].filter(({ key }) => parseFeedKey(key)?.kind === kind);
  }

  /** Returns whether a feed that takes the place of another has another id. One that was there before keeps its own. */
  #isOther(key: FeedKey, id: string, heir: Section): boolean {
    if (parseFeedKey(heir.key)?.kind !== 'category') return false;
    if (heir.id === id || (heir.key !== key && this.#before.has(heir.key))) return false;
    const { aliases = [] } = this.#heirOf(heir);
    // It was given the id that readers knew it by before that, as it was told to be.
    return !aliases.some(alias => heir.id === `categories/${slugOfName(alias)}`);
  }

  #heirOf({ key, title }: Section): Heir {
    const { kind, slug } = parseFeedKey(key) ?? { kind: 'category', slug: '' };
    const found =
      kind === 'author' || kind === 'tag' ? undefined : listedIn(this.#site, kind).find(each => each.slug === slug);
    return { title, slug, ...(found && { aliases: found.aliases ?? [] }) };
  }
}

/** Returns the feeds of a kind that `site.yaml` lists, in its order. */
function listedIn(
  { categories, feeds }: Site,
  kind: RenamableKind,
): readonly { readonly slug: string; readonly aliases?: readonly string[] }[] {
  if (kind === 'category') return categories;
  return (kind === 'rule' ? feeds?.rules : feeds?.editions) ?? [];
}

function messageOf({ kind, title, slug, id, heir, isNamed }: LostFeed): string {
  const remedy = remedyOf({ kind, title, slug, id, heir });
  const field = `${LIST_OF[kind]}: "${title}"`;
  if (isNamed)
    return `${field}: articles name it, and it is listed no more; ${remedy} to keep them, its id and its address`;
  const what = [
    ...(slug === undefined ? [] : [`its feed was at /${folderOf(feedKey(kind, slug))}, where nothing is now`]),
    ...(id === undefined || !heir ? [] : ['readers take its feed for a new one']),
  ].join(', and ');
  const kept = [...(id === undefined ? [] : ['its id']), ...(slug === undefined ? [] : ['that address'])].join(' and ');
  return `${field}: ${what}; ${remedy} to keep ${kept}`;
}

/** Fields of a lost feed, each of which there may be. */
type Remedied = { readonly [Field in keyof LostFeed]: LostFeed[Field] | undefined };

function remedyOf(lost: Remedied): string {
  const { title, slug, id, heir } = lost;
  const aliases = [...(heir?.aliases ?? []), ...(slug === undefined ? [] : [aliasOf(lost, slug)])];
  const fields = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(slug === undefined ? [] : [`aliases: [${aliases.join(', ')}]`]),
  ];
  if (!heir)
    return `if ${id === undefined ? 'another' : 'a new one'} takes its place, write ${fields.join(' and ')} into that`;
  // Articles alone name it.
  if (!heir.aliases) {
    const facts = [`title: ${JSON.stringify(heir.title)}`, `slug: ${heir.slug}`, ...fields];
    return `list it there as { ${facts.join(', ')} }`;
  }
  const into = heir.title === title ? 'it' : `"${heir.title}"`;
  return `${heir.isGuess ? `if it is "${heir.title}" now, ` : ''}write ${fields.join(' and ')} into ${into}`;
}

/**
 * Returns the alias that leads on from a slug. Of a category that was renamed it is the title that it had, of which the
 * slug was made: articles that are filed under that go with it, and none of them is told to be spelled otherwise.
 */
function aliasOf({ kind, title = '', heir }: Remedied, slug: string): string {
  const isRenamed = kind === 'category' && (!heir || comparedName(heir.title) !== comparedName(title));
  return isRenamed && title !== slug && slugOfName(title) === slug ? JSON.stringify(title) : slug;
}
