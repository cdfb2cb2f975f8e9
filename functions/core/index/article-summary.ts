import type { Article } from '../article/article.ts';
import { isUnmeasured, updatedAt } from '../article/article.ts';
import { detachedText } from '../detached-text.ts';
import { createReferences, hasWebScheme } from '../entry/reference.ts';
import { type Filed, filingOf, isMain } from '../filing/filing.ts';
import type { Instant } from '../instant.ts';
import type { Size } from '../media/image-size.ts';
import { type Measure, secondsIn, sidesIn } from '../media/measure.ts';
import type { Missing } from '../media/missing-names.ts';
import type { Site } from '../site/site.ts';

/** The fields of an article that lists need: windows, sitemaps and feeds. The rest is in its source. */
export type Listed = Filed &
  Pick<
    Article,
    'key' | 'id' | 'slug' | 'title' | 'published' | 'updated' | 'link' | 'language' | 'withdrawn' | 'preview'
  >;

/** An article as a window remembers it. */
export interface ArticleSummary extends Listed {
  /** ETag of the source that was read. */
  readonly etag: string;
  /** The file under `media/` that is its enclosure. */
  readonly media?: EnclosedFile;
  /** Part of what it names that is not there. Absent where all is. */
  readonly missing?: Missing;
  /** The file that is its declared picture, in NFC, and its sides in pixels where they are known. */
  readonly picture?: PictureFile;
  /** Articles that its text may lead to by their files; only where the site has a permalink. */
  readonly links?: readonly LinkedArticle[];
}

/** A file that is enclosed: its key, in NFC, its bytes where it is there, and the seconds that it is known to play. */
export interface EnclosedFile {
  readonly key: string;
  readonly size?: number;
  readonly seconds?: number;
}

/** The file of a picture: its key, in NFC, and its sides in pixels where they are known. */
export type PictureFile = { readonly key: string } & Partial<Size>;

/** Returns the sides of a picture, where both are known. */
export function sidesOf({ width, height }: PictureFile): Size | undefined {
  return width === undefined || height === undefined ? undefined : { width, height };
}

/** An article that another leads to by its file. */
export interface LinkedArticle {
  /** In NFC. */
  readonly key: string;
  /** Address of the article; `null` if it is not out, absent until it is known. */
  readonly url?: string | null;
}

/**
 * Returns the instant at which a withdrawn article went, as seen now. Without a date, or before it, that is its last
 * change.
 */
export function withdrawnAt(article: Pick<Article, 'published' | 'updated' | 'withdrawn'>, now: Instant): Instant {
  return withdrawalDate(article, now) ?? updatedAt(article, now);
}

/** The date of its withdrawal, once that has come. What is withdrawn is so at once, whatever the date says. */
export function withdrawalDate({ withdrawn }: Pick<Article, 'withdrawn'>, now: Instant): Instant | undefined {
  return withdrawn?.date !== undefined && withdrawn.date <= now ? withdrawn.date : undefined;
}

/** Facts of files under `media/`, by key in NFC. */
export interface MeasuredMedia {
  /** Bytes. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Sides of pictures, and how long sound and film plays; `undefined` where a file does not tell. */
  readonly pictures?: ReadonlyMap<string, Measure | undefined>;
}

/** Returns what is known of a file that is enclosed. */
export function enclosedFile(key: string, { sizes, pictures }: MeasuredMedia): EnclosedFile {
  const [size, seconds] = [sizes.get(key), secondsIn(pictures?.get(key))];
  return { key, ...(size !== undefined && { size }), ...(size !== undefined && seconds !== undefined && { seconds }) };
}

/** Returns the summary of an article. */
export function summarize(
  article: Article,
  etag: string,
  site: Site,
  sizes: MeasuredMedia['sizes'],
  pictures?: MeasuredMedia['pictures'],
): ArticleSummary {
  const { key, slug, published, updated, categories, link, language, withdrawn } = article;
  // Not even the title of a withdrawn article is kept.
  const title = withdrawn ? '' : detachedText(article.title);
  const id = detachedText(article.id);
  const media = withdrawn ? undefined : enclosureKey(article, site);
  const picture = withdrawn ? undefined : pictureKey(article, site);
  return {
    key,
    id,
    slug,
    title,
    published,
    updated,
    categories,
    etag,
    ...(link !== undefined && { link }),
    ...(language !== undefined && { language }),
    ...(media !== undefined && { media: enclosedFile(media, { sizes, ...(pictures && { pictures }) }) }),
    ...(picture !== undefined && { picture: { key: picture, ...sidesIn(pictures?.get(picture)) } }),
    ...(!withdrawn && article.links && { links: article.links.map(linked => ({ key: linked })) }),
    ...(withdrawn && { withdrawn }),
    ...(!isMain(article, site) && { main: false }),
    ...(site.feeds && { filing: filingOf(article, site) }),
  };
}

/** The file under `media/` that an article encloses, in NFC. */
export function enclosureKey(article: Article, site: Site): string | undefined {
  return article.enclosure && mediaKey(article.enclosure.url, article, site);
}

/** Returns the file that is the declared picture of an article, in NFC, unless it says how large that is. */
export function pictureKey(article: Article, site: Site): string | undefined {
  const { image } = article;
  return image && isUnmeasured(image) ? mediaKey(image.src, article, site) : undefined;
}

function mediaKey(reference: string, article: Article, site: Site): string | undefined {
  if (hasWebScheme(reference)) return undefined;
  // Which file is meant does not depend on the address of the article's page.
  const target = createReferences(article, site.url, site).target(reference);
  return target?.kind === 'media' ? target.key : undefined;
}
