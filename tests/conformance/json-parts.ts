import type { Instant } from '../../functions/core/instant.ts';
import { isBlank, isWebAddress } from './values.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A JSON Feed as it is served. */
export interface JsonDocument {
  readonly source: string;
  readonly feed: Fields;
  /** Its own address. */
  readonly url: string;
  /** Instant of the check. No date may be later. */
  readonly now: Instant;
}

/** Returns the value of a field if it is text, else an empty string. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The mappings of a list; those that are none come as empty ones, which lack whatever is asked of them. */
export function listOf(value: unknown): readonly Fields[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.map(item => (typeof item === 'object' && item !== null ? (item as Fields) : {}));
}

export function* checkAuthors(holder: Fields): Generator<string> {
  if (holder.authors === undefined) return;
  if (!Array.isArray(holder.authors) || holder.authors.length === 0) yield 'authors is no list of them';
  for (const author of listOf(holder.authors)) {
    if (!['name', 'url', 'avatar'].some(key => !isBlank(textOf(author[key])))) yield JSON.stringify(author);
    for (const key of ['url', 'avatar'])
      if (author[key] !== undefined && !isWebAddress(textOf(author[key]))) yield `${key}: ${String(author[key])}`;
  }
}
