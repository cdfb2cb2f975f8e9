/**
 * True if tests run at their full size, as in `npm run test:thorough`, which runs those that look at this. `npm test`
 * runs the same tests with fewer inputs where many take long.
 */
export const IS_THOROUGH = process.env.BANTIN_TESTS === 'thorough';
