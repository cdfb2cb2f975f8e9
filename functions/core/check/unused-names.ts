import type { Article } from '../article/article.ts';
import { SITE_KEY } from '../bucket-layout.ts';
import { feedKey, folderOf } from '../feed/feed-key.ts';
import type { Text } from '../fields/fields.ts';
import { suggest } from '../fields/suggest.ts';
import { slugOfTerm } from '../filing/filing.ts';
import type { FeedRule } from '../filing/site-feeds.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import type { NamePlaces } from './field-places.ts';

const KINDS = ['authors', 'tags', 'categories'] as const;
type Kind = (typeof KINDS)[number];
const NOUNS: Readonly<Record<Kind, string>> = { authors: 'an author', tags: 'a tag', categories: 'a category' };
const LISTED = ['authors', 'tags'] as const;
const FEEDS = { authors: 'author', tags: 'tag' } as const;

/** A name of `site.yaml` that no article has. */
interface Unused {
  readonly kind: Kind;
  readonly slug: string;
  /** Another kind that has the name. */
  readonly other: Kind | undefined;
  /** As it is written. */
  readonly written: Text | undefined;
}

/** Authors, tags and categories of articles that are out. */
export class NamesInUse {
  readonly #names: Readonly<Record<Kind, Map<string, string>>> = {
    authors: new Map(),
    tags: new Map(),
    categories: new Map(),
  };

  take({ authors = [], tags = [], categories }: Pick<Article, 'authors' | 'tags' | 'categories'>): void {
    for (const { name } of authors) this.#names.authors.set(slugOfTerm(name), name);
    for (const name of tags) this.#names.tags.set(slugOfTerm(name), name);
    for (const { slug, title } of categories) this.#names.categories.set(slug, title).set(slugOfTerm(title), title);
  }

  /**
   * Returns a warning for each author and tag that is listed, or that a rule includes or excludes, and that no article
   * has, at its place and with what was probably meant; and for each category of a rule that is a name of another kind.
   * A name that is excluded by mistake lets out what should stay back.
   */
  problems({ feeds, categories }: Pick<Site, 'feeds' | 'categories'>, places: NamePlaces): readonly Problem[] {
    if (!feeds) return [];
    for (const { slug, title } of categories) this.#names.categories.set(slug, title).set(slugOfTerm(title), title);
    const listed = LISTED.flatMap(kind =>
      this.#unused(
        kind,
        feeds[kind]?.listed?.map(({ slug }) => slug),
        slug => places(['feeds', kind], slug),
      ).map(name => {
        const { slug, other } = name;
        const effect = `so ${folderOf(feedKey(FEEDS[kind], slug))} is empty`;
        if (other === 'categories')
          return problemOf(name, effect, 'it is a category, which has a feed anyway; take it out');
        return problemOf(name, effect, this.#remedyOf(name));
      }),
    );
    return [...listed, ...feeds.rules.flatMap((rule, at) => this.#ofRule(rule, at, places))];
  }

  #ofRule(rule: FeedRule, at: number, places: NamePlaces): readonly Problem[] {
    return (['include', 'exclude'] as const).flatMap(field =>
      KINDS.flatMap(kind =>
        this.#unused(kind, rule[field][kind], slug => places(['feeds', 'rules', at, field, kind], slug))
          // A category may be listed, or come; reading the rule tells of those that are misspelt.
          .filter(({ other }) => kind !== 'categories' || other !== undefined)
          .map(name => problemOf(name, `which the rule "${rule.title}" ${field}s`, this.#remedyOf(name))),
      ),
    );
  }

  #unused(kind: Kind, slugs: readonly string[] = [], writtenAs: (slug: string) => Text | undefined): readonly Unused[] {
    return slugs
      .filter(slug => !this.#names[kind].has(slug))
      .map(slug => {
        const other = KINDS.find(each => each !== kind && this.#names[each].has(slug));
        return { kind, slug, other, written: writtenAs(slug) };
      });
  }

  #remedyOf({ kind, slug, other }: Unused): string {
    if (other !== undefined) return `it is ${NOUNS[other]}: write ${other}:`;
    const inUse = this.#names[kind];
    const meant = inUse.get(suggest(slug, [...inUse.keys()]) ?? '');
    return meant === undefined ? 'correct it, or take it out' : `did you mean "${meant}"?`;
  }
}

function problemOf({ kind, slug, written }: Unused, effect: string, remedy: string): Problem {
  const name = written?.text ?? slug;
  const message = `feeds: no article that is out has "${name}" among its ${kind}, ${effect}; ${remedy}`;
  const place = written && { line: written.line, column: written.column };
  return { path: SITE_KEY, ...place, severity: 'warning', message };
}
