import { defineConfig } from 'vitest/config';

// Pages as a browser sees them. Apart from the other tests, since it takes one: `npm run test:browser`.
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
