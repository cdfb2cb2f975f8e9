import { describe, expect, it, vi } from 'vitest';
import { runStartFleet } from '../../functions/cli/start-fleet.ts';

const FLEET = 'arn:aws:states:ap-southeast-1:123456789012:stateMachine:FleetStateMachine-0a1b';

/** Starts a fleet, and returns what was printed and what Step Functions was asked. */
async function start(fleet: string | undefined, status = 200, json = false) {
  const asked: { url: string; body: unknown; headers: Headers }[] = [];
  let printed = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed += String(text);
    return true;
  });
  const exit = await runStartFleet({
    fleet,
    json,
    environment: {},
    delay: 0,
    credentials: async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret' }),
    fetch: async (url, init) => {
      asked.push({ url: String(url), body: JSON.parse(String(init?.body)), headers: new Headers(init?.headers) });
      return new Response('{"message":"no"}', { status });
    },
  }).finally(() => spy.mockRestore());
  return { exit, asked, printed };
}

/** Returns the name of the execution that was asked for. */
const nameIn = (body: unknown): unknown => (body as { readonly name?: unknown } | undefined)?.name;

describe('bantin publish --full --fleet', () => {
  it('starts an execution by one signed request, and says how it is called', async () => {
    const { exit, asked, printed } = await start(FLEET);
    expect([exit, asked.length, asked[0]?.url]).toEqual([0, 1, 'https://states.ap-southeast-1.amazonaws.com/']);
    const name = nameIn(asked[0]?.body);
    expect(asked[0]?.body).toEqual({ stateMachineArn: FLEET, name, input: '{}' });
    expect(asked[0]?.headers.get('x-amz-target')).toBe('AWSStepFunctions.StartExecution');
    expect(asked[0]?.headers.get('authorization')).toContain('/ap-southeast-1/states/aws4_request');
    expect(printed).toBe(`rebuild ${name} has started; bantin status tells how far it is\n`);
    const other = await start(FLEET, 200, true);
    expect(JSON.parse(other.printed)).toEqual({ fleet: nameIn(other.asked[0]?.body) });
  });

  it.each([
    [undefined, 200, 'deploy it with -c fleet=true'],
    ['arn:aws:sns:x', 200, 'expected the ARN of a state machine, found "arn:aws:sns:x"'],
    [FLEET, 400, 'the fleet did not start: STATES answers 400: {"message":"no"}'],
  ])('says what is wrong: %s, %i', async (fleet, status, message) => {
    await expect(start(fleet, status)).rejects.toThrow(message);
  });
});
