import type { Instant } from '../instant.ts';
import type { Problem } from '../problem.ts';
import { cleanText } from '../text/clean.ts';

/**
 * `rejected`: a version can't be published; `mended`: what was rejected is not any more; `late`: it came out long after
 * it was due; `refused`: it came out, and an aggregator would refuse it.
 */
export type NoticeKind = 'rejected' | 'mended' | 'late' | 'refused';

/** What an editor is told of one version of a source, or of `site.yaml`. */
export interface Notice {
  readonly kind: NoticeKind;
  /** The source's key. */
  readonly path: string;
  /** Of the version that is meant; of the content bucket, with when it was put. */
  readonly version: string;
  /** Who put it there, as the metadata `uploaded-by` says. */
  readonly uploadedBy?: string;
  /** Where it is read, if it is out. */
  readonly url?: string;
  /** It was out until this version came. */
  readonly wasPublished?: true;
  readonly problems: readonly Omit<Problem, 'path' | 'files'>[];
  /** How many problems there are beside these. */
  readonly moreProblems?: number;
  /** When a late one was due, and when it came out. */
  readonly due?: Instant;
  readonly out?: Instant;
}

/** Notices of one run that were not sent yet, as far as is known. */
export interface NoticeBatch {
  readonly run: string;
  readonly since: Instant;
  readonly notices: readonly Notice[];
  /** How many there are beside these. */
  readonly more: number;
}

/** Maximum of notices in one message: what is more is counted, and `bantin status` has it. */
export const MAX_NOTICES = 20;
/** Maximum of problems of one notice. */
const MAX_PROBLEMS = 3;
/** Maximum of a problem's message, in UTF-16 code units. */
const MAX_MESSAGE = 300;
/** Maximum of a name, in UTF-16 code units. */
const MAX_NAME = 120;

/** Name of the S3 user metadata that says who uploaded an object. */
export const UPLOADED_BY = 'uploaded-by';

/** Returns who uploaded an object, on one line; `undefined` where nothing says so. */
export function uploaderIn(metadata: Readonly<Record<string, string>> | undefined): string | undefined {
  const name = metadata?.[UPLOADED_BY];
  return (name !== undefined && oneLine(name, MAX_NAME)) || undefined;
}

/** Returns the first of some problems, the gravest first, each as long as a person reads. */
export function boundedProblems(
  problems: readonly Omit<Problem, 'path' | 'files'>[],
): Pick<Notice, 'problems' | 'moreProblems'> {
  const more = problems.length - MAX_PROBLEMS;
  return {
    problems: problems.slice(0, MAX_PROBLEMS).map(({ line, column, severity, message }) => ({
      ...(line !== undefined && { line }),
      ...(line !== undefined && column !== undefined && { column }),
      severity,
      message: oneLine(message, MAX_MESSAGE),
    })),
    ...(more > 0 && { moreProblems: more }),
  };
}

/** Joins batches in one, whose run is about to send it; `undefined` where there is nothing to send. */
export function joinBatches(
  run: string,
  since: Instant,
  batches: readonly Pick<NoticeBatch, 'notices' | 'more'>[],
): NoticeBatch | undefined {
  const byVersion = new Map<string, Notice>();
  for (const { notices } of batches)
    for (const notice of notices) byVersion.set(JSON.stringify([notice.kind, notice.path, notice.version]), notice);
  const all = [...byVersion.values()];
  const more = batches.reduce((sum, batch) => sum + batch.more, 0) + Math.max(0, all.length - MAX_NOTICES);
  return all.length === 0 ? undefined : { run, since, notices: all.slice(0, MAX_NOTICES), more };
}

const UNSEEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Returns a text on one line, with nothing that turns text around; where it is too long, its middle is left out. */
export function oneLine(text: string, most: number): string {
  const line = cleanText(text).replace(UNSEEN, ' ').trim();
  if (line.length <= most) return line;
  const half = Math.floor((most - 1) / 2);
  return `${line.slice(0, half)}…${line.slice(-half)}`.toWellFormed();
}
