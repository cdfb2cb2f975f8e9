import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { settingsOf } from '../../lib/settings.ts';
import { addStacks } from '../../lib/stacks.ts';
import {
  createApp,
  listOf,
  REGION,
  type Resource,
  ROOT,
  resourcesOf,
  STAND_INS,
  type Statement,
  textOf,
} from './samples.ts';

type Named = Resource & { readonly id: string };

/** A template of a newsroom, and the names of all stacks of that newsroom. */
interface Part {
  readonly newsroom: string;
  readonly stack: string;
  readonly stacks: readonly string[];
  readonly template: Template;
  readonly resources: readonly Named[];
}

/** A statement, and the resource that has it. */
interface Owned extends Statement {
  readonly owner: Named;
  readonly part: Part;
}

const NEWSROOMS = ['song-may', 'thoi-bao'];
const POLICIES = ['PolicyDocument', 'KeyPolicy', 'AssumeRolePolicyDocument', 'ResourcePolicy'] as const;

/** Two newsrooms of one app, with whatever can be switched on. */
function partsOf(): readonly Part[] {
  const app = createApp();
  const added = NEWSROOMS.map(newsroom => {
    const settings = settingsOf(newsroom, {
      customerKey: true,
      plan: 'pro',
      reservedConcurrency: 6,
      alarmEmail: `${newsroom}@bao.example`,
      editorsEmail: `${newsroom}@bao.example`,
      desks: ['tu-phap'],
      content: join(ROOT, 'content'),
    });
    const { delivery, publisher, edge, firewall } = addStacks(app, settings, STAND_INS, REGION);
    return { newsroom, all: [delivery, publisher, edge, firewall].filter(stack => stack !== undefined) };
  });
  return added.flatMap(({ newsroom, all }) => {
    const stacks = all.map(({ stackName }) => stackName);
    return all.map((stack: Stack) => {
      const template = Template.fromStack(stack);
      return { newsroom, stack: stack.stackName, stacks, template, resources: resourcesOf(template) };
    });
  });
}

let parts: readonly Part[];
let statements: readonly Owned[];
beforeAll(() => {
  parts = partsOf();
  statements = parts.flatMap(part =>
    part.resources.flatMap(owner =>
      POLICIES.flatMap(property => {
        const document = owner.Properties?.[property] as { readonly Statement: readonly Statement[] } | undefined;
        return (document?.Statement ?? []).map(statement => ({ ...statement, owner, part }));
      }),
    ),
  );
});

const ofType = (type: RegExp) =>
  parts.flatMap(part => part.resources.filter(({ Type }) => type.test(Type)).map(owner => ({ part, owner })));

/** All that a value refers to: ids of the same template, and outputs of other stacks. */
function referencesIn(value: unknown): readonly { readonly id?: string; readonly stack?: string }[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, operand]) => {
    if (name === 'Ref') return /^AWS::/.test(operand) ? [] : [{ id: operand }];
    if (name === 'Fn::GetAtt') return [{ id: listOf(operand)[0] }];
    if (name === 'Fn::GetStackOutput') return [{ stack: operand.StackName }];
    return referencesIn(operand);
  });
}

describe('two newsrooms in one account', () => {
  it('know nothing of each other: no template has a name of the other, nor reads an output of it', () => {
    expect(parts.map(({ stack }) => stack)).toHaveLength(8);
    for (const { newsroom, stack, stacks, template } of parts) {
      const text = JSON.stringify(template.toJSON());
      for (const other of NEWSROOMS.filter(name => name !== newsroom)) expect(text, stack).not.toContain(other);
      expect(text).not.toContain('Fn::ImportValue');
      for (const read of referencesIn(template.toJSON())) if (read.stack) expect(stacks).toContain(read.stack);
    }
  });

  it('read and write what is their own: each grant of a role names a resource of that newsroom', () => {
    const grants = statements.filter(({ owner }) => owner.Type === 'AWS::IAM::Policy');
    expect(grants.length).toBeGreaterThan(20);
    for (const { Action, Resource: granted, part } of grants)
      for (const resource of listOf(granted)) {
        if (resource === '*') {
          expect(Action).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
          continue;
        }
        // A reference comes first, so nothing is matched by its pattern but what lies below it; or it ends the ARN.
        const isDistribution = /^arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution\/<\w+>$/;
        if (!isDistribution.test(textOf(resource))) expect(textOf(resource)).toMatch(/^<\w+(?:\.Arn)?>/);
        for (const { id, stack } of referencesIn(resource)) {
          if (id) expect(part.resources.map(own => own.id)).toContain(id);
          if (stack) expect(part.stacks).toContain(stack);
        }
        expect(referencesIn(resource)).toHaveLength(1);
      }
  });

  it('let in to buckets, queues and topics a source of their own, not one of the account', () => {
    const doors = statements.filter(
      ({ owner, Effect }) => /^AWS::(?:S3::Bucket|SQS::Queue|SNS::Topic)Policy$/.test(owner.Type) && Effect === 'Allow',
    );
    expect(doors.length).toBeGreaterThan(10);
    for (const { Condition, Principal, owner, part } of doors) {
      expect(JSON.stringify(Principal)).toContain('"Service"');
      const sources = Object.values(Condition as Readonly<Record<string, Readonly<Record<string, unknown>>>>).flatMap(
        test => ('aws:SourceArn' in test ? [test['aws:SourceArn']] : []),
      );
      expect(sources, owner.id).toHaveLength(1);
      const own = referencesIn(sources[0]).map(({ id }) => id);
      const isNamed = textOf(sources[0]).includes(`:alarm:${part.stack}-Alarms`);
      expect(own.some(id => part.resources.some(resource => resource.id === id)) || isNamed, owner.id).toBe(true);
    }
  });

  it('are heard by nobody else: events of one bucket, a topic for each one’s alarms, metrics of its own', () => {
    const rules = ofType(/^AWS::Events::Rule$/);
    expect(rules).toHaveLength(2);
    for (const { part, owner } of rules) {
      const { detail } = owner.Properties.EventPattern as {
        readonly detail: { readonly bucket: { readonly name: readonly { readonly Ref: string }[] } };
      };
      expect(detail.bucket.name).toHaveLength(1);
      expect(part.resources.find(({ id }) => id === detail.bucket.name[0]?.Ref)?.Type).toBe('AWS::S3::Bucket');
    }
    const alarms = ofType(/^AWS::CloudWatch::Alarm$/);
    expect(alarms).toHaveLength(16);
    for (const { part, owner } of alarms) {
      const { AlarmActions, OKActions } = owner.Properties;
      for (const { id } of [...referencesIn(AlarmActions), ...referencesIn(OKActions)])
        expect(part.resources.find(resource => resource.id === id)?.Type).toBe('AWS::SNS::Topic');
      const dimensions = JSON.stringify(owner.Properties).match(/"Dimensions":\[.*?\]/g) ?? [];
      expect(dimensions).toHaveLength(1);
      const names = referencesIn(owner.Properties).filter(({ id }) => id);
      expect(dimensions[0]?.includes(`"bantin-${part.newsroom}"`) || names.length > 2, owner.id).toBe(true);
    }
  });

  it('can’t starve each other: each has runs that are set aside, and events start no more than two', () => {
    const functions = ofType(/^AWS::Lambda::Function$/);
    expect(functions).toHaveLength(6);
    for (const { owner } of functions) expect(owner.Properties.ReservedConcurrentExecutions).toBeGreaterThan(0);
    const mappings = ofType(/^AWS::Lambda::EventSourceMapping$/);
    expect(mappings.map(({ owner }) => owner.Properties.ScalingConfig)).toEqual([
      { MaximumConcurrency: 2 },
      { MaximumConcurrency: 2 },
    ]);
    expect(ofType(/^AWS::Scheduler::ScheduleGroup$/)).toHaveLength(2);
  });
});
