import { styleText } from 'node:util';

/** Colours of words on a terminal, by what they say. */
const COLOURS = { bad: 'red', doubtful: 'yellow', good: 'green', quiet: 'gray' } as const;
export type Tone = keyof typeof COLOURS;

/** A stream, as far as it decides whether there are colours. */
export type Painted = Pick<NodeJS.WriteStream, 'isTTY'>;

/**
 * Colours a text for a stream. None in a pipe or a file, and none where the environment says `NO_COLOR`
 * (no-color.org).
 */
export function paint(text: string, tone: Tone, stream: Painted, environment: NodeJS.ProcessEnv = process.env): string {
  const { NO_COLOR = '' } = environment;
  return stream.isTTY === true && NO_COLOR === '' ? styleText(COLOURS[tone], text) : text;
}
