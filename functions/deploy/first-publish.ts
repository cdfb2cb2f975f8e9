import { Buffer } from 'node:buffer';
import { setTimeout } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { answerCustomResource, propertyOf } from './custom-resource.ts';
import { type InvokeResult, type PublishInStepsOptions, publishInSteps } from './publish-all.ts';

// A run that was given up on still runs, so the SDK must not start another.
const client = new LambdaClient({ maxAttempts: 1 });

/**
 * The custom resource that publishes everything at the end of a deployment. Property: `FunctionName`, the publisher's.
 */
export const handler = createFirstPublish(milliseconds => setTimeout(milliseconds));

/** Part that is used of the context that Lambda passes. */
interface Context {
  /** Milliseconds until the call is cut off. */
  getRemainingTimeInMillis(): number;
}

/** The handler, with another way to wait between attempts. */
export function createFirstPublish(
  wait: PublishInStepsOptions['wait'],
): (event: unknown, context: Context) => Promise<void> {
  return (event, context) =>
    answerCustomResource(event, async properties => {
      const name = propertyOf(properties, 'FunctionName');
      const timeLeft = () => context.getRemainingTimeInMillis();
      console.log(await publishInSteps({ invoke: input => invoke(name, input), wait, timeLeft }));
    });
}

async function invoke(name: string, input: object): Promise<InvokeResult> {
  const command = new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(input)) });
  const { FunctionError, Payload } = await client.send(command);
  return { failed: FunctionError !== undefined, payload: Buffer.from(Payload ?? []).toString() };
}
