import type { PurgeStatus } from '../../core/purge/purge-status.ts';
import { formatInstant } from '../../core/time/date.ts';
import { counted } from './counted.ts';
import type { Clock } from './held-articles.ts';

/** Returns what the edge is to forget as a document has it. */
export function purgeFacts({ waiting, since, today, skipped }: PurgeStatus): object {
  return { waiting, ...(since !== undefined && { since: formatInstant(since) }), today, skipped };
}

/** Returns lines about what the edge was asked to forget today, and is still to be. */
export function purgeLines(purges: PurgeStatus | undefined, time: Clock): readonly string[] {
  if (!purges) return [];
  const { waiting, since, today, skipped } = purges;
  const isSilent = today + skipped === 0;
  const beyond = skipped > 0 ? `, ${skipped} beyond the budget` : '';
  const left = `${counted(waiting, 'item')} that the edge has still to forget, since ${time(since ?? 0)}: see the log`;
  return [
    ...(isSilent ? [] : [`${counted(today, 'item')} forgotten by the edge today${beyond}`]),
    ...(waiting > 0 ? [left] : []),
  ];
}
