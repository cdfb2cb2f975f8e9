import type { GuardLimits } from '../../functions/guard/limits.ts';
import { createHandler } from '../../functions/lambda/handler.ts';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';

/** Task of the process: its only argument, in JSON. */
export interface Invocation {
  /** Directories that stand for the buckets. */
  readonly content: string;
  readonly feeds: string;
  readonly event: unknown;
  readonly now: number;
  readonly limits: Partial<GuardLimits>;
  /** Address of a module that exports a parser. */
  readonly parser?: string;
}

/**
 * One call of the function in a process of its own, over directories. The bundle of it, made as the infrastructure
 * makes that of the handler, is what threads run, too; hence nothing is called there.
 */
export async function invokeOnce(argument: string): Promise<void> {
  const { content, feeds, event, now, limits, parser }: Invocation = JSON.parse(argument);
  const handler = createHandler({
    content: createDirectoryStore(content),
    feeds: createDirectoryStore(feeds),
    now: () => now,
    guard: {
      limits,
      ...(parser !== undefined && { parser }),
    },
  });
  const answer = await handler(event, { getRemainingTimeInMillis: () => 300_000 });
  process.stdout.write(`${JSON.stringify({ answer })}\n`);
}
