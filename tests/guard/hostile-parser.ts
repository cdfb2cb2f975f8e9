import { PARSER, type Parser } from '../../functions/guard/parser.ts';

/** Harms that a source does to its reader or renderer. Its text names one in capitals, such as `@@LOOP-READ@@`. */
const HARMS: Readonly<Record<string, () => void>> = {
  /** Goes on for ever. */
  LOOP: () => {
    for (let turns = 0; ; ) turns = (turns + 1) % 7;
  },
  /** Goes on for ever, and leaves the CPU to others. */
  WAIT: () => {
    const cell = new Int32Array(new SharedArrayBuffer(4));
    for (;;) Atomics.wait(cell, 0, 0, 5);
  },
  /** Fills the heap. */
  GROW: () => {
    const held: number[][] = [];
    for (;;) held.push(new Array(100_000).fill(held.length));
  },
  /** Ends the process, as the system does where memory outside of the heap runs out: no thread holds it. */
  KILL: () => {
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  },
  THROW: () => {
    throw new RangeError('Invalid string length');
  },
};

function suffer(bytes: Uint8Array, at: 'READ' | 'RENDER'): void {
  const [, harm = ''] = new RegExp(`@@(\\w+)-${at}@@`).exec(Buffer.from(bytes).toString()) ?? [];
  HARMS[harm]?.();
}

/** Bantin's parser, with faults that are yet to be found. */
export const parser: Parser = {
  createReader(site) {
    const readArticle = PARSER.createReader(site);
    return source => {
      suffer(source.bytes, 'READ');
      return readArticle(source);
    };
  },
  render(source, article, context) {
    suffer(source.bytes, 'RENDER');
    return PARSER.render(source, article, context);
  },
};
