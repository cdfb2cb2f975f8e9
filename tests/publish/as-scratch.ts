import { expect } from 'vitest';
import { IS_THOROUGH } from '../thorough.ts';
import type { LiveNewsroom } from './live-newsroom.ts';

/** Newsrooms that were rebuilt by now. */
const REBUILT = new WeakSet<LiveNewsroom>();

/**
 * Expects that every file is that of a build from scratch, and that neither an audit nor a rebuild writes any. A
 * rebuild takes longest: the first time that a newsroom is looked at there is one, and each time in thorough tests.
 */
export async function expectAsScratch(newsroom: LiveNewsroom): Promise<void> {
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
  expect((await newsroom.publish({ kind: 'sweep', audit: true })).changed).toEqual([]);
  if (REBUILT.has(newsroom) && !IS_THOROUGH) return;
  REBUILT.add(newsroom);
  expect((await newsroom.publish({ kind: 'full' })).changed).toEqual([]);
}
