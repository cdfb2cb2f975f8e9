/** Revision of code that is run from source, whatever it is. */
export const DEVELOPMENT = 'development';

/**
 * Revision of the code, which differs from that of any code that might render otherwise. Bundling puts a hash of the
 * code here. Run from source, it is `DEVELOPMENT`.
 */
export const REVISION = process.env.BANTIN_REVISION ?? DEVELOPMENT;
