import { describe, expect, it } from 'vitest';
import {
  afterWriting,
  closed,
  type Handover,
  hasDeadHolder,
  isHeldByOther,
  isHeldFirmly,
  LEASE_TIME,
  mayTakeInbox,
  opened,
  withLease,
  withoutLease,
} from '../../../functions/core/handover/handover.ts';
import { NOW } from '../samples.ts';

const MINUTE = 60_000;
const ME = { run: 'me', now: NOW };
const MINE: Handover = { lease: { run: 'me', until: NOW + 1000 } };
const OTHERS: Handover = { lease: { run: 'other', until: NOW + 1000 } };
const PASSED: Handover = { lease: { run: 'other', until: NOW } };
const RENEWED = { run: 'me', until: NOW + LEASE_TIME };

describe('the lease', () => {
  it.each([
    ['none', {}, false, false],
    ['its own', MINE, false, false],
    ['that of another', OTHERS, true, false],
    ['one that has passed', PASSED, false, true],
    ['one of a clock that is a minute ahead', { lease: { run: 'other', until: NOW + MINUTE } }, true, false],
    [
      'one that was given before the clock went back',
      { lease: { run: 'other', until: NOW + 3 * MINUTE } },
      false,
      true,
    ],
  ])('tells a run whether another is at work, or died: %s', (_, handover, isHeld, isDead) => {
    expect(isHeldByOther(handover, ME)).toBe(isHeld);
    expect(hasDeadHolder(handover, ME)).toBe(isDead);
  });

  it('is taken by a run that yields where no other is at work, and by one that does not in any case', () => {
    for (const handover of [{}, MINE, PASSED])
      expect(withLease(handover, { ...ME, yields: true })).toEqual({ lease: RENEWED });
    expect(withLease(OTHERS, { ...ME, yields: true })).toBeUndefined();
    expect(withLease({ ...OTHERS, inbox: 'open' }, { ...ME, yields: false })).toEqual({
      lease: { ...RENEWED, isFirm: true },
      inbox: 'open',
    });
  });

  it('is firm where its holder leaves its work to nobody, as long as it is in force', () => {
    const firm = (until: number): Handover => ({ lease: { run: 'other', until, isFirm: true } });
    expect(isHeldFirmly(firm(NOW + 1), ME)).toBe(true);
    for (const handover of [firm(NOW), OTHERS, {}, MINE]) expect(isHeldFirmly(handover, ME)).toBe(false);
  });

  it('is released by its holder alone, and the inbox stays as it is', () => {
    expect(withoutLease({ ...MINE, inbox: 'open' }, 'me')).toEqual({ inbox: 'open' });
    expect(withoutLease(OTHERS, 'me')).toEqual(OTHERS);
    expect(withoutLease({}, 'me')).toEqual({});
  });

  it('is released with the last commit, unless keys were left meanwhile', () => {
    expect(afterWriting(MINE, ME)).toEqual({});
    expect(afterWriting({ ...MINE, inbox: 'open' }, ME)).toEqual({ lease: RENEWED, inbox: 'open' });
    expect(afterWriting({ ...MINE, inbox: 'closed' }, ME)).toEqual({ lease: RENEWED, inbox: 'closed' });
    expect(afterWriting({ ...OTHERS, inbox: 'open' }, ME)).toEqual({ ...OTHERS, inbox: 'open' });
  });
});

describe('the inbox', () => {
  it('is opened where another run is at work that will look into it', () => {
    expect(opened(OTHERS, ME)).toEqual({ ...OTHERS, inbox: 'open' });
    expect(opened({ ...OTHERS, inbox: 'closed' }, ME)).toEqual({ ...OTHERS, inbox: 'open' });
    for (const handover of [{}, MINE, PASSED]) expect(opened(handover, ME)).toBeUndefined();
  });

  it('stays the same object where it is open, so that nothing is written', () => {
    const open: Handover = { ...OTHERS, inbox: 'open' };
    expect(opened(open, ME)).toBe(open);
  });

  it('is taken in by whoever finds that nobody else is at work', () => {
    for (const handover of [{}, MINE, PASSED]) {
      expect(mayTakeInbox({ ...handover, inbox: 'open' }, ME)).toBe(true);
      expect(mayTakeInbox({ ...handover, inbox: 'closed' }, ME)).toBe(true);
      expect(mayTakeInbox(handover, ME)).toBe(false);
    }
    expect(mayTakeInbox({ ...OTHERS, inbox: 'open' }, ME)).toBe(false);
  });

  it('is closed by a run that takes it in, which holds the lease then', () => {
    for (const handover of [{}, MINE, PASSED])
      expect(closed({ ...handover, inbox: 'open' }, ME)).toEqual({ lease: RENEWED, inbox: 'closed' });
    expect(closed({ ...OTHERS, inbox: 'open' }, ME)).toBeUndefined();
  });
});
