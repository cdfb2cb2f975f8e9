import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One run of a command, as a whole process. */
export interface Run {
  readonly seconds: number;
  /** Peak resident memory, in MB; 0 where the system does not tell. */
  readonly megabytes: number;
}

export type Command = readonly [program: string, ...args: string[]];

/** Runs a command to its end. Its output is thrown away, but for what it says where it fails. */
export function run(command: Command): Promise<Run> {
  const [program, ...args] = command;
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    let megabytes = 0;
    const watch = setInterval(() => {
      megabytes = Math.max(megabytes, peakMemory(child.pid));
    }, 10);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', code => {
      clearInterval(watch);
      const seconds = (performance.now() - start) / 1000;
      if (code === 0) resolve({ seconds, megabytes });
      else reject(new Error(`${command.join(' ')} ended with ${code}:\n${errors}`));
    });
  });
}

/** Runs commands in turn, round after round, so that whatever slows the machine down slows all of them. */
export async function interleave<Name extends string>(
  commands: Readonly<Record<Name, (round: number) => Command>>,
  rounds: number,
): Promise<Readonly<Record<Name, readonly Run[]>>> {
  const names = Object.keys(commands) as Name[];
  const runs = Object.fromEntries(names.map(name => [name, [] as Run[]])) as Record<Name, Run[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) runs[name].push(await run(commands[name](round)));
  }
  return runs;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The high-water mark that Linux keeps for each process. */
export function peakMemory(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
