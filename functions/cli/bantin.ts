#!/usr/bin/env node
import { run } from './program.ts';

// Who reads no further, as `head` does, wants no more lines, and no stack trace either.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await run(process.argv.slice(2));
