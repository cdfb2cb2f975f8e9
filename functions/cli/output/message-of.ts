import { withoutPasswords } from '../../core/text/without-passwords.ts';

/** What went wrong, in words, whatever was thrown. No address in it has a password. */
export function messageOf(error: unknown): string {
  return withoutPasswords(error instanceof Error ? error.message : String(error));
}
