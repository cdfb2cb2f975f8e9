import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/longest-first.ts';

/** Tests of what is read from the environment once in the life of a process: each file has a process of its own. */
const ALONE = [
  'tests/cli/deployment.test.ts',
  'tests/cli/publish.test.ts',
  'tests/deploy/first-publish.test.ts',
  'tests/lambda/handler-s3.test.ts',
];

/** Tests that take longest, which `npm run test:quick` leaves out: whole newsrooms, corpora, bundles, and growth. */
const LONG = [
  'tests/{build,conformance,conventions,edge,fleet,fuzz,guard,lambda,lib,publish}/**/*.test.ts',
  'tests/{rebuild,scripts,simulation,state,websub}/**/*.test.ts',
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
  'tests/docs/{cost,limits}.test.ts',
  'tests/preview/*.test.ts',
  'tests/stores/s3-store.test.ts',
  'tests/upgrade/*.test.ts',
];

/**
 * Tests of a whole function that dies, again and again, and the counts of docs/scale.md. Only `npm run test:thorough`
 * runs them.
 */
const THOROUGH = 'tests/**/*.thorough.ts';

/** Imports by which a test has another size where it is to be thorough. */
const BY_SIZE = /from '[./]+\/(?:as-scratch|growth|property|thorough)\.ts'/;

/** Returns the tests that `npm test` runs at a smaller size than they have. */
function sized(): string[] {
  const paths = readdirSync('tests', { recursive: true, encoding: 'utf8' }).map(path => `tests/${path}`);
  return paths.filter(path => path.endsWith('.test.ts') && BY_SIZE.test(readFileSync(path, 'utf8')));
}

/**
 * Has the V8 of Node 20 optimize only what is fifteen times as hot as usual: most of what it would make is of no use by
 * the time that it is there, and takes a sixth of the CPU. Later versions have one compiler more.
 */
const COMPILE_LESS = process.versions.v8.startsWith('11.') ? ['--interrupt-budget=1000000'] : [];

/**
 * Lets V8 fill more memory (in megabytes) before it looks for what is garbage, since what tests make is garbage soon:
 * looking for it takes a twentieth of the CPU otherwise. It looks in one thread: several processes have all CPUs at
 * work already, and threads that look together wait for each other, for a twentieth of the CPU.
 */
const COLLECT_LESS = ['--min-semi-space-size=32', '--max-semi-space-size=64', '--single-threaded-gc'];

/** The time limit only ends what hangs: on a machine that is busy a test may take twenty times as long. */
const common = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
  globalSetup: 'tests/bundles.ts',
  execArgv: [...COMPILE_LESS, ...COLLECT_LESS],
};

/**
 * Tests share processes, since importing the sources anew for each file would take as long as the tests do. For the
 * same reason they are of one project, which has the processes to itself.
 */
export default defineConfig(({ mode }) => {
  const isThorough = mode === 'thorough';
  const isCovered = process.env.BANTIN_COVERAGE === 'true' || process.argv.includes('--coverage');
  const whole = isThorough ? sized() : undefined;
  const alone = ALONE.filter(path => whole?.includes(path) ?? mode !== 'quick');
  return {
    test: {
      env: { BANTIN_TESTS: mode },
      // The tests take little memory. One process more than there are CPUs, since some wait, for others or for a while;
      // the quick ones wait for nothing, and take as long as their imports.
      maxWorkers: mode === 'quick' ? '100%' : availableParallelism() + 1,
      sequence: { sequencer: LongestFirst },
      // Sources as they were transformed last, by their content. Coverage makes them anew.
      experimental: { fsModuleCache: !isCovered },
      projects: [
        {
          test: {
            ...common,
            name: 'shared',
            include: whole ?? ['tests/**/*.test.ts'],
            exclude: mode === 'quick' ? [...ALONE, ...LONG] : ALONE,
            isolate: false,
          },
        },
        ...(alone.length > 0 ? [{ test: { ...common, name: 'alone', include: alone } }] : []),
        ...(isThorough ? [{ test: { ...common, name: 'thorough', include: [THOROUGH] } }] : []),
      ],
      coverage: {
        enabled: isCovered,
        provider: 'v8',
        include: ['functions/**/*.ts'],
        reporter: ['text-summary', 'html'],
        reportsDirectory: 'coverage',
        thresholds: { 'functions/core/**': { branches: 95 } },
      },
    },
  };
});
