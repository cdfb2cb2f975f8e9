import { digest } from '../text/digest.ts';
import { besidePaths, pathsOfFile } from './variants.ts';

/**
 * Returns what tells a file under `public/`, as it was written, from anything that others might put in its place:
 * a digest of the ETags that the store gave the file, its compressed forms in the order of `pathsOfFile`, and the
 * files beside it in that of `besidePaths`. They are compared with what the store gives later, and never with a digest
 * of bytes, which they are not in every bucket (with a key of KMS, or in several parts).
 */
export function versionOfFile(etags: readonly string[]): string {
  return digest(etags);
}

/** ETags of what lies under `public/`, by path. */
export interface ListedEtags {
  get(path: string): string | undefined;
}

/** Returns the same of a file as a listing has it, ETags by path; `undefined` where a part of it is missing. */
export function listedVersion(path: string, etags: ListedEtags): string | undefined {
  const found = pathsOfFile(path).flatMap(each => etags.get(each) ?? []);
  if (found.length < pathsOfFile(path).length) return undefined;
  // A file beside is a part of its page where there is one, whether it ought to be there or not.
  return versionOfFile([...found, ...besidePaths(path).flatMap(beside => etags.get(beside) ?? [])]);
}
