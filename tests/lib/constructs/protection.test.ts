import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  EVERY_OPTION,
  grantsOf,
  listOf,
  only,
  type Resource,
  resourcesOf,
  statementsOf,
  synthesize,
  textOf,
} from '../samples.ts';

let delivery: Template;
let publisher: Template;
let all: readonly (Resource & { readonly id: string })[];
let key: string;
beforeAll(() => {
  ({ delivery, publisher } = synthesize(EVERY_OPTION));
  all = resourcesOf(delivery, publisher);
  key = only(delivery, 'AWS::KMS::Key').id;
});

const ofType = (type: string) => all.filter(({ Type }) => Type === type);
/** Returns whether a value is the customer's key, of this stack or of the other. */
const isKey = (value: unknown): boolean => JSON.stringify(value)?.includes(key) ?? false;

describe('a key of the customer', () => {
  it('encrypts content and feeds, queues, logs, and what functions are told', () => {
    const withKey = ofType('AWS::S3::Bucket').filter(({ Properties }) => isKey(Properties.BucketEncryption));
    expect(withKey.map(({ id }) => id)).toEqual([
      expect.stringMatching(/^FeedsBucket/),
      expect.stringMatching(/^ContentBucket/),
    ]);
    for (const { Properties } of withKey)
      expect(Properties.BucketEncryption).toMatchObject({
        ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true }],
      });
    for (const [type, property] of [
      ['AWS::SQS::Queue', 'KmsMasterKeyId'],
      ['AWS::Logs::LogGroup', 'KmsKeyId'],
      ['AWS::Lambda::Function', 'KmsKeyArn'],
    ] as const) {
      expect(ofType(type)).toHaveLength(3);
      for (const { id, Properties } of ofType(type)) expect(isKey(Properties[property]), id).toBe(true);
    }
  });

  it('leaves access logs to a key of S3, since S3 writes them to no other', () => {
    const logs = ofType('AWS::S3::Bucket').filter(({ id }) => /^(?:Access)?Logs/.test(id));
    expect(logs).toHaveLength(2);
    for (const { Properties } of logs) expect(JSON.stringify(Properties.BucketEncryption)).toContain('AES256');
  });

  it('may be used by who may use what it encrypts: to write by who writes, to read by all', () => {
    const rights = (description: RegExp) => {
      const fn = ofType('AWS::Lambda::Function').find(({ Properties }) =>
        description.test(String(Properties.Description)),
      );
      if (!fn) throw new Error(`no function ${description}`);
      const grants = grantsOf(publisher, fn).filter(([action]) => action.startsWith('kms:'));
      for (const [, resource] of grants) expect(resource).toContain(key);
      return new Set(grants.map(([action]) => action));
    };
    const write = new Set(['kms:Decrypt', 'kms:GenerateDataKey']);
    expect(rights(/^Publishes feeds/)).toEqual(write);
    expect(rights(/^Fills a fresh/)).toEqual(write);
    expect(rights(/^Publishes everything/)).toEqual(new Set(['kms:Decrypt']));
    const scheduler = ofType('AWS::IAM::Policy').find(({ id }) => id.startsWith('SchedulesRole'));
    const [statement] = scheduler
      ? statementsOf(scheduler).filter(({ Action }) => listOf(Action).includes('kms:Decrypt'))
      : [];
    expect(new Set(listOf(statement?.Action))).toEqual(write);
  });

  it('lets services in for this account alone', () => {
    const services = statementsOf(only(delivery, 'AWS::KMS::Key'), 'KeyPolicy').filter(({ Principal }) =>
      JSON.stringify(Principal).includes('Service'),
    );
    expect(services.map(({ Sid }) => Sid)).toEqual(['CdnReads', 'EventsAreQueued', 'LogsAreWritten']);
    for (const { Condition } of services) expect(textOf(Condition)).toContain('AWS::AccountId');
    expect(services[0]?.Action).toBe('kms:Decrypt');
  });

  it('stays with the buckets that need it, changes once a year, and is named to editors', () => {
    const { DeletionPolicy, Properties } = only(delivery, 'AWS::KMS::Key');
    expect(DeletionPolicy).toBe('Retain');
    expect(Properties.EnableKeyRotation).toBe(true);
    delivery.hasOutput('KeyArn', {});
  });

  it('is not there unless it is asked for', () => {
    synthesize().delivery.resourceCountIs('AWS::KMS::Key', 0);
  });
});

describe('a web ACL', () => {
  it('stands before the distribution where it is given', () => {
    const config = (template: Template) =>
      only(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig;
    expect(config(delivery)).toMatchObject({ WebACLId: EVERY_OPTION.webAclArn });
    expect(config(synthesize().delivery)).not.toHaveProperty('WebACLId');
  });
});

describe('reserved concurrency', () => {
  it('is that of the publisher; what runs in a deployment runs once', () => {
    const reserved = ofType('AWS::Lambda::Function').map(({ id, Properties }) => [
      id.replace(/(?:Hook|Function).*/, ''),
      Properties.ReservedConcurrentExecutions,
    ]);
    expect(Object.fromEntries(reserved)).toEqual({ Publisher: 10, Seed: 1, FirstPublish: 1 });
  });

  it('leaves room for what runs at once: batches of events, what is due, a sweep, a rebuild, a deployment', () => {
    const { Properties } = only(publisher, 'AWS::Lambda::EventSourceMapping');
    const { MaximumConcurrency } = Properties.ScalingConfig as { readonly MaximumConcurrency: number };
    const schedules = ofType('AWS::Scheduler::Schedule').length;
    expect(() => synthesize({ reservedConcurrency: String(MaximumConcurrency + schedules) })).toThrow(/from 6 to 1000/);
    expect(() => synthesize({ reservedConcurrency: String(MaximumConcurrency + schedules + 1) })).not.toThrow();
  });
});
