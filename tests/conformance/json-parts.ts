import type { Instant } from '../../functions/core/instant.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A JSON Feed as it is served. */
export interface JsonDocument {
  readonly source: string;
  readonly feed: Fields;
  /** Its own address. */
  readonly url: string;
  /** When it is looked at; nothing may be dated later. */
  readonly now: Instant;
}

/** What a field holds, where that is text; else nothing. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The mappings of a list; those that are none come as empty ones, which lack whatever is asked of them. */
export function listOf(value: unknown): readonly Fields[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.map(item => (typeof item === 'object' && item !== null ? (item as Fields) : {}));
}
