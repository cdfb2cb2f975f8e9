/** No such object: nothing there, a file where a folder should be, a folder, a link to itself. */
const ABSENT: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ELOOP']);

/** There, but not for us. */
const FORBIDDEN: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);

/** Remedies for files that can't be read or written, by code. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'give the user who runs this the right to read and write it',
  EPERM: 'give the user who runs this the right to read and write it',
  EROFS: 'the disk is read-only; choose a directory on another',
  ENOSPC: 'the disk is full; make room on it',
  EDQUOT: 'the quota is used up; make room',
  EMFILE: 'too many files are open; raise the limit (ulimit -n)',
  ENAMETOOLONG: 'the disk takes no name that long; use a shorter one',
  EEXIST: 'something else is in its place; take that away',
  ENOTDIR: 'a file is where a folder should be; take the file away',
  EISDIR: 'a folder is in its place; take the folder away',
};

/**
 * Runs file operations on `path`; an error of the system is thrown with the path and with what can be done about it.
 */
export function explaining<Value>(path: string, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    throw explained(error, path);
  }
}

/** The error of the system with the path and with what can be done, where that is known. It keeps its code. */
export function explained(error: unknown, path: string): unknown {
  const code = codeOf(error) ?? '';
  const remedy = REMEDIES[code];
  if (remedy === undefined) return error;
  return Object.assign(new Error(`${path}: ${remedy} (${code})`, { cause: error }), { code });
}

/** Runs file operations; returns `absent` where the object that they ask for is not there. */
export function absentAs<Value, Absent>(absent: Absent, read: () => Value): Value | Absent {
  try {
    return read();
  } catch (error) {
    if (isAbsence(error)) return absent;
    throw error;
  }
}

/** Returns whether an error of the system says that there is no such object. */
export function isAbsence(error: unknown): boolean {
  return ABSENT.has(codeOf(error) ?? '');
}

/** Returns whether an error of the system says that the object is there, and may not be read. */
export function isForbidden(error: unknown): boolean {
  return FORBIDDEN.has(codeOf(error) ?? '');
}

/** The code of an error of the system, such as `EACCES`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
