/** Counts the items of a JSON Feed; 0 for any other text. */
export function countItems(text: string): number {
  try {
    const feed: unknown = JSON.parse(text);
    const items = typeof feed === 'object' && feed !== null && 'items' in feed ? feed.items : undefined;
    return Array.isArray(items) ? items.length : 0;
  } catch {
    return 0;
  }
}
