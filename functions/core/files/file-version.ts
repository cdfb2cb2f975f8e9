import { digest } from '../text/digest.ts';
import { pathsOfFile } from './variants.ts';

/**
 * Returns what tells a file under `public/`, as it was written, from anything that others might put in its place:
 * a digest of the ETags that the store gave the file and its compressed forms, in the order of `pathsOfFile`. They are
 * compared with what the store gives later, and never with a digest of bytes, which they are not in every bucket (with
 * a key of KMS, or in several parts).
 */
export function versionOfFile(etags: readonly string[]): string {
  return digest(etags);
}

/** Returns the same of a file as a listing has it, ETags by path; `undefined` where a part of it is missing. */
export function listedVersion(path: string, etags: ReadonlyMap<string, string>): string | undefined {
  const found = pathsOfFile(path).flatMap(each => etags.get(each) ?? []);
  return found.length === pathsOfFile(path).length ? versionOfFile(found) : undefined;
}
