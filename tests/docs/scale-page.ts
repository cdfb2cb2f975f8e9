import { LIMITS } from '../../functions/core/index/limits.ts';
import { MONTH, PRICES } from './cost.ts';
import {
  ARTICLES,
  CPU,
  changedShare,
  delivering,
  entriesAt,
  FREE_ITEMS,
  feedBytes,
  gigabytes,
  ITEM,
  largest,
  POLLS,
  publishesAt,
  publishing,
  quietly,
  RATES,
  upkeep,
} from './scale.ts';
import { type Measures, PER_DAY, type PublishMeasure } from './scale-measures.ts';

const count = (value: number): string => Math.round(value).toLocaleString('en-US');
const dollars = (value: number): string => (value < 100 ? `$${value.toFixed(2)}` : `$${count(value)}`);
const size = (bytes: number): string => (bytes < 1e6 ? `${count(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);
const volume = (gb: number): string => (gb < 1000 ? `${count(gb)} GB` : `${count(gb / 1000)} TB`);
const polled = (polls: number): string =>
  polls < 1e9 ? `${count(polls / 1e6)} million` : `${count(polls / 1e9)} billion`;
const seconds = (value: number): string => (value < 1 ? 'under 1 s' : `${count(value)} s`);
const per = (rate: number): string => (rate < 1 ? `${PER_DAY} a day` : `${rate} a minute`);
const requests = ({ put, get }: PublishMeasure): string => `${put + get} (${put} PUT, ${get} GET)`;

function table(head: readonly string[], rows: readonly (readonly string[])[], column = '---:'): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : column))), ...rows.map(line)].join('\n');
}

/** Bytes that a publish moves as the benchmark measured them, where no test does. */
const RECORDED: Readonly<Record<number, string>> = { 100000: '2.8 to 3.1 MB (benchmark)' };

/** Returns `docs/scale.md`. */
export function scalePage(measures: Measures): string {
  const { publish, busy, named, purge, due } = measures;
  return `# The load model

What a newsroom of any size asks for and costs, what breaks first, and what to do then.
[A test](../tests/docs/scale.thorough.ts) counts the requests and bytes of this page and writes it
(\`npx vitest run --mode thorough tests/docs/scale -u\`). Prices are those of the [cost table](deploy.md#what-it-costs).
Seconds of processor time are those that [the benchmark](../bench/README.md) measured; the function
has 1,024 MB, which is ${CPU.core.toFixed(2)} of a core. A month has 30 days.

## One publish, by articles

${onePublish(measures)}

Requests are the same from the size on at which windows are full: a publish reads a segment of
${count(LIMITS.perSegment)} records and the entries of one month, however many others there are. They are counted up to
1,000 articles here, and up to 100,000 by the benchmark; the last line follows from what a publish reads. It takes
${CPU.publish} s of processor time, about a second of the function. Bytes moved within a region cost nothing.

## The 48 hours at ${PER_DAY} articles a day

A feed drops nothing that is younger than 48 hours (\`minimumHours\`), up to ${LIMITS.entries} entries. 1.6 million
articles in twenty years are ${PER_DAY} a day, so the feed of all shows ${busy.entries} entries:

${busyWindow(measures)}

To shorten it: \`minimumHours: 12\`, \`content: summary\`, or feeds by category, each of which has its own 48 hours.

## A month of publishing

${publishingTable(measures)}

One run for each article, though events of one second are published together, so a rush takes fewer. *Purging all* is
\`purge: 'publishes'\`, ${purge.publish} items a publish at $${ITEM}; by default no more than 10,000 a day go, which is
${dollars(MOST_PURGED)} a month. A correction takes ${purge.correction} items.

## Feeds

An article asks for the files of the feeds that it stands in, and for no other. With an author and three tags that have
feeds (RSS alone for tags) a publish takes ${requests(named)};
with 10 feeds, of categories alone, ${requests(largest(publish))}. Each feed of a name is its files, a cache and a
segment of ${LIMITS.perFeedSegment} feeds, however many others there are: 1,000 and 50,000 feeds take the same
([the benchmark](../bench/README.md#feeds-in-any-number) compares 20 with 20,000).
Above ${count(LIMITS.names)} authors, or tags, further ones get none.

## Upkeep, by articles

${upkeepTable()}

Seconds are of the function, by its processor time alone. A run for which nothing is due takes ${due} request, at any
size: the ${count(MONTH.due)} of a month cost ${MONTH.due * due * PRICES.get < 0.01 ? 'less than a cent' : 'more'}.

## Polls

Readers validate (304, ${MONTH.bytes.unchanged} bytes). How many find something new decides the bill: of a newsroom that
publishes ${count(MONTH.articles)} articles a month 5 in 100; of a busy one more, if a feed has a tenth of the articles
and each reader polls every half an hour:

${pollTable(measures)}

At list prices of one tier: above 10 TB CloudFront costs less by volume, and much less by contract. S3 is asked once a
minute for each file and region, whatever the polls.

## What breaks first

${breaks()}
`;
}

/** Dollars a month of the budget of a day, where all is purged. */
const MOST_PURGED = (30 * 10_000 - FREE_ITEMS) * ITEM;

function onePublish({ publish }: Measures): string {
  const top = largest(publish);
  const rows = ARTICLES.map(articles => {
    const own = publish[articles] ?? top;
    return [
      count(articles),
      requests(own),
      publish[articles] ? size(own.bytes) : (RECORDED[articles] ?? 'not measured'),
      dollars(1000 * cost(own)),
    ];
  });
  return table(['articles', 'requests to S3', 'bytes moved', '1,000 publishes'], rows);
}

function cost({ put, get }: PublishMeasure): number {
  return put * PRICES.put + get * PRICES.get;
}

function busyWindow(measures: Measures): string {
  const { publish, busy } = measures;
  const row = (name: string, entries: number, own: PublishMeasure): readonly string[] => {
    const bytes = feedBytes(entries, measures);
    return [name, requests(own), size(own.bytes), size(bytes), dollars((1e6 * bytes * PRICES.delivered) / 1e9)];
  };
  return table(
    ['', 'requests', 'bytes moved by a publish', 'the feed, compressed', 'a million polls that get all of it'],
    [row('50 entries', 50, largest(publish)), row(`${busy.entries} entries`, busy.entries, busy)],
  );
}

function publishingTable(measures: Measures): string {
  const rows = RATES.map(rate => {
    const { publishing: s3, function: lambda, purging } = publishing(rate, measures);
    const { young, shown } = entriesAt(rate);
    const busy = (publishesAt(rate) * MONTH.seconds.publish) / (30 * 86_400);
    return [
      per(rate),
      count(publishesAt(rate)),
      `${count(young)}, of which ${shown} are shown`,
      `${(100 * busy).toFixed(busy < 0.1 ? 1 : 0)} %`,
      dollars(s3),
      dollars(lambda),
      dollars(purging),
    ];
  });
  const head = ['articles', 'a month', 'in 48 hours', 'one function is at work', 'S3', 'Lambda', 'purging all'];
  return table(head, rows);
}

function upkeepTable(): string {
  const rows = ARTICLES.map(articles => {
    const { pages, dollars: all, sweepSeconds, rebuildSeconds } = upkeep(articles);
    return [count(articles), count(pages), seconds(sweepSeconds), seconds(rebuildSeconds), dollars(all)];
  });
  const head = ['articles', 'LIST of a sweep', 'a sweep', 'a rebuild', 'a month: hourly sweeps, audits, ten rebuilds'];
  return table(head, rows);
}

function pollTable(measures: Measures): string {
  const [day = 0, one = 0, ten = 0] = RATES;
  const cell = (polls: number, rate: number): string => {
    const gb = gigabytes(polls, rate, measures);
    return `${volume(gb)}, ${dollars(delivering(polls, gb))}`;
  };
  const share = (rate: number): string => `${per(rate)} (${Math.round(100 * changedShare(rate))} of 100)`;
  const rows = POLLS.map(polls => [
    polled(polls),
    `${volume(quietly(polls))}, ${dollars(delivering(polls, quietly(polls)))}`,
    ...[day, one, ten].map(rate => cell(polls, rate)),
  ]);
  return table(['polls a month', `${count(MONTH.articles)} a month (5 of 100)`, ...[day, one, ten].map(share)], rows);
}

function breaks(): string {
  const { rebuildSeconds } = upkeep(ARTICLES[3]);
  return table(
    ['as it grows', 'what breaks first', 'what to do'],
    [
      [
        'articles',
        `a rebuild: ${count(rebuildSeconds)} s at 1.6 million are ${Math.ceil(rebuildSeconds / 280)} runs of ` +
          'five minutes, during which what is due waits',
        '`rebuildDays: 28`; a rebuild from a terminal (`bantin publish --full`), which has no limit of time; ' +
          '[a fleet](deploy.md#by-a-fleet)',
      ],
      [
        'articles a month',
        'the entries of one month are one object, which a publish reads whole and compaction writes: at 50 a ' +
          'minute 2 million in a month',
        'several newsrooms, by desk; `permalink`, without pages by month',
      ],
      [
        'publishes a minute',
        'runs commit to one state, one after the other: from about 50 a minute on each publishes several ' +
          'articles, and readers wait for seconds',
        '`batchingSeconds: 5`, which publishes more with each run',
      ],
      [
        'young articles',
        `above ${LIMITS.entries} in 48 hours a feed shows the newest, and \`bantin status\` warns of it`,
        'feeds by category, tag or rule; readers that poll more often',
      ],
      [
        'feeds',
        `more than ${count(LIMITS.names)} authors, or tags, with a page: further ones get none`,
        '`minimum` in `feeds`, or a list of those that are wanted',
      ],
      [
        'feeds of an article',
        'each is its files and a cache: an article in 100 feeds takes hundreds of requests and seconds',
        'fewer tags; formats `[rss]`',
      ],
      [
        'polls',
        'the bill, from tens of millions on: data of busy feeds, not requests',
        'fewer entries, `content: summary`, a flat-rate plan up to 125 million polls, a contract beyond; never ' +
          'the function, which no poll reaches',
      ],
      [
        'withdrawals',
        'nothing: each is one request to CloudFront, whatever the budget says; above 3,000 tags under way at ' +
          'once it refuses, and a later run asks again',
        'nothing',
      ],
    ],
    '---',
  );
}
