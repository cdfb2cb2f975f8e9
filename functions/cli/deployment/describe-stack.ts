import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { type Asked, errorName, failureOf, saidBy, statusOf, whyNotAsked } from '../../stores/aws-error.ts';
import { type Deployment, deploymentOf, type Outputs } from './deployment.ts';

const CLOUDFORMATION: Asked = {
  service: 'CloudFormation',
  endpoint: 'AWS_ENDPOINT_URL_CLOUDFORMATION',
  about: 'the stack',
};
/** Milliseconds. */
const TIMEOUTS = { connectionTimeout: 3000, requestTimeout: 15_000, throwOnRequestTimeout: true };

/**
 * Requests the outputs of a stack from CloudFormation, with region, credentials and endpoint of the environment.
 * @throws Error with the stack, the problem of the stack or the request, and the remedy; `cause` is the error of the
 * SDK.
 */
export async function describeStack(name: string): Promise<Deployment> {
  const stack = await ask(name).catch(error => {
    throw new Error(`stack ${name}: ${problemOf(error, name)}`, { cause: error });
  });
  if (!stack) throw new Error(`stack ${name}: CloudFormation returned nothing about it; check its name`);
  try {
    // Also where it was asked for by its ARN.
    return deploymentOf(stack.StackName ?? name, outputsOf(stack));
  } catch (error) {
    throw new Error(`stack ${name} (${stack.StackStatus}): ${saidBy(error)}`);
  }
}

async function ask(StackName: string): Promise<Stack | undefined> {
  // On Node 20 the SDK warns that its later versions won't run there. This one does, and is pinned.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const client = new CloudFormationClient({ maxAttempts: 3, requestHandler: TIMEOUTS });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks[0];
  } finally {
    client.destroy();
  }
}

function outputsOf({ Outputs = [] }: Stack): Outputs {
  return Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

function problemOf(error: unknown, name: string): string {
  const said = saidBy(error);
  // CloudFormation has no code of its own for a missing stack.
  if (errorName(error) === 'ValidationError' && said.includes('does not exist'))
    return (
      'there is none; check its name, as cdk list prints it, and whether account and region (AWS_PROFILE, ' +
      'AWS_REGION) are those that it was deployed to'
    );
  const unasked = whyNotAsked(error, CLOUDFORMATION);
  if (unasked !== undefined) return unasked;
  if (statusOf(error) === 403)
    return (
      `cloudformation:DescribeStacks is denied (${said}); grant it on ` +
      `arn:aws:cloudformation:*:*:stack/${name}/*, or give --outputs FILE or the buckets instead`
    );
  return failureOf('question', error);
}
