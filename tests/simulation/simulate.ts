import { SaxesParser } from 'saxes';
import { type Build, build } from '../../functions/build/build.ts';
import { EmptyListing } from '../../functions/content/empty-listing.ts';
import { listDataKeys, readDataFiles } from '../../functions/content/read-data-files.ts';
import { versionOf, versionWith } from '../../functions/content/version.ts';
import { isPageMedia } from '../../functions/core/article/page-media.ts';
import { isContent } from '../../functions/core/bucket-layout.ts';
import { isArticleKey } from '../../functions/core/data-files/data-keys.ts';
import { stemOf } from '../../functions/core/data-files/holds.ts';
import { segmentOf } from '../../functions/core/index/keys/record-keys.ts';
import { LIMITS, type Limits } from '../../functions/core/index/limits.ts';
import type { State } from '../../functions/core/index/state.ts';
import type { Instant } from '../../functions/core/instant.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { addToDigest, EMPTY_DIGEST } from '../../functions/core/text/set-digest.ts';
import { Guard } from '../../functions/guard/guard.ts';
import { DIED, GivenUp } from '../../functions/guard/marks.ts';
import { loadParser } from '../../functions/guard/parser.ts';
import type { GuardSettings } from '../../functions/guard/settings.ts';
import { publish, type Work } from '../../functions/publish/publish.ts';
import { presentOf } from '../../functions/run/clock.ts';
import type { Outcome } from '../../functions/run/outcome.ts';
import type { PublishOptions } from '../../functions/run/publish-options.ts';
import { ContentIndex } from '../../functions/state/content-index.ts';
import { readStatus } from '../../functions/state/read-status.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createCountingStore, type RequestKind } from '../../functions/stores/counting-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore, ObjectSummary, PutOptions } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { digestOf } from '../../functions/stores/public-files.ts';
import { createLocalIsolate } from '../guard/local-isolate.ts';
import { withEtagsOfTheirOwn } from '../stores/etags-of-their-own.ts';
import { SimulatedEdge } from './edge.ts';
import { EditorsDesk } from './editors-desk.ts';
import { forgottenKeys } from './forgotten-keys.ts';
import { FIRST_SITE, Newsroom } from './newsroom.ts';
import { createRandom, type Random } from './random.ts';
import { Tamperer } from './tamperer.ts';
import { type Misfortunes, Scheduler } from './unreliable-store.ts';

export interface SimulationOptions {
  readonly seed: number;
  /** Changes, runs, ticks of the clock: whatever chance brings. */
  readonly steps: number;
  readonly onStep?: (step: number) => void;
}

/** Report of a simulation. */
export interface Simulated {
  readonly steps: number;
  readonly requests: number;
  readonly runs: number;
  /** Sweeps, and runs of what is due, after which every byte was compared with a build from scratch. */
  readonly comparisons: number;
  /** Sweeps, and runs of what is due, after which the edge was found to give nothing that was withdrawn. */
  readonly forgotten: number;
}

/** So narrow that a dozen articles meet every bound. */
const NARROW: Limits = {
  ...LIMITS,
  entries: 4,
  news: 3,
  names: 3,
  considered: 6,
  slack: 1,
  delta: 5,
  perSegment: 4,
  perStoredPart: 6,
  perCommit: 3,
  againPerCommit: 2,
  perRange: 4,
  perRead: 3,
  perCompression: 2,
  perArchive: 2,
  perPage: 2,
  archivesPerCommit: 3,
  perFeedSegment: 2,
  feedSegmentsPerCommit: 2,
};
const PARSER = new URL('remembered-parser.ts', import.meta.url).href;
/** Runs are killed so often that threads would be all that is waited for, and so would a watchdog for each call. */
const GUARD: GuardSettings = {
  isolate: () => createLocalIsolate({ parser: PARSER }),
  parser: PARSER,
  limits: { batch: Number.POSITIVE_INFINITY },
};
const START = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;
const MISFORTUNES: Misfortunes = { fails: 0.02, failsAfter: 0.02, refused: 0.03, crashes: 0.01 };
/** So few that runs come to leave work to others, and to take it in. */
const FEW_MISFORTUNES: Misfortunes = { fails: 0.003, failsAfter: 0.003, refused: 0.01, crashes: 0.006 };
const NO_MISFORTUNES: Misfortunes = { fails: 0, failsAfter: 0, refused: 0, crashes: 0 };

/**
 * A newsroom at random against the real publisher and a store on which nothing can be relied: requests fail, are done
 * though they seem to fail, and runs are killed at any of them; messages to editors are lost and doubled, and so are
 * requests to the edge, which may be late, too; two runs, up to six in a rush, take turns at every request; events are
 * lost, doubled and out of order; the clock jumps; somebody else writes under `public/`.
 * @throws Error with the seed and the step, as soon as something is public that must not be, a feed is broken, an event
 * that a run acknowledged is forgotten, an editor was not told of what is rejected, or more often than mishaps explain,
 * the edge gives what was withdrawn once it has forgotten what it was asked to, a quiet sweep leaves other bytes than a
 * build from scratch, or a quiet run of what is due does, after a while in which nothing but the clock changed.
 */
export async function simulate({ seed, steps, onStep }: SimulationOptions): Promise<Simulated> {
  const world = new World(seed);
  await world.begin();
  for (let step = 1; step <= steps; step++) {
    try {
      await world.step();
    } catch (error) {
      throw new Error(`seed ${seed}, step ${step}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
    onStep?.(step);
  }
  await world.quiet();
  const { requests, runs, comparisons, forgotten } = world;
  return { steps, requests, runs, comparisons, forgotten };
}

/** A run that is about to begin. */
interface Beginning {
  readonly work: Work;
  /** Requests that it makes first, to the queue of events: meanwhile others have begun. */
  readonly late: number;
}

class World {
  requests = 0;
  runs = 0;
  comparisons = 0;
  forgotten = 0;
  readonly #random: Random;
  /** Random choices that no others depend on. */
  readonly #mood: Random;
  readonly #content: ObjectStore;
  readonly #feeds: ObjectStore;
  readonly #newsroom: Newsroom;
  readonly #tamperer: Tamperer;
  readonly #desk = new EditorsDesk();
  readonly #edge: SimulatedEdge;
  #events: string[] = [];
  readonly #queue = createMemoryStore();
  /** Keys of the events that the last runs have acknowledged. */
  readonly #acknowledged = new Set<string>();
  #now: Instant = START;
  /** The latest that any clock ever showed: what was due by then may have come out. */
  #latest: Instant = START;

  constructor(seed: number) {
    this.#random = createRandom(seed);
    this.#mood = createRandom(seed + 1_000_003);
    const now = (): Instant => this.#now;
    const content = createMemoryStore({}, { now });
    this.#content = {
      ...content,
      listsInPages: true,
      delete: async key => {
        await content.delete(key);
        this.#desk.gone(key);
      },
    };
    const feeds = createMemoryStore({}, { now });
    // With a digest of the bytes, or one that tells each write from every other.
    const bucket = seed % 2 === 0 ? feeds : withEtagsOfTheirOwn(feeds);
    this.#edge = new SimulatedEdge(bucket, this.#random, now);
    this.#feeds = watched(bucket, async (key, bytes, options, etag) => {
      this.#edge.wrote(key, etag, options);
      this.#inspect(key, bytes);
      if (key === 'state/state.br') await this.#desk.committed(bucket);
    });
    this.#tamperer = new Tamperer(bucket, this.#random);
    this.#newsroom = new Newsroom(this.#content, this.#random);
  }

  async begin(): Promise<void> {
    await loadParser(PARSER);
    await this.#content.put('site.yaml', Buffer.from(FIRST_SITE));
    for (let at = 0; at < 12; at++) await this.#newsroom.change(this.#now);
  }

  async step(): Promise<void> {
    const random = this.#random;
    if (this.#mood.chance(0.05)) return this.#rush();
    const choice = random.integer(100);
    if (choice < 41) return this.#change();
    if (choice < 45) return this.#edge.read();
    if (choice < 60) return this.#tick();
    if (choice < 85) return this.#run(random.chance(0.3) ? 2 + random.integer(random.chance(0.2) ? 5 : 1) : 1);
    if (choice < 86) return this.#damage();
    if (choice < 88) return this.#tamperer.tamper();
    return this.quiet();
  }

  /** A sweep that nothing disturbs, and then every byte as a build from scratch has it. */
  async quiet(): Promise<void> {
    if (this.#random.chance(0.7)) await this.#edge.read();
    for (let tries = 0; ; tries++) {
      if (!(await this.#active()).site) return;
      const isListed = async () => (await this.#feeds.get('state/listing.br')) !== undefined;
      const before = await isListed();
      // What an earlier sweep has listed, and this one has gone on with, is of that time.
      if ((await this.#sweepQuietly()) && before === (await isListed())) break;
      if (tries > 20) throw new Error('a sweep that nothing disturbs does not come to its end');
    }
    await this.#compare();
    await this.#desk.check(this.#feeds);
    await this.#checkEdge();
    this.#tamperer.forget();
    await this.#sweepIdly();
    await this.#waitQuietly();
  }

  /** Once nothing waits to be forgotten, the edge gives nothing of an article that is out no more, or was another. */
  async #checkEdge(): Promise<void> {
    const { state } = await new StateStore(createPrefixedStore(this.#feeds, 'state/')).load();
    if (!state || (state.purges?.waiting ?? []).length > 0) return;
    this.#edge.deliver();
    const keys = await this.#keysOut(state);
    if (!keys) return;
    const out = await this.#newsroom.wordsOut(keys);
    const left = [...this.#edge.served()].flatMap(([path, text]) => {
      const words = whatIsTold(path, text).match(/BIMAT\d+Z/g) ?? [];
      return words.filter(word => !out.has(word)).map(word => `${path} ${word}`);
    });
    if (left.length > 0) throw new Error(`the edge still serves ${[...new Set(left)].join(', ')}`);
    this.forgotten += 1;
  }

  /** The keys of all articles that are out, or were and are withdrawn; `undefined` where the index is damaged. */
  async #keysOut(state: State): Promise<readonly string[] | undefined> {
    const index = new ContentIndex(new StateStore(createPrefixedStore(this.#feeds, 'state/')), state);
    const keys: string[] = [];
    const delta = new Map(Object.entries(state.delta));
    for (const at of state.segments.keys()) {
      const view = await index.viewOf(at, delta).catch(() => undefined);
      if (!view) return undefined;
      for (const [key, record] of view.records(at))
        if (record.status === 'published' || record.status === 'withdrawn') keys.push(key);
    }
    return keys;
  }

  /** Another sweep, which finds nothing and writes nothing, but where it folds changes that commits have left. */
  async #sweepIdly(): Promise<void> {
    // A run that was killed a moment ago might still be at work, so what it left is mended again.
    if (await this.#hasPending()) return;
    const isFolding = await this.#isToFold();
    const before = await all(this.#feeds);
    await this.#checkDigests();
    const options = this.#options(this.#content, this.#feeds, `idle-${this.runs++}`);
    const { audit } = await this.#publish(options, { kind: 'sweep' });
    const after = await all(this.#feeds);
    // When an audit was is written down.
    const isOfSweep = (key: string) => (audit && key === 'state/state.br') || (isFolding && key.startsWith('state/'));
    for (const [key, etag] of after)
      if (before.get(key) !== etag && !isOfSweep(key))
        throw new Error(`${key} was written by a sweep that found nothing`);
  }

  /**
   * Lets time pass, in which no object changes, and publishes what is due by then: that is all that the clock changes,
   * and then nothing is due, which takes one request to know.
   */
  async #waitQuietly(): Promise<void> {
    const random = this.#random;
    this.#now += random.chance(0.5) ? random.integer(30 * MINUTE) : random.integer(60 * 60 * MINUTE);
    this.#latest = Math.max(this.#latest, this.#now);
    if (random.chance(0.7)) await this.#edge.read();
    for (let tries = 0; ; tries++) {
      const options = this.#options(this.#content, this.#feeds, `due-${this.runs++}`);
      if ((await this.#publish(options, { kind: 'due' })).complete) break;
      if (tries > 20) throw new Error('what is due does not come out');
    }
    await this.#compare();
    await this.#checkEdge();
    const requests: RequestKind[] = [];
    const [content, feeds] = [this.#content, this.#feeds].map(store =>
      createCountingStore(store, kind => requests.push(kind)),
    ) as [ObjectStore, ObjectStore];
    await this.#publish(this.#options(content, feeds, `due-${this.runs++}`), { kind: 'due' });
    if (String(requests) !== 'GET') throw new Error(`nothing was due, and that took ${requests}`);
  }

  /**
   * Runs an undisturbed sweep. Returns whether it completed. If all articles are gone at once, it changes nothing, and
   * has to be confirmed.
   */
  async #sweepQuietly(): Promise<boolean> {
    const options = (): PublishOptions => this.#options(this.#content, this.#feeds, `quiet-${this.runs++}`);
    const before = await all(createPrefixedStore(this.#feeds, 'public/'));
    try {
      const audit = this.#tamperer.hasTampered;
      return (await this.#publish(options(), { kind: 'sweep', ...(audit && { audit }) })).complete;
    } catch (error) {
      if (!(error instanceof EmptyListing)) throw error;
      const after = await all(createPrefixedStore(this.#feeds, 'public/'));
      if (String([...after]) !== String([...before])) throw new Error('an empty listing changed what is published');
      return (await this.#publish(options(), { kind: 'full', allowEmpty: true })).complete;
    }
  }

  async #publish(options: PublishOptions, work: Work): Promise<Outcome> {
    const outcome = await publish(options, work);
    this.#tamperer.check(outcome);
    return outcome;
  }

  async #change(): Promise<void> {
    const random = this.#random;
    for (const key of await this.#newsroom.change(this.#now)) {
      if (random.chance(0.15)) continue;
      this.#events.push(key);
      if (random.chance(0.1)) this.#events.push(key);
    }
  }

  async #tick(): Promise<void> {
    const random = this.#random;
    const back = random.chance(0.08);
    const step = random.chance(0.5) ? random.integer(30 * MINUTE) : random.integer(40 * 60 * MINUTE);
    this.#now += back ? -Math.floor(step / 2) : step;
    this.#latest = Math.max(this.#latest, this.#now);
  }

  /** A folder is pushed: many events, and a run for some of them each, of which some begin while others write. */
  async #rush(): Promise<void> {
    const random = this.#random;
    for (let at = 6 + random.integer(10); at > 0; at--) this.#events.push(...(await this.#newsroom.write(this.#now)));
    await this.#run(3 + random.integer(4), random.chance(0.4) ? NO_MISFORTUNES : FEW_MISFORTUNES, () => ({
      work: this.#told(1 + random.integer(4)),
      late: random.integer(40),
    }));
  }

  /** One run, or two that take turns, on a store that fails; in a rush there are up to six. */
  async #run(
    count: number,
    misfortunes: Misfortunes = this.#random.chance(0.3) ? NO_MISFORTUNES : MISFORTUNES,
    begin: () => Beginning = () => ({ work: this.#work(), late: 0 }),
  ): Promise<void> {
    const scheduler = new Scheduler(this.#random, misfortunes);
    const runs = Array.from({ length: count }, () => this.#start(scheduler, begin()));
    await scheduler.drive(runs);
    await scheduler.flush();
    this.requests += scheduler.requests;
    await this.#checkAcknowledged();
  }

  /** No event comes again that a run took for done: so the run did it, or left it to another. */
  async #checkAcknowledged(): Promise<void> {
    const forgotten = await forgottenKeys(this.#acknowledged, this.#content, this.#feeds);
    this.#acknowledged.clear();
    if (forgotten.length > 0) throw new Error(`events were forgotten: ${forgotten.join(', ')}`);
  }

  async #start(scheduler: Scheduler, { work, late }: Beginning): Promise<void> {
    const random = this.#random;
    const id = `run-${this.runs++}`;
    const content = scheduler.storeFor(id, this.#content);
    const feeds = scheduler.storeFor(id, this.#feeds);
    let patience = random.chance(0.2) ? random.integer(4) : Number.POSITIVE_INFINITY;
    // A rebuild asks how much time is left before each thing that it does, and so may end anywhere.
    if (this.#mood.chance(0.3)) patience += this.#mood.integer(40);
    try {
      for (let at = 0; at < late; at++) await scheduler.storeFor(id, this.#queue).get('message');
      const timeLeft = (): number => (patience-- > 0 ? 60_000 : 0);
      const editors = this.#desk.by(scheduler.storeFor(id, this.#desk.topic));
      const edge = this.#edge.by(scheduler.storeFor(id, this.#edge.line));
      await this.#publish({ ...this.#options(content, feeds, id), timeLeft, editors, edge }, work);
      if (work.kind === 'changes') for (const key of work.keys) this.#acknowledged.add(key);
    } catch (error) {
      this.#desk.mishaps += 1;
      if (!isExpected(error)) throw this.#fatal(error);
      // What was not acknowledged comes again.
      if (work.kind === 'changes') this.#events.push(...work.keys);
    }
  }

  /** An error that is the publisher's own ends the simulation, not the run alone. */
  #fatal(error: unknown): unknown {
    this.#failure ??= error;
    return error;
  }
  #failure: unknown;

  #work(): Work {
    const random = this.#random;
    if (random.chance(0.25)) return { kind: 'sweep' };
    if (random.chance(0.2)) return { kind: 'due' };
    if (random.chance(0.05)) return { kind: 'full' };
    return this.#told(1 + random.integer(4));
  }

  /** Work of a run that gets some of the events, at most `most`. */
  #told(most: number): Work {
    const keys: string[] = [];
    while (keys.length < most && this.#events.length > 0) {
      const [key] = this.#events.splice(this.#random.integer(this.#events.length), 1);
      if (key !== undefined) keys.push(key);
    }
    return { kind: 'changes', keys };
  }

  /** State that is gone, or is not what was written. */
  async #damage(): Promise<void> {
    const keys = [...(await all(createPrefixedStore(this.#feeds, 'state/'))).keys()];
    const key = this.#random.pick(keys);
    if (key === undefined) return;
    this.#desk.mishaps += 1;
    if (this.#random.chance(0.5)) await this.#feeds.delete(`state/${key}`);
    else await this.#feeds.put(`state/${key}`, Buffer.from('damaged'));
  }

  #options(content: ObjectStore, feeds: ObjectStore, runId: string) {
    const editors = this.#desk.by();
    return {
      edge: this.#edge.by(),
      content,
      feeds,
      runId,
      revision: 'simulated',
      limits: NARROW,
      now: () => this.#now,
      guard: GUARD,
      editors,
    };
  }

  /** Whatever is written is looked at, at once. */
  #inspect(key: string, bytes: Uint8Array): void {
    if (!key.startsWith('public/')) return;
    const path = key.slice('public/'.length);
    if (isPageMedia(path) && !this.#newsroom.mayShow(path, this.#latest))
      this.#failure ??= new Error(`${path} is out, and no article that is out names it`);
    if (/\.(?:br|gz|mp3|jpg|png|pdf)$/.test(key)) return;
    const text = Buffer.from(bytes).toString();
    for (const [word] of whatIsTold(key, text).matchAll(/BIMAT\d+Z/g)) {
      const from = this.#newsroom.fromOf(word);
      if (from === undefined || from > this.#latest)
        this.#failure ??= new Error(`${key}: ${word} is out before its time`);
    }
    for (const [, slug = ''] of text.matchAll(/hreflang="[^"]+" href="[^"]+\/articles\/([^"/]+)\/"/g))
      if (!this.#newsroom.mayName(slug, this.#latest))
        this.#failure ??= new Error(`${key} names a translation that was never out: ${slug}`);
    try {
      if (key.endsWith('.json')) JSON.parse(text);
      else if (key.endsWith('.xml')) new SaxesParser({ xmlns: true }).write(text).close();
    } catch (error) {
      this.#failure ??= new Error(`${key} is broken: ${error instanceof Error ? error.message : error}`);
    }
  }

  async #compare(): Promise<void> {
    if (this.#failure) throw this.#failure;
    const { site, now } = await this.#active();
    // No site.yaml is valid, and the last that was went with the state: what is there stays.
    if (!site) return;
    this.comparisons += 1;
    const wanted = new Map<string, string>();
    const guard = new Guard({ ...GUARD, givenUp: await this.#givenUp() });
    const built = await build({ content: this.#content, site, now, limits: NARROW, guard });
    for await (const file of built.files()) wanted.set(file.path, digestOf(file));
    const published = createPrefixedStore(this.#feeds, 'public/');
    const differences: string[] = [];
    const takenBack = await this.#newsroom.takenBack();
    for await (const { key } of published.list()) {
      if (/\.(?:br|gz)$/.test(key)) continue;
      const object = await published.get(key);
      const metadata = object && Object.keys(object.metadata).length > 0 ? object.metadata : undefined;
      const digest = object && digestOf({ path: key, body: object.bytes, ...(metadata && { metadata }) });
      if (!wanted.has(key)) differences.push(`${key} should not be there`);
      else if (wanted.get(key) !== digest) differences.push(`${key} has other bytes`);
      const text = whatIsTold(key, Buffer.from(object?.bytes ?? '').toString());
      differences.push(...takenBack.filter(word => text.includes(word)).map(word => `${key} still has ${word}`));
      wanted.delete(key);
    }
    for (const key of wanted.keys()) differences.push(`${key} is missing`);
    const { published: status, lost } = await readStatus(this.#feeds);
    // Of what is damaged a status knows nothing, until a run needs it.
    if (lost.length === 0) differences.push(...differencesIn(contestsIn(status), contestsIn(built)));
    if (differences.length > 0) throw new Error(`not as a build from scratch: ${differences.sort().join('; ')}`);
  }

  /**
   * Sources that were given up, which a build from scratch does not know of. Every source here can be read, so two runs
   * have to have been killed at work on it alone.
   */
  async #givenUp(): Promise<GivenUp> {
    const { state } = await new StateStore(createPrefixedStore(this.#feeds, 'state/')).load();
    for (const [key, { reason }] of Object.entries(state?.marks ?? {}))
      if (reason !== DIED) throw new Error(`${key} was given up, since ${reason}`);
    const givenUp = new GivenUp('simulated');
    givenUp.recall(state?.marks ?? {});
    return givenUp;
  }

  /** The digests by which a sweep sees, without reading the catalogue, that nothing differs. */
  async #checkDigests(): Promise<void> {
    const { state } = await new StateStore(createPrefixedStore(this.#feeds, 'state/')).load();
    const shards = state?.segments ?? [];
    const digests = shards.map(() => EMPTY_DIGEST);
    const listed: ObjectSummary[] = [];
    for await (const summary of this.#content.list()) listed.push(summary);
    const etags = new Map(listed.map(({ key, etag }) => [key, etag]));
    const { sidecars } = await listDataKeys(this.#content);
    for (const summary of listed) {
      const { key } = summary;
      if (!isContent(key)) continue;
      const beside = isArticleKey(key) ? sidecars.get(stemOf(key)) : undefined;
      const files = beside?.map(file => ({ key: file, etag: etags.get(file) ?? '' }));
      const version = files ? versionWith(versionOf(summary), files) : versionOf(summary);
      const at = segmentOf(key, shards.length);
      digests[at] = addToDigest(digests[at] ?? EMPTY_DIGEST, key, version);
    }
    for (const [at, { digest }] of shards.entries())
      if (String(digest) !== String(digests[at]))
        throw new Error(`the digest of shard ${at} is not that of the bucket`);
  }

  async #hasPending(): Promise<boolean> {
    const { state } = await new StateStore(createPrefixedStore(this.#feeds, 'state/')).load();
    return state !== undefined && (state.pending.length > 0 || Object.keys(state.rebuilding).length > 0);
  }

  /** Returns whether commits have left changes to be folded, since each folds into few objects. */
  async #isToFold(): Promise<boolean> {
    const { state } = await new StateStore(createPrefixedStore(this.#feeds, 'state/')).load();
    return state !== undefined && Object.keys(state.delta).length > NARROW.delta;
  }

  /** The site that is valid, or was last; and the instant that the last run went by. */
  async #active(): Promise<{ readonly site?: Site; readonly now: Instant }> {
    const { state } = await new StateStore(createPrefixedStore(this.#feeds, 'state/')).load();
    const object = await this.#content.get('site.yaml');
    const { folders, sidecars } = await listDataKeys(this.#content);
    const files = { data: await readDataFiles(this.#content, folders), hasSidecars: sidecars.size > 0 };
    const current = object && parseSite(Buffer.from(object.bytes).toString(), files).site;
    const site = current ?? (state && parseSite(state.site.text, files).site);
    return { now: state ? presentOf(state, this.#now) : this.#now, ...(site && { site }) };
  }
}

/**
 * SmartNews knows what was withdrawn by its address, which a newsroom chose; its feed has that, and nothing else of it.
 */
function whatIsTold(path: string, text: string): string {
  return path.endsWith('smartnews.xml') ? text.replace(/<link>[^<]*<\/link>(?=<guid)/g, '') : text;
}

/**
 * Returns the problems about ids and pages that several articles claim, and about names in several spellings. Those of
 * files under `media/` are left out, since a build reports fewer.
 */
function contestsIn({ problems }: Pick<Build, 'problems'> = { problems: [] }): ReadonlySet<string> {
  const said = [
    /belongs to|is claimed by|stands in its way|would be published as|its former address|(?:more|as many) articles/,
    /share a feed|left out until|so (?:nothing is|neither is|the two are not|this one is not) linked/,
  ];
  return new Set(
    problems
      .filter(({ path, message }) => path.startsWith('articles/') && said.some(each => each.test(message)))
      .map(formatProblem),
  );
}

function differencesIn(found: ReadonlySet<string>, wanted: ReadonlySet<string>): readonly string[] {
  const surplus = [...found].filter(problem => !wanted.has(problem)).map(problem => `it is reported that ${problem}`);
  const missing = [...wanted]
    .filter(problem => !found.has(problem))
    .map(problem => `it is not reported that ${problem}`);
  return [...surplus, ...missing];
}

function isExpected(error: unknown): boolean {
  const message = error instanceof Error ? error.message : '';
  return (
    error instanceof Error &&
    (error.name === 'Crash' || error.name === 'EmptyListing' || /503 Slow Down|the answer was lost/.test(message))
  );
}

function watched(
  store: ObjectStore,
  look: (key: string, bytes: Uint8Array, options: PutOptions, etag: string) => Promise<void>,
): ObjectStore {
  return {
    ...store,
    put: async (key, bytes, options) => {
      const result = await store.put(key, bytes, options);
      await look(key, bytes, options ?? {}, result.etag);
      return result;
    },
  };
}

async function all(store: ObjectStore): Promise<ReadonlyMap<string, string>> {
  const etags = new Map<string, string>();
  for await (const { key, etag, lastModified } of store.list()) etags.set(key, `${etag} ${lastModified}`);
  return etags;
}
