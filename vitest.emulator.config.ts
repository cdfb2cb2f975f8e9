import { defineConfig } from 'vitest/config';

/** Tests against an emulator of AWS, which `scripts/test-emulator.mjs` starts and names in the environment. */
export default defineConfig({
  test: { include: ['tests/emulator/**/*.emulator.ts'], testTimeout: 30_000 },
});
