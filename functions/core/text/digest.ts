import { createHash } from 'node:crypto';

/** Returns a digest of what a file is made of. */
export function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16);
}
