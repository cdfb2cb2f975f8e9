import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A stack as CloudFormation tells of it. */
export interface DescribedStack {
  readonly status?: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Response that refuses a request. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export interface CloudFormationServer {
  readonly endpoint: string;
  /** By name. */
  readonly stacks: Map<string, DescribedStack>;
  /** Names that were asked for, in order. */
  readonly asked: string[];
  /** Every question is refused so. */
  refuse: Refusal | undefined;
  close(): Promise<void>;
}

/**
 * The one question of CloudFormation's query API that the command line asks, `DescribeStacks`, answered as the API
 * reference tells it.
 */
export async function startCloudFormationServer(): Promise<CloudFormationServer> {
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const name = form.get('StackName') ?? '';
    cloudFormation.asked.push(name);
    const refusal = faultOf(form, request.headers.authorization) ?? cloudFormation.refuse;
    const { status, body } = refusal ? refused(refusal) : described(name, cloudFormation.stacks.get(name));
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cloudFormation: CloudFormationServer = {
    endpoint: `http://127.0.0.1:${port}`,
    stacks: new Map(),
    asked: [],
    refuse: undefined,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return cloudFormation;
}

/** Returns the refusal of a request that is invalid whatever stacks there are. */
function faultOf(form: URLSearchParams, authorization = ''): Refusal | undefined {
  const message = 'Said by the server of the tests';
  if (form.get('Action') !== 'DescribeStacks' || form.get('Version') !== '2010-05-15')
    return { status: 400, code: 'InvalidAction', message };
  if (!/^AWS4-HMAC-SHA256 .*\/cloudformation\/aws4_request/.test(authorization))
    return { status: 403, code: 'MissingAuthenticationToken', message };
  return undefined;
}

const NAMESPACE = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';

function described(
  name: string,
  stack: DescribedStack | undefined,
): { readonly status: number; readonly body: string } {
  if (!stack) return refused({ status: 400, code: 'ValidationError', message: `Stack with id ${name} does not exist` });
  const outputs = Object.entries(stack.outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const fields = [
    `<StackName>${name}</StackName>`,
    '<CreationTime>2026-11-23T12:00:00Z</CreationTime>',
    `<StackStatus>${stack.status ?? 'CREATE_COMPLETE'}</StackStatus>`,
    `<Outputs>${outputs.join('')}</Outputs>`,
  ];
  const result = `<DescribeStacksResult><Stacks><member>${fields.join('')}</member></Stacks></DescribeStacksResult>`;
  return { status: 200, body: `<DescribeStacksResponse ${NAMESPACE}>${result}</DescribeStacksResponse>` };
}

function refused({ status, code, message }: Refusal): { readonly status: number; readonly body: string } {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, body: `<ErrorResponse ${NAMESPACE}>${error}</ErrorResponse>` };
}
