import { withoutPasswords } from '../../core/text/without-passwords.ts';

/** Returns the message of anything thrown, without passwords in addresses. */
export function messageOf(error: unknown): string {
  return withoutPasswords(error instanceof Error ? error.message : String(error));
}
