import { readBytes } from '../imported.ts';
import type { Format } from './format.ts';
import { bodyOf, escaped, HOME, imageOf, iso, linkOf, type Post, way } from './post.ts';

const tag = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`;
const date = ({ seconds }: Post): string => new Date(seconds * 1000).toUTCString();
const cdata = (html: string): string => `<![CDATA[${html.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** Marks of items that are held back, or have no date. */
const SIGNS = [
  '<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>',
  '<pub:control xmlns:pub="http://purl.org/atom/app#"><pub:draft>yes</pub:draft></pub:control>',
  '<media:status state="blocked"/>',
];
const sign = (post: Post): string => (post.fate === 'held' ? way(post, ...SIGNS) : '');
const extra = ({ extra: text }: Post): string =>
  text === undefined ? '' : `<x:mood xmlns:x="urn:x">${escaped(text)}</x:mood>`;

function rssItem(post: Post): string {
  const when = post.fate === 'undated' ? way(post, '', '<pubDate>sometime</pubDate>') : tag('pubDate', date(post));
  const author =
    post.author === undefined
      ? ''
      : way(post, tag('dc:creator', post.author), `<author>a@cu.example (${escaped(post.author)})</author>`);
  const image = imageOf(post);
  const picture =
    image === undefined
      ? ''
      : way(
          post,
          `<media:content url="${escaped(image)}" medium="image"/>`,
          `<media:group><media:content url="${escaped(image)}" type="image/png"/></media:group>`,
          `<media:thumbnail url="${escaped(image)}"/>`,
        );
  return [
    `<item>${tag('title', post.title)}${tag('link', linkOf(post))}<guid isPermaLink="false">bai ${post.number}</guid>`,
    when + author + picture + sign(post) + extra(post),
    ...post.topics.map(topic => tag('category', topic)),
    tag('description', post.summary === undefined ? undefined : escaped(post.summary)),
    `<content:encoded>${way(post, cdata(bodyOf(post)), escaped(bodyOf(post)))}</content:encoded></item>`,
  ].join('\n');
}

const RSS_NAMES =
  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
  'xmlns:media="http://search.yahoo.com/mrss/"';

const RSS: Format = {
  name: 'RSS 2.0',
  says: ['id', 'author', 'topics', 'summary', 'image', 'link', 'extra'],
  fates: ['out', 'held', 'undated'],
  leaves: [],
  idOf: ({ number }) => `bai ${number}`,
  read: posts =>
    readBytes(
      `<rss version="2.0" ${RSS_NAMES}><channel><title>Báo</title><link>${HOME}/</link>` +
        `<description>x</description>${posts.map(rssItem).join('')}</channel></rss>`,
    ),
};

function rdfItem(post: Post): string {
  const when = post.fate === 'undated' ? '' : tag('dc:date', iso(post));
  return (
    `<item rdf:about="${linkOf(post)}">${tag('title', post.title)}${tag('link', linkOf(post))}${when}` +
    `${tag('dc:creator', post.author)}${post.topics.map(topic => tag('dc:subject', topic)).join('')}${extra(post)}` +
    `${tag('description', post.summary === undefined ? undefined : escaped(post.summary))}${sign(post)}` +
    `<content:encoded>${cdata(bodyOf(post))}</content:encoded></item>`
  );
}

const RDF: Format = {
  name: 'RSS 1.0',
  says: ['id', 'author', 'topics', 'summary', 'link', 'extra'],
  fates: ['out', 'held', 'undated'],
  leaves: [],
  idOf: linkOf,
  read: posts =>
    readBytes(
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ` +
        `${RSS_NAMES}>` +
        `<channel rdf:about="${HOME}/"><title>Báo</title><link>${HOME}/</link><description>x</description></channel>` +
        `${posts.map(rdfItem).join('')}</rdf:RDF>`,
    ),
};

function atomEntry(post: Post, isOld: boolean): string {
  const text = (name: string, value: string | undefined): string =>
    value === undefined
      ? ''
      : way(
          post,
          tag(name, value),
          isOld ? tag(name, value) : `<${name} type="html">${escaped(escaped(value))}</${name}>`,
        );
  const [published, updated] = isOld ? ['issued', 'modified'] : ['published', 'updated'];
  const when = post.fate === 'undated' ? '' : tag(published, iso(post)) + tag(updated, iso(post));
  const [html, xhtml] = isOld
    ? [`<content type="text/html" mode="escaped">${escaped(bodyOf(post))}</content>`, '']
    : [
        `<content type="html">${escaped(bodyOf(post))}</content>`,
        `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${bodyOf(post)}</div></content>`,
      ];
  const image = imageOf(post);
  return [
    `<entry><id>tag:cu.example,2020:${post.number}</id>${text('title', post.title)}${when}`,
    `<link rel="alternate" href="${linkOf(post)}"/>${text('summary', post.summary)}`,
    post.author === undefined ? '' : `<author>${tag('name', post.author)}</author>`,
    image === undefined ? '' : `<media:thumbnail url="${escaped(image)}"/>`,
    ...post.topics.map(topic =>
      isOld ? tag('dc:subject', topic) : `<category term="${escaped(topic)}"${way(post, '', ' scheme="urn:x"')}/>`,
    ),
    `${sign(post)}${extra(post)}${way(post, html, xhtml || html)}</entry>`,
  ].join('\n');
}

function atom(name: string, uri: string, isOld: boolean): Format {
  return {
    name,
    says: ['id', 'author', 'topics', 'summary', 'image', 'link', 'extra'],
    fates: ['out', 'held', 'undated'],
    leaves: [],
    idOf: ({ number }) => `tag:cu.example,2020:${number}`,
    read: posts =>
      readBytes(
        `<feed xmlns="${uri}" xmlns:media="http://search.yahoo.com/mrss/" ` +
          `xmlns:dc="http://purl.org/dc/elements/1.1/"><title>Báo</title><id>tag:cu.example,2020:x</id>` +
          `<link rel="alternate" href="${HOME}/"/>${posts.map(post => atomEntry(post, isOld)).join('')}</feed>`,
      ),
  };
}

const JSON_FEED: Format = {
  name: 'JSON Feed',
  says: ['id', 'author', 'topics', 'summary', 'image', 'link', 'extra'],
  fates: ['out', 'undated'],
  leaves: [],
  idOf: ({ number }) => `bai-${number}`,
  read: posts =>
    readBytes(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Báo',
        home_page_url: `${HOME}/`,
        items: posts.map(post => ({
          id: `bai-${post.number}`,
          url: linkOf(post),
          title: post.title,
          content_html: bodyOf(post),
          summary: post.summary,
          image: imageOf(post),
          tags: post.topics,
          ...(post.author !== undefined &&
            (post.way % 2 === 0 ? { authors: [{ name: post.author }] } : { author: { name: post.author } })),
          ...(post.fate !== 'undated' && { date_published: iso(post) }),
          ...(post.extra !== undefined && { mood: post.extra }),
        })),
      }),
    ),
};

/** Feeds. */
export const FEEDS: readonly Format[] = [
  RSS,
  RDF,
  atom('Atom 1.0', 'http://www.w3.org/2005/Atom', false),
  atom('Atom 0.3', 'http://purl.org/atom/ns#', true),
  JSON_FEED,
];
