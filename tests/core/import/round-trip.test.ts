import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../../functions/build/build.ts';
import { readSite } from '../../../functions/content/read-site.ts';
import { renderAtom } from '../../../functions/core/feed/atom.ts';
import { correctedHtml } from '../../../functions/core/feed/correction.ts';
import type { Entry, Feed } from '../../../functions/core/feed/feed.ts';
import { renderJsonFeed } from '../../../functions/core/feed/json-feed.ts';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { createDirectoryStore } from '../../../functions/stores/directory-store.ts';
import { anyText, fc, runs } from '../../property.ts';
import { buildContent } from '../../publish/newsroom.ts';
import { readers } from '../feed/readers.ts';
import { FULL_ENTRY, FULL_FEED, makeEntry, makeFeed } from '../feed/samples.ts';
import { importInto, rss } from './imported.ts';

const CONTENT = join(import.meta.dirname, '../../newsroom');
const NOW = Date.parse('2026-11-23T12:00:00Z');
const FORMATS = ['rss', 'atom', 'json'] as const;

function render(feed: Feed): Readonly<Record<(typeof FORMATS)[number], string>> {
  return { rss: renderRss(feed).join(''), atom: renderAtom(feed).join(''), json: renderJsonFeed(feed).join('') };
}

/** Imports a document, builds what came of it, and gives the feed of all. */
async function again(document: string): Promise<Feed> {
  const { content, site, problems } = await importInto(document);
  expect(problems).toEqual([]);
  // A feed names its pictures, and has none of them.
  const pictures = Object.fromEntries(['logo', 'icon'].map(name => [`media/${name}.png`, name]));
  const built = await buildContent({ ...pictures, ...content }, { ...site, entries: 500 }, NOW);
  expect(built.problems).toEqual([]);
  const [feed] = built.feeds;
  if (!feed) throw new Error('no feed');
  return feed;
}

/** All that readers know an entry by, and all that they show of it, in every format. */
function known(entry: Entry) {
  const { id, iri, url, title, summary, published, updated, authors, categories, tags, image, enclosure, language } =
    entry;
  return {
    id,
    iri,
    url,
    title,
    summary,
    html: correctedHtml(entry, FULL_FEED),
    published,
    updated,
    authors: authors.map(({ name }) => name),
    topics: new Set([...categories.map(category => category.title), ...tags]),
    image: image?.src,
    enclosure: enclosure && [enclosure.url, enclosure.type, enclosure.length],
    language,
  };
}

describe('the newsroom of the tests, published, imported and published again', () => {
  let feed: Feed;
  /** The feed of all after an import of each format of it. */
  let rebuilt: Readonly<Record<(typeof FORMATS)[number], Feed>>;

  beforeAll(async () => {
    const content = createDirectoryStore(CONTENT);
    const { site } = await readSite(content);
    if (!site) throw new Error('no site');
    const [all] = (await build({ content, site, now: NOW })).feeds;
    if (!all) throw new Error('no feed');
    feed = all;
    const { rss, atom, json } = render(feed);
    rebuilt = { rss: await again(rss), atom: await again(atom), json: await again(json) };
  });

  it.each(FORMATS)('is the same to every reader, from its %s', format => {
    expect(rebuilt[format].entries.map(known)).toEqual(feed.entries.map(known));
  });

  it.each(Object.keys(readers))('is read by %s as if it had never moved', async name => {
    const before = await readers[name]?.(render(feed));
    for (const format of FORMATS) {
      const after = await readers[name]?.(render(rebuilt[format]));
      expect(after).toEqual(before);
    }
  });

  it('loses nothing that its own format tells', () => {
    // What was withdrawn is no entry any more, and nothing that could be imported.
    const entriesIn = (xml: string, tag: string) => xml.slice(xml.indexOf(`<${tag}>`), xml.lastIndexOf(`</${tag}>`));
    expect(entriesIn(renderRss(rebuilt.rss).join(''), 'item')).toBe(entriesIn(render(feed).rss, 'item'));
    expect(entriesIn(renderAtom(rebuilt.atom).join(''), 'entry')).toBe(entriesIn(render(feed).atom, 'entry'));
    expect(JSON.parse(renderJsonFeed(rebuilt.json).join('')).items).toEqual(JSON.parse(render(feed).json).items);
  });
});

describe('an import', () => {
  it.each(FORMATS)('keeps every character of a feed that has everything, from its %s', async format => {
    const feed = await again(render(FULL_FEED)[format]);
    // Text may be escaped in more than one way; a reader sees the same.
    const html = '<p>Giá &lt; 5 ]]&gt; ]]&gt; &amp; “hơn”</p>';
    // Atom and JSON Feed give an entry without an author those of the feed; RSS has none to give.
    const authors = format === 'rss' ? [] : FULL_FEED.authors;
    const expected = FULL_FEED.entries.map(entry =>
      known(entry.id === FULL_ENTRY.id ? { ...entry, html } : { ...entry, authors }),
    );
    expect(feed.entries.map(known)).toEqual(expected);
  });

  it.each([
    ['12345', '12345'],
    ['https://cu.example/?p=1&amp;x=2', 'https://cu.example/?p=1&x=2'],
    ['https://CU.example/Đời sống', 'https://CU.example/Đời sống'],
    ['\n  a  b\n', 'a  b'],
    ['ti\u0302n', 'ti\u0302n'],
    ['true', 'true'],
    ['1e3', '1e3'],
    ['0x1F', '0x1F'],
    ['- "quote\' # : ]', '- "quote\' # : ]'],
    ['bài\u00a0🙂\u200b', 'bài\u00a0🙂\u200b'],
  ])('keeps the guid %j to the character', async (written, guid) => {
    const item =
      '<item><title>A</title><link>https://cu.example/a</link><guid ' +
      `isPermaLink="false">${written}</guid><pubDate>Fri, 20 Nov 2026 01:30:00 GMT</pubDate></item>`;
    const feed = await again(rss(item));
    const { rss: xml, json, atom } = render(feed);
    const read = await readers.feedme?.({ rss: xml, atom, json });
    expect(read?.rss?.map(({ id }) => id.trim())).toEqual([guid]);
    expect(read?.json?.map(({ id }) => id)).toEqual([guid]);
    expect(read?.atom?.[0]?.id).toMatch(/^[a-z]+:\S+$/i);
  });

  it('keeps the guid whatever it is', async () => {
    const guids = anyText({ minLength: 1 }).map(text =>
      text
        .toWellFormed()
        .replace(/[\u0000-\u001f\ufffe\uffff]/g, '')
        .replace(/^[ ]+|[ ]+$/g, ''),
    );
    await fc.assert(
      fc.asyncProperty(
        guids.filter(guid => guid.trim() !== '' && guid.trim() === guid),
        async guid => {
          const feed = await again(render(makeFeed({ entries: [makeEntry({ id: guid })] })).json);
          expect(feed.entries.map(({ id }) => id)).toEqual([guid]);
        },
      ),
      runs(200),
    );
  });

  it('makes a permalink of the guid that was one', async () => {
    const feed = await again(
      rss(
        '<item><title>A</title><guid>https://cu.example/a</guid><pubDate>Fri, 20 Nov 2026 01:30:00 ' +
          'GMT</pubDate></item>',
      ),
    );
    expect(renderRss(feed).join('')).toContain('<guid isPermaLink="true">https://cu.example/a</guid>');
    expect(feed.entries[0]?.url).toBe('https://cu.example/a');
  });

  it('writes nothing the second time, whatever the feed has dropped and added since', async () => {
    const item = (id: string) =>
      `<item><title>Chợ</title><link>https://cu.example/${id}/cho</link><guid>${id}</guid><pubDate>Fri, 20 ` +
      'Nov 2026 01:30:00 GMT</pubDate></item>';
    const first = await importInto(rss(item('x1') + item('x2')));
    expect(first.plan.articles.map(({ key }) => key)).toEqual([
      'articles/2026/11/cho.html',
      'articles/2026/11/cho-2.html',
    ]);
    const second = await importInto(rss(item('x2') + item('x3')), { ids: ['x1', 'x2'] });
    expect([second.plan.known, second.plan.articles.length]).toEqual([1, 1]);
  });
});
