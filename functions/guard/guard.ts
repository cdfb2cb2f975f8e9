import { parseSource, type SourceObject } from '../content/read-source.ts';
import { versionOf } from '../content/version.ts';
import type { Source } from '../core/article/article.ts';
import type { ArticleReader } from '../core/article/reading.ts';
import type { Attempt } from '../core/attempt.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { ReadArticle, ReadObject, Rejected } from '../core/index/found.ts';
import type { Site } from '../core/site/site.ts';
import { type Isolate, isFatal } from './isolate.ts';
import { LastReadings } from './last-readings.ts';
import { GUARD_LIMITS, type GuardLimits, MAX_FAILURES } from './limits.ts';
import { GivenUp, givenUpMessage, reasonOf } from './marks.ts';
import { loadParser, type Parser, type Rendered } from './parser.ts';
import type { GuardSettings } from './settings.ts';
import { ShortOfTime } from './short-of-time.ts';
import type { Care } from './suspects.ts';
import { ThreadIsolate } from './thread-isolate.ts';
import { attemptBatch } from './time-limit.ts';
import { CommandWatch, type Watch, type Watched } from './watch.ts';

export interface GuardOptions extends GuardSettings {
  /** The watch of a command unless told. */
  readonly watch?: Watch;
  readonly givenUp?: GivenUp;
  /** Milliseconds until the process is cut off. */
  readonly timeLeft?: () => number;
}

/**
 * Factor by which a command may take more memory for a source than the function. Starting a thread takes as long as 200
 * KB do.
 */
const COMMAND_MEMORY = 2;
/** Time of a run that is reserved for everything but the source that is handled apart. Milliseconds. */
const RESERVE = 15_000;

type Outcome<Result> = { readonly result: Result } | { readonly reason: string };

/** Work on one source: how it is done here, and how in an isolate. */
interface Craft<Task, Result> {
  readonly here: (task: Task) => Result;
  readonly apart: (task: Task, isolate: Isolate) => Promise<Attempt<Result>>;
  /**
   * True if a source that the parser throws an error for is marked as given up: what can be read may still fail to
   * render.
   */
  readonly marksErrors: boolean;
}

/**
 * Reads and renders sources so that none can hold up, or end, the work on the others, whatever the parser does. Small
 * sources are handled in this thread, many in one call that is ended when its time is up; suspects each by itself in a
 * thread of bounded memory. One that fails twice by itself is given up.
 */
export class Guard {
  readonly givenUp: GivenUp;
  /** Sources that were read and given up when they were rendered: what was made of them before is to be made again. */
  unrendered = 0;
  /** True if a source was given up, also where another try may come through. */
  hasGivenUp = false;
  readonly #watch: Watch;
  readonly #limits: GuardLimits;
  readonly #options: GuardOptions;
  readonly #readers = new WeakMap<Site, ArticleReader>();
  readonly #readApart = new LastReadings();
  #parser: Promise<Parser> | undefined;
  #isolate: Isolate | undefined;

  constructor(options: GuardOptions = {}) {
    this.#options = options;
    this.#limits = { ...GUARD_LIMITS, ...options.limits };
    this.#watch = options.watch ?? new CommandWatch(COMMAND_MEMORY * this.#limits.large);
    this.givenUp = options.givenUp ?? new GivenUp('');
  }

  /** Parses sources: what each was found to be, by key. */
  async read(objects: readonly SourceObject[], site: Site): Promise<ReadonlyMap<string, ReadObject>> {
    const parser = await this.#load();
    const readArticle = this.#readers.get(site) ?? parser.createReader(site);
    this.#readers.set(site, readArticle);
    const tasks = objects.map(object => ({ ...watched(object, versionOf(object)), object }));
    const outcomes = await this.#each(tasks, {
      here: ({ object }) => parseSource(object, readArticle),
      apart: ({ object }, isolate) => this.#readApart.answer(object, site, () => isolate.read(object, site)),
      marksErrors: false,
    });
    for (const [at, { key }] of tasks.entries()) {
      const outcome = outcomes[at];
      // The mark is of an earlier version of the source, or of earlier code.
      if (outcome && 'result' in outcome && this.givenUp.has(key)) this.givenUp.forget(key);
    }
    return new Map(tasks.map((task, at) => [task.key, readSourceOf(task, outcomes[at])]));
  }

  /** Renders articles that were read: the entry of each, by key; none of one that is given up. */
  async render(articles: readonly ReadArticle[], context: RenderContext): Promise<ReadonlyMap<string, Rendered>> {
    const parser = await this.#load();
    const tasks = articles.map(({ source, found }) => ({ ...watched(source, found.etag), source, ...found }));
    const outcomes = await this.#each(tasks, {
      here: ({ source, article }) => parser.render(source, article, context),
      apart: ({ source, article }, isolate) => isolate.render(source, article, context),
      marksErrors: true,
    });
    const rendered = new Map<string, Rendered>();
    for (const [at, { key }] of tasks.entries()) {
      const outcome = outcomes[at];
      if (!outcome || !('result' in outcome)) this.unrendered += 1;
      else if (outcome.result) rendered.set(key, outcome.result);
    }
    return rendered;
  }

  /** Returns the rejection of an article that is given up; `undefined` where it is not. */
  rejectionOf({ found, source }: ReadArticle): Rejected | undefined {
    const mark = this.givenUp.of(source.key, found.etag);
    return mark && rejected(source.key, found.etag, mark.reason);
  }

  /** Ends the isolate, if there is one; another is started when it is needed. */
  async close(): Promise<void> {
    const isolate = this.#isolate;
    this.#isolate = undefined;
    await isolate?.close();
  }

  #load(): Promise<Parser> {
    this.#parser ??= loadParser(this.#options.parser);
    return this.#parser;
  }

  async #each<Task extends Watched, Result>(
    tasks: readonly Task[],
    craft: Craft<Task, Result>,
  ): Promise<readonly Outcome<Result>[]> {
    const outcomes: Outcome<Result>[] = [];
    const isGivenUp = ({ key, version }: Task) => this.givenUp.of(key, version) !== undefined;
    const cares = await this.#watch.begin(tasks.filter(task => !isGivenUp(task)));
    const places: Record<Care, number[]> = { together: [], apart: [], alone: [] };
    for (const [at, task] of tasks.entries()) {
      const mark = this.givenUp.of(task.key, task.version);
      if (mark) outcomes[at] = mark;
      else places[cares.get(task.key) ?? 'together'].push(at);
    }
    const handle = async (care: Care): Promise<void> => {
      for (const at of places[care]) {
        const task = tasks[at];
        if (task) outcomes[at] = await this.#apart(task, craft, care);
      }
    };
    // Those that are recorded come first, so that none is recorded as being tried while another is handled.
    await handle('alone');
    if (places.alone.length > 0) await this.#watch.tried();
    await handle('apart');
    for (const call of this.#calls(tasks, places.together)) await this.#together(tasks, call, craft, outcomes);
    return outcomes;
  }

  /** Cuts tasks into calls. */
  *#calls(tasks: readonly Watched[], places: readonly number[]): Generator<readonly number[]> {
    let call: number[] = [];
    let bytes = 0;
    for (const at of places) {
      const size = tasks[at]?.size ?? 0;
      if (call.length > 0 && (call.length >= this.#limits.perCall || bytes + size > this.#limits.bytesPerCall)) {
        yield call;
        [call, bytes] = [[], 0];
      }
      call.push(at);
      bytes += size;
    }
    if (call.length > 0) yield call;
  }

  async #together<Task extends Watched, Result>(
    tasks: readonly Task[],
    call: readonly number[],
    craft: Craft<Task, Result>,
    outcomes: Outcome<Result>[],
  ): Promise<void> {
    const ours = call.flatMap(at => tasks[at] ?? []);
    for (let next = 0; next < ours.length; ) {
      const { attempts, overtime } = attemptBatch(ours.slice(next), craft.here, this.#limits.batch);
      for (const attempt of attempts) {
        const [at = 0, task] = [call[next], ours[next]];
        if ('result' in attempt) outcomes[at] = attempt;
        else if (task) outcomes[at] = await this.#again(task, craft);
        next += 1;
      }
      const [at = 0, task] = [call[next], ours[next]];
      if (overtime === undefined || !task) continue;
      await this.#watch.suspect(task);
      outcomes[at] = await this.#apart(task, craft, 'apart');
      next += 1;
    }
  }

  /** Handles a source again by itself: an error that it threw among others has to occur there, too. */
  async #again<Task extends Watched, Result>(task: Task, craft: Craft<Task, Result>): Promise<Outcome<Result>> {
    const [attempt] = attemptBatch([task], craft.here, this.#limits.batch).attempts;
    if (!attempt) return this.#apart(task, craft, 'apart');
    return 'result' in attempt ? attempt : this.#giveUp(task, attempt.error, craft.marksErrors);
  }

  async #apart<Task extends Watched, Result>(
    task: Task,
    craft: Craft<Task, Result>,
    care: Care,
  ): Promise<Outcome<Result>> {
    for (;;) {
      await this.#assertTime(task);
      if (care === 'alone') await this.#watch.trying(task);
      const attempt = await craft.apart(task, this.#openIsolate());
      if ('result' in attempt) return attempt;
      const count = await this.#watch.failed(task);
      const { error } = attempt;
      if (count >= MAX_FAILURES) return this.#giveUp(task, error, craft.marksErrors || isFatal(error));
    }
  }

  async #assertTime({ key }: Watched): Promise<void> {
    const { timeLeft } = this.#options;
    if (timeLeft === undefined || timeLeft() >= this.#limits.alone + RESERVE) return;
    await this.#watch.pause();
    throw new ShortOfTime(key);
  }

  async #giveUp(task: Watched, error: unknown, isRemembered: boolean): Promise<{ readonly reason: string }> {
    const reason = reasonOf(error);
    this.hasGivenUp = true;
    if (!isRemembered) return { reason };
    const mark = this.givenUp.add(task.key, task.version, reason);
    await this.#watch.gaveUp(task);
    return mark;
  }

  #openIsolate(): Isolate {
    const { isolate = options => new ThreadIsolate(options), parser } = this.#options;
    const { alone, heap } = this.#limits;
    this.#isolate ??= isolate({ milliseconds: alone, heap, ...(parser !== undefined && { parser }) });
    return this.#isolate;
  }
}

function watched({ key, bytes, sidecars = [] }: Source, version: string): Watched {
  return { key, version, size: sidecars.reduce((size, { text = '' }) => size + text.length, bytes.length) };
}

function readSourceOf(
  { key, version, object }: Watched & { readonly object: SourceObject },
  outcome: Outcome<ReturnType<typeof parseSource>> | undefined,
): ReadObject {
  if (outcome && 'result' in outcome) {
    const found = outcome.result;
    return found.kind === 'article' ? { found, source: object } : { found };
  }
  return { found: rejected(key, version, outcome?.reason ?? '') };
}

function rejected(key: string, etag: string, reason: string): Rejected {
  return { kind: 'rejected', etag, problems: [{ path: key, severity: 'error', message: givenUpMessage(reason) }] };
}
