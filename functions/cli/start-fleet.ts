import { randomUUID } from 'node:crypto';
import { parseFleetId } from '../state/fleet/fleet-store.ts';
import { type AwsOptions, createAwsRequest } from '../web/aws-request.ts';
import { CouldNotRun, DONE } from './output/exit-status.ts';
import { printJson } from './output/print-json.ts';

export interface StartFleetOptions extends AwsOptions {
  /** ARN of the state machine; absent where the newsroom has no fleet. */
  readonly fleet: string | undefined;
  readonly json?: boolean;
}

const ARN = /^arn:aws[a-z-]*:states:([a-z0-9-]+):\d{12}:stateMachine:[A-Za-z0-9_-]{1,80}$/;

/**
 * `bantin publish --full --fleet`: starts a rebuild by the newsroom's fleet, by StartExecution of Step Functions (API
 * version 2016-11-23), and waits for nothing. Returns the exit status.
 * @throws CouldNotRun where there is no fleet, or it can't be started.
 */
export async function runStartFleet({ fleet, json, ...options }: StartFleetOptions): Promise<number> {
  if (fleet === undefined)
    throw new CouldNotRun('--fleet: this newsroom has none; deploy it with -c fleet=true, or rebuild without --fleet');
  const region = ARN.exec(fleet)?.[1];
  if (region === undefined)
    throw new CouldNotRun(
      `FleetArn: expected the ARN of a state machine, found ${JSON.stringify(fleet)}; deploy again`,
    );
  const endpoint = `https://states.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const start = createAwsRequest({ name: 'states', region, endpoint }, options);
  const id = parseFleetId(randomUUID());
  const body = JSON.stringify({ stateMachineArn: fleet, name: id, input: '{}' });
  try {
    await start(body, {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AWSStepFunctions.StartExecution',
    });
  } catch (error) {
    throw new CouldNotRun(`the fleet did not start: ${error instanceof Error ? error.message : error}`);
  }
  if (json) printJson({ fleet: id });
  else process.stdout.write(`rebuild ${id} has started; bantin status tells how far it is\n`);
  return DONE;
}
