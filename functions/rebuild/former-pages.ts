import { listedVersion } from '../core/files/file-version.ts';
import { chaptersPath, twinPath } from '../core/files/variants.ts';
import { reportFormer } from '../core/plan/plan-former.ts';
import { formerPathsIn, type SettledFormer, settleFormer } from '../core/plan/settle-former.ts';
import type { DigestSet } from '../core/text/digest-set.ts';
import { formerPage } from '../core/views/former-page.ts';
import type { RunResult } from '../run/run-result.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { deleteFile, writeFile } from '../stores/public-files.ts';
import type { FilesBefore, Rebuild } from './rebuild-context.ts';

type Owner = NonNullable<SettledFormer['owner']>;

/**
 * Writes the pages of former addresses, once all other files are planned. Those that exist and were made of the same
 * are left alone. `taken` are paths of feeds, lists and sitemaps. Adds the pages' paths to `owned`.
 * @returns `lost` if the state had to be marked first, so that it has changed since it was loaded.
 */
export async function publishFormerPages(
  rebuild: Rebuild,
  taken: ReadonlySet<string>,
  before: FilesBefore,
  owned: DigestSet,
): Promise<RunResult<'done' | 'lost'>> {
  const { index, nextState } = rebuild;
  for (let at = 0; at < nextState.segmentCount; at++) {
    const view = await index.viewOf(at, nextState.delta);
    const missing: Owner[] = [];
    for (const path of formerPathsIn(view, at)) {
      const settled = settleFormer(path, view, taken);
      await reportLosers(rebuild, path, settled);
      if (!settled.owner) continue;
      const version = versionThere(rebuild, settled.owner, before);
      owned.add(path);
      if (version === undefined) missing.push(settled.owner);
      else note(rebuild, settled.owner, version);
    }
    if (missing.length > 0 && (await before.begin())) return 'lost';
    await inParallel(missing, CONCURRENCY, owner => write(rebuild, owner));
  }
  return 'done';
}

/** Returns the version of a page that exists as it was written, by this run or for the same claim. */
function versionThere({ published, stray }: Rebuild, [, claim]: Owner, before: FilesBefore): string | undefined {
  const there = listedVersion(claim.former, published);
  if (there === undefined || claim.version === there) return there;
  // A page of an article was written over it.
  if (stray.has(claim.former)) return undefined;
  return before.hadFormer(claim, there) ? there : undefined;
}

async function write(rebuild: Rebuild, owner: Owner): Promise<void> {
  const { run, site, copied, published, stray } = rebuild;
  const { version } = await writeFile(run.public, formerPage(owner[1], site));
  // An article was read there, maybe in Markdown and with chapters, too.
  const { former } = owner[1];
  const [twin, chapters] = [twinPath(former), chaptersPath(former)];
  const isStray = stray.has(former);
  if (twin !== undefined && (published.has(twin) || (site.markdown && isStray))) await deleteFile(run.public, twin);
  if (chapters !== undefined && (published.has(chapters) || isStray)) await deleteFile(run.public, chapters);
  run.touch(former);
  copied.add(former);
  note(rebuild, owner, version);
}

function note({ nextState }: Rebuild, [name, claim]: Owner, version: string): void {
  nextState.delta.set(name, { ...claim, version });
}

async function reportLosers(
  { run, index, nextState }: Rebuild,
  path: string,
  { claims, problems }: SettledFormer,
): Promise<void> {
  for (const [, { key }] of claims) {
    const problem = problems.get(key);
    const record = problem || nextState.delta.has(key) ? await index.record(key, nextState.delta) : undefined;
    if (record && reportFormer(nextState, [key, record], path, problem) && problem) run.report.problems.push(problem);
  }
}
