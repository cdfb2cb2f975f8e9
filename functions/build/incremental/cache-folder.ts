import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { decode, encode } from '../../state/encode.ts';
import { writeAtomically } from '../../stores/directory/atomic-write.ts';
import { codeOf, isForbidden } from '../../stores/directory/file-error.ts';
import { isTemporary } from '../../stores/directory/made-files.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { UnreadableObject } from '../../stores/unreadable-object.ts';
import { isHeld, isLeftBehind, takeLock } from './lock.ts';
import { packSnapshot, type Snapshot, unpackSnapshot } from './snapshot.ts';

/** Object that says what is remembered, and names the state that belongs to it. Without it nothing is. */
const SNAPSHOT = 'build.br';
const TAG = 'CACHEDIR.TAG';
/** By it programs that make backups know a folder that they may leave out (https://bford.info/cachedir/). */
const SIGNATURE = 'Signature: 8a477f597d28d172789f06886806bc55\n';
/** Files beside it, so that neither backups nor Git take what can be made again. */
const FILES: ReadonlyMap<string, string> = new Map([
  [TAG, `${SIGNATURE}# What bantin build remembers of a build. It may be deleted at any time.\n`],
  ['.gitignore', '*\n'],
]);
/** Names the process that uses the folder. */
const LOCK = 'lock';
/** Time to wait for another build, and between two looks. Milliseconds. */
const [PATIENCE, POLL] = [60_000, 50];
/** Permissions of the folder, and of files in it. */
const [FOLDER_MODE, FILE_MODE] = [0o700, 0o600];
/** Names of folders that hold a state. */
const STATE = /^state-[\da-f-]{36}$/;

/** A folder holds files of others, so nothing is kept in it. */
export class NotOurCache extends Error {
  override readonly name = 'NotOurCache';
}

/**
 * The folder in which a build keeps what the next one into the same directory need not read again. It may be deleted,
 * or damaged, at any time: then everything is read.
 */
export class CacheFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Waits until no other build uses the folder, and returns what lets others in again; `undefined` where it can't be
   * used: it may not be written to, or another build takes longer than `patience`, in milliseconds.
   */
  async lock(patience = PATIENCE): Promise<(() => void) | undefined> {
    const path = join(resolve(this.#path), LOCK);
    const end = performance.now() + patience;
    for (;;) {
      try {
        this.#make();
        return takeLock(path, FILE_MODE);
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') return undefined;
      }
      const isOver = performance.now() > end;
      if (!isHeld(path) || (isOver && isLeftBehind(path))) rmSync(path, { force: true });
      else if (isOver) return undefined;
      else await setTimeout(POLL);
    }
  }

  /** Returns whether the folder is another user's, who alone may read it. */
  get isForbidden(): boolean {
    try {
      if (lstatSync(this.#path, { throwIfNoEntry: false })?.isDirectory()) readdirSync(this.#path);
      return false;
    } catch (error) {
      return isForbidden(error);
    }
  }

  /** Returns whether an error says that something in the folder may not be read or deleted. */
  isTroubledBy(error: unknown): boolean {
    const isOne = isForbidden(error) || error instanceof UnreadableObject;
    return isOne && error instanceof Error && error.message.includes(basename(this.#path));
  }

  /** @throws NotOurCache where the folder holds what no build kept there. */
  assertOurs(): void {
    const stats = lstatSync(this.#path, { throwIfNoEntry: false });
    if (!stats) return;
    const remedy = 'give a new or empty directory with --cache, or --no-cache';
    if (!stats.isDirectory()) throw new NotOurCache(`${this.#path} is no directory; ${remedy}`);
    const foreign = readdirSync(this.#path).find(name => !isOurs(name));
    if (foreign === undefined) return;
    throw new NotOurCache(`${this.#path} holds files that are not of bantin (${foreign}); ${remedy}`);
  }

  /** Returns what is remembered; `undefined` where there is nothing, or nothing that can be read. */
  read(): Snapshot | undefined {
    try {
      const parts = decode<readonly unknown[]>('build', readFileSync(join(this.#path, SNAPSHOT)));
      const snapshot = parts && unpackSnapshot(parts);
      return snapshot && STATE.test(snapshot.state) ? snapshot : undefined;
    } catch {
      // Whatever is wrong with it, it can be made again.
      return undefined;
    }
  }

  /**
   * Forgets what is remembered, before anything changes that it speaks of. Who is ended after this leaves nothing that
   * a later build believes; of several that are under way at once none takes the other's work for its own.
   */
  forget(): void {
    rmSync(join(this.#path, SNAPSHOT), { force: true });
  }

  /** Forgets what is remembered, and deletes all that was: it holds the text of articles. */
  clear(): void {
    this.forget();
    this.#deleteStates();
  }

  /** Returns the store of a state; a new one has a name that no other has. */
  openState(name = `state-${randomUUID()}`): { readonly name: string; readonly store: ObjectStore } {
    return { name, store: createDirectoryStore(join(this.#path, name), { isPrivate: true }) };
  }

  /** Remembers a build, and deletes what earlier ones left. */
  save(snapshot: Snapshot): void {
    this.#make();
    const write = (name: string, bytes: Uint8Array | string): void =>
      writeAtomically(join(this.#path, name), bytes, { mode: FILE_MODE });
    for (const [name, text] of FILES)
      if (!lstatSync(join(this.#path, name), { throwIfNoEntry: false })) write(name, text);
    write(SNAPSHOT, encode('build', ...packSnapshot(snapshot)));
    this.#deleteStates(snapshot.state);
  }

  /** Makes the folder, which names drafts, one that nobody but the user reads. */
  #make(): void {
    mkdirSync(this.#path, { recursive: true, mode: FOLDER_MODE });
    if ((lstatSync(this.#path).mode & 0o777) !== FOLDER_MODE) chmodSync(this.#path, FOLDER_MODE);
  }

  #deleteStates(except?: string): void {
    if (!existsSync(this.#path)) return;
    for (const name of readdirSync(this.#path))
      if (STATE.test(name) && name !== except) rmSync(join(this.#path, name), { recursive: true, force: true });
  }
}

function isOurs(name: string): boolean {
  return name === SNAPSHOT || name === LOCK || FILES.has(name) || STATE.test(name) || isTemporary(name);
}
