import { setTimeout as sleep } from 'node:timers/promises';
import { withoutPasswords } from '../core/text/without-passwords.ts';
import { createWebFetch } from '../web/web-fetch.ts';
import type { Topic } from '../websub/topic.ts';
import { type PingOptions, ping } from '../websub/websub.ts';
import { createProgress } from './output/progress.ts';

/** Maximum time for pings, in milliseconds. A user can wait, and nothing retries after the command. */
const PATIENCE = 120_000;

/** Pings hubs at the end of a command, about everything that its runs wrote. */
export class HubPings {
  readonly #topics = new Map<string, Topic>();

  /** For `onTopics` of a run. */
  readonly note = async (topics: readonly Topic[]): Promise<void> => {
    for (const topic of topics) this.#topics.set(topic.url, topic);
  };

  /**
   * Waits until readers get what was published, and pings the hubs. Failures are printed to standard error: they are
   * not failures of publishing. Returns the number of feeds that hubs were pinged about, `undefined` where there was
   * nothing to report.
   */
  async tell(options: Partial<PingOptions> = {}): Promise<number | undefined> {
    const topics = [...this.#topics.values()];
    this.#topics.clear();
    if (topics.length === 0) return undefined;
    const progress = createProgress();
    const pinged = await ping(topics, {
      now: Date.now,
      patience: PATIENCE,
      // A hub may be tried out on this machine.
      fetch: createWebFetch({ loopback: true }),
      ...options,
      sleep: async milliseconds => {
        progress.update(() => `published; the hub is pinged once no cache shows the old feeds, in about two minutes`);
        await (options.sleep ?? sleep)(milliseconds);
      },
    }).finally(progress.done);
    const failed = pinged.filter(({ result }) => result !== 'done');
    const lines = failed.map(({ topic, reason }) => `${topic.url}: its hub was not pinged: ${reason}\n`);
    process.stderr.write(withoutPasswords(lines.join('')));
    return pinged.length - failed.length;
  }
}
