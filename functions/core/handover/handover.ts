import type { Instant } from '../instant.ts';

/**
 * Notice in the manifest that a run is at work. It advises other runs to leave their keys to that one, in place of
 * racing with it. It guards nothing: what is committed is decided by `If-Match` alone.
 */
export interface Lease {
  /** Id of the run that holds it. */
  readonly run: string;
  /** Instant at which the run is taken for dead, unless it has committed again. */
  readonly until: Instant;
  /** Its holder leaves its work to nobody. Others that do not either wait for it a little. */
  readonly isFirm?: true;
}

/**
 * State of the inbox, the keys that runs leave to the holder of the lease. `open`: whoever left keys before it read
 * this may go: they are listed once more before the mark is taken away. `closed`: nobody may rely on it before it is
 * opened again, and what was left before is still to be listed. Absent: nothing was left.
 */
export type InboxMark = 'open' | 'closed';

/** Part of the manifest by which runs hand over work. Both fields are absent while one run works alone. */
export interface Handover {
  readonly lease?: Lease;
  readonly inbox?: InboxMark;
}

/** A run, and the present as it sees it. */
export interface Viewer {
  readonly run: string;
  readonly now: Instant;
}

/** Duration of a lease since the last commit of its holder, in milliseconds. */
export const LEASE_TIME = 30_000;
/** Maximum by which the clock of a holder may be ahead, in milliseconds. */
const CLOCK_SKEW = 60_000;

/** Returns whether another run holds the lease. One that ends too late was given before a clock went back. */
export function isHeldByOther({ lease }: Handover, { run, now }: Viewer): boolean {
  return lease !== undefined && lease.run !== run && isInForce(lease, now);
}

function isInForce({ until }: Lease, now: Instant): boolean {
  return now < until && until - now <= LEASE_TIME + CLOCK_SKEW;
}

/** Returns whether another run holds the lease that leaves its work to nobody. */
export function isHeldFirmly(handover: Handover, viewer: Viewer): boolean {
  return handover.lease?.isFirm === true && isHeldByOther(handover, viewer);
}

/** Returns whether a run died while it held the lease: it has neither released it nor committed in time. */
export function hasDeadHolder({ lease }: Handover, { run, now }: Viewer): boolean {
  return lease !== undefined && lease.run !== run && !isInForce(lease, now);
}

/** Returns whether keys are left that this run may take: nobody else is at work on them. */
export function mayTakeInbox(handover: Handover, viewer: Viewer): boolean {
  return handover.inbox !== undefined && !isHeldByOther(handover, viewer);
}

/** Claim of a run on the lease. */
export interface LeaseRequest extends Viewer {
  /** The run leaves its work to any other that holds the lease, so it does not take the lease from one. */
  readonly yields: boolean;
}

/** Gives a run the lease; `undefined` where another holds it to which the run yields. */
export function withLease(handover: Handover, { run, now, yields }: LeaseRequest): Handover | undefined {
  if (yields && isHeldByOther(handover, { run, now })) return undefined;
  return { ...handover, lease: { run, until: now + LEASE_TIME, ...(!yields && { isFirm: true }) } };
}

/** Takes the lease from a run; that of another run stays. */
export function withoutLease({ lease, ...others }: Handover, run: string): Handover {
  return lease && lease.run !== run ? { lease, ...others } : others;
}

/**
 * Returns what holds once a run has written its files: it keeps the lease where others may have left keys meanwhile, to
 * take these in, and releases it otherwise.
 */
export function afterWriting(handover: Handover, { run, now }: Viewer): Handover {
  const { lease, inbox } = handover;
  const keeps = inbox !== undefined && lease?.run === run;
  return keeps ? { ...handover, lease: { run, until: now + LEASE_TIME } } : withoutLease(handover, run);
}

/** Opens the inbox; `undefined` where no other run is at work that would look into it. */
export function opened(handover: Handover, viewer: Viewer): Handover | undefined {
  if (!isHeldByOther(handover, viewer)) return undefined;
  return handover.inbox === 'open' ? handover : { ...handover, inbox: 'open' };
}

/** Closes the inbox, by the run that takes in its keys; `undefined` where another run does that by now. */
export function closed(handover: Handover, { run, now }: Viewer): Handover | undefined {
  return mayTakeInbox(handover, { run, now })
    ? { inbox: 'closed', lease: { run, until: now + LEASE_TIME } }
    : undefined;
}
