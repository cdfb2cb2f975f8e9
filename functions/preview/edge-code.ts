import { readFileSync } from 'node:fs';

// `scripts/build.mjs` puts the text itself into the bundle, in place of this file.
const read = (name: string): string => readFileSync(new URL(`../edge/${name}.js`, import.meta.url), 'utf8');

/** The code of the CloudFront Function for viewer requests, as it is deployed. */
export const VIEWER_REQUEST = read('viewer-request');

/** The code of the CloudFront Function for viewer responses. */
export const VIEWER_RESPONSE = read('viewer-response');
