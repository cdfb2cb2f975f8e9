import { type ActiveSite, fingerprintOf } from '../../content/active-site.ts';
import { NextState } from '../../core/index/next-state.ts';
import type { State } from '../../core/index/state.ts';
import type { RunContext } from '../../run/run.ts';
import { ContentIndex } from '../../state/content-index.ts';
import { IndexBuffer } from '../../state/index-buffer.ts';
import type { RebuildProgress } from '../../state/manifest/rebuild-progress.ts';
import type { Rebuild } from '../rebuild-context.ts';

/** Knowledge that a rebuild begins with: of what is listed, and of what was read before. */
export type KnownBefore = Pick<Rebuild, 'media' | 'isListed' | 'pictures' | 'taken' | 'readByFleet'>;

/** Opens a rebuild that goes on from what earlier runs read, or from nothing. */
export function openRebuild(
  run: RunContext,
  activeSite: ActiveSite,
  { state, parts = [], folded = 0, fleet }: Pick<RebuildProgress, 'state' | 'parts' | 'folded' | 'fleet'>,
  { media, isListed, pictures, taken, readByFleet }: KnownBefore,
  now = run.now(),
): Omit<Rebuild, 'published' | 'since' | 'over' | 'segmentsBefore'> {
  const { site } = activeSite;
  const context = { run, site, now, media, pictures };
  return {
    ...context,
    ...openState(context, state),
    activeSite,
    fingerprint: fingerprintOf(run.revision, site),
    parts,
    folded,
    fleet,
    readByFleet,
    taken,
    takenBefore: 0,
    measured: [],
    objects: new Map(),
    twice: new Set(),
    stray: new Set(),
    copied: new Set(),
    isListed,
  };
}

/** Returns the next state of a rebuild on what was read and folded so far, with the index of it. */
export function openState(
  { run, site, now, media, pictures }: Pick<Rebuild, 'run' | 'site' | 'now' | 'media' | 'pictures'>,
  base: State,
): Pick<Rebuild, 'base' | 'nextState' | 'index'> {
  const sizes = new Map([...media].map(([path, { size }]) => [path, size]));
  const nextState = new NextState({ state: base, site, now, limits: run.limits, sizes, pictures });
  // Media may have changed since an earlier run read the articles that enclose them.
  nextState.resizeAll();
  const buffer = new IndexBuffer(base.segments.length, run.limits.perCompression);
  return { base, nextState, index: new ContentIndex(run.state, base, buffer) };
}
