import type { Deployment } from './deployment.ts';

/** Flags of a command that select a deployment. */
export interface DeploymentFlags {
  /** Name of the publisher's stack; with `outputs`, one of those in the file. */
  readonly stack?: string;
  /** A file that `cdk deploy --outputs-file` wrote. */
  readonly outputs?: string;
}

/**
 * Returns the deployment that the flags select; `undefined` where they name none.
 * @throws Error where it can't be found, or is not a publisher.
 */
export async function findDeployment({ stack, outputs }: DeploymentFlags): Promise<Deployment | undefined> {
  if (outputs !== undefined) return (await import('./outputs-file.ts')).readOutputsFile(outputs, stack);
  if (stack !== undefined) return (await import('./describe-stack.ts')).describeStack(stack);
  return undefined;
}
