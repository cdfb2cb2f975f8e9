import type { Problem, Severity } from '../../core/problem.ts';
import { withoutPasswords } from '../../core/text/without-passwords.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Returns a problem as a workflow command of GitHub Actions, which shows it at its line in a pull request ("Workflow
 * commands for GitHub Actions"). The path has to begin at the root of the repository.
 */
export function annotation({ path, line, column, severity, message }: Problem): string {
  const place = [
    ['file', path.replaceAll('\\', '/')],
    ...(line === undefined ? [] : [['line', String(line)]]),
    ...(line === undefined || column === undefined ? [] : [['col', String(column)]]),
  ].map(([name, value = '']) => `${name}=${escaped(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  return `::${COMMANDS[severity]} ${place.join(',')}::${escaped(withoutPasswords(message))}`;
}

/** Escapes characters that would end a command. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
