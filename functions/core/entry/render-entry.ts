import { type Article, factsOf, type Image, isUnmeasured, updatedAt } from '../article/article.ts';
import { articleUrl } from '../article/article-url.ts';
import { atomId } from '../article/key.ts';
import { type Body, renderBody } from '../body/body.ts';
import type { BodyOptions } from '../body/body-options.ts';
import { markedSummary, mayHaveMark } from '../body/more-mark.ts';
import { withoutComments } from '../dialects/left-out-comments.ts';
import type { Entry } from '../feed/feed.ts';
import { podcastsOf } from '../feed/feed-kinds.ts';
import { articleLanguage } from '../filing/article-language.ts';
import { wordsOf } from '../html/canonical-html.ts';
import { absoluteSrcset } from '../html/url-policy.ts';
import { isMedia } from '../index/keys/record-keys.ts';
import type { Size } from '../media/image-size.ts';
import { sidesIn } from '../media/measure.ts';
import { missingFrom } from '../media/missing-names.ts';
import { chaptersToWrite, chaptersUrl } from '../podcast/json-chapters.ts';
import { licenseOfArticle } from '../rights/licensed.ts';
import { excerpt } from '../text/excerpt.ts';
import { shortHash } from '../text/hash.ts';
import { createReferences, fileReferences, type References, webTargetOf } from './reference.ts';
import type { RenderContext } from './render-context.ts';
import { renderEnclosures } from './render-enclosures.ts';

/** An entry, and the references of its article. */
export interface RenderedEntry extends Pick<Body, 'references' | 'unlinked' | 'lacksAddresses'> {
  readonly entry: Entry;
}

/** Renders an article for feeds. `body` is the clean text below the front matter. Never fails. */
export function renderEntry(article: Article, body: string, context: RenderContext): RenderedEntry {
  const { site, now } = context;
  const url = articleUrl(article, site);
  const missing = missingFrom(article, context.missing);
  const references = without(
    missing,
    createReferences(article, url, site, { addresses: linkedFrom(article, context), missing }),
  );
  const options: BodyOptions = {
    title: article.title,
    resolve: reference => references.target(reference)?.url,
    drop: site.plainText.drop,
    idPrefix: `${shortHash(article.key.normalize('NFC'))}-`,
    ...(hasMedia(missing) && { lacksPictures: true as const }),
  };
  const rendered = renderBody(article.format, body, options);
  const files = fileReferences(article, references);
  const image = declaredImage(article, files) ?? rendered.image;
  const sides = article.image && measuredSides(article.image, files, context.pictures);
  const enclosures = renderEnclosures(article, files, context);
  const chapters = chaptersToWrite(article, site);
  const podcasts = podcastsOf(article, site);
  const license = licenseOfArticle(article, site);
  const iri = atomId(article.id, site);
  const entry: Entry = {
    ...factsOf(article),
    id: article.id,
    ...(iri !== article.id && { iri }),
    url,
    summary: article.summary ?? marked(article, body, options) ?? excerpt(rendered.lede),
    html: rendered.html,
    updated: updatedAt(article, now),
    language: articleLanguage(article, site),
    ...(article.correction !== undefined && article.updated <= now && { correction: article.correction }),
    ...(image && { image }),
    ...(sides && { imageSize: sides }),
    ...enclosures,
    ...(chapters && { chaptersFile: { url: chaptersUrl(article.slug, site), chapters } }),
    ...((article.links || article.mayMean) && { isLinked: true as const }),
    ...(hasMedia(missing) && { lacksPictures: true as const }),
    ...(podcasts.length > 0 && { podcasts }),
    ...(license && { license }),
    ...(article.preview && { preview: article.preview }),
  };
  const { unlinked, lacksAddresses } = rendered;
  return { entry, references: rendered.references, ...(unlinked && { unlinked }), lacksAddresses };
}

/** Returns the addresses of the articles that an article may link to: of its own, whatever others link to. */
function linkedFrom({ links = [] }: Article, { addresses }: RenderContext): RenderContext['addresses'] {
  if (links.length === 0) return NOWHERE;
  return new Map(
    links.flatMap((key): [string, string][] => {
      const url = addresses.get(key);
      return url === undefined ? [] : [[key, url]];
    }),
  );
}

const NOWHERE: RenderContext['addresses'] = new Map();

function hasMedia(keys: ReadonlySet<string>): boolean {
  return [...keys].some(isMedia);
}

/** Returns references of which none leads to a file that is missing. */
function without(missing: ReadonlySet<string>, references: References): References {
  if (missing.size === 0) return references;
  return {
    target(reference) {
      const target = references.target(reference);
      return target?.kind === 'media' && missing.has(target.key) ? undefined : target;
    },
  };
}

/** Maximum length of a summary that an author marked in the text, in UTF-16 code units. */
const MAX_MARKED = 2000;

/** Returns the text above a mark such as `<!--more-->`. */
function marked({ format }: Article, body: string, options: BodyOptions): string | undefined {
  const mayHide = format === 'markdown' && mayHaveMark(body);
  const head = format === 'text' ? undefined : markedSummary(mayHide ? withoutComments(body) : body);
  const words = head === undefined ? '' : excerpt(wordsOf(renderBody(format, head, options).html), MAX_MARKED);
  return words === '' ? undefined : words;
}

/** Returns the sides of a declared picture as its file has them, unless they are declared, too. */
function measuredSides(image: Image, references: References, pictures: RenderContext['pictures']): Size | undefined {
  const target = isUnmeasured(image) ? references.target(image.src) : undefined;
  return target?.kind === 'media' ? sidesIn(pictures?.get(target.key)) : undefined;
}

function declaredImage({ image }: Article, references: References): Image | undefined {
  const url = image && webTargetOf(image.src, references);
  if (url === undefined) return undefined;
  const { srcset: declared, ...others } = image as Image;
  const srcset = declared === undefined ? undefined : absoluteSrcset(declared, each => webTargetOf(each, references));
  return { ...others, src: url, ...(srcset !== undefined && { srcset }) };
}
