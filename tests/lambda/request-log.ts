/** Requests of some writers. */
export interface Work {
  readonly requests: number;
  /** Requests of attempts to commit that lost their race, from the reading of the manifest on, that write included. */
  readonly wasted: number;
  /** Writes of the manifest that others were in the way of. */
  readonly races: number;
  /** Writes of the manifest. */
  readonly commits: number;
  /** Requests by which work was handed over: items of the inbox, and their listings. */
  readonly inbox: number;
}

const MANIFEST = 'state/state.br';

interface Attempt {
  /** Requests since the manifest was read. */
  requests: number;
  /** The last write of the manifest failed. */
  isRefused: boolean;
}

/** Counts the requests of writers, and tells which were for nothing. */
export class RequestLog {
  #work = { requests: 0, wasted: 0, races: 0, commits: 0, inbox: 0 };
  readonly #attempts = new Map<string, Attempt>();

  get work(): Work {
    return this.#work;
  }

  /** Counts a request that has nothing to do with the manifest. */
  async count<Value>(writer: string, perform: () => Promise<Value>): Promise<Value> {
    this.#work.requests += 1;
    this.#attemptOf(writer).requests += 1;
    return perform();
  }

  /** Counts a request for the feeds bucket. */
  async watch<Value>(writer: string, request: string, perform: () => Promise<Value>): Promise<Value> {
    const attempt = this.#attemptOf(writer);
    if (request.includes(' state/inbox/')) this.#work.inbox += 1;
    if (request !== `PUT ${MANIFEST}` && attempt.isRefused && request !== `GET ${MANIFEST}`) this.#lose(attempt);
    if (request === `GET ${MANIFEST}` && !attempt.isRefused) attempt.requests = 0;
    const value = this.count(writer, perform);
    if (request !== `PUT ${MANIFEST}`) return value;
    try {
      await value;
      this.#work.commits += 1;
      // What was refused was a note of others, which this write has taken over.
      if (attempt.isRefused) this.#work.wasted += 2;
      attempt.isRefused = false;
      attempt.requests = 0;
    } catch (error) {
      // By its name: a benchmark compares with the code of another folder.
      if (error instanceof Error && error.name === 'PreconditionFailed') {
        this.#work.races += 1;
        attempt.isRefused = true;
      }
      throw error;
    }
    return value;
  }

  #lose(attempt: Attempt): void {
    this.#work.wasted += attempt.requests;
    attempt.requests = 0;
    attempt.isRefused = false;
  }

  #attemptOf(writer: string): Attempt {
    const attempt = this.#attempts.get(writer) ?? { requests: 0, isRefused: false };
    this.#attempts.set(writer, attempt);
    return attempt;
  }
}
