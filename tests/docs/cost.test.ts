import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../../functions/lambda/metric-names.ts';
import { PLANS } from '../../lib/newsroom-props.ts';
import { resourcesOf, synthesize } from '../lib/samples.ts';
import {
  askedOfS3,
  besidePlan,
  delivered,
  FREE,
  MONTH,
  monthOf,
  PLAN_TERMS,
  PRICES,
  pages,
  planFor,
  wholeFeeds,
} from './cost.ts';

const DOC = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
const POLLS = [1e6, 10e6, 100e6];

/** Cells of a table's line, by how it begins. */
function cellsOf(beginning: string): readonly string[] {
  const found = DOC.split('\n').find(line => line.startsWith(`| ${beginning}`));
  if (found === undefined) throw new Error(`docs/deploy.md: no line of the table begins with "${beginning}"`);
  return found
    .split('|')
    .slice(2, 5)
    .map(cell => cell.replaceAll('*', '').trim());
}

const cents = (dollars: number): string => dollars.toFixed(2);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const said = (count: number): string => Math.round(count).toLocaleString('en-US');

describe('what docs/deploy.md says that a newsroom costs', () => {
  it.each([
    'CloudFront, requests',
    'CloudFront, data',
    'CloudFront Functions',
    'S3, what the edge asks for',
    'S3, access logs',
    'S3, publishing',
    [
      'S3, scheduled runs',
      `S3, ${said(MONTH.due)} runs of what is due, ${said(MONTH.sweeps)} sweeps, ${said(MONTH.audits)} audits and ` +
        `${MONTH.rebuilds} rebuilds`,
    ],
    ['S3, content', `S3, ${MONTH.content} GB of content`],
    ['metrics', `${MONTH.metrics.service + MONTH.metrics.edge} metrics, ${MONTH.metrics.edge} of them of the edge`],
    ['key', 'A key for the alarms'],
    ['always free', 'Lambda, SQS'],
  ])('follows from counts and prices: %s', row => {
    const [label = '', beginning = label] = [row].flat();
    const dollars = POLLS.map(polls => monthOf(polls).find(line => line.label === label)?.dollars ?? Number.NaN);
    expect(cellsOf(beginning)).toEqual(dollars.map(cents));
  });

  it('adds up', () => {
    // As a reader adds it up: of what the lines show.
    const shown = (polls: number) => sum(monthOf(polls).map(line => Number(cents(line.dollars))));
    expect(cellsOf('**together**')).toEqual(POLLS.map(shown).map(cents));
    expect(cellsOf('in an account')).toEqual(POLLS.map(polls => cents(sum(monthOf(polls).map(line => line.dear)))));
  });

  it('adds up with a flat-rate plan: the smallest that is meant for so many polls, and what is paid beside it', () => {
    expect(POLLS.map(planFor)).toEqual(PLANS);
    const shown = (polls: number) => sum(besidePlan(polls).map(line => Number(cents(line.dollars))));
    const together = POLLS.map(polls => cents(PLAN_TERMS[planFor(polls)].price + shown(polls)));
    expect(cellsOf('**together with a plan**')).toEqual(together);
    const prices = PLANS.map(plan => `$${PLAN_TERMS[plan].price}`).join(', ');
    expect(DOC).toContain(`| **together with a plan**: ${PLANS.join(', ')} (${prices}) |`);
  });

  it('says what a plan is meant for, and when it is the cheaper one', () => {
    const row = (name: keyof (typeof PLAN_TERMS)['free'], show: (value: number) => string) =>
      PLANS.map(plan => show(PLAN_TERMS[plan][name]));
    const size = (gigabytes: number) => (gigabytes < 1000 ? `${gigabytes} GB` : `${gigabytes / 1000} TB`);
    expect(cellsOf('a month |')).toEqual(row('price', price => `$${price}`));
    expect(cellsOf('requests |')).toEqual(row('requests', requests => `${requests / 1e6} million`));
    expect(cellsOf('data |')).toEqual(row('gigabytes', size));
    expect(cellsOf('S3 storage |')).toEqual(row('storage', size));
    const [, , most = 0] = POLLS;
    const dollars = Math.round(wholeFeeds(most)).toLocaleString('en-US');
    expect(DOC).toContain(`if each of 100 million polls got the whole feed, CloudFront would cost $${dollars} by use`);
    // As reckoned above, with readers that validate, no plan is cheaper than use.
    for (const polls of POLLS) {
      const lines = monthOf(polls).filter(({ label }) => label.startsWith('CloudFront'));
      expect(lines).toHaveLength(3);
      expect(PLAN_TERMS[planFor(polls)].price).toBeGreaterThanOrEqual(sum(lines.map(line => line.dollars)));
    }
  });

  it('tells what it is reckoned with', () => {
    const { publish, articles, archive, bytes, unchanged, edge, due, sweeps } = MONTH;
    for (const text of [
      `S3, publishing: ${said(articles * publish.PUT)} PUT, ${said(articles * publish.GET)} GET (`,
      'CloudFront, data: ' +
        `${POLLS.map(polls => String(Number(delivered(polls).toPrecision(polls < 10e6 ? 2 : 3)))).join(', ')} ` +
        'GB',
      `Of 100 polls ${unchanged} are answered 304, in ${bytes.unchanged} bytes; the others get the feed, ` +
        `${bytes.feed / 1000} KB compressed`,
      `asks S3 for ${publish.PUT + publish.GET} things, ${publish.PUT} of them PUT`,
      `An archive of ${said(archive)} articles is ${pages()} pages of a listing for each sweep`,
      `${edge.files} files in ${edge.regions} regions: ` +
        `${(askedOfS3(Number.POSITIVE_INFINITY) / 1e6).toFixed(1)} million times`,
      `Sweeping every five minutes costs $${cents(11 * sweeps * (pages() * PRICES.put + PRICES.get))} more`,
      `letting out what is due every minute $${cents(4 * due * PRICES.get)} more`,
      `\`purge: 'publishes'\` costs $${cents((articles * MONTH.purge - FREE.purges) * PRICES.purge)} more: ` +
        `${MONTH.purge} items for each publish at $${PRICES.purge}, ${said(FREE.purges)} of a month free`,
      `leaving out the edge's metrics saves $${cents(MONTH.metrics.edge * PRICES.metric)}`,
      `a million polls of the whole feed are ${(bytes.feed * 1e6) / 1e9} GB, ` +
        `$${(bytes.feed * 1e6 * PRICES.delivered) / 1e9}`,
    ])
      expect(DOC).toContain(text);
  });

  it('counts metrics and alarms as they are deployed', () => {
    expect(Object.keys(METRIC_NAMES)).toHaveLength(MONTH.metrics.service);
    const alarms = resourcesOf(synthesize().publisher).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    const watched = alarms.flatMap(
      ({ Properties }) => (Properties.Metrics as readonly { MetricStat?: object }[]) ?? [{ MetricStat: {} }],
    );
    expect(watched.filter(({ MetricStat }) => MetricStat)).toHaveLength(MONTH.alarmed);
  });
});
