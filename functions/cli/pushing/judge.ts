import { fatesIn } from '../../build/fates.ts';
import { openReader } from '../../build/scan/scan-options.ts';
import { type Scan, scan } from '../../build/scan.ts';
import type { FateOf } from '../../core/check/article-links.ts';
import { indexOf } from '../../core/index/index-view.ts';
import { isMedia, isSource } from '../../core/index/keys/record-keys.ts';
import type { Instant } from '../../core/instant.ts';
import { arePlacesTold, missingIn } from '../../core/media/missing-pictures.ts';
import { boundMissing, missingProblems } from '../../core/media/missing-problems.ts';
import { compareProblems, type Problem } from '../../core/problem.ts';
import type { SourceReader } from '../../guard/source-reader.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import { listKeys, type ObjectStore } from '../../stores/object-store.ts';
import type { Content } from '../content.ts';
import type { Differences, RemoteObject } from './differences.ts';
import type { AskMetadata, Metadata } from './upload.ts';

/** Sources as they will be in the bucket: their bytes, and the metadata that stays with the objects. */
export interface Judged extends Pick<Scan, 'problems' | 'refused'> {
  /** Metadata of the objects that are there, by the keys of the files. */
  readonly carried: ReadonlyMap<string, Metadata>;
}

/**
 * Judges the content of a folder with the metadata of the objects that it will stand in the place of: it fills in what
 * front matter leaves out. Of a file that is there as it is, metadata is asked for only where nothing else may save it.
 */
export async function judge(
  { store, site }: Content,
  { differences, remote, ask, now, prune = false }: JudgeOptions,
): Promise<Judged> {
  const gone = new Set(prune ? differences.extra : []);
  const there = new Map(remote.flatMap(({ key }) => (gone.has(key) ? [] : [[key.normalize('NFC'), key] as const])));
  const carried = new Map<string, Metadata>();
  const carry = (keys: readonly string[]) =>
    inParallel(keys, CONCURRENCY, async key => {
      const object = there.get(key.normalize('NFC'));
      if (object !== undefined) carried.set(key, await ask(object));
    });
  await carry(differences.uploads.map(({ from }) => from));
  const content = withMetadata(store, carried);
  const isPart = differences.extra.some(key => isSource(key) && !gone.has(key));
  const found = await scan({ content, site, now, isPart });
  const left = [...found.refused].filter(key => !carried.has(key));
  await carry(left);
  const isNews = left.some(key => Object.keys(carried.get(key) ?? {}).length > 0);
  const judged = isNews ? await scan({ content, site, now, isPart }) : found;
  const ofFolder = fatesIn(judged);
  // What lies in the bucket alone may be public.
  const fateOf: FateOf = key => ofFolder(key) ?? (there.has(key) ? 'public' : undefined);
  const reader = openReader({ content, site, now });
  const links = await judged.memory.links.problems({ site, now, fateOf, reader });
  const missing = await missingMedia(judged, key => there.has(key), reader);
  const problems = [...judged.problems, ...missing, ...links].sort(compareProblems);
  return { problems, refused: judged.refused, carried };
}

/** Returns a warning for each file that an article names and that is neither in the folder nor in the bucket. */
async function missingMedia(
  { nextState }: Scan,
  isInBucket: (key: string) => boolean,
  reader: SourceReader,
): Promise<readonly Problem[]> {
  const index = indexOf(nextState);
  const lacking = [...nextState.delta.keys()].flatMap((key): [string, readonly string[]][] => {
    const media = missingIn(key, index.record(key)).filter(each => isMedia(each) && !isInBucket(each));
    return media.length > 0 ? [[key, media]] : [];
  });
  const objects = await reader.read(arePlacesTold(lacking.length) ? lacking.map(([key]) => key) : []);
  return boundMissing(lacking.flatMap(([key, media]) => missingProblems(key, media, objects.get(key))));
}

interface JudgeOptions {
  readonly differences: Differences;
  readonly remote: readonly RemoteObject[];
  readonly ask: AskMetadata;
  readonly now: Instant;
  /** True if what is in the bucket alone is taken away. Default: false. */
  readonly prune?: boolean | undefined;
}

function withMetadata(store: ObjectStore, metadata: ReadonlyMap<string, Metadata>): ObjectStore {
  return {
    list: (prefix, options) => store.list(prefix, options),
    keys: (prefix, options) => listKeys(store, prefix, options),
    put: (key, bytes, options) => store.put(key, bytes, options),
    delete: key => store.delete(key),
    async get(key, options) {
      const object = await store.get(key, options);
      return object && { ...object, metadata: metadata.get(key) ?? object.metadata };
    },
  };
}
