import { setContest } from '../index/changed-record.ts';
import { claimantsOfId, claimantsOfNames } from '../index/claims/claimants.ts';
import type { DeltaEntry, DeltaRecord } from '../index/index-record.ts';
import type { IndexView } from '../index/index-view.ts';
import type { NextState } from '../index/next-state.ts';
import {
  type Claimant,
  claimedId,
  compareClaimants,
  lostIdProblem,
  lostPathProblem,
  lostTo,
  sharedIdProblem,
  sharedPathProblem,
} from '../index/owners.ts';
import type { Contest } from '../index/records/contest.ts';
import type { Lost } from '../index/records/source-record.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import type { Loaded, NeedsCollector } from './needs.ts';

/** Ids and paths whose claimants may be other than they were. */
export class Touched {
  readonly ids = new Set<string>();
  /** Objects whose paths under `public/` are meant. */
  readonly keys = new Set<string>();
  readonly #site: Site;

  constructor(site: Site) {
    this.#site = site;
  }

  /** Takes note of what an object claims, or claimed. */
  note(key: string, entry: DeltaEntry | null | undefined): void {
    if (entry?.status === 'feed') return;
    if (entry?.status === 'claim') {
      if ('id' in entry) this.ids.add(entry.id);
      return;
    }
    this.keys.add(key);
    const id = claimedId(key, entry, this.#site);
    if (id !== undefined) this.ids.add(id);
  }
}

/** Effect of finding owners on objects. It grows from one attempt to the next. */
export class Settled {
  /** Objects that were taken out, or came back. */
  readonly moved = new Set<string>();
  /** Objects of which there is something else to report. */
  readonly reported = new Set<string>();
}

/** Input that owners are found from. */
export interface OwnerRequest {
  readonly nextState: NextState;
  readonly site: Site;
}

/**
 * Finds who owns each id and each path that was touched. First ids; then paths, among those that own their ids. Whoever
 * lost is taken out, and who owns what was another's comes in again, once it was read. What is missing goes to `needs`;
 * then it is to be done again with more loaded, and what is done already is not done twice.
 */
export function settleOwners(
  request: OwnerRequest,
  touched: Touched,
  loaded: Pick<Loaded, 'segments' | 'months' | 'objects'>,
  needs: NeedsCollector,
  settled: Settled,
): void {
  new Settler(request, touched, loaded, needs, settled).settle();
}

class Settler {
  readonly #request: OwnerRequest;
  readonly #loaded: Pick<Loaded, 'segments' | 'months' | 'objects'>;
  readonly #needs: NeedsCollector;
  readonly #settled: Settled;
  /** Names that are left to be judged. */
  readonly #touched: Touched;
  #index: IndexView;

  constructor(
    request: OwnerRequest,
    { ids, keys }: Touched,
    loaded: Pick<Loaded, 'segments' | 'months' | 'objects'>,
    needs: NeedsCollector,
    settled: Settled,
  ) {
    this.#request = request;
    this.#loaded = loaded;
    this.#needs = needs;
    this.#settled = settled;
    this.#touched = new Touched(request.site);
    for (const id of ids) this.#touched.ids.add(id);
    for (const key of [...keys, ...settled.moved]) this.#touched.keys.add(key);
    this.#index = this.#openIndex();
  }

  settle(): void {
    const { ids, keys } = this.#touched;
    while (ids.size + keys.size > 0) {
      for (const id of ids) {
        ids.delete(id);
        this.#judge(claimantsOfId(this.#index, id, this.#request.site), 'id', id);
      }
      // The owner of a path depends on the owners of ids.
      if (!this.#needs.isEmpty) return;
      for (const key of keys) {
        keys.delete(key);
        for (const [name, claimants] of claimantsOfNames(this.#index, key)) this.#judge(claimants, 'path', name);
      }
      if (!this.#needs.isEmpty) return;
    }
  }

  #judge(claimants: readonly Claimant[], to: Lost['to'], name: string): void {
    const { site } = this.#request;
    const [owner, ...losers] = [...claimants].sort(compareClaimants);
    if (!owner) return;
    // However many claim one id, those that were rejected for this owner already are left alone.
    const unsettled = losers.filter(({ lostTo }) => lostTo !== owner.key);
    for (const { key } of [owner, ...unsettled]) this.#index.record(key);
    // Claimants, or what is known of them, are missing.
    if (this.#needs.segments.size > 0) return;
    const [lost, shared] = to === 'id' ? [lostIdProblem, sharedIdProblem] : [lostPathProblem, sharedPathProblem];
    for (const { key } of unsettled) this.#lose(key, to, owner.key, lost(key, name, owner.key, site));
    const others = losers.map(({ key }) => key);
    this.#own(owner.key, to, others.length > 0 ? shared(owner.key, name, others, site) : undefined);
  }

  #lose(key: string, to: Lost['to'], owner: string, problem: Problem): void {
    const record = this.#index.record(key);
    if (!record) return;
    if (to === 'id') this.#request.nextState.loseClaim(key, record, owner);
    if (lostTo(record) !== to) {
      this.#request.nextState.demote(key, record, to);
      this.#settled.moved.add(key);
      this.#touched.keys.add(key);
    }
    // An article that does not own its id has no claim on a path; one that is not out has none on former addresses.
    const { former: _, missing: __, translation: ___, ...contest } = record.contest ?? {};
    this.#report(key, to === 'id' ? { id: problem } : { ...contest, path: problem });
  }

  #own(key: string, to: Lost['to'], warning: Problem | undefined): void {
    const record = this.#index.record(key);
    if (!record) return;
    if (lostTo(record) === to) {
      this.#reinstate(key, record);
      return;
    }
    const { [to]: _, ...others } = record.contest ?? {};
    this.#report(key, warning ? { ...others, [to]: warning } : others);
  }

  /** Takes in again what lost its place to another that went. */
  #reinstate(key: string, record: DeltaRecord): void {
    const object = this.#loaded.objects.get(key);
    if (!object) {
      this.#needs.objects.add(key);
      return;
    }
    const { nextState } = this.#request;
    nextState.apply(key, object.found, record);
    this.#settled.moved.add(key);
    this.#settled.reported.add(key);
    this.#touched.note(key, record);
    this.#touched.note(key, nextState.delta.get(key));
    this.#index = this.#openIndex();
  }

  #report(key: string, contest: Contest): void {
    const record = this.#index.record(key);
    if (record && setContest(this.#request.nextState.delta, key, record, contest)) this.#settled.reported.add(key);
  }

  #openIndex(): IndexView {
    const { nextState } = this.#request;
    return this.#needs.viewOf(nextState, this.#loaded);
  }
}
