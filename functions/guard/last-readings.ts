import { isDeepStrictEqual } from 'node:util';
import type { SourceObject } from '../content/read-source.ts';
import type { Attempt } from '../core/attempt.ts';
import type { FoundSource } from '../core/index/found.ts';
import type { Site } from '../core/site/site.ts';

/** Number of sources that are remembered, and their bytes, beyond which the first of them goes. */
const [MOST, MOST_BYTES] = [16, 16 * 1024 * 1024];

interface Reading {
  readonly object: SourceObject;
  readonly site: Site;
  readonly answer: Attempt<FoundSource>;
}

/**
 * Answers of isolates to the sources that they read last. A build reads a source up to three times: to index it, to
 * note what is missing of its media, and to render it; one that is hostile takes seconds each time. What a source says
 * depends on nothing but what is compared here.
 */
export class LastReadings {
  readonly #readings: Reading[] = [];

  /** Returns what was answered to the same object, or has it read. Failures are not remembered. */
  async answer(object: SourceObject, site: Site, read: () => Promise<Attempt<FoundSource>>) {
    const last = this.#readings.find(reading => reading.site === site && isDeepStrictEqual(reading.object, object));
    if (last) return last.answer;
    const answer = await read();
    if ('result' in answer) this.#add({ object, site, answer });
    return answer;
  }

  get #bytes(): number {
    return this.#readings.reduce((bytes, { object }) => bytes + object.bytes.length, 0);
  }

  #add(reading: Reading): void {
    this.#readings.push(reading);
    while (this.#readings.length > MOST || this.#bytes > MOST_BYTES) this.#readings.shift();
  }
}
