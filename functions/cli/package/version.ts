import { readManifest } from './package-root.ts';

/** The version of Bantin. Bundling inserts it; a run from source reads package.json. */
export const VERSION = process.env.BANTIN_VERSION ?? readManifest().version;
