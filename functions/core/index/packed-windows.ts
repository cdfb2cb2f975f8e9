import { readingSlug } from '../article/key.ts';
import type { Category } from '../site/site.ts';
import type { ArticleSummary } from './article-summary.ts';
import type { Horizons, RememberedWindows } from './remembered-windows.ts';

/**
 * Windows as they are stored: a column for each field, so that like stands beside like, and nothing that follows from
 * another field. They are the largest part of the state, which a publish reads once and writes twice: stored like this
 * they take two thirds of the space, and half the time.
 */
export interface PackedWindows {
  readonly horizons: Horizons;
  readonly keys: readonly string[];
  readonly ids: readonly string[];
  readonly titles: readonly string[];
  readonly published: readonly number[];
  /** Milliseconds after it was published; 0 of most. */
  readonly updatedAfter: readonly number[];
  /** Each that articles have, once. */
  readonly categories: readonly Category[];
  /** For each article, its places in `categories`. */
  readonly categoriesOf: readonly (readonly number[])[];
  readonly etags: readonly string[];
  /** Fields that few articles have, by their place in the columns. */
  readonly rest: Readonly<Record<number, Rest>>;
}

type Rest = Partial<Pick<ArticleSummary, 'slug'>> &
  Pick<
    ArticleSummary,
    'link' | 'language' | 'media' | 'missing' | 'picture' | 'links' | 'withdrawn' | 'main' | 'filing'
  >;

export function packWindows({ articles, horizons }: RememberedWindows<ArticleSummary>): PackedWindows {
  const categories = new Places();
  const rest = articles.map(restOf);
  return {
    horizons,
    keys: articles.map(({ key }) => key),
    ids: articles.map(({ id }) => id),
    titles: articles.map(({ title }) => title),
    published: articles.map(({ published }) => published),
    updatedAfter: articles.map(({ published, updated }) => updated - published),
    categoriesOf: articles.map(article => article.categories.map(category => categories.of(category))),
    categories: categories.all,
    etags: articles.map(({ etag }) => etag),
    rest: Object.fromEntries(Object.entries(rest).filter(([, more]) => Object.keys(more).length > 0)),
  };
}

export function unpackWindows(packed: PackedWindows): RememberedWindows<ArticleSummary> {
  const { horizons, keys, ids, titles, published, updatedAfter, categories, categoriesOf, etags, rest } = packed;
  const articles = keys.map((key, at): ArticleSummary => {
    const date = published[at] ?? 0;
    return {
      key,
      id: ids[at] ?? '',
      slug: readingSlug(key),
      title: titles[at] ?? '',
      published: date,
      updated: date + (updatedAfter[at] ?? 0),
      categories: (categoriesOf[at] ?? []).flatMap(place => categories[place] ?? []),
      etag: etags[at] ?? '',
      ...rest[at],
    };
  });
  return { articles, horizons };
}

function restOf({
  key,
  slug,
  link,
  language,
  media,
  missing,
  picture,
  links,
  withdrawn,
  main,
  filing,
}: ArticleSummary): Rest {
  return {
    ...(slug !== readingSlug(key) && { slug }),
    ...(link !== undefined && { link }),
    ...(language !== undefined && { language }),
    ...(media !== undefined && { media }),
    ...(missing && { missing }),
    ...(picture !== undefined && { picture }),
    ...(links && { links }),
    ...(withdrawn && { withdrawn }),
    ...(main === false && { main }),
    ...(filing && { filing }),
  };
}

/** Categories in the order in which they are asked for, those that say the same once. */
class Places {
  readonly all: Category[] = [];
  readonly #known = new Map<Category, number>();
  readonly #byText = new Map<string, number>();

  of(category: Category): number {
    const known = this.#known.get(category);
    if (known !== undefined) return known;
    const text = JSON.stringify(category);
    const place = this.#byText.get(text) ?? this.all.push(category) - 1;
    this.#known.set(category, place);
    this.#byText.set(text, place);
    return place;
  }
}
