import type { Problem } from '../../problem.ts';

/** `site.yaml` as it was last seen, and the last text of it that was valid: that one is active. */
export interface StoredSite {
  readonly etag: string;
  readonly text: string;
  readonly problems: readonly Problem[];
  /** The authors file as it was last seen, if there is one. */
  readonly authors?: { readonly key: string; readonly etag: string; readonly text: string };
  /** Data files of folders as they were last seen, by key; the text of one that says nothing of articles is empty. */
  readonly data?: readonly { readonly key: string; readonly etag: string; readonly text?: string }[];
  /** True if there are data files of single articles. */
  readonly hasSidecars?: true;
}
