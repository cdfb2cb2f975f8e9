/**
 * True if every test runs at its full size, as in `npm run coverage`. `npm test` runs the same tests with fewer inputs
 * where many take long.
 */
export const IS_THOROUGH = process.env.BANTIN_TESTS === 'thorough';
