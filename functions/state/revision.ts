/**
 * Tells this code from any that might render otherwise. Bundling puts a hash of the code here; run from its source it
 * has no name.
 */
export const REVISION = process.env.BANTIN_REVISION ?? 'development';
