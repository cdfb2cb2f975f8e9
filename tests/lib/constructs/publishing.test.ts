import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_RUN } from '../../../functions/deploy/publish-all.ts';
import { ENVIRONMENT_NAMES } from '../../../functions/lambda/environment-names.ts';
import { grantsOf, only, type Resource, refersTo, resourcesOf, statementsOf, synthesize, textOf } from '../samples.ts';

const FUNCTION = 'AWS::Lambda::Function';
const SCHEDULE = 'AWS::Scheduler::Schedule';

let publisher: Template;
let fn: Resource & { readonly id: string };
beforeAll(() => {
  ({ publisher } = synthesize());
  fn = only(publisher, FUNCTION, { Properties: { MemorySize: 1024 } });
});

describe('the publisher', () => {
  it('runs on Node 24 and arm64, for five minutes at most, with traces and a log that ends', () => {
    expect(fn.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: 300,
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.stringMatching(/^PublisherLogs/) } },
    });
    publisher.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  it('is told where to read, where to write, where that is served and what its metrics are called', () => {
    const { Variables } = fn.Properties.Environment as { readonly Variables: Readonly<Record<string, unknown>> };
    // Those of editors are set where there is somebody to be told.
    const { editorsTopicArn: _, lateMinutes: __, purge: ___, purgesPerDay: ____, ...always } = ENVIRONMENT_NAMES;
    expect(Object.keys(Variables).sort()).toEqual(Object.values(always).sort());
    expect(textOf(Variables.CONTENT_BUCKET)).toMatch(/^<ContentBucket\w+>$/);
    expect(textOf(Variables.FEEDS_BUCKET)).toMatch(/^<PublishOutputRefFeedsBucket\w+>$/);
    expect(textOf(Variables.FEEDS_URL)).toMatch(/^https:\/\/<PublishOutputFnGetAttCdnDistribution\w+DomainName\w+>\/$/);
    expect(textOf(Variables.QUEUE_URL)).toMatch(/^<EventsQueue\w+>$/);
    expect(textOf(Variables.DISTRIBUTION_ID)).toMatch(/^<PublishOutputRefCdnDistribution\w+>$/);
    expect(Variables.SERVICE_NAME).toBe('bantin-production');
  });

  it('may read content and write feeds, and nothing else', () => {
    const named = grantsOf(publisher, fn).map(([action, resource]) => `${action} ${resource}`);
    const masked = named.map(text =>
      text.replaceAll(/(?:PublishOutputFnGetAtt)?([A-Z]\w+?)(?:[A-F0-9]{8}){1,2}(?:Arn\w{8})?/g, '$1'),
    );
    expect(masked.sort()).toEqual([
      'cloudfront:CreateInvalidation ' +
        'arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/<PublishOutputRefCdnDistribution>',
      'logs:CreateLogStream <PublisherLogs.Arn>',
      'logs:PutLogEvents <PublisherLogs.Arn>',
      's3:DeleteObject <FeedsBucket>/public/*',
      's3:DeleteObject <FeedsBucket>/state/*',
      's3:GetObject <ContentBucket.Arn>/_data/authors.yaml',
      's3:GetObject <ContentBucket.Arn>/_data/authors.yml',
      's3:GetObject <ContentBucket.Arn>/articles/*',
      's3:GetObject <ContentBucket.Arn>/authors.yaml',
      's3:GetObject <ContentBucket.Arn>/authors.yml',
      's3:GetObject <ContentBucket.Arn>/media/*',
      's3:GetObject <ContentBucket.Arn>/site.yaml',
      's3:GetObject <FeedsBucket>/public/*',
      's3:GetObject <FeedsBucket>/state/*',
      's3:ListBucket <ContentBucket.Arn>',
      's3:ListBucket <FeedsBucket>',
      's3:PutObject <FeedsBucket>/public/*',
      's3:PutObject <FeedsBucket>/state/*',
      'sqs:ChangeMessageVisibility <EventsQueue.Arn>',
      'sqs:DeleteMessage <EventsQueue.Arn>',
      'sqs:GetQueueAttributes <EventsQueue.Arn>',
      'sqs:GetQueueAttributes <SchedulesDeadLettersQueue.Arn>',
      'sqs:GetQueueUrl <EventsQueue.Arn>',
      'sqs:GetQueueUrl <SchedulesDeadLettersQueue.Arn>',
      'sqs:ReceiveMessage <EventsQueue.Arn>',
      'sqs:SendMessage <EventsQueue.Arn>',
      'sqs:SendMessage <SchedulesDeadLettersQueue.Arn>',
      'xray:PutTelemetryRecords *',
      'xray:PutTraceSegments *',
    ]);
  });

  it('has CloudFront forget what the settings say, where there is one that knows tags', () => {
    const purging = (context: Readonly<Record<string, string>>) => {
      const { publisher: other } = synthesize(context);
      const { Environment } = only(other, FUNCTION, { Properties: { MemorySize: 1024 } }).Properties;
      const { Variables } = Environment as { readonly Variables: Readonly<Record<string, unknown>> };
      const actions = grantsOf(other, only(other, FUNCTION, { Properties: { MemorySize: 1024 } })).map(([one]) => one);
      const mayAsk = actions.includes('cloudfront:CreateInvalidation');
      return [mayAsk, Variables.DISTRIBUTION_ID !== undefined, Variables.PURGE, Variables.PURGES_PER_DAY];
    };
    expect(purging({})).toEqual([true, true, undefined, undefined]);
    expect(purging({ purge: 'publishes', purgesPerDay: '500' })).toEqual([true, true, 'publishes', '500']);
    expect(purging({ purge: 'none' })).toEqual([false, false, undefined, undefined]);
    expect(purging({ plan: 'free' })).toEqual([false, false, undefined, undefined]);
    expect(purging({ cdn: 'false' })).toEqual([false, false, undefined, undefined]);
  });

  it('has no address of its own where there is neither a CDN nor a domain: that of site.yaml holds', () => {
    const { publisher: alone } = synthesize({ cdn: 'false' });
    const { Variables } = only(alone, FUNCTION, { Properties: { MemorySize: 1024 } }).Properties.Environment as {
      readonly Variables: object;
    };
    expect(Object.keys(Variables).sort()).toEqual(['CONTENT_BUCKET', 'FEEDS_BUCKET', 'QUEUE_URL', 'SERVICE_NAME']);
  });
});

describe('the way of an event', () => {
  it('takes changes of articles, media, site.yaml and the authors file, and of nothing else', () => {
    const { Properties } = only(publisher, 'AWS::Events::Rule');
    expect(Properties.EventPattern).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created', 'Object Deleted'],
      detail: {
        bucket: { name: [{ Ref: expect.stringMatching(/^ContentBucket/) }] },
        object: {
          key: [
            ...[{ prefix: 'articles/' }, { prefix: 'media/' }, 'site.yaml'],
            ...['authors.yml', 'authors.yaml', '_data/authors.yml', '_data/authors.yaml'],
          ],
        },
      },
    });
  });

  it('holds events for as long as six runs may take, and gives up on them after five', () => {
    const queue = only(publisher, 'AWS::SQS::Queue', { Properties: { VisibilityTimeout: 6 * 300 } });
    const dead = only(publisher, 'AWS::SQS::Queue', {}, /^EventsDeadLetters/);
    expect(queue.Properties.RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [dead.id, 'Arn'] },
      maxReceiveCount: 5,
    });
    const [target] = only(publisher, 'AWS::Events::Rule').Properties.Targets as [Record<string, unknown>];
    expect(refersTo(target.Arn)).toBe(queue.id);
    expect(textOf(target.DeadLetterConfig)).toContain(dead.id);
  });

  it('ends in batches, each event of which succeeds or fails by itself', () => {
    expect(only(publisher, 'AWS::Lambda::EventSourceMapping').Properties).toMatchObject({
      BatchSize: 1000,
      MaximumBatchingWindowInSeconds: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FunctionName: { Ref: fn.id },
    });
  });

  it('takes as few at a time as SQS asks for where it does not wait for more', () => {
    const { publisher: quick } = synthesize({ batchingSeconds: '0' });
    expect(only(quick, 'AWS::Lambda::EventSourceMapping').Properties).toMatchObject({
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
    });
  });
});

describe('the schedules', () => {
  it('let out what is due on the minutes of the clock, sweep between, and rebuild at night, in the site’s zone', () => {
    const times = resourcesOf(publisher)
      .filter(({ Type }) => Type === SCHEDULE)
      .map(({ Properties: { ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target } }) => [
        ScheduleExpression,
        ScheduleExpressionTimezone,
        FlexibleTimeWindow,
        (Target as { readonly Input: string }).Input,
      ]);
    expect(times).toEqual([
      ['cron(0/5 * * * ? *)', 'Asia/Ho_Chi_Minh', { Mode: 'OFF' }, '{"due":true}'],
      ['cron(3 * * * ? *)', 'Asia/Ho_Chi_Minh', { Mode: 'OFF' }, '{"sweep":true}'],
      ['cron(17 3 1/3 * ? *)', 'Asia/Ho_Chi_Minh', { Mode: 'OFF' }, '{"full":true}'],
    ]);
  });

  it.each([
    ['dueMinutes', 60, 'cron(0 * * * ? *)'],
    ['dueMinutes', 1, 'cron(0/1 * * * ? *)'],
    ['sweepMinutes', 1, 'cron(0/1 * * * ? *)'],
    ['sweepMinutes', 15, 'cron(3/15 * * * ? *)'],
    ['sweepMinutes', 60, 'cron(3 * * * ? *)'],
    ['sweepMinutes', 360, 'cron(3 0/6 * * ? *)'],
    ['sweepMinutes', 1440, 'cron(3 0 * * ? *)'],
  ])('run every so often: %s %s is %s', (field, minutes, expression) => {
    const { publisher: other } = synthesize({ [field]: minutes });
    const input = field === 'dueMinutes' ? '{"due":true}' : '{"sweep":true}';
    only(other, SCHEDULE, { Properties: { ScheduleExpression: expression, Target: { Input: input } } });
  });

  it('keep what fails: on the way to the function, and in it', () => {
    const dead = only(publisher, 'AWS::SQS::Queue', {}, /^SchedulesDeadLetters/);
    for (const { Properties } of resourcesOf(publisher).filter(({ Type }) => Type === SCHEDULE))
      expect(Properties.Target).toMatchObject({
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [dead.id, 'Arn'] } },
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 900 },
      });
    expect(only(publisher, 'AWS::Lambda::EventInvokeConfig').Properties).toMatchObject({
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [dead.id, 'Arn'] } } },
      MaximumRetryAttempts: 1,
    });
  });

  it('may run this function, from their own group, and nothing else', () => {
    const role = only(publisher, 'AWS::IAM::Role', {}, /^SchedulesRole/);
    expect(JSON.stringify(statementsOf(role, 'AssumeRolePolicyDocument'))).toMatch(/aws:SourceArn.*SchedulesGroup/);
    const policy = only(publisher, 'AWS::IAM::Policy', { Properties: { Roles: [{ Ref: role.id }] } });
    expect(statementsOf(policy).map(({ Action, Resource }) => `${Action} ${textOf(Resource)}`)).toEqual([
      `lambda:InvokeFunction <${fn.id}.Arn>`,
      expect.stringMatching(/^sqs:SendMessage <SchedulesDeadLettersQueue\w+\.Arn>$/),
    ]);
  });

  it('leave nothing behind that would be in the way of a later deployment', () => {
    expect(only(publisher, 'AWS::Scheduler::ScheduleGroup').DeletionPolicy).toBe('Delete');
  });
});

describe('the hooks of a deployment', () => {
  it('publish everything once the function, its rights and the seed are there', () => {
    const first = only(publisher, 'Custom::FirstPublish');
    const seed = only(publisher, 'Custom::Seed');
    const policy = only(publisher, 'AWS::IAM::Policy', {}, /^PublisherRole/);
    expect(first.DependsOn).toEqual(expect.arrayContaining([fn.id, seed.id, policy.id]));
    expect(first.Properties.FunctionName).toEqual({ Ref: fn.id });
  });

  it('run again when code, buckets or address change, and not when content/ does', () => {
    const first = only(publisher, 'Custom::FirstPublish').Properties;
    expect(Object.keys(first).filter(name => !name.startsWith('Service'))).toEqual([
      'FunctionName',
      'Revision',
      'ContentBucket',
      'FeedsBucket',
      'FeedsUrl',
    ]);
    expect(first.Revision).toBe('0123456789abcdef');
    expect(Object.keys(only(publisher, 'Custom::Seed').Properties).filter(name => !name.startsWith('Service'))).toEqual(
      ['Bucket'],
    );
  });

  it('are waited for longer than a run takes, and not for an hour', () => {
    const timeout = (type: string): number => Number(only(publisher, type).Properties.ServiceTimeout);
    expect([timeout('Custom::FirstPublish'), timeout('Custom::Seed')]).toEqual([480, 660]);
    only(publisher, FUNCTION, { Properties: { Timeout: 420 } });
    only(publisher, FUNCTION, { Properties: { Timeout: 600 } });
    expect(MAX_RUN).toBeGreaterThan(1000 * Number(fn.Properties.Timeout));
    expect(MAX_RUN).toBeLessThan(1000 * 420);
  });

  it('may invoke the publisher, and fill the bucket without reading or deleting', () => {
    const actions = (timeout: number) =>
      grantsOf(publisher, only(publisher, FUNCTION, { Properties: { Timeout: timeout } }))
        .filter(([action]) => !action.startsWith('logs:'))
        .map(([action, resource]) => `${action} ${resource.replace(/<(\D+)\w+\.Arn>/, '$1')}`);
    expect(actions(420)).toEqual(['lambda:InvokeFunction PublisherFunction']);
    expect(actions(600).map(text => text.replace(/ContentBucket\w*/, 'ContentBucket'))).toEqual([
      's3:PutObject ContentBucket/_data/authors.yaml',
      's3:PutObject ContentBucket/_data/authors.yml',
      's3:PutObject ContentBucket/articles/*',
      's3:PutObject ContentBucket/authors.yaml',
      's3:PutObject ContentBucket/authors.yml',
      's3:PutObject ContentBucket/media/*',
      's3:PutObject ContentBucket/site.yaml',
      's3:ListBucket ContentBucket',
    ]);
  });

  it('leave a bucket empty without content', () => {
    const { publisher: unseeded } = synthesize({ seed: 'none' });
    unseeded.resourceCountIs('Custom::Seed', 0);
    unseeded.resourceCountIs('Custom::FirstPublish', 1);
    expect(resourcesOf(unseeded).filter(({ id }) => id.startsWith('Seed'))).toEqual([]);
  });
});
