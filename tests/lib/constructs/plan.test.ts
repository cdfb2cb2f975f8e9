import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { PLANS } from '../../../lib/newsroom-props.ts';
import { addStacks } from '../../../lib/stacks.ts';
import {
  createApp,
  EVERY_OPTION,
  edgeOf,
  environmentOf,
  only,
  REGION,
  resourcesOf,
  STAND_INS,
  synthesize,
  textOf,
} from '../samples.ts';

const SUBSCRIPTION = 'AWS::PricingPlanManager::Subscription';
const LOGS = /^AWS::Logs::Delivery/;

interface Rule {
  readonly Name: string;
  readonly Action?: object;
  readonly OverrideAction?: object;
  readonly Statement: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function firewallOf(plan: string): Template {
  const { firewall } = synthesize({ plan });
  if (!firewall) throw new Error('there is no firewall');
  return firewall;
}

const webAclOf = ({ delivery }: { readonly delivery: Template }) =>
  (only(delivery, 'AWS::CloudFront::Distribution').Properties.DistributionConfig as { readonly WebACLId?: unknown })
    .WebACLId;

describe.each(PLANS)('the flat-rate plan %s', plan => {
  it('is of the distribution and of its web ACL, which is there before it', () => {
    const { plan: _, ...none } = environmentOf();
    const { delivery, edge, firewall } = addStacks(createApp(), { ...none, plan }, STAND_INS, REGION);
    expect(delivery.dependencies).toEqual([firewall]);
    expect(edge?.dependencies).toEqual([delivery]);
    expect([firewall?.region, firewall?.stackName]).toEqual(['us-east-1', `bantin-production-firewall-${REGION}`]);
    const stacks = synthesize({ plan });
    const { PlanFamily, PlanTier, ResourceArns } = only(edgeOf(stacks), SUBSCRIPTION).Properties;
    expect([PlanFamily, PlanTier]).toEqual(['CloudFront', plan.toUpperCase()]);
    const [distribution, acl, ...more] = ResourceArns as readonly unknown[];
    expect(textOf(distribution)).toBe('arn:aws:cloudfront::<AWS::AccountId>:distribution/<DistributionId>');
    expect(acl).toEqual(webAclOf(stacks));
    expect(acl).toMatchObject({
      'Fn::GetStackOutput': { StackName: firewall?.stackName, OutputName: 'WebAclArn', Region: 'us-east-1' },
    });
    expect(more).toEqual([]);
  });

  it('has access logs, unless it is the free one', () => {
    const logs = resourcesOf(edgeOf(synthesize({ plan }))).filter(({ Type }) => LOGS.test(Type));
    expect(logs).toHaveLength(plan === 'free' ? 0 : 3);
  });

  it('takes the web ACL that is given, and makes none', () => {
    const { webAclArn } = EVERY_OPTION;
    const stacks = synthesize({ plan, webAclArn });
    expect(stacks.firewall).toBeUndefined();
    expect(webAclOf(stacks)).toBe(webAclArn);
    expect(only(edgeOf(stacks), SUBSCRIPTION).Properties.ResourceArns).toContain(webAclArn);
  });

  it('is within what the plan allows: behaviors, rules, policies, functions of its own', () => {
    const { delivery } = synthesize({ plan });
    const config = only(delivery, 'AWS::CloudFront::Distribution').Properties.DistributionConfig as {
      readonly CacheBehaviors?: readonly unknown[];
    };
    // The smallest plan has five behaviors and five rules, and no policies but those of AWS.
    expect(1 + (config.CacheBehaviors ?? []).length).toBeLessThanOrEqual(5);
    expect(rulesOf(plan).length).toBeLessThanOrEqual(5);
    const types = resourcesOf(delivery).map(({ Type }) => Type);
    expect(types.filter(type => /^AWS::CloudFront::\w*(?:Policy|Identity)$/.test(type))).toEqual([]);
    expect(JSON.stringify(config)).not.toContain('LambdaFunctionAssociations');
  });
});

function rulesOf(plan: string): readonly Rule[] {
  return only(firewallOf(plan), 'AWS::WAFv2::WebACL').Properties.Rules as readonly Rule[];
}

describe('the web ACL of a plan', () => {
  it('lets through whatever no rule blocks, and challenges nobody', () => {
    const { Properties } = only(firewallOf('pro'), 'AWS::WAFv2::WebACL');
    expect(Properties).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    expect(JSON.stringify(Properties)).not.toMatch(/Captcha|Challenge":/i);
    for (const { Action, OverrideAction } of rulesOf('pro'))
      expect([JSON.stringify(Action ?? {}), OverrideAction]).toEqual(
        Action ? ['{"Block":{}}', undefined] : ['{}', { Count: {} }],
      );
  });

  it('blocks by the rate of an address alone, far above that of an aggregator', () => {
    const blocking = rulesOf('pro').filter(({ Action }) => Action);
    expect(blocking.map(({ Statement }) => Object.keys(Statement))).toEqual([['RateBasedStatement']]);
    const { Limit, EvaluationWindowSec, AggregateKeyType } = blocking[0]?.Statement.RateBasedStatement ?? {};
    expect([AggregateKeyType, EvaluationWindowSec]).toEqual(['IP', 300]);
    // A thousand feeds, in three formats, each of them every minute.
    expect(Limit).toBeGreaterThan(1000 * 3 * 5);
  });
});

describe('without a plan', () => {
  it('there is neither subscription nor web ACL', () => {
    const stacks = synthesize();
    expect(stacks.firewall).toBeUndefined();
    expect(webAclOf(stacks)).toBeUndefined();
    expect(resourcesOf(edgeOf(stacks)).map(({ Type }) => Type)).not.toContain(SUBSCRIPTION);
  });
});
