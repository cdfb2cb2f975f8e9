import { type HeldArticle, heldRecord } from '../index/held.ts';
import type { IndexView } from '../index/index-view.ts';
import { typedForms } from '../index/keys/record-keys.ts';
import type { NextState } from '../index/next-state.ts';
import type { Site } from '../site/site.ts';
import { formatLocal } from '../time/date.ts';
import { zoneNamed } from '../time/zone.ts';

/** Returns a function that says, in a clause of a message, why an article is not out, by its key in NFC. */
export function absenceIn(
  index: IndexView,
  { timers }: Pick<NextState, 'timers'>,
  site: Pick<Site, 'timeZone'>,
): (key: string) => string {
  return key => {
    for (const typed of typedForms(key)) {
      const record = index.record(typed);
      if (record?.status === 'withdrawn') return `which was withdrawn, so ${OVER}`;
      if (record?.status === 'rejected') return `which is rejected, so ${UNTIL}; mend it`;
      const held = record && heldRecord(typed, record, timers.get(typed));
      if (held) return clauseOf(held, site);
    }
    return NOT_THERE;
  };
}

/** The same of an article that is not there at all. */
export const NOT_THERE = 'which is not there, so its words are no link; correct the path';
const UNTIL = 'its words are no link until it is out';
const OVER = 'its words are no link any more; take the link out';

function clauseOf(held: HeldArticle, { timeZone }: Pick<Site, 'timeZone'>): string {
  if (held.kind === 'draft') return `a draft (${held.reason}), so ${UNTIL}; publish it, too, or take the link out`;
  const zone = zoneNamed(timeZone);
  if (held.kind === 'expired') return `which expired at ${formatLocal(held.since, zone)}, so ${OVER}`;
  return `which is to come at ${formatLocal(held.until, zone)}: its words are a link from then on`;
}
