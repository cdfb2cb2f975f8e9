// The floor: every file is read, and nothing is done with it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

let bytes = 0;
(function read(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) read(path);
    else bytes += readFileSync(path).length;
  }
})(process.argv[2]);
process.stdout.write(`${bytes}\n`);
