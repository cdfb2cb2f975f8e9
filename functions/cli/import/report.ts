import { SITE_KEY } from '../../core/bucket-layout.ts';
import type { ImportedFeed } from '../../core/import/imported-feed.ts';
import type { LeftKind, LeftOut } from '../../core/import/left-out.ts';
import { formatProblem, type Problem } from '../../core/problem.ts';
import { withoutPasswords } from '../../core/text/without-passwords.ts';
import { counted } from '../output/counted.ts';
import { printJson } from '../output/print-json.ts';
import type { CopiedFiles } from './checkout/checkout-file.ts';
import type { FetchedMedia } from './fetching/fetch-media.ts';
import { RECORD } from './record.ts';
import type { WrittenArticles } from './write-articles.ts';

/** Results of an import, or of a dry run. */
export interface ImportReport {
  readonly sources: readonly string[];
  readonly out: string;
  readonly feed: ImportedFeed;
  readonly articles: WrittenArticles;
  readonly known: number;
  /** Keys of articles that an earlier import wrote, and that are not there any more. */
  readonly gone: readonly string[];
  readonly problems: readonly Problem[];
  readonly wroteSite: boolean;
  /** Contents without a place here. */
  readonly left: LeftOut;
  /** Number of redirects from former addresses, and of those that some rules can't express. */
  readonly redirects?: number;
  readonly withoutRule?: LeftOut;
  /** Files that came with a checkout. */
  readonly copied?: CopiedFiles;
  /** Files that were fetched into `media/`. */
  readonly fetched?: FetchedMedia;
  /** Number of files that articles show which are hosted here, where none are fetched. */
  readonly filesElsewhere?: number;
  readonly update?: boolean;
  /** Number of documents of a feed that were asked for. */
  readonly pages?: number;
  readonly json?: boolean;
  /** True if nothing was written. */
  readonly dryRun?: boolean;
}

export function printReport(report: ImportReport): void {
  if (report.json) {
    printDocument(report);
    return;
  }
  const { feed, problems, out, wroteSite, articles, dryRun, pages } = report;
  process.stderr.write(problems.map(problem => `${formatProblem(problem)}\n`).join(''));
  const wrote = dryRun ? 'would be written' : 'written';
  const lines = [
    `${feed.format}: ${counted(feed.items.length, 'article')} read, ` +
      `${articles.written.length} ${wrote} to ${out}${notes(report)}`,
    ...goneLines(report),
    ...updateLines(report),
    ...draftLines(report.articles),
    ...copyLines(report),
    ...[...report.left.kinds, ...(report.withoutRule?.kinds ?? [])].map(leftLine),
    ...redirectLines(report),
    ...mediaLines(report),
    ...(feed.next !== undefined
      ? [`the feed goes on at ${feed.next}: import that, too${pages === undefined ? ', or say --pages 100' : ''}`]
      : []),
    ...(wroteSite && !dryRun
      ? [
          `${out}/${SITE_KEY} is a draft: read it, and change feedsUrl; then run: ` +
            `npx --no-install bantin build ${out} --out public`,
        ]
      : []),
  ];
  process.stdout.write(withoutPasswords(`${lines.join('\n')}\n`));
}

function printDocument(report: ImportReport): void {
  const { feed, sources, wroteSite, known, gone, problems, dryRun, redirects, fetched, update, copied } = report;
  const { left, withoutRule } = report;
  const { written, drafts, updated, edited } = report.articles;
  const [source] = sources;
  printJson({
    source,
    ...(sources.length > 1 && { sources }),
    format: feed.format,
    read: feed.items.length,
    ...(dryRun && { dryRun }),
    written: [...written, ...(wroteSite ? [SITE_KEY] : [])],
    ...(update && { updated, edited }),
    known,
    gone,
    drafts,
    left: [...kindsOf(left), ...(withoutRule ? kindsOf(withoutRule) : [])],
    ...(redirects !== undefined && { redirects }),
    ...(copied && { copied }),
    media: feed.media,
    ...(fetched && { fetched: { ...fetched, failed: kindsOf(fetched.failed) } }),
    ...(feed.next !== undefined && { next: feed.next }),
    problems,
  });
}

function kindsOf({ kinds }: LeftOut): readonly object[] {
  return [...kinds].map(([kind, left]) => ({ kind, ...left }));
}

/** Returns the results for files that articles show. */
function mediaLines({ fetched, filesElsewhere, feed, out, dryRun }: ImportReport): readonly string[] {
  if (!fetched) {
    const count = filesElsewhere ?? feed.media.length;
    const whose = filesElsewhere === undefined ? 'of the export' : 'that articles show';
    const stays = count === 1 ? 'stays where it is' : 'stay where they are';
    return count > 0 ? [`${counted(count, 'file')} ${whose} ${stays}; --media fetches what articles show`] : [];
  }
  const { files, bytes, there, failed } = fetched;
  if (dryRun) return [`${files} files would be fetched into ${out}/media`];
  const known = there > 0 ? `; ${there} were there already` : '';
  const lines = [...failed.kinds].map(
    ([why, { count, example = '' }]) => `not fetched: ${count}, ${why} (such as ${example}); links to them stay`,
  );
  return [`${files} files fetched into ${out}/media (${(bytes / 1024 / 1024).toFixed(1)} MB)${known}`, ...lines];
}

/** Returns the reasons for drafts: the count of each, and one example. */
function draftLines({ drafts }: WrittenArticles): readonly string[] {
  const reasons = new Map<string, { readonly path: string; count: number }>();
  for (const { path, why } of drafts) {
    const reason = why.replace(/"[^"]*"/g, '…');
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

function notes({ articles: { drafts }, known }: ImportReport): string {
  const parts = [drafts.length > 0 && `${drafts.length} of them as drafts`, known > 0 && `${known} were there already`];
  const told = parts.filter(part => part !== false);
  return told.length > 0 ? ` (${told.join(', ')})` : '';
}

function redirectLines({ redirects, out, dryRun }: ImportReport): readonly string[] {
  if (redirects === undefined) return [];
  if (redirects === 0) return ['no article has a former address that would need a redirect'];
  const where = `${dryRun ? 'would be' : 'are'} in ${out}/redirects`;
  return [`${redirects} redirects from former addresses ${where}, for nginx, Netlify and CloudFront, and as a list`];
}

/** Returns articles that were deleted or moved since an earlier import: writing them again would undo that. */
function goneLines({ gone, out }: ImportReport): readonly string[] {
  const [first] = gone;
  if (first === undefined) return [];
  return [
    `${counted(gone.length, 'article')} of an earlier import ${gone.length === 1 ? 'is' : 'are'} not there any more, ` +
      `such as ${first}, and not written again; take ${out}/${RECORD} away to have all of them`,
  ];
}

/**
 * Returns the results for existing articles. Those that were edited are listed one by one, since somebody has to look
 * at them.
 */
function updateLines({ update, dryRun, articles: { updated, edited } }: ImportReport): readonly string[] {
  if (!update) return [];
  const lines = edited.map(path => `left alone: ${path} was edited here, and is another in the source, too`);
  const were = dryRun ? 'would be' : updated.length === 1 ? 'was' : 'were';
  return [`${counted(updated.length, 'article')} ${were} corrected`, ...lines];
}

function copyLines({ copied, dryRun }: ImportReport): readonly string[] {
  if (!copied) return [];
  const known = copied.there > 0 ? `; ${copied.there} were there already` : '';
  const files = copied.files === 1 ? '1 picture or other file' : `${copied.files} pictures and other files`;
  return [`${files} ${dryRun ? 'would be written' : 'written'}${known}`];
}
