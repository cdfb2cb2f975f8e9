import type { Article } from '../article/article.ts';
import type { SourceText } from '../article/source-text.ts';
import { type Body, renderBody } from '../body/body.ts';
import type { Site } from '../site/site.ts';
import { createReferences, type Target } from './reference.ts';

/** The body of an article as it is rendered while its source is read: once, whoever needs it, and seldom at all. */
export class ReadBody {
  readonly #article: Pick<Article, 'key' | 'slug' | 'format' | 'title'>;
  readonly #source: SourceText;
  readonly #site: Site;
  readonly #targets: Target[] = [];
  #body: Body | undefined;

  constructor(article: Pick<Article, 'key' | 'slug' | 'format' | 'title'>, source: SourceText, site: Site) {
    this.#article = article;
    this.#source = source;
    this.#site = site;
  }

  get isRendered(): boolean {
    return this.#body !== undefined;
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
    return renderBody(format, this.#source.body(), { title, resolve, drop: [], idPrefix: '' });
  }
}
