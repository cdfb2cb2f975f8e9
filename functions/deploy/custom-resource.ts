import { Buffer } from 'node:buffer';

/** Request of CloudFormation to a custom resource ("Custom resource request objects" in its user guide). */
interface Request {
  readonly type: string;
  readonly responseUrl: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Identifiers that the answer repeats. */
  readonly identity: Readonly<Record<'StackId' | 'RequestId' | 'LogicalResourceId' | 'PhysicalResourceId', string>>;
}

/** CloudFormation cuts longer ones off. Characters. */
const MAX_REASON = 1000;

/**
 * Does the work of a custom resource when it is made or changed, and tells CloudFormation how it went; what `work`
 * throws fails the deployment, and is its reason. Where the resource is deleted there is nothing to undo.
 * @throws Error where the event is not CloudFormation's, or it can't be told.
 */
export async function answerCustomResource(
  event: unknown,
  work: (properties: Readonly<Record<string, unknown>>) => Promise<void>,
): Promise<void> {
  const request = parseRequest(event);
  await respond(request, request.type === 'Delete' ? undefined : await failureOf(work(request.properties)));
}

async function failureOf(work: Promise<void>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    console.error(error);
    return (error instanceof Error ? error.message : String(error)).slice(0, MAX_REASON) || 'an error without words';
  }
}

async function respond({ responseUrl, identity }: Request, failure: string | undefined): Promise<void> {
  const answer = { ...identity, Status: failure === undefined ? 'SUCCESS' : 'FAILED', Reason: failure ?? 'done' };
  // Bytes, and not text, to which a media type would be added: the address is signed for none.
  const response = await fetch(responseUrl, { method: 'PUT', body: Buffer.from(JSON.stringify(answer)) });
  if (!response.ok)
    throw new Error(`CloudFormation could not be told (${response.status} ${await response.text()}): ${answer.Status}`);
}

function parseRequest(event: unknown): Request {
  const fields = fieldsOf(event);
  const textOf = (name: string): string => {
    const value = fields[name];
    if (typeof value === 'string') return value;
    throw new Error(`expected an event of CloudFormation with a ${name}, found ${JSON.stringify(event)}`);
  };
  const LogicalResourceId = textOf('LogicalResourceId');
  const { PhysicalResourceId = LogicalResourceId } = fields;
  return {
    type: textOf('RequestType'),
    responseUrl: textOf('ResponseURL'),
    properties: fieldsOf(fields.ResourceProperties),
    identity: {
      StackId: textOf('StackId'),
      RequestId: textOf('RequestId'),
      LogicalResourceId,
      PhysicalResourceId: String(PhysicalResourceId),
    },
  };
}

/** A property that the template sets. @throws Error where it is not there. */
export function propertyOf(properties: Readonly<Record<string, unknown>>, name: string): string {
  const value = properties[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${name}: expected text in the custom resource's properties, found ${JSON.stringify(value)}`);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
