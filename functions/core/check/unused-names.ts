import type { Article } from '../article/article.ts';
import { SITE_KEY } from '../bucket-layout.ts';
import { feedKey, folderOf } from '../feed/feed-key.ts';
import { suggest } from '../fields/suggest.ts';
import { slugOfTerm } from '../filing/filing.ts';
import type { FeedRule } from '../filing/site-feeds.ts';
import type { Position, Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import type { NamePlaces } from './field-places.ts';

const KINDS = ['authors', 'tags'] as const;
type Kind = (typeof KINDS)[number];
const FEEDS = { authors: 'author', tags: 'tag' } as const;

/** Authors and tags of articles that are out. */
export class NamesInUse {
  readonly #names = { authors: new Map<string, string>(), tags: new Map<string, string>() };

  take({ authors, tags = [] }: Pick<Article, 'authors' | 'tags'>): void {
    const names = { authors: authors?.map(({ name }) => name) ?? [], tags };
    for (const kind of KINDS) for (const name of names[kind]) this.#names[kind].set(slugOfTerm(name), name);
  }

  /**
   * Returns a warning for each author and tag that is listed, or that a rule includes or excludes, and that no article
   * has, at its place and with what was probably meant. A name that is excluded by mistake lets out what should stay
   * back.
   */
  problems({ feeds }: Pick<Site, 'feeds'>, places: NamePlaces): readonly Problem[] {
    if (!feeds) return [];
    const listed = KINDS.flatMap(kind =>
      this.#unused(
        kind,
        feeds[kind]?.listed?.map(({ slug }) => slug),
        slug => `so ${folderOf(feedKey(FEEDS[kind], slug))} is empty`,
        slug => places(['feeds', kind], slug),
      ),
    );
    return [...listed, ...feeds.rules.flatMap((rule, at) => this.#ofRule(rule, at, places))];
  }

  #ofRule(rule: FeedRule, at: number, places: NamePlaces): readonly Problem[] {
    return (['include', 'exclude'] as const).flatMap(field =>
      KINDS.flatMap(kind =>
        this.#unused(
          kind,
          rule[field][kind],
          () => `which the rule "${rule.title}" ${field}s`,
          slug => places(['feeds', 'rules', at, field, kind], slug),
        ),
      ),
    );
  }

  #unused(
    kind: Kind,
    slugs: readonly string[] = [],
    effectOf: (slug: string) => string,
    placeOf: (slug: string) => Position | undefined,
  ): readonly Problem[] {
    const inUse = this.#names[kind];
    return slugs
      .filter(slug => !inUse.has(slug))
      .map(slug => {
        const meant = inUse.get(suggest(slug, [...inUse.keys()]) ?? '');
        const remedy = meant === undefined ? 'correct it, or take it out' : `did you mean "${meant}"?`;
        const message = `feeds: no article that is out has "${slug}" among its ${kind}, ${effectOf(slug)}; ${remedy}`;
        return { path: SITE_KEY, ...placeOf(slug), severity: 'warning', message };
      });
  }
}
