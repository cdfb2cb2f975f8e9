/**
 * Interprets what Bantin uses of the Amazon States Language (JSONPath): Task, Map (inline, and distributed with an item
 * reader and batches), Choice, Pass, Wait, Succeed, Fail; Retry and Catch. Whatever else a definition has is an error.
 */
export interface MachineOptions {
  /** Calls a function by its ARN. Its error has the name that Lambda gives as `errorType`. */
  readonly invoke: (arn: string, event: unknown) => Promise<unknown>;
  /** Lists a bucket as `s3:listObjectsV2` does, item by item. */
  readonly list: (bucket: string, prefix: string) => Promise<readonly unknown[]>;
  /** Parts the items of a Distributed Map into batches of at most a number; in their order unless told. */
  readonly partition?: (items: readonly unknown[], most: number) => readonly (readonly unknown[])[];
  /** Waits for so many seconds. */
  readonly wait: (seconds: number) => void;
  /** Name of the execution. */
  readonly name: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Scope = { readonly context: Fields };

/** Error of a state, by its name. */
export class StateError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Runs a definition. @throws StateError where it fails. */
export async function execute(definition: Fields, input: unknown, options: MachineOptions): Promise<unknown> {
  return new Machine(options).run(definition, input, { context: { Execution: { Name: options.name } } });
}

class Machine {
  readonly #options: MachineOptions;

  constructor(options: MachineOptions) {
    this.#options = options;
  }

  async run({ StartAt, States }: Fields, input: unknown, scope: Scope): Promise<unknown> {
    let [name, data] = [String(StartAt), input];
    for (;;) {
      const state = fieldsOf(fieldsOf(States)[name]);
      assertFits(name, data);
      if (state.Type === 'Succeed') return data;
      if (state.Type === 'Fail') throw new StateError(String(state.Error), String(state.Cause));
      const next = await this.#step(state, data, scope);
      data = next.data;
      if (next.name === undefined) return data;
      name = next.name;
    }
  }

  async #step(state: Fields, data: unknown, scope: Scope): Promise<{ readonly data: unknown; readonly name?: string }> {
    const following = state.End === true ? {} : { name: String(state.Next) };
    switch (state.Type) {
      case 'Pass': {
        const made = state.Parameters === undefined ? data : fill(state.Parameters, data, scope);
        return { data: put(data, state.ResultPath, state.Result ?? made), ...following };
      }
      case 'Wait':
        this.#options.wait(Number(state.Seconds));
        return { data, ...following };
      case 'Choice': {
        const choice = listOf(state.Choices)
          .map(fieldsOf)
          .find(rule => holds(rule, select(rule.Variable, data, scope)));
        return { data, name: String(choice ? choice.Next : state.Default) };
      }
      case 'Task':
      case 'Map':
        return this.#guarded(state, data, scope, following);
      default:
        throw new Error(`${state.Type}: no such state`);
    }
  }

  async #guarded(state: Fields, data: unknown, scope: Scope, following: { readonly name?: string }) {
    try {
      const result = await this.#retried(state, data, scope);
      assertFits(String(state.Type), result);
      const selected = state.ResultSelector === undefined ? result : fill(state.ResultSelector, result, scope);
      return { data: put(data, state.ResultPath, selected), ...following };
    } catch (error) {
      const catcher = listOf(state.Catch ?? [])
        .map(fieldsOf)
        .find(rule => catches(rule, error));
      if (!catcher) throw error;
      const told = { Error: (error as Error).name, Cause: (error as Error).message };
      return { data: put(data, catcher.ResultPath, told), name: String(catcher.Next) };
    }
  }

  async #retried(state: Fields, data: unknown, scope: Scope): Promise<unknown> {
    const tries = new Map<Fields, number>();
    for (let retries = 0; ; retries++) {
      const within = { ...scope, context: { ...scope.context, State: { RetryCount: retries } } };
      try {
        return await (state.Type === 'Task' ? this.#task(state, data, within) : this.#map(state, data, within));
      } catch (error) {
        const rule = listOf(state.Retry ?? [])
          .map(fieldsOf)
          .find(one => catches(one, error));
        const used = rule ? (tries.get(rule) ?? 0) : 0;
        if (!rule || used >= Number(rule.MaxAttempts ?? 3)) throw error;
        tries.set(rule, used + 1);
      }
    }
  }

  async #task({ Resource, Parameters }: Fields, data: unknown, scope: Scope): Promise<unknown> {
    return this.#options.invoke(String(Resource), Parameters === undefined ? data : fill(Parameters, data, scope));
  }

  async #map(state: Fields, data: unknown, scope: Scope): Promise<unknown> {
    const processor = fieldsOf(state.ItemProcessor);
    const inputs = await this.#inputs(state, data, scope);
    const results: unknown[] = [];
    const errors: Error[] = [];
    let failed = 0;
    const left = inputs.entries();
    const work = async (): Promise<void> => {
      for (const [at, input] of left)
        try {
          results[at] = await this.run(processor, input, scope);
        } catch (error) {
          errors.push(error as Error);
          failed += itemsIn(input);
          // Of what failed the result has the input.
          results[at] = { Input: input, Error: (error as Error).name };
        }
    };
    await Promise.all(Array.from({ length: Math.max(1, Number(state.MaxConcurrency)) }, work));
    const [first] = errors;
    const all = inputs.reduce<number>((sum, input) => sum + itemsIn(input), 0);
    if (first && 100 * failed > Number(state.ToleratedFailurePercentage ?? 0) * all)
      throw state.ItemReader ? new StateError('States.ExceedToleratedFailureThreshold', first.message) : first;
    if (!state.ResultWriter) return results;
    const { Bucket, Prefix } = fieldsOf(fieldsOf(state.ResultWriter).Parameters);
    return { MapRunArn: 'run', ResultWriterDetails: { Bucket, Key: `${Prefix}/run/manifest.json` } };
  }

  async #inputs(state: Fields, data: unknown, scope: Scope): Promise<readonly unknown[]> {
    if (!state.ItemReader) {
      const items = listOf(select(state.ItemsPath, data, scope));
      return items.map((Value, Index) =>
        fill(state.ItemSelector, data, { ...scope, context: { ...scope.context, Map: { Item: { Value, Index } } } }),
      );
    }
    const reader = fieldsOf(state.ItemReader);
    if (reader.Resource !== 'arn:aws:states:::s3:listObjectsV2') throw new Error(`${reader.Resource}: no such reader`);
    const { Bucket, Prefix } = fieldsOf(reader.Parameters);
    const items = await this.#options.list(String(Bucket), String(Prefix));
    const { MaxItemsPerBatch, BatchInput } = fieldsOf(state.ItemBatcher);
    const batches = (this.#options.partition ?? inOrder)(items, Number(MaxItemsPerBatch));
    return batches.map(Items => ({ Items, BatchInput: fill(BatchInput, data, scope) }));
  }
}

function inOrder(items: readonly unknown[], most: number): readonly (readonly unknown[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, at) => items.slice(at * most, (at + 1) * most));
}

function holds({ BooleanEquals, NumericGreaterThanEquals: least }: Fields, value: unknown): boolean {
  return least === undefined ? value === BooleanEquals : Number(value) >= Number(least);
}

/** Items of a batch; an input of any other map is one. */
function itemsIn(input: unknown): number {
  const { Items } = fieldsOf(input);
  return Array.isArray(Items) ? Items.length : 1;
}

/** Bytes that the input or the result of a state has at most. */
const MOST = 262_144;

function assertFits(name: string, data: unknown): void {
  const bytes = Buffer.byteLength(JSON.stringify(data) ?? '');
  if (bytes > MOST) throw new StateError(TOO_MUCH, `${name}: ${bytes} bytes`);
}

/** Is not among `States.ALL`. */
const TOO_MUCH = 'States.DataLimitExceeded';

function catches({ ErrorEquals }: Fields, error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  if (name === TOO_MUCH) return listOf(ErrorEquals).includes(name);
  const isTask = name !== 'States.Timeout' && !name.startsWith('States.Exceed');
  return listOf(ErrorEquals).some(of => of === name || of === 'States.ALL' || (of === 'States.TaskFailed' && isTask));
}

/** Fills a payload template: fields whose names end in `.$` are paths. */
function fill(template: unknown, data: unknown, scope: Scope): unknown {
  if (Array.isArray(template)) return template.map(item => fill(item, data, scope));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$') ? [name.slice(0, -2), select(value, data, scope)] : [name, fill(value, data, scope)],
    ),
  );
}

/** Selects by a reference path, `$.a.b`, or one of the context, `$$.a.b`. A path that leads nowhere is an error. */
function select(path: unknown, data: unknown, { context }: Scope): unknown {
  const text = String(path);
  const sum = /^States\.MathAdd\((\$[\w.]*), (\d+)\)$/.exec(text);
  if (sum) return Number(select(sum[1], data, { context })) + Number(sum[2]);
  const names = text
    .replace(/^\$\$?\.?/, '')
    .split('.')
    .filter(name => name !== '');
  let found: unknown = text.startsWith('$$') ? context : data;
  for (const name of names) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name))
      throw new StateError('States.ParameterPathFailure', `${text}: there is no such field`);
    found = (found as Fields)[name];
  }
  return found;
}

/** Puts a result at a reference path of the input; without one it takes the place of the input. */
function put(data: unknown, path: unknown, result: unknown): unknown {
  if (path === undefined) return result;
  if (path === null) return data;
  const name = /^\$\.(\w+)$/.exec(String(path))?.[1];
  if (name === undefined) throw new Error(`${path}: no such path of a result`);
  return { ...fieldsOf(data), [name]: result };
}

function fieldsOf(value: unknown): Fields {
  if (typeof value === 'object' && value !== null) return value as Fields;
  throw new Error(`expected an object, found ${JSON.stringify(value)}`);
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`expected a list, found ${JSON.stringify(value)}`);
}
