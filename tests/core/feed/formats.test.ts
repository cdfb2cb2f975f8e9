import { describe, expect, it } from 'vitest';
import { ALL, categoryFeed } from '../../../functions/core/feed/feed-key.ts';
import { FORMAT_SWITCHES, FORMATS, type Format, formatAt } from '../../../functions/core/feed/formats.ts';
import { archiveFormatsOf, formatsOf, offeredFormatsOf } from '../../../functions/core/filing/formats-of.ts';

const ON = Object.fromEntries(FORMAT_SWITCHES.map(name => [name, true]));
const rows: readonly Format[] = Object.values(FORMATS);

describe('the formats of a feed', () => {
  it('are those of its kind that the site has switched on', () => {
    expect(formatsOf(categoryFeed('x'), ON)).not.toContain('smartnews');
    expect(formatsOf(ALL, {})).toEqual(['rss', 'atom', 'json']);
    expect(formatsOf(ALL, { smartnews: true })).toEqual(['rss', 'atom', 'json', 'smartnews']);
  });

  it('are offered where they have a name for people, and archived where their row says so', () => {
    expect(offeredFormatsOf(ALL, { smartnews: true })).toEqual(['rss', 'atom', 'json']);
    expect(archiveFormatsOf(ALL, { smartnews: true })).toEqual(['rss', 'atom', 'json']);
  });
});

describe('the rows of formats', () => {
  it('have a file name each, which tells the format wherever the file lies', () => {
    expect(new Set(rows.map(({ file }) => file)).size).toBe(rows.length);
    for (const { file } of rows)
      for (const folder of ['', 'a/', 'a/archives/2026-11/']) expect(formatAt(folder + file)).toBeDefined();
    expect(formatAt('media/rss.xml')).toBeUndefined();
  });
});
