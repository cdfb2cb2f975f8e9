import type { Limits } from '../core/index/limits.ts';
import type { Instant } from '../core/instant.ts';
import type { NoticeBatch } from '../core/notices/notice.ts';
import type { DuePurge } from '../core/purge/purge.ts';
import type { Site } from '../core/site/site.ts';
import type { GuardSettings } from '../guard/settings.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import type { Topic } from '../websub/topic.ts';

/** Caches at the edge that can be asked to forget files before their ages end. */
export interface PurgeEdge {
  /** Items that a day has for what is no withdrawal (UTC). */
  readonly perDay: number;
  /** Set where they forget whatever is rewritten, too. Default: what was withdrawn, corrected or let out. */
  readonly everyPublish?: boolean;
  /**
   * Asks for it, and returns whether that was taken. A request with the same reference is the same request.
   */
  readonly purge: (request: Pick<DuePurge, 'items' | 'reference'>) => Promise<boolean>;
}

/** Recipients of notices about articles. */
export interface Editors {
  /** Delay after which an article is late, in milliseconds. */
  readonly lateAfter: number;
  /**
   * Sends what the outbox of the state has, once that is committed. Returns whether it was sent: what was not, a later
   * run sends, and so it does where a run dies before it could note that it was.
   */
  readonly send: (batch: NoticeBatch, site: Site) => Promise<boolean>;
}

/** Source and target of publishing, and facts that a run may not find out for itself. */
export interface PublishOptions {
  /** The content bucket. */
  readonly content: ObjectStore;
  /** The feeds bucket: `public/` and `state/`. */
  readonly feeds: ObjectStore;
  readonly now: () => Instant;
  /** Unlike that of any other run. */
  readonly runId: string;
  /** Distinguishes this code from any that might render otherwise. */
  readonly revision: string;
  /** In place of `feedsUrl` of `site.yaml`. */
  readonly feedsUrl?: string;
  /**
   * Milliseconds until the run is cut off; it stops in good time before. Without it a run has all the time it needs.
   */
  readonly timeLeft?: () => number;
  readonly limits?: Limits;
  /** Limits of the handling of single sources. Default: those of the guard. */
  readonly guard?: GuardSettings | undefined;
  /** A listing without a single source empties what is published, however many there were; an error unless told. */
  readonly allowEmpty?: boolean;
  /** Reports progress: sources read, and of how many where that is known. */
  readonly onProgress?: (read: number, of?: number) => void;
  /**
   * Takes feeds that name a hub, once their new bytes are written, and before the run forgets that it was about to
   * write them: so a crash loses none, though one may be told of twice. Its failure would be the run's.
   */
  readonly onTopics?: (topics: readonly Topic[]) => Promise<void>;
  /** Caches at the edge that forget what was published before its age ends. Without it they are left alone. */
  readonly edge?: PurgeEdge;
  /** Notices to editors. Without them no notice is recorded. */
  readonly editors?: Editors;
}
