import type { Rank } from './window.ts';

/** The lowest place that each window reaches; `null`: to the end. Feeds without articles have none. */
export type Horizons = Readonly<Record<string, Rank | null>>;

/** All windows as the state holds them. An article that stands in several is stored once. */
export interface RememberedWindows<Item> {
  readonly articles: readonly Item[];
  readonly horizons: Horizons;
}
