import { SITE_KEY } from '../../core/bucket-layout.ts';
import type { ImportedFeed } from '../../core/import/imported-feed.ts';
import type { LeftKind, LeftOut } from '../../core/import/left-out.ts';
import { formatProblem, type Problem } from '../../core/problem.ts';
import { withoutPasswords } from '../../core/text/without-passwords.ts';
import { printJson } from '../output/print-json.ts';
import type { FetchedMedia } from './fetch-media.ts';

/** What an import did, or would do. */
export interface ImportReport {
  readonly sources: readonly string[];
  readonly out: string;
  readonly feed: ImportedFeed;
  readonly written: readonly string[];
  readonly drafts: readonly { readonly path: string; readonly why: string }[];
  readonly known: number;
  readonly problems: readonly Problem[];
  readonly wroteSite: boolean;
  /** What has no place here. */
  readonly left: LeftOut;
  /** Redirects that lead here from former addresses, and those that some rules can't have. */
  readonly redirects?: number;
  readonly withoutRule?: LeftOut;
  /** Files that were fetched into `media/`. */
  readonly fetched?: FetchedMedia;
  readonly json?: boolean;
  /** Nothing was written. */
  readonly dryRun?: boolean;
}

export function printReport(report: ImportReport): void {
  if (report.json) {
    printDocument(report);
    return;
  }
  const { feed, problems, out, wroteSite, written, dryRun } = report;
  process.stderr.write(problems.map(problem => `${formatProblem(problem)}\n`).join(''));
  const wrote = dryRun ? 'would be written' : 'written';
  const lines = [
    `${feed.format}: ${feed.items.length} articles read, ${written.length} ${wrote} to ${out}${notes(report)}`,
    ...draftLines(report),
    ...[...report.left.kinds, ...(report.withoutRule?.kinds ?? [])].map(leftLine),
    ...redirectLines(report),
    ...mediaLines(report),
    ...(feed.media.length > 0 && !report.fetched
      ? [`${feed.media.length} media files stay where they are; --json lists their addresses`]
      : []),
    ...(feed.next !== undefined ? [`the feed goes on at ${feed.next}: import that, too, or say --pages 100`] : []),
    ...(wroteSite && !dryRun
      ? [`${out}/${SITE_KEY} is a draft: read it, and change feedsUrl; then run: bantin build ${out} --out public`]
      : []),
  ];
  process.stdout.write(withoutPasswords(`${lines.join('\n')}\n`));
}

function printDocument({
  feed,
  sources,
  written,
  wroteSite,
  known,
  drafts,
  problems,
  dryRun,
  ...more
}: ImportReport): void {
  const [source] = sources;
  printJson({
    source,
    ...(sources.length > 1 && { sources }),
    format: feed.format,
    read: feed.items.length,
    ...(dryRun && { dryRun }),
    written: [...written, ...(wroteSite ? [SITE_KEY] : [])],
    known,
    drafts,
    left: [...kindsOf(more.left), ...(more.withoutRule ? kindsOf(more.withoutRule) : [])],
    ...(more.redirects !== undefined && { redirects: more.redirects }),
    media: feed.media,
    ...(more.fetched && { fetched: { ...more.fetched, failed: kindsOf(more.fetched.failed) } }),
    ...(feed.next !== undefined && { next: feed.next }),
    problems,
  });
}

function kindsOf({ kinds }: LeftOut): readonly object[] {
  return [...kinds].map(([kind, left]) => ({ kind, ...left }));
}

/** What became of files that articles show. */
function mediaLines({ fetched, out, dryRun }: ImportReport): readonly string[] {
  if (!fetched) return [];
  const { files, bytes, there, failed } = fetched;
  if (dryRun) return [`${files} files would be fetched into ${out}/media`];
  const known = there > 0 ? `; ${there} were there already` : '';
  const lines = [...failed.kinds].map(
    ([why, { count, example = '' }]) => `not fetched: ${count}, ${why} (such as ${example}); links to them stay`,
  );
  return [`${files} files fetched into ${out}/media (${(bytes / 1024 / 1024).toFixed(1)} MB)${known}`, ...lines];
}

/** Why articles are drafts: how many for each reason, and one of them. */
function draftLines({ drafts }: ImportReport): readonly string[] {
  const reasons = new Map<string, { readonly path: string; count: number }>();
  for (const { path, why } of drafts) {
    const reason = why.replace(/"[^"]*"/, '…');
    const known = reasons.get(reason);
    if (known) known.count += 1;
    else reasons.set(reason, { path, count: 1 });
  }
  return [...reasons].map(([why, { count, path }]) => `draft: ${count}, ${why} (such as ${path})`);
}

function leftLine([kind, { count, example, line }]: readonly [string, LeftKind]): string {
  const first = [line === undefined ? '' : `line ${line}`, example === undefined ? '' : `"${example}"`].filter(Boolean);
  return `left out: ${count} of kind ${kind}${first.length > 0 ? ` (the first: ${first.join(', ')})` : ''}`;
}

function notes({ drafts, known }: ImportReport): string {
  const parts = [drafts.length > 0 && `${drafts.length} of them as drafts`, known > 0 && `${known} were there already`];
  const told = parts.filter(part => part !== false);
  return told.length > 0 ? ` (${told.join(', ')})` : '';
}

function redirectLines({ redirects, out, dryRun }: ImportReport): readonly string[] {
  if (redirects === undefined) return [];
  const where = `${dryRun ? 'would be' : 'are'} in ${out}/redirects`;
  return [`${redirects} redirects from former addresses ${where}, for nginx, Netlify and CloudFront, and as a list`];
}
