import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edgeOf, resourcesOf, synthesize } from '../lib/samples.ts';

/** Rows of the table that names what a newsroom takes of an account. */
const ROWS = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .join('\n')
  .split('| a newsroom takes |')[1]
  ?.split('\n\n')[0]
  ?.split('\n')
  .slice(2)
  .map(line => line.split('|').map(cell => cell.trim()));

const rows = (ROWS ?? []).map(([, what = '', takes, has, newsrooms]) => ({
  what,
  type: /`(AWS::\w+::\w+)`/.exec(what)?.[1],
  takes: numberOf(takes),
  has: numberOf(has),
  newsrooms: numberOf(newsrooms),
}));

function numberOf(text = ''): number {
  return Number(text.replaceAll(',', '') || 'none');
}

describe('what docs/deploy.md says that a newsroom takes of an account', () => {
  const stacks = synthesize({ seed: 'none' });
  const resources = resourcesOf(stacks.delivery, stacks.publisher, edgeOf(stacks));
  const countOf = (type: string) => resources.filter(({ Type }) => Type === type).length;

  it('is what its templates have', () => {
    const typed = rows.flatMap(({ type, takes }) => (type === undefined ? [] : [[type, takes] as const]));
    expect(typed.length).toBeGreaterThan(7);
    expect(typed).toEqual(typed.map(([type]) => [type, countOf(type)]));
    expect(resources.filter(({ Type }) => /^AWS::CloudFront::\w+Policy$/.test(Type))).toEqual([]);
  });

  it('goes into what the account has so often, the scarcest first', () => {
    const counted = rows.filter(({ takes }) => takes > 0);
    expect(counted.map(({ newsrooms }) => newsrooms)).toEqual(counted.map(({ takes, has }) => Math.floor(has / takes)));
    const sorted = counted.map(({ newsrooms }) => newsrooms).toSorted((a, b) => a - b);
    expect(counted.map(({ newsrooms }) => newsrooms)).toEqual(sorted);
  });

  it('leaves out nothing of which an account has few', () => {
    // Of these an account has thousands at least, or no number is known to us.
    const plenty = [
      'CloudFormation::Lambda',
      'CloudFront::MonitoringSubscription',
      'CloudWatch::Dashboard',
      'IAM::Policy',
      'KMS::Key',
      'Lambda::EventInvokeConfig',
      'Lambda::EventSourceMapping',
      'Lambda::Function',
      'Logs::Delivery',
      'Logs::DeliveryDestination',
      'Logs::DeliverySource',
      'Logs::LogGroup',
      'S3::BucketPolicy',
      'SNS::Topic',
      'SNS::TopicPolicy',
      'SQS::Queue',
      'SQS::QueuePolicy',
      'Scheduler::Schedule',
    ].map(name => `AWS::${name}`);
    const listed = rows.flatMap(({ type }) => type ?? []);
    const types = new Set(resources.map(({ Type }) => Type).filter(type => type.startsWith('AWS::')));
    expect([...types].filter(type => !listed.includes(type) && !plenty.includes(type))).toEqual([]);
  });
});
