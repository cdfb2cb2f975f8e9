import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { ENVIRONMENT_NAMES } from '../../../functions/lambda/environment-names.ts';
import type { Settings } from '../../settings.ts';
import type { NodeFunction } from '../node-function.ts';

/**
 * Lets the function have a distribution forget what was withdrawn, corrected or let out: this one, and nothing else of
 * it. The smallest plan knows no cache tags, so a newsroom on it waits for the ages of its files.
 */
export function letPurge(
  publisher: NodeFunction,
  distribution: Distribution | undefined,
  { plan, purge, purgesPerDay }: Pick<Settings, 'plan' | 'purge' | 'purgesPerDay'>,
): void {
  if (!distribution || plan === 'free' || purge === 'none') return;
  publisher.allow(['cloudfront:CreateInvalidation'], [distribution.distributionArn]);
  const environment = {
    [ENVIRONMENT_NAMES.distributionId]: distribution.distributionId,
    ...(purge !== undefined && { [ENVIRONMENT_NAMES.purge]: purge }),
    ...(purgesPerDay !== undefined && { [ENVIRONMENT_NAMES.purgesPerDay]: String(purgesPerDay) }),
  };
  for (const [name, value] of Object.entries(environment)) publisher.function.addEnvironment(name, value);
}
