import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../../../functions/lambda/metric-names.ts';
import { only, refersTo, resourcesOf, statementsOf, synthesize, textOf } from '../samples.ts';

const ALARM = 'AWS::CloudWatch::Alarm';

let publisher: Template;
beforeAll(() => {
  ({ publisher } = synthesize());
});

describe('the alarms', () => {
  const alarm = (id: string, template = publisher) => only(template, ALARM, {}, new RegExp(`^Alarms${id}`)).Properties;

  it('hear of a function that fails again and again', () => {
    expect(alarm('Errors')).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^PublisherFunction/) } }],
      Threshold: 1,
      EvaluationPeriods: 3,
      Period: 300,
      TreatMissingData: 'notBreaching',
    });
  });

  it.each([
    [1, 300],
    [15, 900],
    [60, 3600],
  ])('hear of runs that fail on end, also where one is scheduled every %s minutes only', (dueMinutes, seconds) => {
    expect(alarm('Errors', synthesize({ dueMinutes }).publisher)).toMatchObject({
      EvaluationPeriods: 3,
      Period: seconds,
    });
  });

  it('hear of one message in any dead-letter queue, also while another tells nothing', () => {
    const queues = resourcesOf(publisher).filter(({ id, Type }) => Type.endsWith('::Queue') && /DeadLetters/.test(id));
    expect(queues).toHaveLength(2);
    for (const { id } of queues)
      expect(
        only(publisher, ALARM, { Properties: { Dimensions: [{ Value: { 'Fn::GetAtt': [id, 'QueueName'] } }] } })
          .Properties,
      ).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Statistic: 'Maximum',
        Threshold: 1,
        EvaluationPeriods: 1,
      });
  });

  it('hear of a change that waits for 15 minutes', () => {
    expect(alarm('OldestMessage')).toMatchObject({
      MetricName: 'ApproximateAgeOfOldestMessage',
      Statistic: 'Maximum',
      Threshold: 900,
    });
    expect(textOf((alarm('OldestMessage').Dimensions as { readonly Value: unknown }[])[0]?.Value)).toMatch(
      /^<EventsQueue/,
    );
  });

  it.each([
    ['NoDue', 'dueCompleted', 'dueMinutes', 1],
    ['NoDue', 'dueCompleted', 'dueMinutes', 30],
    ['NoSweep', 'sweepCompleted', 'sweepMinutes', 30],
    ['NoSweep', 'sweepCompleted', 'sweepMinutes', 360],
  ] as const)('hear of silence: %s, where %s is counted, with %s %i', (id, metric, field, minutes) => {
    const { Metrics, ...properties } = alarm(id, synthesize({ [field]: minutes }).publisher);
    expect(properties).toMatchObject({ EvaluationPeriods: 3, Threshold: 1, TreatMissingData: 'breaching' });
    expect(Metrics).toEqual([
      expect.objectContaining({ Expression: 'IF(FILL(completed, 0) < 1, 1, 0)', ReturnData: true }),
      expect.objectContaining({
        Id: 'completed',
        MetricStat: {
          Metric: {
            Namespace: 'Bantin',
            MetricName: METRIC_NAMES[metric],
            Dimensions: [{ Name: 'service', Value: 'bantin-production' }],
          },
          Period: minutes * 60,
          Stat: 'Sum',
        },
      }),
    ]);
  });

  it('hear of sources that are rejected, until a run says that they no longer are', () => {
    expect(alarm('RejectedSources')).toMatchObject({
      MetricName: METRIC_NAMES.rejectedSources,
      Statistic: 'Maximum',
      Threshold: 1,
      TreatMissingData: 'ignore',
    });
  });

  it('hear of files that others changed, until a run looks again and finds none', () => {
    expect(alarm('Tampering')).toMatchObject({
      Namespace: 'Bantin',
      MetricName: METRIC_NAMES.tamperedFiles,
      Dimensions: [{ Name: 'service', Value: 'bantin-production' }],
      Statistic: 'Maximum',
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'ignore',
    });
  });

  it('tell when they start and when they end', () => {
    const topic = only(publisher, 'AWS::SNS::Topic').id;
    for (const { Properties } of resourcesOf(publisher).filter(({ Type }) => Type === ALARM))
      expect([Properties.AlarmActions, Properties.OKActions]).toEqual([[{ Ref: topic }], [{ Ref: topic }]]);
  });

  it('start after the first publish, so that a fresh deployment is not one', () => {
    for (const alarms of [/^AlarmsNoSweep/, /^AlarmsNoDue/])
      expect(only(publisher, ALARM, {}, alarms).DependsOn).toContain(only(publisher, 'Custom::FirstPublish').id);
  });
});

describe('the topic of alarms', () => {
  it('is encrypted with a key that alarms may use, and may be published to by them alone', () => {
    const key = only(publisher, 'AWS::KMS::Key');
    const topic = only(publisher, 'AWS::SNS::Topic');
    expect(refersTo(topic.Properties.KmsMasterKeyId)).toBe(key.id);
    expect(key.Properties.EnableKeyRotation).toBe(true);
    const ofAlarms = {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    };
    expect(statementsOf(key, 'KeyPolicy')).toContainEqual(
      expect.objectContaining({ ...ofAlarms, Action: ['kms:Decrypt', 'kms:GenerateDataKey'] }),
    );
    const policy = statementsOf(only(publisher, 'AWS::SNS::TopicPolicy'));
    expect(policy.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      expect.objectContaining({
        ...ofAlarms,
        Action: 'sns:Publish',
        Resource: { Ref: topic.id },
        Condition: { ...ofAlarms.Condition, ArnLike: { 'aws:SourceArn': expect.anything() } },
      }),
    ]);
    // CloudFormation begins the names of alarms with those of the stack and of the alarm.
    expect(JSON.stringify(policy)).toContain(':alarm:bantin-production-publisher-Alarms*');
    for (const { id, Properties } of resourcesOf(publisher).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm'))
      expect([id.startsWith('Alarms'), Properties.AlarmName]).toEqual([true, undefined]);
  });

  it('has the address that is given, or none', () => {
    publisher.resourceCountIs('AWS::SNS::Subscription', 0);
    const { publisher: mailed } = synthesize({ alarmEmail: 'toasoan@bao.example' });
    expect(only(mailed, 'AWS::SNS::Subscription').Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'toasoan@bao.example',
    });
  });
});

describe('the dashboard', () => {
  const bodyOf = (template: Template): string =>
    textOf(only(template, 'AWS::CloudWatch::Dashboard').Properties.DashboardBody);

  it('shows what is published, how fast, what is rejected, requests by kind and the edge', () => {
    const { widgets } = JSON.parse(bodyOf(publisher)) as {
      readonly widgets: readonly { readonly properties: unknown }[];
    };
    const shown = JSON.stringify(widgets);
    const { requests: _, ...ownMetrics } = METRIC_NAMES;
    for (const name of Object.values(ownMetrics))
      expect(shown).toContain(`"Bantin","${name}","service","bantin-production"`);
    expect(shown).toMatch(/"AWS\/CloudFront","CacheHitRate","DistributionId","<\w+>","Region","Global"/);
    expect(shown).toContain('"region":"us-east-1"');
    expect(shown.match(/Alarms\w+\.Arn/g)).toHaveLength(8);
  });

  it('shows nothing of an edge that is not there', () => {
    expect(bodyOf(synthesize({ cdn: 'false' }).publisher)).not.toContain('CloudFront');
  });
});
