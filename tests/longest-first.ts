import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Ends of the paths of tests that take longest at their full size, the longest first. */
const LONGEST = [
  'fleet/rebuild.test.ts',
  'conformance/hostile.test.ts',
  'conventions/conventions.test.ts',
  'publish/excess.test.ts',
  'incremental/histories.property.test.ts',
  'incremental/killed.test.ts',
  'guard/deaths.thorough.ts',
  'build/threads.test.ts',
  'preview/publisher.test.ts',
  'lambda/handler-s3.test.ts',
  'simulation/simulate.test.ts',
  'fleet/failures.test.ts',
  'fuzz/fuzz.test.ts',
  'incremental/changes.test.ts',
  'body/growth.test.ts',
  'body/text-limits.test.ts',
];

/**
 * Begins with the tests that take longest, so that none of them is left to one CPU at the end. Vitest knows them by
 * itself where it has run them before, which it has not where everything is installed anew.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex(end => moduleId.endsWith(`/${end}`));
      return at < 0 ? LONGEST.length : at;
    };
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
