import { spawn } from 'node:child_process';
import { cpuOf, cpuOfAll, peakMemory, shareOfOthers } from './machine.ts';

/** One run of a command, as a whole process. */
export interface Run {
  readonly seconds: number;
  /** CPU time of all threads, in seconds; 0 where the system does not tell. */
  readonly cpu: number;
  /** Peak resident memory, in MB; 0 where the system does not tell. */
  readonly megabytes: number;
  /** Share of all cores, from 0 to 1, that other processes took meanwhile. */
  readonly others: number;
}

export type Command = readonly [program: string, ...args: string[]];

/** Runs a command to its end. Its output is thrown away, but for what it says where it fails. */
export function run(command: Command): Promise<Run> {
  const [program, ...args] = command;
  return new Promise((resolve, reject) => {
    const [start, all, own] = [performance.now(), cpuOfAll() ?? 0, process.cpuUsage()];
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    let [cpu, megabytes] = [0, 0];
    const watch = setInterval(() => {
      megabytes = Math.max(megabytes, peakMemory(child.pid));
      cpu = Math.max(cpu, cpuOf(child.pid));
    }, 10);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', code => {
      clearInterval(watch);
      const seconds = (performance.now() - start) / 1000;
      const { user, system } = process.cpuUsage(own);
      const others = shareOfOthers((cpuOfAll() ?? 0) - all, cpu + (user + system) / 1e6, seconds);
      if (code === 0) resolve({ seconds, cpu, megabytes, others });
      else reject(new Error(`${command.join(' ')} ended with ${code}:\n${errors}`));
    });
  });
}

/** Commands by name, for each round. */
type Commands = Readonly<Record<string, ((round: number) => Command) | undefined>>;

/** Runs commands in turn, round after round, so that whatever slows the machine down slows all of them. */
export async function interleave<Given extends Commands>(
  commands: Given,
  rounds: number,
): Promise<{ readonly [Name in keyof Given]: readonly Run[] }> {
  const runs: Record<string, Run[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(commands)) {
      if (command) runs[name] = [...(runs[name] ?? []), await run(command(round))];
    }
  }
  return runs as { readonly [Name in keyof Given]: readonly Run[] };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
