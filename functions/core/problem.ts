import { withoutPasswords } from './text/without-passwords.ts';

/**
 * `error`: a source, or a part of it, can't be published; `warning`: readers would stumble over it; `note`: all is
 * well, and this is how it was understood.
 */
export type Severity = 'error' | 'warning' | 'note';

/** A problem of a source, as it is reported. */
export interface Problem {
  /** The source's key, such as `articles/doi-song/cho-que.md`, or `site.yaml`. */
  readonly path: string;
  /** 1-based; absent where the problem is not in a line of text. */
  readonly line?: number;
  /** 1-based, counted in UTF-16 code units; absent where the line as a whole is meant. */
  readonly column?: number;
  readonly severity: Severity;
  /** The failure, the finding and the remedy, on one line. */
  readonly message: string;
  /**
   * In how many files it was found, this one included. Where it is given, the same message is reported once for all of
   * them.
   */
  readonly files?: number;
  /** At how many places of one file it was found, if that alone has it, and more than once. */
  readonly places?: number;
}

/** A place in a source, 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The reason why a source can't be read, and its position. */
export interface SourceProblem extends Partial<Position> {
  readonly message: string;
}

/**
 * Writes a problem as compilers do: `path:line:column: message`, with `warning: ` before the message of a warning. On
 * one line, whatever a file's name holds, nothing in it commands a terminal or turns its text around, and no address in
 * it has a password.
 */
export function formatProblem(problem: Problem): string {
  const place = [problem.path, problem.line, problem.line === undefined ? undefined : problem.column]
    .filter(part => part !== undefined)
    .join(':');
  const severity = problem.severity === 'error' ? '' : `${problem.severity}: `;
  return visible(withoutPasswords(`${place}: ${severity}${problem.message}${extentOf(problem)}`));
}

function extentOf({ files = 1, places = 1 }: Problem): string {
  if (files > 1) return ` (in ${files.toLocaleString('en-US')} files)`;
  return places > 1 ? ` (in ${places.toLocaleString('en-US')} places)` : '';
}

const INVISIBLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

function visible(text: string): string {
  return text.replace(INVISIBLE, character => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** The gravest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** Maximum of problems that are reported of one source. */
const MAX_PROBLEMS = 50;
/** Maximum of problems of one kind, of which whole archives may be full, that are reported of all files together. */
const MAX_LINES = 200;
/**
 * Maximum of a message, in UTF-16 code units: one that quotes a whole file is read by nobody, and is kept in the state.
 */
const MAX_MESSAGE = 500;

/**
 * Returns what is reported of one source: the first of its problems, how many there are beside them, and of each no
 * more than a person reads.
 */
export function boundProblems(problems: readonly Problem[]): readonly Problem[] {
  const bounded = problems.slice(0, MAX_PROBLEMS).map(boundProblem);
  const rest = problems.slice(MAX_PROBLEMS);
  const [next] = rest;
  if (!next) return bounded;
  const severity = SEVERITIES.find(one => rest.some(problem => problem.severity === one)) ?? 'warning';
  const { files: _, ...place } = next;
  return [
    ...bounded,
    { ...place, severity, message: `there are ${rest.length} more problems from here on; mend those above first` },
  ];
}

/**
 * Returns problems of one kind, in order: those of the first files, each whole, that take no more lines than a person
 * reads, and the paths of the files beyond these.
 */
export function boundFiles(problems: readonly Problem[]): {
  readonly told: readonly Problem[];
  readonly left: readonly string[];
} {
  const sorted = [...problems].sort(compareProblems);
  const next = sorted[MAX_LINES];
  if (!next) return { told: sorted, left: [] };
  const end = sorted.findIndex(({ path }) => path === next.path);
  return { told: sorted.slice(0, end), left: [...new Set(sorted.slice(end).map(({ path }) => path))] };
}

/** Shortens a message in its middle, where it quotes at length: its end says what to do. */
function boundProblem(problem: Problem): Problem {
  const { message } = problem;
  if (message.length <= MAX_MESSAGE) return problem;
  const half = MAX_MESSAGE / 2;
  return { ...problem, message: `${message.slice(0, half)}…${message.slice(-half)}`.toWellFormed() };
}

/**
 * Orders problems as a person would read them: by path, then line, then column. Those of a path without a line, which
 * come from several sides, stand by message, whichever was found first; those of one line as they were found there.
 */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareTexts(a.path, b.path) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    (a.line === undefined && b.line === undefined
      ? compareTexts(a.message, b.message) || compareTexts(a.severity, b.severity)
      : 0)
  );
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * Reports problems that are to be told once for all files once: at the first of the places where they stand, with how
 * many files have them, or with how many places of the only file that has them.
 */
export function groupProblems(problems: readonly Problem[]): readonly Problem[] {
  const groups = new Map<string, ProblemGroup>();
  for (const problem of problems) {
    if (problem.files === undefined) continue;
    const name = groupOf(problem);
    const group = groups.get(name) ?? { first: problem, files: 0, places: 0, paths: new Set() };
    groups.set(name, group);
    group.places += problem.places ?? problem.files;
    if (problem.files > 1) group.files += problem.files;
    else group.paths.add(problem.path);
  }
  if (groups.size === 0) return problems;
  return problems.flatMap(problem => {
    if (problem.files === undefined) return [problem];
    const group = groups.get(groupOf(problem));
    if (group?.first !== problem) return [];
    const files = group.files + group.paths.size;
    return [{ ...problem, files, ...(files === 1 && group.places > 1 && { places: group.places }) }];
  });
}

/** Beginning of what is said of a field that is not known, which has its name as it is written. */
const OF_UNKNOWN = /^.{1,200}? (?=is not a field that Bantin knows)/;

/** Returns what problems have in common that are told once. The case of a field's name makes no other field. */
function groupOf({ severity, message }: Problem): string {
  return `${severity} ${message.replace(OF_UNKNOWN, name => name.toLowerCase())}`;
}

interface ProblemGroup {
  readonly first: Problem;
  /** Files of problems that were grouped before. */
  files: number;
  places: number;
  /** Files of the others. */
  readonly paths: Set<string>;
}

/** Leaves one of problems that read the same. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map(problem => [formatProblem(problem), problem])).values()];
}
