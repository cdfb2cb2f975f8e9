import type { SpelledName } from '../../core/feed/feed-key.ts';
import { type HeldArticle, heldProblems, type LeavingArticle, leavingRecord } from '../../core/index/held.ts';
import { type DeltaEntry, isOfObject } from '../../core/index/index-record.ts';
import { type Contest, contestProblems, missingProblemsIn } from '../../core/index/records/contest.ts';
import type { SourceRecord } from '../../core/index/records/source-record.ts';
import type { Titles } from '../../core/index/traits/feed-traits.ts';
import type { Instant } from '../../core/instant.ts';
import { arePlacesTold } from '../../core/media/missing-pictures.ts';
import { boundMissing } from '../../core/media/missing-problems.ts';
import { isSpelledOtherwise, spellingProblems } from '../../core/plan/spelling-problems.ts';
import type { Problem } from '../../core/problem.ts';
import type { Site } from '../../core/site/site.ts';
import { compareKeys } from '../../core/text/key-order.ts';
import { DeadLinks, type PackedDeadLinks } from '../dead-links.ts';

/** A ledger as it is stored. */
export interface PackedLedger {
  readonly problems: readonly (readonly [string, readonly Problem[]])[];
  readonly held: readonly HeldArticle[];
  readonly leaving: readonly LeavingArticle[];
  readonly contests: readonly (readonly [string, Contest])[];
  readonly spelled: readonly (readonly [string, SourceRecord])[];
  readonly pictures: readonly (readonly [string, Problem])[];
  readonly rejected: readonly string[];
  readonly links: PackedDeadLinks;
}

/** Reports of the objects of the content, whichever build read them. Of most there is nothing to report. */
export class Ledger {
  /** Problems of objects as they were read, by key. */
  readonly problems: Map<string, readonly Problem[]>;
  /** Articles that are not public, by key. */
  readonly held: Map<string, HeldArticle>;
  /** Articles that are public until a date, by key. */
  readonly #leaving: Map<string, LeavingArticle>;
  /** Problems of pictures that are published, by key. */
  readonly pictures: Map<string, Problem>;
  /** Keys of sources that are rejected. */
  readonly rejected: Set<string>;
  /** Links by file of articles. */
  readonly links: DeadLinks;
  readonly #contests: Map<string, Contest>;
  readonly #spelled: Map<string, SourceRecord>;

  constructor({ problems, held, leaving, contests, spelled, pictures, rejected, links }: Partial<PackedLedger> = {}) {
    this.problems = new Map(problems);
    this.held = new Map(held?.map(article => [article.key, article]));
    this.#leaving = new Map(leaving?.map(article => [article.key, article]));
    this.#contests = new Map(contests);
    this.#spelled = new Map(spelled);
    this.pictures = new Map(pictures);
    this.rejected = new Set(rejected);
    this.links = new DeadLinks(links);
  }

  static unpack(packed: PackedLedger): Ledger {
    return new Ledger(packed);
  }

  pack(): PackedLedger {
    return {
      problems: [...this.problems],
      held: [...this.held.values()],
      leaving: [...this.#leaving.values()],
      contests: [...this.#contests],
      spelled: [...this.#spelled],
      pictures: [...this.pictures],
      rejected: [...this.rejected],
      links: this.links.pack(),
    };
  }

  /** Takes in what the index says of some objects by now. */
  note(records: Iterable<readonly [string, DeltaEntry | null]>, titles: Titles): void {
    // A newsroom has few names, and each stands in many articles.
    const others = new Map<SpelledName, boolean>();
    const isOther = (name: SpelledName): boolean => {
      const known = others.get(name) ?? isSpelledOtherwise(spelledSo([name]), titles);
      others.set(name, known);
      return known;
    };
    for (const [key, record] of records) {
      this.#contests.delete(key);
      this.#spelled.delete(key);
      this.rejected.delete(key);
      this.#leaving.delete(key);
      const leaving = leavingRecord(key, record);
      if (leaving) this.#leaving.set(key, leaving);
      if (!isOfObject(record)) continue;
      if (record.status === 'rejected') this.rejected.add(key);
      if (record.contest) this.#contests.set(key, record.contest);
      if (record.status === 'published' && record.spelled?.some(isOther))
        this.#spelled.set(key, spelledSo(record.spelled));
    }
  }

  /** True where so few articles lack pictures that each of these is told with its place. */
  get tellsPlaces(): boolean {
    return arePlacesTold([...this.#contests.values()].filter(({ missing }) => missing).length);
  }

  /** Articles that are not public, in the order of the listing. */
  heldInOrder(): readonly HeldArticle[] {
    return inOrder(this.held).map(([, held]) => held);
  }

  /** Articles that are public until a date, in the order of the listing. */
  leavingInOrder(): readonly LeavingArticle[] {
    return inOrder(this.#leaving).map(([, leaving]) => leaving);
  }

  /** Problems of objects, in the order in which a build from scratch comes by them. */
  ofObjects(now: Instant, titles: Titles, site: Pick<Site, 'timeZone'>): readonly Problem[] {
    const keys = new Map([...this.problems, ...this.held].map(([key]) => [key, key]));
    const read = inOrder(keys).flatMap(([key]) => [
      ...(this.problems.get(key) ?? []),
      ...heldProblems(this.held.get(key), now, site),
    ]);
    const { tellsPlaces } = this;
    const contests = inOrder(this.#contests).map(([, contest]) => contest);
    const missing = contests.flatMap(missingProblemsIn).map(problem => (tellsPlaces ? problem : withoutPlace(problem)));
    const others = contests.flatMap(({ former: _, missing: __, ...contest }) => contestProblems(contest));
    return [...read, ...others, ...boundMissing(missing), ...spellingProblems(inOrder(this.#spelled), titles)];
  }

  /** Problems of former addresses. */
  ofFormer(): readonly Problem[] {
    return inOrder(this.#contests).flatMap(([, { former = {} }]) => contestProblems({ former }));
  }
}

function withoutPlace({ line: _, column: __, ...problem }: Problem): Problem {
  return problem;
}

function spelledSo(spelled: readonly SpelledName[]): SourceRecord {
  return { status: 'published', etag: '', spelled };
}

function inOrder<Value>(byKey: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...byKey].sort(([one], [other]) => compareKeys(one, other));
}
