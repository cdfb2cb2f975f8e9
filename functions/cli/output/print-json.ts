import { replacePasswords } from '../../core/text/without-passwords.ts';

/** Prints a document to standard output. No address in it has a password. */
export function printJson(document: object): void {
  process.stdout.write(`${JSON.stringify(document, replacePasswords, 2)}\n`);
}
