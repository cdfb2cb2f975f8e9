import { Buffer } from 'node:buffer';
import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isSection } from '../../../core/data-files/held-below.ts';
import { mayHold } from '../../../core/import/folders/held-below.ts';
import type { Publisher } from '../../../core/import/folders/publishers.ts';
import { isSafeKey } from '../../../stores/object-key.ts';

/** Bytes of a name that disks take. */
const MAX_NAME = 255;
/** Bytes of a key that S3 takes. */
const MAX_KEY = 1024;

/** Returns true for a key that is valid on disks and in buckets. */
export function canKeep(key: string): boolean {
  const isShort =
    Buffer.byteLength(key) <= MAX_KEY && key.split('/').every(part => Buffer.byteLength(part) <= MAX_NAME);
  return isShort && isSafeKey(key);
}

/** Returns true for a file that was read for facts about the site or other files, and contains nothing else. */
export function wasRead(name: string, publisher: Publisher): boolean {
  const { config, configParts } = publisher;
  const isConfig = config.includes(name) || configParts?.test(name) === true;
  return name === 'package.json' || isConfig || (!isSection(name) && mayHold(name, publisher));
}

/** Returns true if a path is a folder or lies in it. Links are followed, also where the path does not exist yet. */
export function liesIn(path: string, folder: string): boolean {
  const from = relative(real(resolve(folder)), real(resolve(path)));
  return from !== '..' && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(real(above), path.slice(above.length));
  }
}
