import type { Image } from '../article/article.ts';
import type { Site } from '../site/site.ts';
import { webUrl } from './document.ts';
import { html, type SafeHtml } from './html.ts';

/** Preview of a link to a page on other sites. */
export interface LinkPreview {
  readonly type: 'website' | 'article';
  readonly title: string;
  readonly description?: string;
  readonly url?: string;
  readonly image?: Image;
  /** Account of the author in Mastodon's form: `@lan@bao.example`. */
  readonly creator?: string;
  /** Languages in which the page is there, too (BCP 47). */
  readonly translations?: readonly string[];
  /** Properties of this type alone; those without content are left out. */
  readonly more?: readonly Property[];
}

type Property = readonly [string, string | number | undefined];

/**
 * Renders the preview of a link: Open Graph, and two properties that are not part of it. X reads titles and pictures
 * from Open Graph; Mastodon 4.3 and later read `fediverse:creator`.
 */
export function openGraph(
  { image, creator, translations = [], more = [], ...preview }: LinkPreview,
  site: Site,
): SafeHtml {
  const src = webUrl(image?.src);
  const locale = openGraphLocale(site.language);
  const others = [...new Set(translations.map(openGraphLocale))].filter(other => other !== locale);
  const properties: readonly Property[] = [
    ['og:type', preview.type],
    ['og:site_name', site.title],
    ['og:locale', locale],
    ...others.map(other => ['og:locale:alternate', other] as const),
    ['og:title', preview.title],
    ['og:description', preview.description],
    ['og:url', preview.url],
    ['og:image', src],
    ['og:image:width', src && image?.width],
    ['og:image:height', src && image?.height],
    ['og:image:alt', src && image?.alt],
    ...more,
  ];
  const names: readonly Property[] = [
    ['twitter:card', src === undefined ? 'summary' : 'summary_large_image'],
    ['fediverse:creator', creator],
  ];
  return html`${properties.map(
    ([property, content]) => content !== undefined && html`<meta property="${property}" content="${content}">\n`,
  )}${names.map(([name, content]) => content !== undefined && html`<meta name="${name}" content="${content}">\n`)}`;
}

/** Locales that are kept: articles may name as many languages as they like. */
const MAX_KEPT = 100;

const locales = new Map<string, string | undefined>();

/** Returns what {@link findLocale} does, which takes longer than the rest of a preview. */
function openGraphLocale(tag: string): string | undefined {
  if (locales.has(tag)) return locales.get(tag);
  const locale = findLocale(tag);
  if (locales.size < MAX_KEPT) locales.set(tag, locale);
  return locale;
}

/** Returns language and country in Open Graph's form: `vi_VN` for `vi`, too; `undefined` where no country is likely. */
function findLocale(tag: string): string | undefined {
  try {
    const { language, region } = new Intl.Locale(tag).maximize();
    return region === undefined ? undefined : `${language}_${region}`;
  } catch {
    return undefined;
  }
}
