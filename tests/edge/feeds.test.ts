import { describe, expect, it } from 'vitest';
import { ALL, FEED_KINDS, feedKey, folderOf } from '../../functions/core/feed/feed-key.ts';
import { FORMAT_SWITCHES, FORMATS } from '../../functions/core/feed/formats.ts';
import { formatsOf, offeredFormatsOf } from '../../functions/core/filing/formats-of.ts';
import { ask, valuesOf } from './runtime.ts';

const EVERY_FORMAT = Object.fromEntries(FORMAT_SWITCHES.map(name => [name, true]));
const FEEDS = [ALL, ...FEED_KINDS.map(kind => feedKey(kind, 'doi-song'))] as const;

/** The object that a request means, or where it is led. */
function meaning(uri: string): string | undefined {
  const result = ask(uri, { headers: { 'accept-encoding': 'br' } });
  return 'statusCode' in result ? `${result.statusCode} ${valuesOf(result.headers).location}` : result.uri;
}

/** The edge has no modules, so it repeats the paths of feeds that `formats.ts` and `feed-key.ts` define. */
describe.each(FEEDS)('the edge knows the files of the feed %s', key => {
  const folder = folderOf(key);

  it.each(formatsOf(key, EVERY_FORMAT))('%s: its compressed forms are asked for where it has any', id => {
    const { file, hasVariants } = FORMATS[id];
    expect(meaning(`/${folder}${file}`)).toBe(`/${folder}${file}${hasVariants ? '.br' : ''}`);
  });

  it.each(offeredFormatsOf(key, EVERY_FORMAT))('%s: as a folder it leads to the file', id => {
    const { file } = FORMATS[id];
    expect(meaning(`/${folder}${file}/`)).toBe(`301 /${folder}${file}`);
  });

  it('leads from the names that readers guess to its RSS', () => {
    for (const name of ['feed', 'feed/rss', 'rss', 'index.xml'])
      for (const end of ['', '/']) expect(meaning(`/${folder}${name}${end}`)).toBe(`301 /${folder}rss.xml`);
  });
});
