/** A request to a service: its name in signatures, by which the emulator knows it, and one of AWS's protocols. */
interface Question {
  readonly service: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Operation of a service that speaks JSON. */
  readonly target?: string;
  /** Body of the request: an object for services that take JSON, fields for those that take forms. */
  readonly body?: object | URLSearchParams;
}

/**
 * Asks the emulator for what no client of the project is for. The request names an account and is not signed, which the
 * emulator does not mind.
 * @throws Error with the answer, where that is an error.
 */
export async function ask({ service, method = 'POST', path = '/', headers, target, body }: Question): Promise<string> {
  const form = body instanceof URLSearchParams;
  const response = await fetch(new URL(path, process.env.AWS_ENDPOINT_URL), {
    method,
    headers: {
      authorization:
        `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, ` +
        'Signature=0',
      ...(target !== undefined && { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target }),
      ...headers,
    },
    ...(body && { body: form ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} ${target ?? path}: ${response.status} ${text}`);
  return text;
}

/** Names of what an account holds, by kind; but for buckets. */
export type Inventory = Readonly<Record<string, readonly string[]>>;

const QUESTIONS: Readonly<Record<string, Question & { readonly name: RegExp }>> = {
  stacks: { service: 'cloudformation', body: form('DescribeStacks', '2010-05-15'), name: /<StackName>([^<]+)/g },
  functions: { service: 'lambda', method: 'GET', path: '/2015-03-31/functions', name: /"FunctionName": ?"([^"]+)/g },
  eventSources: {
    service: 'lambda',
    method: 'GET',
    path: '/2015-03-31/event-source-mappings/',
    name: /"EventSourceArn": ?"([^"]+)/g,
  },
  queues: { service: 'sqs', target: 'AmazonSQS.ListQueues', body: {}, name: /"(http[^"]+)/g },
  topics: { service: 'sns', body: form('ListTopics', '2010-03-31'), name: /<TopicArn>([^<]+)/g },
  rules: { service: 'events', target: 'AWSEvents.ListRules', body: {}, name: /"Name": ?"([^"]+)/g },
  schedules: { service: 'scheduler', method: 'GET', path: '/schedules', name: /"Name": ?"([^"]+)/g },
  // Every account has the group `default`, which the emulator makes when it is first needed.
  scheduleGroups: {
    service: 'scheduler',
    method: 'GET',
    path: '/schedule-groups',
    name: /"Name": ?"(?!default")([^"]+)/g,
  },
  logGroups: {
    service: 'logs',
    target: 'Logs_20140328.DescribeLogGroups',
    body: {},
    name: /"logGroupName": ?"([^"]+)/g,
  },
  roles: { service: 'iam', body: form('ListRoles', '2010-05-08'), name: /<RoleName>([^<]+)/g },
};

function form(action: string, version: string): URLSearchParams {
  return new URLSearchParams({ Action: action, Version: version });
}

/** Everything that the account holds of the kinds that a newsroom is made of. */
export async function takeInventory(): Promise<Inventory> {
  const kinds = Object.entries(QUESTIONS).map(async ([kind, { name, ...question }]) => {
    const names = [...(await ask(question)).matchAll(name)].map(([, found = '']) => found);
    return [kind, names.sort()] as const;
  });
  return Object.fromEntries(await Promise.all(kinds));
}

/** Keys of KMS that are in use: one that is deleted waits for days. */
export async function keysInUse(): Promise<readonly string[]> {
  const listed = await ask({ service: 'kms', target: 'TrentService.ListKeys', body: {} });
  const ids = [...listed.matchAll(/"KeyId": ?"([^"]+)/g)].map(([, id = '']) => id);
  const described = await Promise.all(
    ids.map(KeyId => ask({ service: 'kms', target: 'TrentService.DescribeKey', body: { KeyId } })),
  );
  return ids.filter((_, at) => !/"KeyState": ?"PendingDeletion"/.test(described[at] ?? ''));
}
