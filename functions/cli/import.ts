import { setFlagsFromString } from 'node:v8';
import type { Patience } from '../core/import/patience.ts';
import { GUARD_LIMITS, type GuardLimits } from '../guard/limits.ts';
import { reasonOf } from '../guard/marks.ts';
import { attemptEach, Overtime, within } from '../guard/time-limit.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { contentAt } from './content-at.ts';
import { importCheckout } from './import/checkout/import-checkout.ts';
import { openCheckout } from './import/checkout/open-checkout.ts';
import { siteThere } from './import/content-there.ts';
import { importFeeds } from './import/import-feeds.ts';
import type { ImportContext, ImportOptions } from './import/options.ts';
import { openRecord } from './import/record.ts';
import { type ImportReport, printReport } from './import/report.ts';
import { CouldNotRun, DONE, PROBLEMS } from './output/exit-status.ts';

/**
 * Flag by which V8 frees memory once half as much again is in use as after the last time, and not far more: an
 * export of 100 MB takes 200 MB so, and 290 without it, in 24.6 s and 21.4.
 */
const FREE_SOONER = '--heap-growing-percent=50';

/** `bantin import`: turns feeds, exports and checkouts into articles. Returns the exit status. */
export async function runImport(source: string | readonly string[], options: ImportOptions): Promise<number> {
  setFlagsFromString(FREE_SOONER);
  const sources = typeof source === 'string' ? [source] : source;
  const { now = Date.now(), patience = createPatience(sources.join(', ')) } = options;
  // A project has its content in a folder: a site.yaml beside that would be taken for its own by all other commands.
  const out = contentAt(options.out);
  const store = createDirectoryStore(out);
  const there = await siteThere(store, out);
  const context = { ...options, out, now, patience, store, record: openRecord(out), siteThere: there };
  const report = await importAny(sources, context);
  printReport(report);
  return report.problems.some(({ severity }) => severity === 'error') ? PROBLEMS : DONE;
}

async function importAny(sources: readonly string[], context: ImportContext): Promise<ImportReport> {
  for (const source of sources) {
    const checkout = await openCheckout(source);
    if (!checkout) continue;
    if (sources.length > 1) {
      checkout.files.close();
      throw new CouldNotRun(`${source}: is a site of ${checkout.publisher.name}; import it by itself`);
    }
    return importCheckout(checkout, context);
  }
  return importFeeds(sources, context);
}

/**
 * Limits the work on a document, which may be crafted so that the work does not end. An item that takes too long is
 * left out. If the document itself does, there is nothing to import.
 */
export function createPatience(source: string, limits: Pick<GuardLimits, 'batch' | 'alone'> = GUARD_LIMITS): Patience {
  return {
    whole: work => {
      try {
        return within(limits.alone, work);
      } catch (error) {
        if (!(error instanceof Overtime || error instanceof RangeError)) throw error;
        throw new CouldNotRun(`${source}: ${reasonOf(error)}; ask its publisher to fix it, or import it in parts`);
      }
    },
    each: (items, work) => attemptEach(items, work, limits),
  };
}
