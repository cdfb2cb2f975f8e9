import type { Article } from '../../../functions/core/article/article.ts';
import { renderEntry } from '../../../functions/core/entry/render-entry.ts';
import type { Entry } from '../../../functions/core/feed/feed.ts';
import type { FileRecords } from '../../../functions/core/files/file-record.ts';
import type { ReadArticle, ReadObject } from '../../../functions/core/index/found.ts';
import type { ObjectRecord } from '../../../functions/core/index/index-record.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import type { FeedRecords } from '../../../functions/core/index/segmented/feed-segments.ts';
import type { SitemapEntry } from '../../../functions/core/index/sitemap-entry.ts';
import { emptyState, type State } from '../../../functions/core/index/state.ts';
import type { Loaded, Needs, StoredArchiveFiles } from '../../../functions/core/plan/needs.ts';
import { plan } from '../../../functions/core/plan/plan.ts';
import type { PlanRequest } from '../../../functions/core/plan/planned/plan-request.ts';
import type { Plan } from '../../../functions/core/plan/planned/plan-result.ts';
import { makeArticle, NOW, SITE } from '../samples.ts';

export const EMPTY = emptyState({ revision: 'r', site: { etag: '', text: '', problems: [] }, by: 'events' }, 1);

/** A publish of what `more` says; of nothing, on an empty state, unless told. */
export function requestOf(more: Partial<PlanRequest> = {}): PlanRequest {
  return {
    site: SITE,
    now: NOW,
    fingerprint: 'f',
    state: EMPTY,
    limits: LIMITS,
    forcedKeys: new Set(),
    by: 'events',
    storedSite: EMPTY.site,
    forcedPaths: new Set(),
    stillPending: [],
    includeBacklog: false,
    ...more,
  };
}

/** An object that was read and is an article, in its first version unless told. */
export function articleObject(more: Partial<Article>, etag = '"1"'): ReadArticle {
  const article = makeArticle(more);
  const source = { key: article.key, bytes: Buffer.from('Lời'), lastModified: 0 };
  return { found: { kind: 'article', etag, article, problems: [] }, source };
}

/** Everything that a plan may load: a content bucket, and the objects beside the state. */
export interface Shelf {
  readonly objects?: Readonly<Record<string, ReadObject>>;
  readonly segment?: Readonly<Record<string, ObjectRecord>>;
  readonly months?: Readonly<Record<string, readonly SitemapEntry[]>>;
}

/** Loaded inputs of a plan, which tests may fill. */
export class Given implements Loaded {
  readonly segments = new Map<number, Readonly<Record<string, ObjectRecord>>>();
  readonly months = new Map<string, () => readonly SitemapEntry[]>();
  readonly feedSegments = new Map<number, FeedRecords>();
  readonly pageFiles = new Map<string, FileRecords>();
  readonly archiveFiles = new Map<string, StoredArchiveFiles>();
  readonly objects: Map<string, ReadObject>;
  readonly entries = new Map<string, Entry>();
  readonly archivedEntries = new Map<string, Entry>();
  readonly #shelf: Shelf;

  constructor(objects: Readonly<Record<string, ReadObject>>, shelf: Shelf = {}) {
    this.objects = new Map(Object.entries(objects));
    this.#shelf = shelf;
  }

  /** Brings all that is needed, and nothing else. */
  bring(needs: Needs): void {
    for (const at of needs.segments) this.segments.set(at, this.#shelf.segment ?? {});
    for (const at of needs.feedSegments) this.feedSegments.set(at, {});
    for (const month of needs.months) this.months.set(month, () => this.#shelf.months?.[month] ?? []);
    for (const month of needs.archiveFiles) this.archiveFiles.set(month, { files: {}, isAsStored: true });
    for (const key of needs.objects) this.objects.set(key, this.#object(key));
    for (const key of needs.entries.keys()) this.entries.set(key, this.#entry(key));
    for (const key of needs.archived.keys()) this.archivedEntries.set(key, this.#entry(key));
  }

  #object(key: string): ReadObject {
    return this.#shelf.objects?.[key] ?? { found: { kind: 'gone' } };
  }

  #entry(key: string): Entry {
    const { found } = this.objects.get(key) ?? this.#object(key);
    if (found.kind !== 'article') throw new Error(`${key} is no article`);
    return renderEntry(found.article, 'Lời', { site: SITE, now: NOW, mediaSizes: new Map(), addresses: new Map() })
      .entry;
  }
}

/** Plans until there is a plan, and says what was needed on the way. */
export function planWith(
  request: PlanRequest,
  given: Given,
): { readonly planned: Plan; readonly asked: readonly Needs[] } {
  const asked: Needs[] = [];
  for (let tries = 0; tries < 10; tries++) {
    const result = plan(request, given);
    if (result.kind === 'plan') return { planned: result, asked };
    asked.push(result);
    given.bring(result);
  }
  throw new Error('a plan needs more every time');
}

/** The state after a plan whose files were all written. */
export function stateAfter({ next, stale }: Plan): State {
  const files = stale.flatMap(({ group }) =>
    [...group.inputs].map(([path, inputs]) => [path, { bytes: 'b', etag: '"e"', inputs }] as const),
  );
  return { ...next, files: { ...next.files, ...Object.fromEntries(files) } };
}
