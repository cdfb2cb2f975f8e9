import type { PublishedFile } from '../core/files/published-file.ts';
import type { Problem } from '../core/problem.ts';
import type { Entries } from '../core/views/view.ts';
import { ArticlePages } from './files/article-pages.ts';
import { mediaFiles } from './files/media-files.ts';
import { plannedFiles } from './files/planned-files.ts';
import type { BuildPlan } from './plan-build.ts';
import { Rendering } from './rendering.ts';
import type { OpenScanOptions } from './scan/scan-options.ts';
import type { Scan } from './scan.ts';

/** Files of a build, which are made as they are asked for. Entries that feeds show begin to be rendered at once. */
export class BuildFiles {
  readonly #plan: BuildPlan;
  readonly #scanned: Scan;
  readonly #options: OpenScanOptions;
  readonly #rendering: Rendering;

  constructor(plan: BuildPlan, scanned: Scan, options: OpenScanOptions) {
    this.#plan = plan;
    this.#scanned = scanned;
    this.#options = options;
    this.#rendering = new Rendering(plan.shown, scanned.context, options);
  }

  /** Entries that feeds show and that are rendered by now, by the keys of their articles. */
  get entries(): Entries {
    return this.#rendering.entries;
  }

  /** Resolves when all entries that feeds show are rendered. */
  async rendered(): Promise<void> {
    await this.#rendering.end();
  }

  /** Makes everything that is made of articles: what was planned, and their pages. */
  async *ofArticles(): AsyncGenerator<PublishedFile> {
    const pages = new ArticlePages(this.#scanned, this.#rendering, this.#options);
    try {
      yield* plannedFiles(this.#plan.files, this.#rendering, this.#scanned.context, this.#options.reader);
      await this.rendered();
      yield* pages.files();
    } finally {
      pages.end();
    }
    yield* this.#plan.former.files;
  }

  /** Makes copies of media. `report` takes the problems of those that are left out, or that readers do not see. */
  media(report?: (problem: Problem) => void): AsyncGenerator<PublishedFile> {
    return mediaFiles(this.#options.content, this.#scanned, report);
  }
}
