/** Progress of long work on one line of a terminal; nothing in a pipe. */
export interface Progress {
  update(text: () => string): void;
  /** Takes the line away. */
  done(): void;
}

const MILLISECONDS_BETWEEN = 100;

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let last = Date.now();
  let shown = false;
  return {
    update(text) {
      if (!stream.isTTY || Date.now() - last < MILLISECONDS_BETWEEN) return;
      last = Date.now();
      shown = true;
      stream.write(`\r\u001b[K${text()}`);
    },
    done() {
      if (shown) stream.write('\r\u001b[K');
    },
  };
}

const WIDTH = 24;

/** Returns a progress bar: `████████░░░░░░░░░░░░░░░░ 1200 of 3600`. */
export function bar(done: number, of: number): string {
  const full = of > 0 ? Math.min(WIDTH, Math.round((done / of) * WIDTH)) : 0;
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done} of ${of}`;
}
