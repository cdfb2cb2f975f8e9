import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ImportPlanner, PlannedArticle } from '../../core/import/plan-import.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import type { ImportRecord } from './record.ts';

export interface WriteOptions {
  readonly record: ImportRecord;
  /** Writes nothing, and gives what would be written. */
  readonly dryRun?: boolean;
}

/** Keys of articles that were written, and those of them that are drafts, with the reason. */
export interface WrittenArticles {
  readonly written: readonly string[];
  readonly drafts: readonly { readonly path: string; readonly why: string }[];
}

/** Writes articles as they are planned, and notes in the record what they were then. */
export async function writeArticles(
  planner: ImportPlanner,
  store: ObjectStore,
  { record, dryRun }: WriteOptions,
): Promise<WrittenArticles> {
  const written: string[] = [];
  const drafts: { path: string; why: string }[] = [];
  const write = async ({ key, text }: PlannedArticle): Promise<void> => {
    await store.put(key, Buffer.from(text), { ifNoneMatch: '*' });
  };
  for (const round of planner.rounds()) {
    for (const { key, held } of round) {
      written.push(key);
      if (held !== undefined) drafts.push({ path: key, why: held });
    }
    if (dryRun) continue;
    await inParallel(round, CONCURRENCY, write);
    record.addArticles(round.map(({ key, text }) => ({ key, digest: digestOf(text) })));
  }
  return { written, drafts };
}

export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
