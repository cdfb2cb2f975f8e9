import { readFileSync, rmSync, statSync } from 'node:fs';
import { HOUR } from '../../core/instant.ts';
import { writeAtomically } from '../../stores/directory/atomic-write.ts';
import { codeOf } from '../../stores/directory/file-error.ts';

/** Age at which a lock that was waited for is left behind, whatever process has its number. Milliseconds. */
const LEFT_BEHIND = HOUR;

/** Paths of the locks that this process holds. */
const held = new Set<string>();

/**
 * Takes a lock, a file that names this process, and returns what lets go of it.
 * @throws `EEXIST` where another has it
 */
export function takeLock(path: string, mode: number): () => void {
  const own = `${process.pid} ${startOf(process.pid)}`;
  writeAtomically(path, own, { exclusive: true, mode });
  held.add(path);
  return () => {
    held.delete(path);
    // Whoever took it over has it now.
    if (textOf(path) === own) rmSync(path, { force: true });
  };
}

/**
 * Returns whether the process that took a lock is still there. A number alone does not tell: in containers every build
 * has the same. So the process must have begun when the lock says, as far as the system tells, and one with the number
 * of this process is this one.
 */
export function isHeld(path: string): boolean {
  const [pid = '', start = ''] = textOf(path)?.split(' ') ?? [];
  if (Number(pid) === process.pid) return held.has(path);
  if (!/^[1-9]\d*$/.test(pid) || !isRunning(Number(pid))) return false;
  const begun = startOf(Number(pid));
  return start === '' || begun === '' || begun === start;
}

/** Returns whether a lock is so old that no build can hold it. */
export function isLeftBehind(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && stats.mtimeMs < Date.now() - LEFT_BEHIND;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another's.
    return codeOf(error) === 'EPERM';
  }
}

/** Returns when a process began, in ticks since the system did (proc(5), field 22 of `stat`); empty elsewhere. */
function startOf(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`) ?? '';
  // The name of the program, which is the second field, may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
