import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** Ticks of the clock by which Linux counts CPU time, a second: `USER_HZ`, the same on all of its platforms. */
const TICKS = 100;
/** Share of all cores, from 0 to 1, that others may take of a machine that is quiet. */
export const QUIET = 0.05;
/** Milliseconds for which a machine has to be quiet before it is taken to be. */
const LOOK = 2000;

/**
 * Returns the CPU time that all processes have taken since the machine was started, in seconds; of a virtual machine
 * also what others on the same host took from it. `undefined` where the system does not tell (proc(5), `/proc/stat`).
 */
export function cpuOfAll(): number | undefined {
  const stat = readProc('stat');
  return stat === undefined ? undefined : parseCpuOfAll(stat);
}

/** Returns the same from the text of `/proc/stat`. */
export function parseCpuOfAll(stat: string): number | undefined {
  const [user, nice, system, , , irq, softirq, steal] = /^cpu +(.+)$/m.exec(stat)?.[1]?.split(' ').map(Number) ?? [];
  const all = [user, nice, system, irq, softirq, steal].filter(ticks => ticks !== undefined);
  return all.length === 0 ? undefined : all.reduce((sum, ticks) => sum + ticks, 0) / TICKS;
}

/** Returns the CPU time that a process and its threads have taken, in seconds; 0 where the system does not tell. */
export function cpuOf(pid: number | undefined): number {
  const stat = readProc(`${pid}/stat`);
  return stat === undefined ? 0 : parseCpuOf(stat);
}

/** Returns the same from the text of `/proc/PID/stat`. A program's name may hold spaces and parentheses. */
export function parseCpuOf(stat: string): number {
  const [utime = 0, stime = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (utime + stime) / TICKS;
}

/** Returns the highest memory that a process had, in MB; 0 where the system does not tell. */
export function peakMemory(pid: number | undefined): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readProc(`${pid}/status`) ?? '')?.[1] ?? 0) / 1024;
}

/** Returns the share of all cores, from 0 to 1, that others took while `seconds` went by and we took `own` of CPU. */
export function shareOfOthers(all: number, own: number, seconds: number): number {
  return Math.max(0, all - own) / (Math.max(seconds, 1 / TICKS) * cpus().length);
}

/**
 * Waits until others leave the machine alone, at most as long as is given, in seconds. Returns the share of all cores
 * that they took at last.
 */
export async function waitForQuiet(seconds: number): Promise<number> {
  for (const end = performance.now() + seconds * 1000; ; ) {
    const share = await shareNow();
    if (share < QUIET || performance.now() >= end) return share;
  }
}

async function shareNow(): Promise<number> {
  const [all, own] = [cpuOfAll() ?? 0, process.cpuUsage()];
  await pause(LOOK);
  const { user, system } = process.cpuUsage(own);
  return shareOfOthers((cpuOfAll() ?? 0) - all, (user + system) / 1e6, LOOK / 1000);
}

function readProc(name: string): string | undefined {
  try {
    return readFileSync(`/proc/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}
