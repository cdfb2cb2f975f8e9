/**
 * Whether every test is to run at its full size, as `npm run coverage` has it; `npm test` takes the same tests with
 * fewer inputs where many take long.
 */
export const IS_THOROUGH = process.env.BANTIN_TESTS === 'thorough';
