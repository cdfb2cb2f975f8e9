import type { ArticleStatus } from '../article-status.ts';
import type { LostAddress } from './lost-addresses.ts';

/** Articles that left something behind: those that are elsewhere, and those that are back where they were first. */
export interface Moved {
  readonly lost: readonly LostAddress[];
  readonly back: readonly LostAddress[];
}

/** Remembers where articles were before they were renamed, or given another slug, one change after the other. */
export class FirstPlaces {
  /** The articles as they were first, by the keys that they have now. */
  readonly #first = new Map<string, ArticleStatus>();

  /**
   * Takes in what articles left behind with one change, by their statuses before it and after it, and returns which of
   * them have the address and the id again that they had first.
   */
  note(left: readonly LostAddress[], before: readonly ArticleStatus[], after: readonly ArticleStatus[]): Moved {
    const [lost, back]: [LostAddress[], LostAddress[]] = [[], []];
    for (const each of left) (this.#isBack(each, before, after) ? back : lost).push(each);
    return { lost, back };
  }

  #isBack(
    { key, from = key }: LostAddress,
    before: readonly ArticleStatus[],
    after: readonly ArticleStatus[],
  ): boolean {
    const first = this.#first.get(from) ?? before.find(article => article.key === from);
    const article = after.find(each => each.key === key);
    this.#first.delete(from);
    if (!first || !article) return false;
    if (article.url === first.url && article.id === first.id) return true;
    this.#first.set(key, first);
    return false;
  }
}
