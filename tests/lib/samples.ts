import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { readEnvironment } from '../../lib/environments.ts';
import type { FunctionCode } from '../../lib/function-code.ts';
import type { Settings } from '../../lib/settings.ts';
import { addStacks } from '../../lib/stacks.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** Whatever an environment can switch on to protect itself. */
export const EVERY_OPTION = {
  customerKey: 'true',
  webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/bantin/0a1b',
  reservedConcurrency: '10',
  domainName: 'feeds.bao.example',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b',
} as const;

/** Region of the credentials. */
export const REGION = 'ap-southeast-1';

/** Code that says nothing: what a template holds of code is a hash, or left out of snapshots. */
export const STAND_INS: FunctionCode = standIns();

/**
 * An app as `cdk synth` makes it, without the schemas of CloudFormation, which take seconds to load, and without what
 * no template has: traces, the tree of constructs, and copies of code. It deploys the sample, so that there is all that
 * there can be.
 */
export function createApp(context: Readonly<Record<string, unknown>> = {}): App {
  return new App({
    context: { seed: 'sample', 'aws:cdk:disable-asset-staging': true, ...context },
    analyticsReporting: false,
    stackTraces: false,
    treeMetadata: false,
    builtinCloudFormationValidation: false,
  });
}

export function environmentOf(context: Readonly<Record<string, unknown>> = {}): Settings {
  return readEnvironment(createApp(context).node);
}

/** Stacks that were synthesized by now, by their context: most tests look at the same few environments. */
const synthesized = new Map<string, Synthesized>();

type Synthesized = ReturnType<typeof synthesizeAnew>;

/** The stacks of an environment, synthesized. Tests change nothing in them. */
export function synthesize(context: Readonly<Record<string, unknown>> = {}): Synthesized {
  const key = JSON.stringify(context);
  const stacks = synthesized.get(key) ?? synthesizeAnew(context);
  synthesized.set(key, stacks);
  return stacks;
}

function synthesizeAnew(context: Readonly<Record<string, unknown>>) {
  const app = createApp(context);
  const { delivery, publisher, edge, firewall } = addStacks(app, readEnvironment(app.node), STAND_INS, REGION);
  return {
    delivery: Template.fromStack(delivery),
    publisher: Template.fromStack(publisher),
    ...(edge && { edge: Template.fromStack(edge) }),
    ...(firewall && { firewall: Template.fromStack(firewall) }),
  };
}

/** The stack at the edge; fails where there is none. */
export function edgeOf({ edge }: ReturnType<typeof synthesize>): Template {
  if (!edge) throw new Error('there is no stack at the edge');
  return edge;
}

/**
 * The one resource of a type with these properties, and a logical id like this; fails where there is not exactly one.
 */
export function only(
  template: Template,
  type: string,
  props: object = {},
  id = /^/,
): Resource & { readonly id: string } {
  const found = Object.entries(template.findResources(type, Match.objectLike(props))).filter(([name]) => id.test(name));
  const [entry] = found;
  if (!entry || found.length !== 1)
    throw new Error(`${type} ${JSON.stringify(props)}: expected one, found ${found.map(([name]) => name).join(', ')}`);
  return { id: entry[0], ...(entry[1] as Resource) };
}

/** Resource of a template, with the fields that tests use. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

export function resourcesOf(...templates: readonly Template[]): readonly (Resource & { readonly id: string })[] {
  return templates.flatMap(template => {
    const { Resources }: { Resources?: Record<string, Resource> } = template.toJSON();
    return Object.entries(Resources ?? {}).map(([id, resource]) => ({ id, ...resource }));
  });
}

/** A list, also of what CloudFormation writes without one. */
export function listOf<Value>(value: Value | readonly Value[]): readonly Value[] {
  return Array.isArray(value) ? value : [value as Value];
}

/** Statements of a policy document that stands in a property. */
export function statementsOf(resource: Resource, property = 'PolicyDocument'): readonly Statement[] {
  const document = resource.Properties[property] as { readonly Statement: readonly Statement[] };
  return document.Statement;
}

/** Returns the grants of a function's role as a flat list: one action, and the resources as text. */
export function grantsOf(template: Template, fn: Resource): readonly (readonly [action: string, resource: string])[] {
  const role = refersTo(fn.Properties.Role);
  const policies = resourcesOf(template).filter(
    ({ Type, Properties }) => Type === 'AWS::IAM::Policy' && listOf(Properties.Roles).some(of => refersTo(of) === role),
  );
  return policies
    .flatMap(policy => statementsOf(policy))
    .flatMap(({ Action, Resource }) =>
      listOf(Action).flatMap(action => listOf(Resource).map(resource => [action, textOf(resource)] as const)),
    );
}

/** The logical id that a reference names. */
export function refersTo(reference: unknown): string {
  return /"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/.exec(JSON.stringify(reference))?.[1] ?? '';
}

/**
 * A value of CloudFormation as a person reads it: references by logical id, values of other stacks by the name of their
 * output.
 */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, operand] = ['', undefined]] = Object.entries(value);
  if (name === 'Ref') return `<${operand}>`;
  if (name === 'Fn::GetAtt') return `<${listOf(operand).join('.')}>`;
  if (name === 'Fn::GetStackOutput') return `<${(operand as { readonly OutputName: string }).OutputName}>`;
  if (name === 'Fn::Join') return (operand as [string, unknown[]])[1].map(textOf).join(operand[0]);
  return JSON.stringify(value);
}

function standIns(): FunctionCode {
  const folder = mkdtempSync(join(tmpdir(), 'bantin-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  mkdirSync(join(folder, 'code'));
  write('code/index.mjs', 'export const handler = async () => {};\n');
  const code = join(folder, 'code');
  const edge = write('edge.js', 'function handler(event) { return event.request; }\n');
  return {
    publisher: code,
    deploy: code,
    viewerRequest: edge,
    viewerResponse: edge,
    revision: '0123456789abcdef',
  };
}
