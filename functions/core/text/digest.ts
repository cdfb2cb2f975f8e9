import { createHash } from 'node:crypto';

/** Tells apart what files are made of. */
export function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16);
}
