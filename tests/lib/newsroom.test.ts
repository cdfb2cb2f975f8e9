import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { OUTPUT_NAMES } from '../../functions/cli/output-names.ts';
import { SITE_KEYS } from '../../lib/constructs/buckets/content-bucket.ts';
import { readEnvironment } from '../../lib/environments.ts';
import { FEATURE_FLAGS } from '../../lib/feature-flags.ts';
import { Newsroom } from '../../lib/newsroom.ts';
import { addStacks } from '../../lib/stacks.ts';
import {
  createApp,
  EVERY_OPTION,
  edgeOf,
  listOf,
  REGION,
  type Resource,
  ROOT,
  refersTo,
  resourcesOf,
  STAND_INS,
  type Statement,
  statementsOf,
  synthesize,
  textOf,
} from './samples.ts';

type Named = Resource & { readonly id: string };

let delivery: Template;
let publisher: Template;
let edge: Template;
let all: readonly Named[];
beforeAll(() => {
  const stacks = synthesize();
  ({ delivery, publisher } = stacks);
  edge = edgeOf(stacks);
  all = resourcesOf(delivery, publisher, edge);
});

describe('a newsroom', () => {
  it('is these stacks', () => {
    expect(comparable(delivery)).toMatchSnapshot('delivery');
    expect(comparable(publisher)).toMatchSnapshot('publisher');
    expect(comparable(edge)).toMatchSnapshot('edge');
  });

  it('is the same in every app, whatever feature flags of the CDK it sets', () => {
    const others = Object.fromEntries(
      Object.entries(FEATURE_FLAGS).map(([flag, value]) => [flag, value === true ? false : undefined]),
    );
    const contrary = synthesize(others);
    expect(comparable(contrary.delivery)).toEqual(comparable(delivery));
    expect(comparable(contrary.publisher)).toEqual(comparable(publisher));
  });

  it('is the same by the construct of the package, which names what others build on', () => {
    const app = createApp();
    const newsroom = new Newsroom(app, 'production', { content: join(ROOT, 'content') });
    expect(comparable(Template.fromStack(newsroom.deliveryStack))).toEqual(comparable(delivery));
    expect(comparable(Template.fromStack(newsroom.publisherStack))).toEqual(comparable(publisher));
    const { contentBucket, feedsBucket, distribution, edgeStack } = newsroom;
    expect(edgeStack?.region).toBe('us-east-1');
    expect(new Newsroom(createApp(), 'production', { cdn: false }).edgeStack).toBeUndefined();
    const nameOf = (stack: Stack, name: string) => textOf(stack.resolve(name));
    expect(nameOf(newsroom.publisherStack, contentBucket.bucketName)).toMatch(/^<ContentBucket\w+>$/);
    expect(nameOf(newsroom.deliveryStack, feedsBucket.bucketName)).toMatch(/^<FeedsBucket\w+>$/);
    expect(nameOf(newsroom.publisherStack, newsroom.function.functionName)).toMatch(/^<PublisherFunction\w+>$/);
    expect(nameOf(newsroom.deliveryStack, newsroom.feedsUrl ?? '')).toBe(
      nameOf(newsroom.deliveryStack, `https://${distribution?.distributionDomainName}/`),
    );
  });

  it('tells bantin status and people where things are', () => {
    const { fleet, ...always } = OUTPUT_NAMES;
    expect(outputsOf(publisher)).toEqual(Object.values(always).sort());
    expect(outputsOf(synthesize({ fleet: 'true' }).publisher)).toContain(fleet);
    expect(outputsOf(delivery)).toEqual(['DistributionDomainName', 'DistributionId', 'FeedsUrl', 'LogBucketName']);
    const bare = synthesize({ cdn: false }).publisher;
    expect(outputsOf(bare)).toEqual(['ContentBucketName', 'EditorPolicy', 'FeedsBucketName', 'FunctionName']);
  });

  it('tells what rights an editor needs, and no more than these', () => {
    const { Outputs } = publisher.toJSON() as {
      readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
    };
    const { Statement }: { Statement: readonly Statement[] } = JSON.parse(textOf(Outputs.EditorPolicy?.Value));
    const plain = (value: unknown) => listOf(value).map(one => String(one).replace(/^.*?<(\w+?)Bucket.*>/, '$1'));
    const rights = Statement.map(({ Effect, Action, Resource }) => [Effect, plain(Action), plain(Resource)]);
    const objects = ['articles/*', 'media/*', ...SITE_KEYS].map(key => `Content/${key}`);
    expect(rights).toEqual([
      ['Allow', ['s3:ListBucket'], ['Content', expect.stringMatching(/[Ff]eeds[^/]*$/)]],
      ['Allow', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], objects],
      ['Allow', ['s3:GetObject'], [expect.stringMatching(/[Ff]eeds.*state\/\*$/)]],
      ['Allow', ['cloudformation:DescribeStacks'], ['<AWS::StackId>']],
    ]);
  });

  it('tells what rights an editor of one desk needs: its folders, and no settings of the newsroom', () => {
    const { publisher: stack } = synthesize({ desks: 'tu-phap, doi-song' });
    expect(outputsOf(stack)).toEqual(expect.arrayContaining(['EditorPolicyDoiSong', 'EditorPolicyTuPhap']));
    const { Outputs } = stack.toJSON() as { readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>> };
    const statements = (name: string): readonly Statement[] => JSON.parse(textOf(Outputs[name]?.Value)).Statement;
    const all = statements('EditorPolicy');
    const desk = statements('EditorPolicyTuPhap');
    const paths = listOf(desk[1]?.Resource).map(one => String(one).replace(/^.*?>\//, ''));
    expect(paths).toEqual(['articles/tu-phap/*', 'media/tu-phap/*']);
    expect(desk[1]?.Action).toEqual(all[1]?.Action);
    expect(desk.toSpliced(1, 1)).toEqual(all.toSpliced(1, 1));
  });

  it('shares an account with others: no resource has a name that another environment has', () => {
    const names = (environment: string) => {
      const stacks = synthesize({ environment });
      return resourcesOf(stacks.delivery, stacks.publisher, edgeOf(stacks)).flatMap(({ Properties }) =>
        namesOf(Properties),
      );
    };
    const production = new Set(names('production'));
    expect(production.size).toBeGreaterThan(2);
    expect(names('staging').filter(name => production.has(name))).toEqual([]);
  });
});

describe('invariants', () => {
  const ofType = (type: string): readonly Named[] => all.filter(({ Type }) => Type === type);
  const rolePolicies = (): readonly Statement[] => ofType('AWS::IAM::Policy').flatMap(policy => statementsOf(policy));

  it('no bucket is public, unencrypted, or deleted with its stack', () => {
    const buckets = ofType('AWS::S3::Bucket');
    expect(buckets).toHaveLength(4);
    for (const { Properties, DeletionPolicy } of buckets) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties).toHaveProperty('BucketEncryption');
      expect(Properties).not.toHaveProperty('WebsiteConfiguration');
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  it('no bucket, queue or topic is reached without TLS', () => {
    const stores = all.filter(({ Type }) => /^AWS::(?:S3::Bucket|SQS::Queue|SNS::Topic)$/.test(Type));
    const policies = all.filter(({ Type }) =>
      /^AWS::(?:S3::BucketPolicy|SQS::QueuePolicy|SNS::TopicPolicy)$/.test(Type),
    );
    const closed = policies
      .filter(policy => statementsOf(policy).some(isDenialWithoutTls))
      .flatMap(({ Properties }) =>
        [Properties.Bucket, Properties.Queues, Properties.Topics].flatMap(listOf).map(refersTo),
      );
    expect(stores.length).toBeGreaterThan(7);
    expect(stores.map(({ id }) => id).filter(id => !closed.includes(id))).toEqual([]);
  });

  it('nobody outside of the account is allowed anything but its own distribution, and the writers of logs', () => {
    const policies = all.filter(
      ({ Type }) => /Policy$/.test(Type) && Type !== 'AWS::IAM::Policy' && !/CloudFront/.test(Type),
    );
    const outsiders = policies
      .flatMap(policy => statementsOf(policy))
      .filter(({ Effect, Principal }) => Effect === 'Allow' && !JSON.stringify(Principal).includes('"Service"'));
    expect(outsiders).toEqual([]);
    for (const { Effect, Condition } of policies.flatMap(policy => statementsOf(policy)))
      if (Effect === 'Allow') expect(JSON.stringify(Condition)).toMatch(/aws:Source(?:Arn|Account)/);
  });

  it('every function is Node 24 on arm64, and logs where logs end', () => {
    expect(ofType('AWS::Lambda::Function')).toHaveLength(3);
    for (const { Properties } of ofType('AWS::Lambda::Function'))
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        LoggingConfig: { LogGroup: expect.anything() },
      });
  });

  it('every queue has a dead-letter queue or is one', () => {
    const queues = ofType('AWS::SQS::Queue');
    const dead = JSON.stringify(
      all.map(({ Properties: { RedrivePolicy, Target, DestinationConfig } }) => [
        RedrivePolicy,
        (Target as { readonly DeadLetterConfig?: unknown } | undefined)?.DeadLetterConfig,
        DestinationConfig,
      ]),
    );
    expect(queues).toHaveLength(3);
    for (const { id, Properties } of queues)
      expect(Properties.RedrivePolicy !== undefined || dead.includes(`"${id}"`), id).toBe(true);
  });

  it('no role may do all actions of a service, and on everything only send traces', () => {
    const everything = rolePolicies().filter(({ Resource }) => listOf(Resource).includes('*'));
    expect(everything.map(({ Action }) => Action)).toEqual([['xray:PutTelemetryRecords', 'xray:PutTraceSegments']]);
    expect(
      rolePolicies()
        .flatMap(({ Action }) => listOf(Action))
        .filter(action => action.includes('*')),
    ).toEqual([]);
  });

  it('nobody but the seed, which only adds, may write content, and nobody may delete it', () => {
    const writers = ofType('AWS::IAM::Policy').filter(policy =>
      statementsOf(policy).some(
        ({ Action, Resource }) =>
          listOf(Action).some(action => /^s3:(?:Put|Delete|Create|Restore|Replicate)/.test(action)) &&
          listOf(Resource).some(resource => textOf(resource).includes('ContentBucket')),
      ),
    );
    expect(writers.map(({ id }) => id)).toEqual([expect.stringMatching(/^SeedHook/)]);
    expect(writers.flatMap(policy => statementsOf(policy)).flatMap(({ Action }) => listOf(Action))).not.toContain(
      's3:DeleteObject',
    );
  });

  it('no managed policy and no function of others comes in', () => {
    expect(JSON.stringify(all)).not.toContain('ManagedPolicyArns');
    expect(new Set(all.map(({ Type }) => Type).filter(type => type.startsWith('Custom::')))).toEqual(
      new Set(['Custom::FirstPublish', 'Custom::Seed']),
    );
  });
});

describe('the checks of AWS', () => {
  it.each([
    {},
    { domainName: 'feeds.bao.example', certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b' },
    { cdn: 'false', alarmEmail: 'toasoan@bao.example', editorsEmail: 'toasoan@bao.example' },
    EVERY_OPTION,
    { plan: 'free' },
    { plan: 'pro' },
    { fleet: 'true' },
    {
      ...EVERY_OPTION,
      fleet: 'true',
      rebuildBy: 'fleet',
      alarmEmail: 'toasoan@bao.example',
      editorsEmail: 'toasoan@bao.example',
    },
  ])('find nothing in %j', context => {
    const app = createApp(context);
    addStacks(app, readEnvironment(app.node), STAND_INS, REGION);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    // A finding throws.
    const messages = app.synth().stacks.flatMap(stack => stack.messages.map(({ entry }) => entry.data));
    expect(messages).toEqual([]);
  });

  it('would have found something', () => {
    const app = new App({ builtinCloudFormationValidation: false });
    new Bucket(new Stack(app, 'Stack'), 'Bucket');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).toThrow(/AwsSolutions-S1/);
  });
});

function isDenialWithoutTls({ Effect, Condition }: Statement): boolean {
  return Effect === 'Deny' && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}';
}

function outputsOf(template: Template): readonly string[] {
  const { Outputs }: { Outputs?: object } = template.toJSON();
  return Object.keys(Outputs ?? {})
    .filter(name => !name.startsWith('PublishOutput'))
    .sort();
}

/** Names that a template gives, where AWS would make one up. */
function namesOf(properties: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(properties).flatMap(([key, value]) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return namesOf({ ...value });
    const isName = key.endsWith('Name') && !['PolicyName', 'OutputName', 'MetricName', 'HeaderName'].includes(key);
    return isName && typeof value === 'string' ? [value] : [];
  });
}

/** Returns the part of a template that stays the same if only code and content change. */
function comparable(template: Template): unknown {
  const text = JSON.stringify(template.toJSON(), (key, value: unknown) => {
    if (key === 'S3Key') return '<asset>';
    if (key === 'FunctionCode') return '<code>';
    if (key === 'Revision') return '<revision>';
    return value;
  });
  return JSON.parse(text);
}
