import type { AuditReport } from '../core/files/audit.ts';
import type { Instant } from '../core/instant.ts';
import type { Problem } from '../core/problem.ts';

/** Report of a run. */
export interface Outcome {
  /** `false`: time ran short; the next run goes on from there. */
  readonly complete: boolean;
  /** Sources read. */
  readonly read: number;
  /** Articles that came out, or changed. */
  readonly published: number;
  /** Sources that can't be published, of those that were read. */
  readonly rejected: number;
  /** Files under `public/` that were written or taken away. */
  readonly written: number;
  /** Feeds among them. */
  readonly feedsWritten: number;
  /** Problems of `site.yaml`, of the sources read, and of feeds. */
  readonly problems: readonly Problem[];
  /** Warnings among them that are said once: of feeds that another `site.yaml` took from their addresses or ids. */
  readonly lostFeeds?: readonly Problem[];
  /** Upload times of the sources of articles that came out. */
  readonly uploaded: readonly Instant[];
  /**
   * Sources that can't be published at the end of the run, whichever run found them; a `site.yaml` that is not active
   * is one of them.
   */
  readonly rejectedSources: number;
  /** Report of the audit of `public/` that was part of the run. */
  readonly audit?: AuditReport;
  /** Keys that were left to another run, which was at work already; that one reports what became of them. */
  readonly handedOver?: number;
  /** A fleet is at work on a rebuild, so the run has not looked for changes; what is due is published. */
  readonly waitsForFleet?: true;
}
