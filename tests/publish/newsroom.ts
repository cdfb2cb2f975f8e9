import { Buffer } from 'node:buffer';
import { type Build, build } from '../../functions/build/build.ts';
import { encodeBody } from '../../functions/core/files/encode-body.ts';
import type { PublishedFile } from '../../functions/core/files/published-file.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { Guard } from '../../functions/guard/guard.ts';
import type { GuardSettings } from '../../functions/guard/settings.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { createLocalIsolate } from '../guard/local-isolate.ts';

/**
 * Sources that are well known to come to an end: a watchdog for each call would take longer than the call does. That
 * sources are watched otherwise is shown in tests/guard/, and whole functions and commands watch them.
 */
export const UNWATCHED: GuardSettings = { limits: { batch: Number.POSITIVE_INFINITY } };

const PARSER = new URL('../simulation/remembered-parser.ts', import.meta.url).href;
/** The same where sources are read and rendered once, however many runs and builds have them: most of a test's time. */
export const REMEMBERED: GuardSettings = {
  ...UNWATCHED,
  isolate: () => createLocalIsolate({ parser: PARSER }),
  parser: PARSER,
};

export type Content = Readonly<Record<string, string | Uint8Array>>;

/** A build of content that lies in memory, every file read. */
export interface Built extends Omit<Build, 'files' | 'problems'> {
  readonly problems: readonly string[];
  readonly files: ReadonlyMap<string, string>;
}

export async function buildContent(content: Content, site: Site = SITE, now = NOW): Promise<Built> {
  const { problems, files, ...built } = await build({
    content: createMemoryStore(content),
    site,
    now,
    guard: new Guard(REMEMBERED),
  });
  const all = new Map<string, string>();
  for await (const file of files()) all.set(file.path, textOf(file));
  return { ...built, problems: problems.map(formatProblem), files: all };
}

export function article(fields: string, body = 'Lời.'): string {
  return `---\n${fields}\n---\n${body}\n`;
}

function textOf({ body }: PublishedFile): string {
  return body instanceof Uint8Array ? Buffer.from(body).toString('latin1') : Buffer.from(encodeBody(body)).toString();
}
