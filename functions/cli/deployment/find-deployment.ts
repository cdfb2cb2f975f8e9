import type { Deployment } from './deployment.ts';

/** How a command is told of a deployment. */
export interface DeploymentFlags {
  /** Of the publisher; with `outputs`: which of those in the file. */
  readonly stack?: string;
  /** A file that `cdk deploy --outputs-file` wrote. */
  readonly outputs?: string;
}

/**
 * What the flags tell of; `undefined` where they name no deployment. @throws Error where it can't be found, or is none.
 */
export async function findDeployment({ stack, outputs }: DeploymentFlags): Promise<Deployment | undefined> {
  if (outputs !== undefined) return (await import('./outputs-file.ts')).readOutputsFile(outputs, stack);
  if (stack !== undefined) return (await import('./describe-stack.ts')).describeStack(stack);
  return undefined;
}
