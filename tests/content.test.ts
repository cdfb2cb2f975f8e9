import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bantin } from './cli/run.ts';

/** The demo, which may be replaced by any other valid newsroom: no other test looks at it. */
const CONTENT = join(import.meta.dirname, '../content');

it('bantin check content finds no error', async () => {
  const { status, stdout, stderr } = await bantin('check', CONTENT);
  expect([status, stdout + stderr]).toEqual([0, expect.not.stringContaining(': error')]);
});
