import type { PurgeEdge } from '../../functions/run/publish-options.ts';

/** An edge that notes what it is asked to forget, unless it is down. */
export class NotedEdge implements PurgeEdge {
  perDay = 100;
  everyPublish = false;
  isDown = false;
  readonly references: string[] = [];
  #items: string[] = [];
  readonly purge: PurgeEdge['purge'] = async ({ items, reference }) => {
    this.references.push(reference);
    if (!this.isDown) this.#items.push(...items);
    return !this.isDown;
  };

  /** Returns what was asked for since the last call. */
  take(): readonly string[] {
    return this.#items.splice(0).sort();
  }
}
