import { createInterface } from 'node:readline';
import { CouldNotRun } from '../output/exit-status.ts';
import type { Ask } from './answers.ts';

/** Terminal for questions. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/**
 * Asks questions on a terminal while `use` runs; without a terminal, `use` gets nothing to ask with.
 * @throws CouldNotRun where the user cancels.
 */
export async function withTerminal<Result>(
  { input, output }: Terminal,
  use: (ask?: Ask) => Promise<Result>,
): Promise<Result> {
  if (!input.isTTY || !output.isTTY) return use();
  const lines = createInterface({ input, output });
  let isOpen = true;
  lines
    .once('SIGINT', () => lines.close())
    .once('close', () => {
      isOpen = false;
    });
  // Lines that arrive before they are asked for, such as several pasted ones, wait here.
  const answers = lines[Symbol.asyncIterator]();
  try {
    return await use(async (question, usual) => {
      lines.setPrompt(`${question} (${usual}): `);
      if (isOpen) lines.prompt();
      const { value, done } = await answers.next();
      if (done !== true) return value.trim();
      output.write('\n');
      throw new CouldNotRun('stopped; nothing was written');
    });
  } finally {
    lines.close();
  }
}
