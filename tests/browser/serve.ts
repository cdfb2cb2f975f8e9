import { spawn } from 'node:child_process';
import { join } from 'node:path';

const BANTIN = join(import.meta.dirname, '../../dist/bantin.js');

/** A newsroom that `bantin serve` serves. */
export interface Served {
  /** Ends with a slash. */
  readonly url: string;
  stop(): void;
}

/** Serves a directory of content on a free port, as the built command does. */
export function serve(directory: string, ...options: readonly string[]): Promise<Served> {
  const server = spawn(process.execPath, [BANTIN, 'serve', directory, '--port', '0', ...options]);
  let output = '';
  return new Promise((resolve, reject) => {
    server.once('exit', status => reject(new Error(`bantin serve ${directory} ended with ${status}: ${output}`)));
    server.stderr.on('data', data => {
      output += data;
    });
    server.stdout.on('data', data => {
      output += data;
      const url = /^Open (\S+)/m.exec(output)?.[1];
      if (url !== undefined) resolve({ url, stop: () => server.kill() });
    });
  });
}
