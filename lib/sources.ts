import { fileURLToPath } from 'node:url';

/** What a deployment takes from this repository. Paths are absolute. */
export interface Sources {
  /** Where package-lock.json lies. */
  readonly root: string;
  /** Entry of the publisher; exports `handler`, as all entries do. */
  readonly publisher: string;
  /** Entry of the function that fills a fresh content bucket. */
  readonly seed: string;
  /** Entry of the function that publishes after a deployment. */
  readonly firstPublish: string;
  /** CloudFront Functions. */
  readonly viewerRequest: string;
  readonly viewerResponse: string;
  /** What a fresh content bucket is filled with. */
  readonly content: string;
}

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const SOURCES: Sources = {
  root: at(''),
  publisher: at('functions/lambda/handler.ts'),
  seed: at('functions/deploy/seed.ts'),
  firstPublish: at('functions/deploy/first-publish.ts'),
  viewerRequest: at('functions/edge/viewer-request.js'),
  viewerResponse: at('functions/edge/viewer-response.js'),
  content: at('content'),
};
