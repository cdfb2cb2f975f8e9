import { LIMITS } from '../../functions/core/index/limits.ts';
import { delivered, FREE, MONTH, PRICES } from './cost.ts';
import { type Measures, PER_DAY } from './scale-measures.ts';

/** Sizes for which the page reckons. */
export const ARTICLES = [10, 1000, 100_000, 1_600_000] as const;
/** Publishes a minute, around the clock; the first is that of `PER_DAY`. */
export const RATES = [PER_DAY / 1440, 1, 10, 50] as const;
export const POLLS = [1e6, 10e6, 100e6, 1e9, 3e9] as const;

const GB = 1e9;
const MINUTES = 60 * 24 * 30;

/**
 * Seconds of processor time that `bench/` has measured, on one core of a virtual machine: of a publish; of a listing,
 * and of a rebuild (1.2 times fetching alone, 0.9 ms), for each article. They are no counts, so no test measures them
 * again. Lambda's share of a core at 1,024 MB is 0.58 (1,769 MB are one).
 */
export const CPU = { publish: 0.113, listing: 17 / 1_600_000, rebuild: 0.0011, core: 1024 / 1769 } as const;

/** Dollars of a month, by what they are for. */
export interface Costs {
  readonly publishing: number;
  readonly function: number;
  readonly purging: number;
}

/** Publishes in a month at a rate. */
export function publishesAt(rate: number): number {
  return rate * MINUTES;
}

/** Dollars a month of publishing, one run for each article. */
export function publishing(rate: number, { publish, purge }: Measures): Costs {
  const articles = publishesAt(rate);
  const { put, get } = largest(publish);
  const items = articles * purge.publish;
  return {
    publishing: articles * (put * PRICES.put + get * PRICES.get),
    function: articles * (MONTH.seconds.publish * PRICES.second + PRICES.run),
    purging: Math.max(0, items - FREE_ITEMS) * ITEM,
  };
}

/** Dollars of an item that CloudFront forgets, and items of a month that cost nothing. */
export const ITEM = PRICES.purge;
export const FREE_ITEMS = FREE.purges;

/** Entries that 48 hours hold at a rate, of which a feed shows no more than its bound. */
export function entriesAt(rate: number): { readonly young: number; readonly shown: number } {
  const young = Math.round(rate * 60 * 48);
  return { young, shown: Math.min(LIMITS.entries, Math.max(50, young)) };
}

/** KB of a feed on the wire with so many entries. */
export function feedBytes(entries: number, { feed, busy }: Measures): number {
  const perEntry = (feed.busy - feed.few) / (busy.entries - 50);
  const raw = feed.few + (entries - 50) * perEntry;
  return (MONTH.bytes.feed * raw) / feed.few;
}

/**
 * Share of polls that find something new, if a feed has so many of a newsroom's publishes (one in ten) and is polled
 * every half an hour: publishes come at random.
 */
export function changedShare(rate: number): number {
  return 1 - Math.exp(-(rate / 10) * 30);
}

/** GB a month that readers get. */
export function gigabytes(polls: number, rate: number, measures: Measures): number {
  const changed = changedShare(rate);
  const bytes = feedBytes(entriesAt(rate).shown, measures);
  return (polls * (changed * bytes + (1 - changed) * MONTH.bytes.unchanged)) / GB;
}

/** Dollars a month of CloudFront, by use, at list prices of one price tier. */
export function delivering(polls: number, gigabytes: number): number {
  return (
    Math.max(0, polls - FREE.polls) * PRICES.poll +
    Math.max(0, 2 * polls - FREE.edgeFunctions) * PRICES.edgeFunction +
    Math.max(0, gigabytes - FREE.gigabytes) * PRICES.delivered
  );
}

/** Dollars a month of sweeps each hour, audits and ten rebuilds, and seconds of one of each, by articles. */
export function upkeep(articles: number) {
  const pages = Math.ceil((articles + 1) / MONTH.page);
  const audits = Math.min(MONTH.audits, Math.max(30, (MONTH.audits * 10_000) / articles));
  const sweeps = MONTH.sweeps * (pages * PRICES.put + PRICES.get);
  const audited = audits * ((pages + 1) * PRICES.put + (articles / LIMITS.perSegment + 3) * PRICES.get);
  const rebuilds = MONTH.rebuilds * ((articles + 6) * PRICES.get + (pages + 2) * PRICES.put);
  const seconds = (cpu: number): number => cpu / CPU.core;
  return {
    pages,
    dollars: sweeps + audited + rebuilds,
    sweepSeconds: seconds(articles * CPU.listing),
    rebuildSeconds: seconds(articles * CPU.rebuild),
  };
}

/** Returns what one publish took in the largest newsroom that was counted. */
export function largest(publish: Measures['publish']) {
  const size = Math.max(...Object.keys(publish).map(Number));
  const found = publish[size];
  if (!found) throw new Error('nothing was measured');
  return found;
}

/** GB of the readers of a quiet newsroom, as docs/deploy.md reckons: of 100 polls five find something new. */
export const quietly = delivered;
