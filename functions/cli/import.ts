import { ARTICLES_PREFIX, isIgnored } from '../core/article/key.ts';
import { type ImportedFeed, UnreadableFeed } from '../core/import/imported-feed.ts';
import type { LeftKind } from '../core/import/left-out.ts';
import type { Patience } from '../core/import/patience.ts';
import { type ImportPlan, planImport } from '../core/import/plan-import.ts';
import { readFeed } from '../core/import/read-feed.ts';
import { draftSite } from '../core/import/site-draft.ts';
import type { Instant } from '../core/instant.ts';
import { formatProblem } from '../core/problem.ts';
import { parseSite, SITE_KEY } from '../core/site/parse-site.ts';
import type { Site } from '../core/site/site.ts';
import { withoutPasswords } from '../core/text/without-passwords.ts';
import { Guard } from '../guard/guard.ts';
import { GUARD_LIMITS, type GuardLimits } from '../guard/limits.ts';
import { reasonOf } from '../guard/marks.ts';
import { SourceReader } from '../guard/source-reader.ts';
import { attemptEach, Overtime, within } from '../guard/time-limit.ts';
import { inRounds } from '../publish/in-rounds.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { type OpenFeedOptions, openFeed } from './open-feed.ts';
import { CouldNotRun, DONE, PROBLEMS } from './output/exit-status.ts';
import { printJson } from './output/print-json.ts';
import { createProgress } from './output/progress.ts';

export interface ImportOptions extends OpenFeedOptions {
  readonly out: string;
  /** In place of what the document says of its encoding. */
  readonly encoding?: string;
  /** The present moment unless told. */
  readonly now?: Instant;
  readonly json?: boolean;
  /** How items are worked on; what takes too long is ended unless told. */
  readonly patience?: Patience;
}

/** `bantin import`: a feed or an export becomes articles. What is there stays as it is. Gives the exit status. */
export async function runImport(source: string, options: ImportOptions): Promise<number> {
  const now = options.now ?? Date.now();
  const { patience = createPatience(source) } = options;
  const { feed, url } = await read(source, { ...options, patience });
  const store = createDirectoryStore(options.out);
  const { site, draft } = await siteOf(store, options.out, () =>
    patience.whole(() => draftSite(feed, { now, ...(url !== undefined && { source: url }) })),
  );
  const plan = planImport(feed, { site, ...(await whatIsThere(store, site)), now, source, patience });
  for (const { key, text } of plan.articles) await store.put(key, Buffer.from(text), { ifNoneMatch: '*' });
  if (draft !== undefined) await store.put(SITE_KEY, Buffer.from(draft), { ifNoneMatch: '*' });
  report(feed, plan, { ...options, source, wroteSite: draft !== undefined });
  return plan.problems.some(({ severity }) => severity === 'error') ? PROBLEMS : DONE;
}

/**
 * What a document holds may be made so that the work on it has no end. An item that takes too long is left out; where
 * the document itself does, there is nothing to import.
 */
export function createPatience(source: string, limits: Pick<GuardLimits, 'batch' | 'alone'> = GUARD_LIMITS): Patience {
  return {
    whole: work => {
      try {
        return within(limits.alone, work);
      } catch (error) {
        if (!(error instanceof Overtime || error instanceof RangeError)) throw error;
        throw new CouldNotRun(`${source}: ${reasonOf(error)}; have whoever makes it mend it, or import it in parts`);
      }
    },
    each: (items, work) => attemptEach(items, work, limits),
  };
}

async function read(
  source: string,
  options: ImportOptions & { readonly patience: Patience },
): Promise<{ readonly feed: ImportedFeed; readonly url?: string }> {
  const progress = createProgress();
  const opened = await openFeed(source, options);
  const { chunks, charset, url } = opened;
  try {
    const feed = await readFeed(chunks, {
      ...(options.encoding !== undefined && { told: options.encoding }),
      ...(charset !== undefined && { charset }),
      patience: options.patience,
      onBytes: bytes => progress.update(() => `${(bytes / 1024 / 1024).toFixed(1)} MB read`),
    });
    return { feed, ...(url !== undefined && { url }) };
  } catch (error) {
    if (!(error instanceof UnreadableFeed)) throw error;
    const { line, column, message } = error;
    throw new CouldNotRun(
      [source, line, line === undefined ? undefined : column, ` ${message}`]
        .filter(part => part !== undefined)
        .join(':'),
    );
  } finally {
    progress.done();
  }
}

/** The site that is there, else the one that is drafted for it. */
async function siteOf(
  store: ObjectStore,
  directory: string,
  makeDraft: () => string,
): Promise<{ readonly site: Site; readonly draft?: string }> {
  const object = await store.get(SITE_KEY);
  const draft = object ? undefined : makeDraft();
  const { site, problems } = parseSite(draft ?? new TextDecoder().decode(object?.bytes));
  if (site) return { site, ...(draft !== undefined && { draft }) };
  const lines = problems.map(problem => formatProblem({ ...problem, path: `${directory}/${problem.path}` }));
  throw new CouldNotRun(`${SITE_KEY} can't be used:\n${lines.join('\n')}`);
}

async function whatIsThere(
  store: ObjectStore,
  site: Site,
): Promise<{ readonly ids: Set<string>; readonly keys: Set<string> }> {
  const guard = new Guard();
  const ids = new Set<string>();
  const keys: string[] = [];
  for await (const { key } of store.list(ARTICLES_PREFIX)) keys.push(key);
  const reader = new SourceReader({ content: store, site, guard });
  for (const round of inRounds(keys.filter(key => !isIgnored(key)))) {
    for (const { found } of (await reader.read(round)).values())
      if (found.kind === 'article') ids.add(found.article.id);
  }
  await guard.close();
  return { ids, keys: new Set(keys.map(key => key.normalize('NFC').toLowerCase())) };
}

interface ReportOptions extends ImportOptions {
  readonly source: string;
  readonly wroteSite: boolean;
}

function report(feed: ImportedFeed, plan: ImportPlan, { json, out, source, wroteSite }: ReportOptions): void {
  const { articles, known, problems } = plan;
  const drafts = articles.filter(({ held }) => held !== undefined);
  if (json) {
    const document = {
      source,
      format: feed.format,
      read: feed.items.length,
      written: [...articles.map(({ key }) => key), ...(wroteSite ? [SITE_KEY] : [])],
      known,
      drafts: drafts.map(({ key, held }) => ({ path: key, why: held })),
      left: [...feed.left].map(([kind, left]) => ({ kind, ...left })),
      media: feed.media,
      ...(feed.next !== undefined && { next: feed.next }),
      problems,
    };
    printJson(document);
    return;
  }
  process.stderr.write(problems.map(problem => `${formatProblem(problem)}\n`).join(''));
  const lines = [
    `${feed.format}: ${feed.items.length} articles read, ${articles.length} written to ${out}${notes(drafts.length, known)}`,
    ...[...feed.left].map(leftLine),
    ...(feed.media.length > 0
      ? [`${feed.media.length} media files stay where they are; --json lists their addresses`]
      : []),
    ...(feed.next !== undefined ? [`the feed goes on at ${feed.next}: import that, too`] : []),
    ...(wroteSite
      ? [`${out}/${SITE_KEY} is a draft: read it, and change feedsUrl; then run: bantin build ${out} --out public`]
      : []),
  ];
  process.stdout.write(withoutPasswords(`${lines.join('\n')}\n`));
}

function leftLine([kind, { count, example, line }]: readonly [string, LeftKind]): string {
  const first = [line === undefined ? '' : `line ${line}`, example === undefined ? '' : `"${example}"`].filter(Boolean);
  return `left out: ${count} of kind ${kind}${first.length > 0 ? ` (the first: ${first.join(', ')})` : ''}`;
}

function notes(drafts: number, known: number): string {
  const parts = [drafts > 0 && `${drafts} of them as drafts`, known > 0 && `${known} were there already`].filter(
    part => part !== false,
  );
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
