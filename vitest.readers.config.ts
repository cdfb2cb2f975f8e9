import { defineConfig } from 'vitest/config';

// Feeds as readers that people use read them over HTTP. Apart from the other tests, since it takes those readers:
// `npm run test:readers`.
export default defineConfig({
  test: {
    include: ['tests/readers/**/*.readers.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
