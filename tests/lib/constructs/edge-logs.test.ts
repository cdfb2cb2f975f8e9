import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { addStacks } from '../../../lib/stacks.ts';
import {
  createApp,
  edgeOf,
  environmentOf,
  only,
  REGION,
  resourcesOf,
  STAND_INS,
  statementsOf,
  synthesize,
  textOf,
} from '../samples.ts';

const PREFIX = 'cdn';

let delivery: Template;
let edge: Template;
beforeAll(() => {
  const stacks = synthesize();
  ({ delivery } = stacks);
  edge = edgeOf(stacks);
});

/** Output of the delivery stack that a value reads, and the region in which it looks for it. */
function readIn(value: unknown): { readonly name: string; readonly region: unknown; readonly value: string } {
  const [, text = '{}'] = /("Fn::GetStackOutput":\{[^}]*\})/.exec(JSON.stringify(value)) ?? [];
  const { 'Fn::GetStackOutput': read } = JSON.parse(`{${text}}`);
  const { Outputs } = delivery.toJSON() as { readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>> };
  expect(read.StackName).toBe('bantin-production-delivery');
  return { name: read.OutputName, region: read.Region, value: textOf(Outputs[read.OutputName]?.Value) };
}

describe('the logs of the edge', () => {
  it('are those of the distribution, in the bucket beside it, in whatever region that is', () => {
    const source = only(edge, 'AWS::Logs::DeliverySource').Properties;
    expect(source.LogType).toBe('ACCESS_LOGS');
    expect(textOf(source.ResourceArn)).toMatch(/^arn:aws:cloudfront::<AWS::AccountId>:distribution\//);
    const distribution = only(delivery, 'AWS::CloudFront::Distribution');
    expect(readIn(source.ResourceArn)).toMatchObject({ region: REGION, value: `<${distribution.id}>` });
    const destination = only(edge, 'AWS::Logs::DeliveryDestination').Properties;
    expect(textOf(destination.DestinationResourceArn)).toMatch(new RegExp(`^arn:aws:s3:::.*/${PREFIX}$`));
    expect(readIn(destination.DestinationResourceArn)).toMatchObject({
      region: REGION,
      value: expect.stringMatching(/^<LogsBucket\w+>$/),
    });
  });

  it('are lines of JSON in folders of an hour that Hive reads', () => {
    expect(only(edge, 'AWS::Logs::DeliveryDestination').Properties.OutputFormat).toBe('json');
    const { id: destination } = only(edge, 'AWS::Logs::DeliveryDestination');
    const { Properties, DependsOn } = only(edge, 'AWS::Logs::Delivery');
    expect(Properties).toMatchObject({
      DeliverySourceName: only(edge, 'AWS::Logs::DeliverySource').Properties.Name,
      DeliveryDestinationArn: { 'Fn::GetAtt': [destination, 'Arn'] },
      S3EnableHiveCompatiblePath: true,
      S3SuffixPath: '{yyyy}/{MM}/{dd}/{HH}',
    });
    expect(DependsOn).toEqual([only(edge, 'AWS::Logs::DeliverySource').id]);
  });

  it('hold no address, query or cookie of a reader', () => {
    const fields = only(edge, 'AWS::Logs::Delivery').Properties.RecordFields as readonly string[];
    expect(fields).toEqual(expect.arrayContaining(['date', 'time', 'cs-uri-stem', 'sc-status', 'cs(User-Agent)']));
    expect(fields.filter(field => /^c-(?:ip|port)$|forwarded|cookie|query/i.test(field))).toEqual([]);
    expect(new Set(fields).size).toBe(fields.length);
    // What a distribution logs by itself would have them.
    expect(JSON.stringify(delivery.toJSON())).not.toMatch(/"Logging":|BucketOwnerPreferred|AccessControl":/);
  });

  it('are written by this distribution’s delivery alone, under their prefix', () => {
    const bucket = only(delivery, 'AWS::S3::Bucket', {}, /^Logs/);
    const policy = only(delivery, 'AWS::S3::BucketPolicy', { Properties: { Bucket: { Ref: bucket.id } } });
    const writers = statementsOf(policy).filter(({ Principal }) => JSON.stringify(Principal).includes('delivery.logs'));
    expect(writers.map(({ Action, Resource }) => [Action, textOf(Resource)])).toEqual([
      ['s3:PutObject', `<${bucket.id}.Arn>/${PREFIX}/*`],
    ]);
    const distribution = only(delivery, 'AWS::CloudFront::Distribution').id;
    const name = only(edge, 'AWS::Logs::DeliverySource').Properties.Name;
    expect(textOf(name)).toMatch(/^bantin-/);
    expect(readIn(name).value).toBe(`<${distribution}>`);
    const conditions = writers.map(
      ({ Condition }) => Condition as Readonly<Record<string, Readonly<Record<string, unknown>>>>,
    );
    expect(conditions.map(({ ArnEquals }) => textOf(ArnEquals?.['aws:SourceArn']))).toEqual([
      `arn:<AWS::Partition>:logs:us-east-1:<AWS::AccountId>:delivery-source:bantin-<${distribution}>`,
    ]);
    expect(conditions.map(({ StringEquals }) => textOf(StringEquals?.['aws:SourceAccount']))).toEqual([
      '<AWS::AccountId>',
    ]);
  });
});

describe('the stack at the edge', () => {
  const stacksOf = (context: Readonly<Record<string, unknown>>, credentials?: string) =>
    addStacks(createApp(), environmentOf(context), STAND_INS, credentials);

  it('is in us-east-1, under a name that the same newsroom in another region does not have', () => {
    const account = { account: '123456789012' };
    const [one, other] = ['ap-southeast-1', 'ap-southeast-3'].map(region => stacksOf({ ...account, region }).edge);
    expect([one?.region, other?.region]).toEqual(['us-east-1', 'us-east-1']);
    expect(one?.account).toBe('123456789012');
    expect([one?.stackName, other?.stackName]).toEqual([
      'bantin-production-edge-ap-southeast-1',
      'bantin-production-edge-ap-southeast-3',
    ]);
    expect(stacksOf({}, 'eu-west-1').edge?.stackName).toBe('bantin-production-edge-eu-west-1');
    expect(stacksOf({ ...account, region: 'ap-southeast-1' }, 'eu-west-1').edge?.stackName).toBe(one?.stackName);
  });

  it('comes after the delivery stack, whose outputs it reads, and is not there without CloudFront', () => {
    const { edge: stack, delivery: before } = stacksOf({}, REGION);
    expect(stack?.dependencies).toEqual([before]);
    expect(stacksOf({ cdn: 'false' }).edge).toBeUndefined();
    expect(resourcesOf(edge).map(({ Type }) => Type)).toEqual([
      'AWS::Logs::DeliverySource',
      'AWS::Logs::DeliveryDestination',
      'AWS::Logs::Delivery',
    ]);
  });
});
