import type { Article } from '../article/article.ts';
import type { SourceText } from '../article/source-text.ts';
import { type Body, renderBody } from '../body/body.ts';
import { mostNominal, NOMINAL_PREFIX } from '../body/text-limits.ts';
import type { Site } from '../site/site.ts';
import { MAX_ADDRESS } from '../text/web-address.ts';
import { createReferences, type Target } from './reference.ts';

/** The body of an article as it is rendered while its source is read: once, whoever needs it, and seldom at all. */
export class ReadBody {
  readonly #article: Pick<Article, 'key' | 'slug' | 'format' | 'title'>;
  readonly #source: SourceText;
  readonly #site: Site;
  readonly #targets: Target[] = [];
  readonly #size = new NominalSize();
  #body: Body | undefined;

  constructor(article: Pick<Article, 'key' | 'slug' | 'format' | 'title'>, source: SourceText, site: Site) {
    this.#article = article;
    this.#source = source;
    this.#site = site;
  }

  get isRendered(): boolean {
    return this.#body !== undefined;
  }

  /**
   * The most that its HTML, or all addresses in it, may take as they are counted, in UTF-16 code units. Infinite where
   * it is not rendered, or where only rendering it again tells.
   */
  get most(): number {
    return this.#body === undefined || this.#body.lacksAddresses
      ? Number.POSITIVE_INFINITY
      : this.#size.most(this.#body.html);
  }

  /** Its addresses are those that follow from the source alone. Nothing of `plainText.drop` is left out. */
  render(): Body {
    this.#body ??= this.#render();
    return this.#body;
  }

  /** Targets of its links and pictures, each once. */
  targets(): readonly Target[] {
    this.render();
    return this.#targets;
  }

  #render(): Body {
    const { format, title } = this.#article;
    const references = createReferences(this.#article, this.#site.url, this.#site);
    const resolve = (reference: string): string | undefined => {
      const target = references.target(reference);
      if (target) this.#targets.push(target);
      return target?.url;
    };
    const onAddress = (reference: string, url: string | undefined): void => this.#size.add(reference, url);
    return renderBody(format, this.#source.body(), { title, resolve, drop: [], idPrefix: NOMINAL_PREFIX, onAddress });
  }
}

/** The most that a text takes with the addresses by which it is counted, where it is rendered with those of a site. */
class NominalSize {
  #growth = 0;
  #addresses = 0;

  add(reference: string, url: string | undefined): void {
    const nominal = mostNominal(reference);
    this.#addresses += nominal;
    // Without its address another element may stand there, or none.
    if (nominal > 0 && (url === undefined || url.length > MAX_ADDRESS)) this.#growth = Number.POSITIVE_INFINITY;
    const escaped = reference.includes('&') ? (reference.split('&').length - 1) * 'amp;'.length : 0;
    this.#growth += Math.max(0, nominal + escaped - (url?.length ?? 0));
  }

  /** Returns the larger of the lengths of the HTML and of all addresses in it, in UTF-16 code units. */
  most(html: string): number {
    return Math.max(html.length + this.#growth, this.#addresses);
  }
}
