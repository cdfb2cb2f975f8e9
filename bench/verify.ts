import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseFeed } from 'feedsmith';

/**
 * Fails unless two builds have the same feeds with the same entries, as far as both spell them alike: otherwise their
 * times say nothing.
 */
export function verifySameFeeds(bantin: string, peer: string): number {
  const ours = feedsOf(bantin, '');
  const theirs = feedsOf(peer, 'categories');
  assert.equal(ours.size, theirs.size, 'the number of feeds');
  const titles = [...theirs.values()].map(value => value.join('\n')).sort();
  assert.deepEqual([...ours.values()].map(value => value.join('\n')).sort(), titles, 'the entries of feeds');
  return ours.size;
}

/** Titles of the entries of every feed, by its path. */
function feedsOf(root: string, folder: string): ReadonlyMap<string, readonly string[]> {
  const feeds = new Map<string, readonly string[]>();
  const folders = readdirSync(join(root, folder)).filter(name => statSync(join(root, folder, name)).isDirectory());
  for (const directory of ['.', ...folders.map(name => join(folder, name))]) {
    for (const name of ['rss.xml', 'atom.xml', 'feed.json']) {
      const path = join(directory, name);
      const text = readOptional(join(root, path));
      if (text !== undefined) feeds.set(path, titlesOf(text));
    }
  }
  return feeds;
}

function titlesOf(text: string): readonly string[] {
  const parsed = parseFeed(text);
  switch (parsed.format) {
    case 'atom':
      return ['atom', ...(parsed.feed.entries ?? []).map(({ title }) => title?.value ?? '')];
    case 'rss':
      return ['rss', ...(parsed.feed.items ?? []).map(({ title }) => title ?? '')];
    case 'json':
      return ['json', ...(parsed.feed.items ?? []).map(({ title }) => title ?? '')];
    default:
      throw new Error(`a feed of another kind: ${parsed.format}`);
  }
}

function readOptional(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
