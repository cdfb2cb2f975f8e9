import { pageMediaKey, pageMediaPath } from '../core/article/page-media.ts';
import { listedVersion } from '../core/files/file-version.ts';
import { chaptersPath } from '../core/files/variants.ts';
import { hasChapters } from '../core/index/changed-record.ts';
import { hasOwnFile, publicPathOf, type StoredRecord, slugOf } from '../core/index/index-record.ts';
import { type FilePlan, pathsIn } from '../core/plan/file-plan.ts';
import { DigestSet } from '../core/text/digest-set.ts';
import type { Rebuild } from './rebuild-context.ts';

/** A file under `public/` that is made of one source. */
interface FileOfSource {
  readonly path: string;
  /** Version that the rebuild wrote, or found there; absent where it has none. */
  readonly version: string | undefined;
}

/** Files that there are once a rebuild is active. */
export interface OwnFiles {
  /** Paths of everything that belongs under `public/`, but for compressed forms. */
  readonly own: DigestSet;
  /** True where another run wrote so many of them since that all are to be made once more. */
  readonly isOvertaken: boolean;
}

/**
 * Finds all files of a rebuild. Another run may have written some of its pages and media since, by another `site.yaml`
 * or of a source as it was before, and have ended: their sources are noted in `twice` of the rebuild.
 */
export async function ownFiles(rebuild: Rebuild, { kept, stale, archives }: FilePlan): Promise<OwnFiles> {
  const { run, nextState, base, index, site, twice } = rebuild;
  const own = new DigestSet();
  const met: string[] = [];
  for (const path of [...Object.keys(kept), ...pathsIn(stale), ...archives.paths(site)]) own.add(path);
  const take = (key: string, record: StoredRecord | null): void => {
    const files = record ? filesOf(rebuild, key, record) : [];
    for (const { path } of files) own.add(path);
    if (isMet(rebuild, files)) met.push(key);
  };
  for (const at of base.segments.keys())
    for (const [key, record] of Object.entries(await index.segment(at)))
      if (!nextState.delta.has(key)) take(key, record);
  for (const [key, record] of nextState.delta) take(key, record);
  const isOvertaken = met.length > run.limits.perCommit;
  if (!isOvertaken) for (const key of met) twice.add(key);
  return { own, isOvertaken };
}

/** Returns the files that belong to a source alone: its page or copy, its chapters, and copies of media beside it. */
function filesOf({ media }: Rebuild, key: string, record: StoredRecord): readonly FileOfSource[] {
  const path = hasOwnFile(record) ? publicPathOf(key, record) : undefined;
  const version = 'file' in record ? record.file : undefined;
  const pageMedia = 'pageMedia' in record ? Object.entries(record.pageMedia ?? {}) : [];
  const copies = pageMedia
    .filter(([name]) => media.has(pageMediaKey(key, name)))
    .map(([name, copied]) => ({ path: pageMediaPath(slugOf(key, record), name), version: copied ?? undefined }));
  if (path === undefined) return copies;
  const chapters = hasChapters(record) ? chaptersPath(path) : undefined;
  return [{ path, version }, ...(chapters === undefined ? [] : [{ path: chapters, version: undefined }]), ...copies];
}

/** Returns whether one of these files lies there in another version. */
function isMet({ published }: Rebuild, files: readonly FileOfSource[]): boolean {
  return files.some(({ path, version }) => version !== undefined && listedVersion(path, published) !== version);
}
