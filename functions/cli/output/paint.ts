import { styleText } from 'node:util';

/** Colours of words on a terminal, by their meaning. */
const COLOURS = { bad: 'red', doubtful: 'yellow', good: 'green', quiet: 'gray' } as const;
export type Tone = keyof typeof COLOURS;

/** The part of a stream that decides whether there are colours. */
export type Painted = Pick<NodeJS.WriteStream, 'isTTY'>;

/**
 * Colours a text for a stream. There are none in a pipe or a file, or if the environment has `NO_COLOR` (no-color.org).
 */
export function paint(text: string, tone: Tone, stream: Painted, environment: NodeJS.ProcessEnv = process.env): string {
  const { NO_COLOR = '' } = environment;
  return stream.isTTY === true && NO_COLOR === '' ? styleText(COLOURS[tone], text) : text;
}
