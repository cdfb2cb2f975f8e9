import type { State } from '../../core/index/state.ts';

/** State as it was loaded, with the ETag of its object. */
export interface LoadedState {
  /** Absent if there is none, or if it can't be read. */
  readonly state?: State;
  /** ETag of the object, readable or not; absent if there is no object. */
  readonly etag?: string;
}
