import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../lib/environments.ts';
import type { NewsroomProps } from '../../lib/newsroom-props.ts';
import { knownFeedsUrl } from '../../lib/settings.ts';
import { createApp, environmentOf, ROOT } from './samples.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b';

describe('an environment', () => {
  it('is production, with defaults that need nothing', () => {
    expect(environmentOf({ seed: '' })).toEqual({
      name: 'production',
      timeZone: 'Asia/Ho_Chi_Minh',
      dueMinutes: 5,
      sweepMinutes: 60,
      rebuildDays: 3,
      batchingSeconds: 1,
      cdn: true,
      customerKey: false,
      fleet: false,
    });
  });

  it('is another one where the context names it, and has what is its own', () => {
    expect(environmentOf({ environment: 'staging' })).toMatchObject({
      name: 'staging',
      dueMinutes: 15,
      sweepMinutes: 60,
    });
  });

  it('takes every field from the command line, where all is text', () => {
    const given = {
      content: 'elsewhere',
      account: '123456789012',
      region: 'ap-southeast-1',
      timeZone: 'Asia/Bangkok',
      dueMinutes: '10',
      sweepMinutes: '120',
      rebuildDays: '7',
      batchingSeconds: '0',
      fleet: 'true',
      fleetConcurrency: '50',
      rebuildBy: 'fleet',
      cdn: 'false',
      feedsUrl: 'https://cdn.bao.example/tin',
      alarmEmail: 'toasoan@bao.example',
      editorsEmail: 'ban-bien-tap@bao.example',
      customerKey: 'true',
      reservedConcurrency: '10',
    };
    expect(environmentOf({ environment: 'staging', ...given })).toEqual({
      name: 'staging',
      ...given,
      dueMinutes: 10,
      sweepMinutes: 120,
      rebuildDays: 7,
      batchingSeconds: 0,
      fleet: true,
      fleetConcurrency: 50,
      cdn: false,
      customerKey: true,
      reservedConcurrency: 10,
      feedsUrl: 'https://cdn.bao.example/tin/',
    });
  });

  it('publishes the sample of this repository only where the context asks for it', () => {
    expect(environmentOf({ seed: '' }).content).toBeUndefined();
    expect(environmentOf({ seed: 'none' }).content).toBeUndefined();
    expect(environmentOf({ environment: 'staging', seed: 'sample' }).content).toBe(join(ROOT, 'content'));
    // Which also holds for what `cdk deploy` runs, where nothing is added to the context.
    expect(readFileSync(join(ROOT, 'cdk.json'), 'utf8')).not.toMatch(/seed|content=/);
  });

  it('knows the address of its feeds where it has a domain, and another where one is told', () => {
    const domain = { domainName: 'feeds.bao.example', certificateArn: CERTIFICATE };
    expect(knownFeedsUrl(environmentOf())).toBeUndefined();
    expect(knownFeedsUrl(environmentOf(domain))).toBe('https://feeds.bao.example/');
    expect(knownFeedsUrl(environmentOf({ ...domain, feedsUrl: 'https://x.example' }))).toBe('https://x.example/');
  });

  it('is as strict with what the file spells out as with the command line', () => {
    const read = (own: NewsroomProps, context = {}) => readEnvironment(createApp(context).node, { production: own });
    expect(() => read({ dueMinutes: 7 })).toThrow(/^dueMinutes: expected a number of minutes that divides 60/);
    expect(() =>
      read({
        domainName: 'feeds.bao.example',
        certificateArn: CERTIFICATE.replace('us-east-1', 'ap-southeast-1'),
      }),
    ).toThrow(/^certificateArn: expected the ARN of a certificate in us-east-1/);
    expect(read({ feedsUrl: 'https://cdn.bao.example/tin', cdn: false })).toMatchObject({
      feedsUrl: 'https://cdn.bao.example/tin/',
    });
    expect(read({ dueMinutes: 7 }, { dueMinutes: '10' }).dueMinutes).toBe(10);
  });

  it.each([
    [{ environment: 'prod' }, /^environment: expected one of production, staging, found "prod"; add it/],
    [{ environment: 'constructor' }, /^environment: expected one of/],
    [{ dueMinutes: '7' }, /^dueMinutes: expected a number of minutes that divides 60, such as 5, found "7"/],
    [{ dueMinutes: '120' }, /^dueMinutes/],
    [{ sweepMinutes: '7' }, /^sweepMinutes: expected .* that divides 60, or of whole hours .*, found "7"/],
    [{ sweepMinutes: '300' }, /^sweepMinutes: .* found "300"/],
    [{ sweepMinutes: '90' }, /^sweepMinutes/],
    [{ sweepMinutes: '0' }, /^sweepMinutes/],
    [{ rebuildDays: '31' }, /^rebuildDays: expected a number of days from 1 to 28/],
    [{ batchingSeconds: '1.5' }, /^batchingSeconds: expected a number of seconds from 0 to 300, found "1.5"/],
    [{ seed: 'true' }, /^seed: expected one of sample, none, found "true"/],
    [{ timeZone: 'Hanoi' }, /^timeZone: expected a time zone such as Asia\/Ho_Chi_Minh, found "Hanoi"/],
    [{ feedsUrl: 'feeds.bao.example' }, /^feedsUrl: expected a URL such as/],
    [{ domainName: 'https://feeds.bao.example', certificateArn: CERTIFICATE }, /^domainName: expected a domain/],
    [{ domainName: 'feeds.bao.example' }, /^domainName and certificateArn belong together/],
    [{ certificateArn: CERTIFICATE }, /^domainName and certificateArn belong together/],
    [
      { domainName: 'feeds.bao.example', certificateArn: CERTIFICATE.replace('us-east-1', 'ap-southeast-1') },
      /^certificateArn: expected the ARN of a certificate in us-east-1/,
    ],
    [{ domainName: 'feeds.bao.example', certificateArn: CERTIFICATE, cdn: 'false' }, /^domainName: there is no CloudF/],
    [
      { webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/0' },
      /^webAclArn: expected the ARN of a glob/,
    ],
    [
      { webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/0', cdn: 'false' },
      /^webAclArn: there is no C/,
    ],
    [{ plan: 'premium' }, /^plan: expected one of free, pro, business, or nothing to pay .*, found "premium"/],
    [{ plan: 'pro', cdn: 'false' }, /^plan: there is no CloudFront to pay for/],
    [{ purge: 'all' }, /^purge: expected one of corrections, publishes, none, found "all"/],
    [{ purge: 'publishes', cdn: 'false' }, /^purge: there is no CloudFront to ask/],
    [{ purgesPerDay: '-1' }, /^purgesPerDay: expected a number of items from 0 to 9999999, found "-1"/],
    [{ reservedConcurrency: '1' }, /^reservedConcurrency: expected a number of runs from 6 to 1000, found "1"/],
    [{ account: '123456789012' }, /^account and region belong together/],
    [{ account: '42', region: 'ap-southeast-1' }, /^account: expected twelve digits, found "42"/],
    [{ alarmEmail: 'ban bien tap' }, /^alarmEmail: expected an e-mail address/],
    [{ desks: 'tu-phap,Đời sống' }, /^desks: expected folders under articles\/ of letters a to z, .*found "Đời sống"/],
    [{ desks: ['a', 'a'] }, /^desks: .*found "a"/],
    [{ editorsEmail: 'ban bien tap' }, /^editorsEmail: expected an e-mail address/],
  ])('refuses %j', (context, message) => {
    expect(() => environmentOf(context)).toThrow(message);
  });
});
