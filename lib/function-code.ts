import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Code of a deployment as the build made it, so that nothing is bundled where a newsroom is deployed. */
export interface FunctionCode {
  /** Absolute path of the folder with `index.mjs`, which exports `handler`. */
  readonly publisher: string;
  /**
   * Absolute path of the folder with `seed.mjs`, which fills a fresh content bucket with the folder `content` beside
   * it, and `first-publish.mjs`, which publishes after a deployment. Each exports `handler`.
   */
  readonly deploy: string;
  /** Absolute paths of CloudFront Functions. */
  readonly viewerRequest: string;
  readonly viewerResponse: string;
  /** Identifies the code; feeds that another revision wrote are written anew. */
  readonly revision: string;
}

/** Folder of the build: both the sources in lib/ and the bundle in dist/ lie beside it. */
const BUILT = fileURLToPath(new URL('../dist/functions', import.meta.url));

/** The code in a folder that `npm run build` made. @throws Error where there is none. */
export function functionCodeIn(folder = BUILT): FunctionCode {
  const at = (name: string): string => join(folder, name);
  if (!existsSync(at('revision')))
    throw new Error(`${folder}: the code of the functions is not there; run npm run build, or install bantin again`);
  return {
    publisher: at('publisher'),
    deploy: at('deploy'),
    viewerRequest: at('viewer-request.js'),
    viewerResponse: at('viewer-response.js'),
    revision: readFileSync(at('revision'), 'utf8').trim(),
  };
}
