import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../../functions/lambda/metric-names.ts';
import { resourcesOf, synthesize } from '../lib/samples.ts';
import { askedOfS3, delivered, MONTH, monthOf, PRICES, pages } from './cost.ts';

const DOC = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
const POLLS = [1e6, 10e6, 100e6];

/** Cells of the table's lines, by how a line begins. */
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
