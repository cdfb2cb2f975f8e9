import { describe, expect, it } from 'vitest';
import { readCall } from '../../functions/lambda/event.ts';

const ITEM = { Key: 'articles/a.md', Etag: '"0a"', Size: 3, LastModified: 1_795_957_933, StorageClass: 'STANDARD' };

const step = (more: object): unknown => readCall({ fleet: { id: 'run-1', ...more } });

describe('a step of a fleet', () => {
  it('is read as its state machine asks for it', () => {
    expect(step({ step: 'begin' })).toEqual({ kind: 'fleet', step: { id: 'run-1', step: 'begin' } });
    const object = { key: 'articles/a.md', etag: '"0a"', size: 3, lastModified: 1_795_957_933_000 };
    expect(step({ step: 'read', retries: 0, items: [ITEM] })).toEqual({
      kind: 'fleet',
      step: { id: 'run-1', step: 'read', objects: [object], isRetried: false },
    });
    const { Etag: _, ...others } = ITEM;
    const otherwise = { ...others, ETag: '0a', LastModified: '2026-11-29T13:12:13Z' };
    expect(step({ step: 'read', retries: 2, items: [otherwise] })).toMatchObject({
      step: { objects: [object], isRetried: true },
    });
    expect(step({ step: 'plan', level: 2 })).toMatchObject({ step: { step: 'plan', level: 2 } });
    expect(step({ step: 'merge', level: 1, group: 0 })).toMatchObject({ step: { step: 'merge', level: 1, group: 0 } });
  });

  it('is what a rebuild goes on from', () => {
    const full = (fleet: object): unknown => readCall({ full: true, fleet });
    expect(full({ id: 'run-1', root: 'merged/2-0' })).toEqual({
      kind: 'full',
      fleet: { id: 'run-1', root: 'merged/2-0' },
    });
    // Nothing was read.
    expect(full({ id: 'run-1', root: null })).toEqual({ kind: 'full', fleet: { id: 'run-1' } });
    expect(() => full({ id: 'run-1', root: '../state' })).toThrow('fleet.root: expected what planned the merges last');
  });

  it.each([
    [{ step: 'begin', id: '../x' }, 'fleet.id: expected at most 80 letters, digits, hyphens and underscores'],
    [{ step: 'begin', id: 7 }, 'found 7'],
    [{ step: 'end' }, 'fleet.step: expected begin, read, plan or merge, found "end"'],
    [{ step: 'read', retries: 0 }, 'fleet.items: expected a list of objects, found undefined'],
    [{ step: 'read', retries: 0, items: [ITEM, { Key: 'a' }] }, 'fleet.items[1]: expected Key, Etag, Size'],
    [{ step: 'read', items: [] }, 'fleet.retries: expected a number from 0, found undefined'],
    [{ step: 'plan', level: 0 }, 'fleet.level: expected a number from 1, found 0'],
    [{ step: 'merge', level: 1, group: -1 }, 'fleet.group: expected a number from 0, found -1'],
  ])('is refused where a field means nothing: %j', (event, message) => {
    expect(() => step(event)).toThrow(message);
  });
});
