import { InvalidArgumentError } from 'commander';
import { parseWebUrl } from '../../core/fields/fields.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import { messageOf } from '../output/message-of.ts';

export type PostType = 'publish' | 'draft' | 'leave';

export function parseType(text: string, before?: ReadonlyMap<string, PostType>): ReadonlyMap<string, PostType> {
  const [, name = '', what] = /^([^=\s]+)=(publish|draft|leave)$/.exec(text) ?? [];
  if (what === 'publish' || what === 'draft' || what === 'leave') return new Map([...(before ?? []), [name, what]]);
  throw new InvalidArgumentError(`Expected a type and what becomes of it, such as news=publish, found "${text}".`);
}

export function parsePages(text: string): number {
  const pages = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (pages > 0) return pages;
  throw new InvalidArgumentError(`Expected a number from 1 to 9999, found "${text}".`);
}

export function parseThreads(text: string): number {
  const threads = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (threads > 0) return threads;
  throw new InvalidArgumentError(`Expected a number from 1 to 99, found "${text}".`);
}

/** `--base-url` wins over the environment's `FEEDS_URL`, which wins over `site.yaml`. */
export function withFeedsUrl<Flags extends { readonly baseUrl?: string }>(options: Flags): Flags {
  const baseUrl = options.baseUrl ?? feedsUrlOfEnvironment();
  return baseUrl === undefined ? options : { ...options, baseUrl };
}

export function feedsUrlOfEnvironment(): string | undefined {
  const text = process.env.FEEDS_URL;
  if (!text) return undefined;
  try {
    return parseUrl(text);
  } catch (error) {
    throw new CouldNotRun(`FEEDS_URL: ${messageOf(error)}`);
  }
}

export function parseUrl(text: string): string {
  // It stands in every file, so a password would be published.
  const url = parseWebUrl(text);
  if (url !== undefined && !/[?#]/.test(url)) return url;
  throw new InvalidArgumentError(
    `Expected a URL such as https://feeds.bao.example/, without a password, ? and #, found "${text}".`,
  );
}

/** A moment must say its offset: on another machine it would be another moment. */
export function parseInstant(text: string): number {
  const whole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const instant = whole ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(instant)) return instant;
  throw new InvalidArgumentError(`Expected a moment such as 2026-11-23T08:00:00+07:00, found "${text}".`);
}

export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError(`Expected a number from 0 to 65535, found "${text}".`);
}

export function parseSeconds(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`Expected a number of seconds from 0 to 99999, found "${text}".`);
}
