import type { Problem } from '../core/problem.ts';

/** A version of a source. */
export interface Version {
  readonly key: string;
  readonly etag: string;
}

/** A source that is about to be worked on. */
export interface Suspect extends Version {
  readonly bytes: Uint8Array;
  readonly lastModified: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Sources up to this size, in bytes, are not suspected of anything: an ordinary publish pays nothing for the guard. */
export const UNSUSPECTED_BYTES = 64 * 1024;

/** Knows which sources can't be worked on, and is asked before any is. */
export interface SourceWatch {
  /** Returns why sources can't be worked on, by key; those that are not there can. */
  admit(sources: readonly Suspect[]): Promise<ReadonlyMap<string, string>>;
  /** Takes note of a source whose work had to be ended. */
  fail(source: Version, reason: string): void;
  /** Returns why a version failed before; `undefined` for all that did not. */
  reasonFor(source: Version): string | undefined;
}

/** Remembers for as long as the process lives. */
export function createWatch(): SourceWatch {
  const failed = new Map<string, string>();
  const nameOf = ({ key, etag }: Version): string => `${key}\n${etag}`;
  return {
    async admit(sources) {
      return new Map(sources.flatMap(source => reasonEntry(source.key, failed.get(nameOf(source)))));
    },
    fail: (source, reason) => {
      failed.set(nameOf(source), reason);
    },
    reasonFor: source => failed.get(nameOf(source)),
  };
}

function reasonEntry(key: string, reason: string | undefined): readonly (readonly [string, string])[] {
  return reason === undefined ? [] : [[key, reason]];
}

/** Returns the problem of a source that can't be worked on. */
export function guardProblem(path: string, reason: string): Problem {
  const remedy = 'take out what is unusual in it (thousands of links, deep nesting, endless lines), or split it';
  return { path, severity: 'error', message: `the article is left out: ${reason}; ${remedy}` };
}
