import { describe, expect, it } from 'vitest';
import type { ImportedFeed } from '../../../functions/core/import/imported-feed.ts';
import { type ImportPlan, planImport } from '../../../functions/core/import/plan-import.ts';
import { expectLinear } from '../../growth.ts';
import { IS_THOROUGH } from '../../thorough.ts';
import { NOW, SITE } from '../samples.ts';
import { readBytes } from './imported.ts';

type Case = readonly [name: string, inputOf: (n: number) => string];

const NAMESPACES = [
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"',
].join(' ');
const rss = (items: string, channel = ''): string =>
  `<rss version="2.0" ${NAMESPACES}><channel><title>T</title><link>https://a.example/</link>${channel}` +
  `${items}</channel></rss>`;
const item = (inner: string): string =>
  rss(`<item><title>M</title><pubDate>Fri, 07 Dec 2018 01:30:00 GMT</pubDate>${inner}</item>`);
const post = (inner: string): string =>
  rss(`<item><title>A</title><wp:post_type>post</wp:post_type>${inner}</item>`, '<wp:wxr_version>1.2</wp:wxr_version>');
const repeated = (text: string, n: number): string => text.repeat(Math.ceil(n / text.length));

const ATTACHMENT =
  '<item><wp:post_type>attachment</wp:post_type><wp:post_parent>1</wp:post_parent>' +
  '<wp:attachment_url>a.jpg</wp:attachment_url></item>';

const planned = (feed: ImportedFeed): ImportPlan =>
  planImport(feed, { site: SITE, there: new Map(), keys: new Set(), now: NOW, source: 'feed.xml' });

const BODIES: readonly string[] = [
  ...['<b>', '<p>', '<', '&amp;', '<a href=x>', '<p title="', '<template>', '<script>', '<!--', '\n ', '\u0345\u0338'],
  ...['[caption]', '[caption', '[embed]', '[embed]http://a', '[gallery ', '<pre>', '<!-- wp:x ', '<!--more'],
  ...['<br>', 'a<br>', '<li>', '</p>', '<source>', '<hr>a\n', '</b><b>', '[gallery ids="1"]'],
];
const NAMES: readonly string[] = ['x@(', '@/', '@(', ' ', '../', '%', '#', '\u0345\u0338', 'a@b (', '1'];

/** All of the cases of one text, or every other, others for the next text: each place has half of the texts. */
const someOf = (cases: readonly Case[], at: number): readonly Case[] =>
  cases.filter((_, index) => IS_THOROUGH || (index + at) % 2 === 0);

const CASES: readonly Case[] = [
  ...BODIES.flatMap((body, at) =>
    someOf(
      [
        [`description ${body}`, n => item(`<description><![CDATA[${repeated(body, n)}]]></description>`)],
        [`content ${body}`, n => item(`<content:encoded><![CDATA[${repeated(body, n)}]]></content:encoded>`)],
        [`post ${body}`, n => post(`<content:encoded><![CDATA[${repeated(body, n)}]]></content:encoded>`)],
        [`excerpt ${body}`, n => post(`<excerpt:encoded><![CDATA[${repeated(body, n)}]]></excerpt:encoded>`)],
      ],
      at,
    ),
  ),
  ...NAMES.flatMap((name, at) =>
    someOf(
      ['author', 'dc:creator', 'guid', 'link', 'pubDate', 'category'].map(
        (element): Case => [`${element} ${name}`, n => item(`<${element}>x${repeated(name, n)}x</${element}>`)],
      ),
      at,
    ),
  ),
  // From 100,000 characters on, what becomes of it is looked at, and from 400,000 on it is not read: steps in the time.
  [
    'addresses on lines of their own',
    n => post(`<content:encoded><![CDATA[${repeated('http://a\n', n)}]]></content:encoded>`),
  ],
  ['name of a post', n => post(`<wp:post_name>${repeated('\u0345\u0338', n)}</wp:post_name>`)],
  ['articles of one name', n => rss('<item><description>abc</description></item>'.repeat(n / 42))],
  ['texts of one name', n => item('<dc:title>a</dc:title>'.repeat(n / 22))],
  ['articles without anything', n => rss('<item/>'.repeat(n / 7))],
  ['categories', n => item(Array.from({ length: n / 26 }, (_, index) => `<category>c${index}</category>`).join(''))],
  [
    'galleries',
    n =>
      rss(
        ATTACHMENT.repeat(n / 200) +
          `<item><wp:post_id>1</wp:post_id><content:encoded>${repeated('[gallery]', n)}</content:encoded></item>`,
        '<wp:wxr_version>1.2</wp:wxr_version>',
      ),
  ],
  ['categories of Movable Type', n => `TITLE: A\n${repeated('CATEGORY: x\n', n)}-----\n`],
  ['entries of Movable Type', n => repeated('TITLE: A\n-----\nBODY:\nx\n-----\n--------\n', n)],
  ['declared entities', n => `<!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(n / 15)}]>${item('')}`],
  [
    'JSON',
    n =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        items: [{ id: 1, content_html: repeated('<b>', n) }],
      }),
  ],
];

/** At four times of it the fastest of the quadratic faults that were found here takes half a second. */
const N = 24_000;

describe('an import takes time in proportion to the document', () => {
  it.each(CASES)('%j', async (_name, inputOf) => {
    await expectLinear(async text => planned(await readBytes(text, {}, 1 << 16)), inputOf, N);
  });

  it('is planned at all', async () => {
    const plan = planned(await readBytes(item('<description>x</description>')));
    expect(plan.articles).toHaveLength(1);
  });
});
