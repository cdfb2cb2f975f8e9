import { defineConfig } from 'vitest/config';

/** Tests of what is read from the environment once in the life of a process: each file has a process of its own. */
const ALONE = [
  'tests/cli/{deployment,publish}.test.ts',
  'tests/deploy/first-publish.test.ts',
  'tests/lambda/handler-s3.test.ts',
];

/** Tests that take longest, which `npm run test:quick` leaves out: whole newsrooms, corpora, bundles, and growth. */
const LONG = [
  'tests/{build,conformance,edge,fuzz,guard,lambda,lib,publish,rebuild,scripts,simulation,state,websub}/**/*.test.ts',
  'tests/**/*{growth,property,forms,limits,exports}.test.ts',
  'tests/{newsroom,rooms}.test.ts',
  'tests/cli/{commands,help-weight,import*,init/*,package,pushing/*,serve,whole-sources}.test.ts',
  'tests/content/active-site.test.ts',
  'tests/core/article/find-losses.test.ts',
  'tests/core/feed/hostile.test.ts',
  'tests/core/files/cache-tag.test.ts',
  'tests/core/html/to-markdown.test.ts',
  'tests/core/import/{read-feed,round-trip}.test.ts',
  'tests/core/plan/parts.test.ts',
  'tests/core/rights/same-everywhere.test.ts',
  'tests/core/text/{csv,names}.test.ts',
  'tests/core/yaml/parse-yaml.test.ts',
  'tests/docs/{cost,limits,scale}.test.ts',
  'tests/preview/*.test.ts',
  'tests/stores/s3-store.test.ts',
  'tests/upgrade/*.test.ts',
];

/** Tests of a whole function that dies, again and again. Only `npm run coverage` runs them. */
const THOROUGH = 'tests/**/*.thorough.ts';

/** The time limit only ends what hangs: on a machine that is busy a test may take twenty times as long. */
const common = { testTimeout: 180_000, hookTimeout: 180_000, globalSetup: 'tests/bundles.ts' };

/**
 * Tests share processes, since importing the sources anew for each file would take as long as the tests do. For the
 * same reason they are of one project, which has the processes to itself.
 */
export default defineConfig(({ mode }) => ({
  test: {
    env: { BANTIN_TESTS: mode },
    // The tests take little memory, and all of what a CPU has.
    maxWorkers: '100%',
    // Sources as they were transformed last, by their content. Coverage makes them anew.
    experimental: { fsModuleCache: mode !== 'thorough' },
    projects: [
      {
        test: {
          ...common,
          name: 'shared',
          include: ['tests/**/*.test.ts'],
          exclude: mode === 'quick' ? [...ALONE, ...LONG] : ALONE,
          isolate: false,
        },
      },
      ...(mode === 'quick' ? [] : [{ test: { ...common, name: 'alone', include: ALONE } }]),
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
