import { formatInstant } from '../../core/time/date.ts';
import type { FleetReport } from '../../state/fleet/fleet-reading.ts';
import { costOf, type FleetProgress, type FleetStatus } from '../../state/fleet/fleet-status.ts';
import { counted } from './counted.ts';
import type { Clock } from './held-articles.ts';

/** Returns what `bantin status --json` says of rebuilds by fleets; `undefined` where there was none. */
export function fleetFacts({ last, underWay }: FleetStatus): object | undefined {
  if (!last && !underWay) return undefined;
  return {
    ...(last && {
      last: { ...last, began: formatInstant(last.began), ended: formatInstant(last.ended), dollars: costOf(last) },
    }),
    ...(underWay && { underWay: { ...underWay, began: formatInstant(underWay.began) } }),
  };
}

/** Returns lines about rebuilds by fleets. */
export function fleetLines({ last, underWay }: FleetStatus, time: Clock): readonly string[] {
  return [...(last ? [describeLast(last, time)] : []), ...(underWay ? [describeProgress(underWay, time)] : [])];
}

function describeProgress({ id, began, done }: FleetProgress, time: Clock): string {
  const merged = done && done.merged > 0 ? `, ${counted(done.merged, 'group')} merged` : '';
  const read = done ? `: ${counted(done.read, 'source')} read in ${counted(done.batches, 'part')}${merged}` : '';
  return `fleet ${id} began at ${time(began)}${read}; if it is not at work, a rebuild does it all`;
}

function describeLast(last: FleetReport, time: Clock): string {
  const { began, ended, sources, read, batches, milliseconds } = last;
  const left = Math.max(0, sources - read);
  return (
    `rebuilt by a fleet from ${time(began)} to ${time(ended)}: ${counted(read, 'source')} in ` +
    `${counted(batches, 'part')}${left > 0 ? `, ${left} by the last step` : ''}; ` +
    `${Math.round(milliseconds / 1000)} s of functions, about $${costOf(last).toFixed(2)}`
  );
}
