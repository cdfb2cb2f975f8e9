import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../functions/core/feed/feed.ts';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { draftSite } from '../../../functions/core/import/site-draft.ts';
import { podcastGuid } from '../../../functions/core/podcast/podcast-guid.ts';
import { buildContent } from '../../publish/newsroom.ts';
import { PODCAST_FEED } from '../feed/samples.ts';
import { NOW } from '../samples.ts';
import { importInto, readBytes, rss } from './imported.ts';

const ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
const NAMESPACES = `${ITUNES} xmlns:podcast="https://podcastindex.org/namespace/1.0"`;
const NEEDED =
  '<itunes:category text="News"/><itunes:explicit>no</itunes:explicit><itunes:image href="https://a.vn/b.jpg"/>';
const document = (channel: string, item = '') =>
  rss(`<item><title>A</title><guid>1</guid>${item}</item>`, channel).replace('<rss ', `<rss ${NAMESPACES} `);
const leftIn = async (text: string) =>
  [...(await readBytes(text)).left].map(([kind, { example }]) => `${kind}: ${example}`);

/** Everything of an entry that only podcasts tell. */
const heard = ({ id, enclosure, alternates, episode }: Entry) => ({ id, enclosure, alternates, episode });

describe('a podcast', () => {
  it('of Bantin comes back whole', async () => {
    const { content, site, problems, plan } = await importInto(renderRss(PODCAST_FEED).join(''));
    expect([problems, [...plan.left.kinds.keys()]]).toEqual([[], []]);
    const [rule] = site.feeds?.rules ?? [];
    const { podcast } = PODCAST_FEED;
    const { description } = PODCAST_FEED;
    expect(rule).toMatchObject({ title: 'Nghe & <nghĩ>', description, for: 'podcast' });
    const guid = podcastGuid(PODCAST_FEED.self.rss);
    expect(rule?.podcast).toEqual({ ...podcast, categories: expect.anything(), guid });
    // A podcast tells all subcategories of a category together.
    expect(rule?.podcast?.categories).toEqual([
      { name: 'News', sub: 'Daily News' },
      { name: 'News', sub: 'Politics' },
      { name: 'TV & Film' },
    ]);
    const { feeds } = await buildContent(content, { ...site, entries: 500 }, NOW);
    expect(feeds.find(({ key }) => key === 'rule:podcast')?.entries.map(heard)).toEqual(
      PODCAST_FEED.entries.map(entry => {
        const { enclosure, episode, ...others } = heard(entry);
        const { title: _, ...file } = enclosure ?? {};
        // In a feed each transcript names its language.
        const transcripts = episode?.transcripts?.map(one => ({ language: entry.language, ...one }));
        return { ...others, enclosure: file, episode: { ...episode, ...(transcripts && { transcripts }) } };
      }),
    );
  });

  it('has fields as other hosts write them, and what means nothing is reported', async () => {
    const item = `<enclosure url="https://a.vn/1.mp3" type="audio/mpeg" length="5"/><enclosure url="2.ogg"/>
<itunes:duration>1:00:05</itunes:duration><itunes:episode>x</itunes:episode><podcast:episode>4</podcast:episode>
<itunes:explicit>clean</itunes:explicit><itunes:keywords>a</itunes:keywords>
<podcast:transcript url="https://a.vn/1.srt" type="application/srt"/><podcast:transcript url="1.srt" type="a/b"/>
<podcast:chapters url="https://a.vn/1.json" type="application/json+chapters"/>`;
    const text = document(NEEDED, item);
    expect(await leftIn(text)).toEqual(['itunes:episode: x', 'itunes:keywords: a', 'podcast:transcript: 1.srt']);
    const [article] = (await importInto(text)).plan.articles;
    expect(article?.text).toContain(`enclosure:
  - url: "https://a.vn/1.mp3"
    type: audio/mpeg
    length: 5
    duration: 1:00:05
    episode: 4
    explicit: false
    transcript:
      - { url: "https://a.vn/1.srt", type: "application/srt" }
    chapters: "https://a.vn/1.json"
  - url: "https://cu.example/2.ogg"
    type: audio/ogg
`);
  });

  it('whose episodes no rule has is told of once, however many they are', async () => {
    const episode = (at: number): string =>
      `<item><title>E${at}</title><guid>${at}</guid><pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate>` +
      `<enclosure url="https://a.vn/${at}.mp3" length="1" type="audio/mpeg"/><itunes:season>2</itunes:season></item>`;
    const { problems } = await importInto(rss([1, 2, 3].map(episode).join('')).replace('<rss ', `<rss ${ITUNES} `));
    expect(problems).toEqual([
      expect.stringMatching(/: warning: enclosure: only podcasts tell season, and no rule .* \(in 3 places\)$/),
    ]);
  });

  it('that has moved says where to', async () => {
    const moved = `${NEEDED}<itunes:new-feed-url>https://moi.example/rss</itunes:new-feed-url>`;
    expect((await readBytes(document(moved))).warnings).toEqual([
      {
        line: 3,
        message:
          'the podcast says that it has moved (itunes:new-feed-url); import what is there: https://moi.example/rss',
      },
    ]);
    const own = `${moved}<atom:link rel="self" href="https://moi.example/rss"/>`;
    expect((await readBytes(document(own))).warnings).toBeUndefined();
  });

  it('is known by the address that its feed had, unless it says a guid', async () => {
    const source = 'https://podnews.net/rss/';
    const drafted = draftSite(await readBytes(document(NEEDED)), { now: NOW, source });
    expect(drafted).toContain('        guid: 9b024349-ccf0-5f69-a609-6b82873eab3c\n');
    const own = `${NEEDED}<podcast:guid>917393E3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>`;
    expect(draftSite(await readBytes(document(own)), { now: NOW, source })).toContain('guid: 917393e3-1b1e-');
  });

  it('that lacks what a rule needs stands in the draft as a comment', async () => {
    const feed = await readBytes(document('<itunes:author>Na</itunes:author><itunes:category text="Tin"/>'));
    expect([...feed.left.keys()]).toEqual(['itunes:category of the feed']);
    const drafted = draftSite(feed, { now: NOW });
    expect(drafted).toContain('# A podcast: add category, explicit and cover, and take the # away.\n# feeds:\n');
    expect(drafted).toContain('\n#         author: Na\n');
    expect((await importInto(document('<itunes:author>Na</itunes:author>'))).site.feeds).toBeUndefined();
  });
});
