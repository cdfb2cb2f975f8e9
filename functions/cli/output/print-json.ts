import { replacePasswords } from '../../core/text/without-passwords.ts';

/** Prints a document to standard output, without passwords in addresses. */
export function printJson(document: object): void {
  process.stdout.write(`${JSON.stringify(document, replacePasswords, 2)}\n`);
}
