import type { ObjectStore, ObjectSummary } from '../../stores/object-store.ts';
import { allMedia } from '../picture-problems.ts';
import { versionOf } from '../version.ts';

/** Media that were looked at, by their versions: a sweep looks at those again that differ, of which no event told. */
export class LookedMedia {
  #versions = new Map<string, string>();

  /** Returns the media that differ from when this was last asked, all at first, and the keys of those that are gone. */
  async changes(
    content: ObjectStore,
  ): Promise<{ readonly changed: readonly ObjectSummary[]; readonly gone: readonly string[] }> {
    const before = this.#versions;
    const files = await allMedia(content);
    const versions = new Map(files.map(file => [file.key, versionOf(file)]));
    this.#versions = versions;
    return {
      changed: files.filter(({ key }) => versions.get(key) !== before.get(key)),
      gone: [...before.keys()].filter(key => !versions.has(key)),
    };
  }

  /** Forgets media of which an event told: another look was at what they were then. */
  forget(keys: readonly string[]): void {
    for (const key of keys) this.#versions.delete(key);
  }
}
