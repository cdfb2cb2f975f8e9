import type { PublishedFile } from '../../core/files/published-file.ts';
import type { Instant } from '../../core/instant.ts';
import { type Topic, topicOf } from '../../websub/topic.ts';

/** Feeds of which one run tells WebSub hubs. */
export class HubTopics {
  readonly #tell: ((topics: readonly Topic[]) => Promise<void>) | undefined;
  readonly #now: () => Instant;
  readonly #topics = new Map<string, Topic>();

  /** `tell` takes feeds that name a hub; without it no hub is told. */
  constructor(tell: ((topics: readonly Topic[]) => Promise<void>) | undefined, now: () => Instant) {
    this.#tell = tell;
    this.#now = now;
  }

  /** Takes note of a file that was written. */
  wrote(file: PublishedFile, etag: string): void {
    const topic = this.#tell && topicOf(file, etag, this.#now());
    if (topic) this.#topics.set(topic.path, topic);
  }

  /** `purged` is when caches at the edge were asked to forget what they have of them. */
  async tell(purged?: Instant): Promise<void> {
    const topics = [...this.#topics.values()].map(topic => (purged === undefined ? topic : { ...topic, purged }));
    this.#topics.clear();
    if (topics.length > 0) await this.#tell?.(topics);
  }
}
