import { readFile } from 'node:fs/promises';
import { jsonErrorAt } from '../../core/import/formats/json-error.ts';
import { messageOf } from '../output/message-of.ts';
import { type Deployment, deploymentOf, isPublisher, type Outputs } from './deployment.ts';

/**
 * Reads what `cdk deploy --outputs-file FILE` wrote: outputs by name, by stack. Of several newsrooms `stack` chooses
 * one.
 * @throws Error that names the file, what is wrong with it and how to mend it.
 */
export async function readOutputsFile(file: string, stack?: string): Promise<Deployment> {
  const stacks = await readStacks(file);
  const name = stack ?? onlyPublisher(file, stacks);
  const outputs = stacks.get(name);
  if (!outputs) throw new Error(`${file}: there is no stack ${name}, only ${listed(stacks.keys())}`);
  try {
    return deploymentOf(name, outputs);
  } catch (error) {
    throw new Error(`${file}: the stack ${name}: ${messageOf(error)}`);
  }
}

async function readStacks(file: string): Promise<ReadonlyMap<string, Outputs>> {
  const mend = 'give the file that cdk deploy --outputs-file wrote';
  const text = await readFile(file, 'utf8').catch(error => {
    throw new Error(`${file}: it can't be read (${messageOf(error)}); ${mend}`);
  });
  const value = parseJson(text, problem => new Error(`${file}:${problem}; ${mend}`));
  if (!isRecord(value) || Object.keys(value).length === 0)
    throw new Error(`${file}: expected outputs by stack, found ${kindOf(value)}; ${mend}`);
  return new Map(Object.entries(value).map(([stack, outputs]) => [stack, parseOutputs(`${file}: ${stack}`, outputs)]));
}

function parseJson(text: string, failed: (problem: string) => Error): unknown {
  // Some editors and shells begin a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch {
    const lines = json.slice(0, jsonErrorAt(json)).split('\n');
    const column = (lines.at(-1)?.length ?? 0) + 1;
    throw failed(`${lines.length}:${column}: it is not JSON`);
  }
}

function parseOutputs(place: string, value: unknown): Outputs {
  if (!isRecord(value)) throw new Error(`${place}: expected outputs by name, found ${kindOf(value)}`);
  return Object.fromEntries(Object.entries(value).map(([name, output]) => [name, parseOutput(place, name, output)]));
}

function parseOutput(place: string, name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error(`${place}: ${name}: expected text, found ${kindOf(value)}`);
}

function onlyPublisher(file: string, stacks: ReadonlyMap<string, Outputs>): string {
  const publishers = [...stacks].filter(([, outputs]) => isPublisher(outputs)).map(([name]) => name);
  const [name] = publishers;
  if (name === undefined)
    throw new Error(`${file}: none of its stacks is a publisher's, only ${listed(stacks.keys())}; deploy with --all`);
  if (publishers.length > 1)
    throw new Error(`${file}: there are several newsrooms, ${listed(publishers)}; choose one with --stack NAME`);
  return name;
}

function listed(names: Iterable<string>): string {
  return [...names].sort().join(', ');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return Object.keys(value).length === 0 ? 'none' : 'an object';
  return JSON.stringify(value);
}
