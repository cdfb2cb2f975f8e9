import { defineConfig } from 'vitest/config';

/** Tests of what is read from the environment once in the life of a process: each file has a process of its own. */
const ALONE = [
  'tests/cli/{deployment,publish}.test.ts',
  'tests/deploy/first-publish.test.ts',
  'tests/lambda/{handler,handler-s3}.test.ts',
  'tests/stores/s3-error.test.ts',
  'tests/websub/sqs-queue.test.ts',
];

/** Tests that take longest, which `npm run test:quick` leaves out: corpora, random newsrooms, and growth. */
const LONG = [
  'tests/{conformance,fuzz,guard,simulation}/**/*.test.ts',
  'tests/**/*{growth,property,forms}.test.ts',
  'tests/core/body/text-limits.test.ts',
  'tests/core/import/round-trip.test.ts',
  'tests/{newsroom,rooms}.test.ts',
  'tests/build/{threads,incremental/killed}.test.ts',
  'tests/cli/{import,import-guard,package,serve}.test.ts',
  'tests/cli/init/**/*.test.ts',
  'tests/core/{article/find-losses,feed/hostile,yaml/parse-yaml}.test.ts',
  'tests/edge/viewer-response.test.ts',
  'tests/lambda/pings.test.ts',
  'tests/lib/**/*.test.ts',
  'tests/scripts/bundles.test.ts',
  'tests/websub/topics.test.ts',
  'tests/publish/{excess,races}.test.ts',
  'tests/stores/s3-store.test.ts',
];

/** Tests of a whole function that dies, again and again. Only `npm run coverage` runs them. */
const THOROUGH = 'tests/**/*.thorough.ts';

/** The time limit only ends what hangs: on a machine that is busy a test may take twenty times as long. */
const common = { testTimeout: 180_000, hookTimeout: 180_000, globalSetup: 'tests/bundles.ts' };

export default defineConfig(({ mode }) => ({
  test: {
    env: { BANTIN_TESTS: mode },
    // The tests take little memory, and all of what a CPU has.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...common,
          name: 'quick',
          include: ['tests/**/*.test.ts'],
          exclude: [...ALONE, ...LONG],
          // Importing the sources anew for each file would take as long as the tests do.
          isolate: false,
        },
      },
      { test: { ...common, name: 'long', include: LONG, isolate: false } },
      { test: { ...common, name: 'alone', include: ALONE } },
      ...(mode === 'thorough' ? [{ test: { ...common, name: 'thorough', include: [THOROUGH] } }] : []),
    ],
    coverage: {
      provider: 'v8',
      include: ['functions/**/*.ts'],
      reporter: ['text-summary', 'html'],
      reportsDirectory: 'coverage',
      thresholds: { 'functions/core/**': { branches: 95 } },
    },
  },
}));
