import { lchownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Root may read everything: it lends the directory to a user who may not. */
export async function asOrdinaryUser(directory: string, run: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return run();
  const nobody = 65_534;
  for (const path of [directory, ...readdirSync(directory).map(name => join(directory, name))])
    lchownSync(path, nobody, nobody);
  process.seteuid?.(nobody);
  try {
    await run();
  } finally {
    process.seteuid?.(0);
  }
}
