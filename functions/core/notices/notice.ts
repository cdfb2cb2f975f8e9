import type { Instant } from '../instant.ts';
import type { Problem } from '../problem.ts';
import { cleanText } from '../text/clean.ts';

/**
 * `rejected`: a version can't be published. `mended`: a rejected source is valid again. `late`: it came out long after
 * it was due. `refused`: it came out, and an aggregator would refuse it.
 */
export type NoticeKind = 'rejected' | 'mended' | 'late' | 'refused';

/** The kinds of notices, the worst first. */
export const NOTICE_KINDS: readonly NoticeKind[] = ['rejected', 'refused', 'late', 'mended'];

/** Returns notices ordered by kind, the worst first. */
export function worstFirst(notices: readonly Notice[]): readonly Notice[] {
  return NOTICE_KINDS.flatMap(kind => notices.filter(notice => notice.kind === kind));
}

/** A notice to an editor about one version of a source, or of `site.yaml`. */
export interface Notice {
  readonly kind: NoticeKind;
  /** The source's key. */
  readonly path: string;
  /** The version of the source in the content bucket, with its upload time. */
  readonly version: string;
  /** The uploader, from the metadata `uploaded-by`. */
  readonly uploadedBy?: string;
  /** Address of the article, if it is public. */
  readonly url?: string;
  /** Set if the article was public until this version. */
  readonly wasPublished?: true;
  readonly problems: readonly Omit<Problem, 'path' | 'files'>[];
  /** Number of further problems. */
  readonly moreProblems?: number;
  /** Instant at which a late article was due. */
  readonly due?: Instant;
  readonly out?: Instant;
}

/** Known notices of one run that are not sent yet. */
export interface NoticeBatch {
  readonly run: string;
  readonly since: Instant;
  readonly notices: readonly Notice[];
  /** Number of further notices. */
  readonly more: number;
}

/** Maximum number of notices in one message. The rest are counted, and `bantin status` shows them. */
export const MAX_NOTICES = 20;
/** Maximum number of problems of one notice. */
const MAX_PROBLEMS = 3;
/** Maximum length of a problem's message, in UTF-16 code units. */
const MAX_MESSAGE = 300;
/** Maximum length of a name, in UTF-16 code units. */
const MAX_NAME = 120;

/** Name of the S3 user metadata with the uploader of an object. */
export const UPLOADED_BY = 'uploaded-by';

/** Returns the uploader of an object, on one line; `undefined` where none is recorded. */
export function uploaderIn(metadata: Readonly<Record<string, string>> | undefined): string | undefined {
  const name = metadata?.[UPLOADED_BY];
  return (name !== undefined && oneLine(name, MAX_NAME)) || undefined;
}

/** Returns the first of some problems, the most severe first, each cut to its maximum length. */
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

/**
 * Joins batches, the oldest first, for the run that is about to send them; `undefined` where there is nothing to send.
 * Of a source that was rejected and mended since, or the other way round, only the last is told: one message with both
 * says neither.
 */
export function joinBatches(
  run: string,
  since: Instant,
  batches: readonly Pick<NoticeBatch, 'notices' | 'more'>[],
): NoticeBatch | undefined {
  const byVersion = new Map<string, Notice>();
  const verdicts = new Map<string, NoticeKind>();
  for (const notice of batches.flatMap(({ notices }) => notices)) {
    byVersion.set(JSON.stringify([notice.kind, notice.path, notice.version]), notice);
    if (isVerdict(notice)) verdicts.set(notice.path, notice.kind);
  }
  const last = [...byVersion.values()].filter(each => !isVerdict(each) || verdicts.get(each.path) === each.kind);
  const all = worstFirst(last);
  const more = batches.reduce((sum, batch) => sum + batch.more, 0) + Math.max(0, all.length - MAX_NOTICES);
  return all.length === 0 ? undefined : { run, since, notices: all.slice(0, MAX_NOTICES), more };
}

/** Returns whether a notice says of a source that it can be published, or that it can't. */
function isVerdict({ kind }: Notice): boolean {
  return kind === 'rejected' || kind === 'mended';
}

const UNSEEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Returns a text on one line, without marks of text direction. If it is too long, its middle is left out. */
export function oneLine(text: string, most: number): string {
  const line = cleanText(text).replace(UNSEEN, ' ').trim();
  if (line.length <= most) return line;
  const half = Math.floor((most - 1) / 2);
  return `${line.slice(0, half)}…${line.slice(-half)}`.toWellFormed();
}
