import { STATE_PREFIX } from '../core/bucket-layout.ts';
import { type Audit, describeTampering } from '../core/files/audit.ts';
import { formatProblem, type Problem } from '../core/problem.ts';
import { withoutPasswords } from '../core/text/without-passwords.ts';
import { formatInstant } from '../core/time/date.ts';
import { type FleetStatus, readFleets } from '../state/fleet/fleet-status.ts';
import { FleetStore } from '../state/fleet/fleet-store.ts';
import { type Due, type PublishedStatus, readStatus, type Status, type Unfinished } from '../state/read-status.ts';
import { createPrefixedStore } from '../stores/prefixed-store.ts';
import { createS3Store } from '../stores/s3-store.ts';
import { runArticleStatus } from './article-status.ts';
import type { Deployment } from './deployment/deployment.ts';
import { counted, waitingFor } from './output/counted.ts';
import { DONE, PROBLEMS } from './output/exit-status.ts';
import { fleetFacts, fleetLines } from './output/fleet-lines.ts';
import { type Clock, clockOf, heldFacts, heldLines } from './output/held-articles.ts';
import { printJson } from './output/print-json.ts';
import { purgeFacts, purgeLines } from './output/purge-lines.ts';

export interface StatusOptions {
  readonly feedsBucket: string;
  /** The deployment of `feedsBucket`, reported first if known. */
  readonly deployment?: Deployment;
  /** True to report warnings, too. */
  readonly warnings?: boolean;
  readonly json?: boolean;
  /** Paths of the only articles to report; absent for the whole newsroom. */
  readonly articles?: readonly string[];
}

/**
 * `bantin status`: what is published, when last and by what, what is due, what is not done, and what was rejected and
 * why. Gives the exit status.
 */
export async function runStatus(options: StatusOptions): Promise<number> {
  const feeds = createS3Store({ bucket: options.feedsBucket });
  if (options.articles && options.articles.length > 0) return runArticleStatus(feeds, options.articles, options.json);
  const status = await readStatus(feeds);
  const fleets = await readFleets(new FleetStore(createPrefixedStore(feeds, STATE_PREFIX)));
  const problems = status.published?.problems ?? [];
  const shown = problems.filter(({ severity }) => options.warnings || severity === 'error');
  if (options.json) {
    printJson(reportOf(status, fleets, shown, options.deployment));
  } else {
    const notes = status.lost.map(lost => `bantin: ${lost}; the next run that needs it makes everything anew\n`);
    process.stderr.write([...notes, ...shown.map(problem => `${formatProblem(problem)}\n`)].join(''));
    const where = options.deployment ? describeDeployment(options.deployment) : [];
    process.stdout.write(
      withoutPasswords([...where, ...describe(status, fleets, problems.length - shown.length)].join('\n')),
    );
  }
  const isWell = status.lost.length === 0 && problems.every(({ severity }) => severity !== 'error');
  return isWell ? DONE : PROBLEMS;
}

function reportOf(
  { published, lost, unfinished }: Status,
  fleets: FleetStatus,
  problems: readonly Problem[],
  deployment: Deployment | undefined,
): object {
  const ofFleets = fleetFacts(fleets);
  return {
    ...(deployment && { deployment }),
    ...(published && factsOf(published)),
    unfinished: {
      writes: unfinished.writes.map(write => ({ ...write, since: formatInstant(write.since) })),
      rebuilds: unfinished.rebuilds.map(({ run, since }) => ({ run, ...(since && { since: formatInstant(since) }) })),
      ...(unfinished.progress && { progress: unfinished.progress }),
    },
    ...(ofFleets && { fleets: ofFleets }),
    lost,
    problems,
  };
}

function factsOf(status: PublishedStatus): object {
  const { site, asOf, by, revision, counts, feeds, due, held, audit, purges } = status;
  return {
    title: site.title,
    feedsUrl: site.feedsUrl,
    timeZone: site.timeZone,
    asOf: formatInstant(asOf),
    by,
    revision,
    published: counts.published,
    withdrawn: counts.withdrawn,
    drafts: counts.draft,
    waiting: counts.waiting,
    expired: counts.expired,
    rejected: counts.rejected,
    feeds: feeds.map(({ newest, ...feed }) => ({
      ...feed,
      ...(newest !== undefined && { newest: formatInstant(newest) }),
    })),
    due: due.map(({ at, ...what }) => ({ at: formatInstant(at), ...what })),
    held: heldFacts(held),
    ...(audit && { audit: auditFacts(audit) }),
    ...(purges && { purges: purgeFacts(purges) }),
  };
}

function describeDeployment({ stack, contentBucket, feedsBucket, functionName, feedsUrl }: Deployment): string[] {
  return [
    `stack           ${stack}`,
    `content bucket  ${contentBucket}`,
    `feeds bucket    ${feedsBucket}`,
    `function        ${functionName}`,
    ...(feedsUrl === undefined ? [] : [`served at       ${feedsUrl}`]),
    '',
  ];
}

/** Lines, the last of them empty. */
function describe({ published, unfinished }: Status, fleets: FleetStatus, warnings: number): string[] {
  const time = clockOf(published?.site.timeZone ?? 'UTC');
  const lines = published ? describePublished(published, time) : ['nothing is published yet'];
  lines.push(...describeUnfinished(unfinished, time));
  const ofFleets = fleetLines(fleets, time);
  if (ofFleets.length > 0) lines.push('', ...ofFleets);
  if (warnings > 0) lines.push('', `${counted(warnings, 'warning')}; --warnings tells them`);
  return [...lines, ''];
}

function auditFacts({ at, files, found }: Audit): object {
  return { at: formatInstant(at), files, ...(found && { found: { ...found, at: formatInstant(found.at) } }) };
}

/** Describes the last audit of `public/`, and the last change by others that an audit found. */
function describeAudit(audit: Audit | undefined, time: Clock): readonly string[] {
  if (!audit) return [];
  const { at, files, found } = audit;
  const is = found?.at === at ? '' : '; all as written';
  // Nothing was compared yet.
  const lines =
    files === 0 ? [] : [`${counted(files, 'file')} under public/ compared with what was written at ${time(at)}${is}`];
  if (found) lines.push(`${describeTampering(found)} by somebody else, and mended, at ${time(found.at)}:`);
  return [...lines, ...(found?.paths ?? []).map(path => `  public/${path}`)];
}

const DUE: Readonly<Record<Due['kind'], string>> = { article: '', correction: ' (correction)', expiry: ' (goes)' };

const CAUSES: Readonly<Record<string, string>> = {
  events: 'an event',
  due: 'a run of what is due',
  sweep: 'a sweep',
  full: 'a rebuild',
};

/** Feeds that are listed one by one: of authors and tags there may be many thousands. */
const MAX_FEEDS = 100;

function describePublished(
  { site, asOf, by, revision, counts, feeds, feedCount, due, held, audit, purges }: PublishedStatus,
  time: Clock,
): string[] {
  const { published, withdrawn, waiting, draft, expired, rejected } = counts;
  const lines = [
    `${site.title}, ${site.feedsUrl}`,
    [
      `${counted(published, 'article')} in ${counted(feedCount, 'feed')}; ${waitingFor(waiting)}`,
      counted(draft, 'draft'),
      `${rejected} rejected`,
      ...(expired > 0 ? [`${expired} expired`] : []),
      ...(withdrawn > 0 ? [`${withdrawn} withdrawn`] : []),
    ].join(', '),
    `last changed by ${CAUSES[by] ?? by} at ${time(asOf)} (${site.timeZone}), revision ${revision}`,
    ...describeAudit(audit, time),
    ...purgeLines(purges, time),
    '',
    'entries  newest            feed',
  ];
  for (const { entries, newest, url } of feeds.slice(0, MAX_FEEDS)) {
    lines.push(`${String(entries).padStart(7)}  ${(newest === undefined ? '' : time(newest)).padEnd(16)}  ${url}`);
  }
  if (feeds.length > MAX_FEEDS)
    lines.push(`and ${counted(feeds.length - MAX_FEEDS, 'feed')} more; --json lists them all`);
  if (due.length > 0) lines.push('', 'due');
  for (const { at, key, kind } of due) lines.push(`${time(at)}  ${key}${DUE[kind]}`);
  // What waits is due, and so told already.
  const others = held.filter(article => article.kind !== 'waiting');
  if (others.length > 0) lines.push('', 'held back', ...heldLines(others, time));
  return lines;
}

function describeUnfinished({ writes, rebuilds, progress }: Unfinished, time: Clock): string[] {
  const lines: string[] = [];
  for (const { run, since, files } of writes)
    lines.push(
      `run ${run} began at ${time(since)} to write ${counted(files, 'file')}; if it was cut off, a sweep writes them`,
    );
  for (const { run, since } of rebuilds) {
    const state = since === undefined ? 'stopped before it was done' : `began at ${time(since)}`;
    lines.push(`rebuild ${run} ${state}; if it is not at work, the next run goes on`);
  }
  if (progress) {
    const read = Object.values(progress.counts).reduce((sum, count) => sum + count, 0);
    const where = progress.after === undefined ? '' : `, up to ${progress.after}`;
    lines.push(`a rebuild has read ${counted(read, 'source')} so far${where}`);
  }
  return lines.length > 0 ? ['', 'not done', ...lines] : [];
}
