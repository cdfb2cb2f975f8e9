import { readManifest } from './package-root.ts';

/** The version of Bantin. Bundling puts it here; run from source, package.json has it. */
export const VERSION = process.env.BANTIN_VERSION ?? readManifest().version;
