import { mediumFeed, mediumItem } from '../../../../functions/core/import/formats/medium.ts';
import { substackFeed, substackItem, substackPosts } from '../../../../functions/core/import/formats/substack.ts';
import { readBytes } from '../imported.ts';
import type { Format } from './format.ts';
import { bodyOf, escaped, HOME, imageOf, iso, linkOf, type Post, way } from './post.ts';

const tag = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`;
const cdata = (text: string): string => `<![CDATA[${text}]]>`;

const meta = (key: string, value: string): string =>
  `<wp:postmeta>${tag('wp:meta_key', key)}${tag('wp:meta_value', value)}</wp:postmeta>`;

function wordpressPost(post: Post): string {
  const ymd = post.fate === 'undated' ? '0000-00-00 00:00:00' : iso(post).slice(0, 19).replace('T', ' ');
  const isHeld = post.fate === 'held';
  const status = isHeld
    ? way(post, 'draft', 'private', 'pending', 'strange', 'publish', 'inherit')
    : post.fate === 'thrown away'
      ? way(post, 'trash', 'auto-draft')
      : 'publish';
  const type =
    post.fate === 'page' ? way(post, 'page', 'tin_rieng') : post.fate === 'comment' ? 'nav_menu_item' : 'post';
  return [
    `<item>${tag('title', post.title)}${tag('link', linkOf(post))}`,
    tag('dc:creator', post.author && `tk${post.author}`),
    `<guid isPermaLink="false">${HOME}/?p=${post.number}</guid>`,
    `<content:encoded>${cdata(`<!-- wp:paragraph -->\n${bodyOf(post)}\n<!-- /wp:paragraph -->`)}</content:encoded>`,
    `<excerpt:encoded>${cdata(escaped(post.summary ?? ''))}</excerpt:encoded><wp:post_id>${post.number}</wp:post_id>`,
    `${tag('wp:post_date', ymd)}${tag('wp:post_date_gmt', ymd)}`,
    `${tag('wp:status', status)}${tag('wp:post_type', type)}`,
    isHeld && status === 'publish' ? tag('wp:post_password', 'x') : '',
    post.image === undefined ? '' : meta('_thumbnail_id', String(100 + post.number)),
    post.extra === undefined ? '' : meta('mood', post.extra),
    ...post.topics.map(
      (topic, at) =>
        `<category domain="${at === 0 ? 'category' : 'post_tag'}" nicename="t${at}">` +
        `${cdata(escaped(topic))}</category>`,
    ),
    `</item>`,
  ].join('\n');
}

const attachment = (post: Post): string =>
  `<item><title>Ảnh</title>${tag('wp:post_id', String(100 + post.number))}${tag('wp:post_type', 'attachment')}` +
  `${tag('wp:attachment_url', imageOf(post))}</item>`;

const WORDPRESS: Format = {
  name: 'WordPress',
  says: ['id', 'author', 'topics', 'summary', 'image', 'link', 'extra'],
  fates: ['out', 'held', 'page', 'comment', 'thrown away', 'undated'],
  leaves: ['comment', 'thrown away'],
  idOf: ({ number }) => `${HOME}/?p=${number}`,
  read: posts => {
    const names = [...new Set(posts.flatMap(({ author }) => (author === undefined ? [] : [author])))];
    const authors = names.map(
      name => `<wp:author>${tag('wp:author_login', `tk${name}`)}${tag('wp:author_display_name', name)}</wp:author>`,
    );
    const pictures = posts.filter(({ image }) => image !== undefined).map(attachment);
    return readBytes(
      '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" ' +
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Báo</title>' +
        `<link>${HOME}</link><wp:wxr_version>1.2</wp:wxr_version>${authors.join('')}` +
        `${[...posts.map(wordpressPost), ...pictures].join('')}</channel></rss>`,
    );
  },
};

const DRAFT = '<app:control xmlns:app="http://purl.org/atom/app#"><app:draft>yes</app:draft></app:control>';
const KIND = 'http://schemas.google.com/g/2005#kind';

function bloggerEntry(post: Post, isTakeout: boolean): string {
  const { fate } = post;
  const kinds = fate === 'comment' ? ['comment', 'settings', 'template'] : fate === 'page' ? ['page'] : ['post'];
  const kind = way(post, ...kinds);
  const status =
    fate === 'held' ? way(post, 'DRAFT', 'SCHEDULED', 'ODD') : fate === 'thrown away' ? 'SOFT_TRASHED' : 'LIVE';
  const marks = isTakeout
    ? `${tag('blogger:type', kind.toUpperCase())}${tag('blogger:status', status)}` +
      tag('blogger:filename', new URL(linkOf(post)).pathname)
    : `<category scheme="${KIND}" term="http://schemas.google.com/blogger/2008/kind#${kind}"/>` +
      `${fate === 'held' ? DRAFT : ''}` +
      `<link rel="alternate" type="text/html" href="${linkOf(post)}"/>`;
  const when = fate === 'undated' ? '' : tag('published', iso(post)) + tag('updated', iso(post));
  return [
    `<entry><id>tag:blogger.com,1999:blog-1.post-${post.number}</id>`,
    `<title type="text">${escaped(post.title)}</title>${when}`,
    `${post.author === undefined ? '' : `<author>${tag('name', post.author)}</author>`}${marks}`,
    ...post.topics.map(topic => `<category scheme="http://www.blogger.com/atom/ns#" term="${escaped(topic)}"/>`),
    isTakeout ? tag('blogger:metaDescription', post.summary) : '',
    `<content type="html">${escaped(bodyOf(post))}</content>`,
    `${post.extra === undefined ? '' : `<blogger:mood>${escaped(post.extra)}</blogger:mood>`}</entry>`,
  ].join('\n');
}

function blogger(name: string, isTakeout: boolean): Format {
  return {
    name,
    says: ['id', 'author', 'topics', 'link', 'extra', ...(isTakeout ? (['summary'] as const) : [])],
    fates: isTakeout
      ? ['out', 'held', 'page', 'comment', 'thrown away', 'undated']
      : ['out', 'held', 'page', 'comment', 'undated'],
    leaves: ['comment', 'thrown away'],
    idOf: ({ number }) => `tag:blogger.com,1999:blog-1.post-${number}`,
    read: posts =>
      readBytes(
        `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018">` +
          `<id>tag:blogger.com,1999:blog-1</id><title>Báo</title><link rel="alternate" href="${HOME}/"/>` +
          `${posts.map(post => bloggerEntry(post, isTakeout)).join('')}</feed>`,
      ),
  };
}

function ghostPost(post: Post): object {
  const held = [
    { status: 'draft' },
    { status: 'scheduled' },
    { visibility: 'members' },
    { visibility: 'paid' },
    { status: 'sent' },
    { status: 'odd' },
  ];
  return {
    id: `g${post.number}`,
    title: post.title,
    slug: `bai-${post.number}`,
    canonical_url: linkOf(post),
    html: bodyOf(post),
    status: 'published',
    visibility: 'public',
    type: post.fate === 'page' ? 'page' : 'post',
    custom_excerpt: post.summary ?? null,
    feature_image: post.image === undefined ? null : `__GHOST_URL__${post.image}`,
    codeinjection_head: post.extra ?? null,
    ...(post.fate !== 'undated' && { published_at: iso(post) }),
    ...(post.fate === 'held' && held[post.way % held.length]),
  };
}

const GHOST: Format = {
  name: 'Ghost',
  says: ['id', 'author', 'topics', 'summary', 'image', 'link', 'extra'],
  fates: ['out', 'held', 'page', 'undated'],
  leaves: [],
  idOf: ({ number }) => `g${number}`,
  read: posts => {
    const topics = [...new Set(posts.flatMap(post => post.topics))];
    const names = [...new Set(posts.flatMap(({ author }) => (author === undefined ? [] : [author])))];
    const data = {
      posts: posts.map(ghostPost),
      tags: topics.map((name, at) => ({ id: `t${at}`, name })),
      users: names.map((name, at) => ({ id: `u${at}`, name })),
      posts_tags: posts.flatMap(post =>
        post.topics.map((topic, at) => ({
          post_id: `g${post.number}`,
          tag_id: `t${topics.indexOf(topic)}`,
          sort_order: at,
        })),
      ),
      posts_authors: posts.flatMap(({ number, author }) =>
        author === undefined ? [] : [{ post_id: `g${number}`, author_id: `u${names.indexOf(author)}` }],
      ),
    };
    return readBytes(JSON.stringify({ db: [{ meta: { version: '5' }, data }] })).then(feed => ({
      ...feed,
      url: `${HOME}/`,
    }));
  },
};

function movableEntry(post: Post): string {
  const [year = '', month = '', day = '', time = ''] = iso(post).slice(0, 19).split(/[-T]/);
  const hour = Number(time.slice(0, 2));
  const clock = way(
    post,
    `${time}`,
    `${String(hour % 12 || 12).padStart(2, '0')}${time.slice(2)} ${hour < 12 ? 'AM' : 'PM'}`,
  );
  const field = (name: string, value: string | undefined): string => (value === undefined ? '' : `${name}: ${value}\n`);
  return [
    field('AUTHOR', post.author) + field('TITLE', post.title) + field('BASENAME', `bai-${post.number}`),
    field('STATUS', post.fate === 'held' ? way(post, 'Draft', 'Future', 'Review', 'draft') : 'Publish'),
    field('UNIQUE URL', linkOf(post)) +
      field('CONVERT BREAKS', '0') +
      field('IMAGE', imageOf(post)) +
      field('MOOD', post.extra),
    post.fate === 'undated' ? way(post, '', 'DATE: 31/31/2020\n') : `DATE: ${month}/${day}/${year} ${clock}\n`,
    ...post.topics.map((topic, at) => field(at === 0 ? 'PRIMARY CATEGORY' : 'CATEGORY', topic)),
    `-----\nBODY:\n${bodyOf(post)}\n-----\n`,
    post.summary === undefined ? '' : `EXCERPT:\n${post.summary}\n-----\n`,
    post.extra === undefined ? '' : `COMMENT:\nAUTHOR: Ai\n${post.extra}\n-----\n`,
    '--------\n',
  ].join('');
}

const MOVABLE_TYPE: Format = {
  name: 'Movable Type',
  says: ['author', 'topics', 'summary', 'image', 'link', 'extra'],
  fates: ['out', 'held', 'undated'],
  leaves: [],
  idOf: () => undefined,
  isLocal: true,
  read: posts => readBytes(posts.map(movableEntry).join('')).then(feed => ({ ...feed, url: `${HOME}/` })),
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const SUBSTACK: Format = {
  name: 'Substack',
  says: ['summary'],
  fates: ['out', 'held', 'undated'],
  leaves: [],
  idOf: () => undefined,
  read: async posts => {
    const row = (post: Post): string => {
      const isOut = post.fate !== 'held';
      const [published, audience, type] = isOut
        ? ['true', 'everyone', 'newsletter']
        : ([
            ['false', 'everyone', 'newsletter'],
            ['true', 'only_paid', 'newsletter'],
            ['true', 'everyone', 'restack'],
          ][post.way % 3] ?? []);
      const when = post.fate === 'undated' ? way(post, '', 'sometime') : iso(post);
      return [
        `${post.number}.bai-${post.number}`,
        when,
        published,
        '',
        type,
        audience,
        escaped(post.title),
        escaped(post.summary ?? ''),
        '',
      ]
        .map(text => quoted(text ?? ''))
        .join(',');
    };
    const head = 'post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url';
    const rows = substackPosts(`${head}\n${posts.map(row).join('\n')}\n`);
    const items = rows.map((post, at) => substackItem(post, bodyOf(posts[at] as Post)));
    return substackFeed(
      items.filter(item => item !== undefined),
      [],
    );
  },
};

const MEDIUM: Format = {
  name: 'Medium',
  says: ['id', 'author', 'summary', 'link'],
  fates: ['out', 'held', 'undated'],
  leaves: [],
  idOf: ({ number }) => `https://medium.com/p/${String(number).padStart(12, 'a')}`,
  read: async posts =>
    mediumFeed(
      posts.map(post => {
        const number = String(post.number).padStart(12, 'a');
        const name = post.fate === 'held' ? `draft_Bai-${number}.html` : `2020-01-01_Bai-${number}.html`;
        const when = post.fate === 'undated' ? '' : `<time class="dt-published" datetime="${iso(post)}">x</time>`;
        const author =
          post.author === undefined
            ? ''
            : `<a class="p-author h-card" href="https://medium.com/@a">${escaped(post.author)}</a>`;
        return mediumItem(
          `posts/${name}`,
          `<!DOCTYPE html><html><body><article class="h-entry">` +
            `<header><h1 class="p-name">${escaped(post.title)}</h1></header>` +
            `<section data-field="subtitle" class="p-summary">${escaped(post.summary ?? '')}</section>` +
            `<section data-field="body" class="e-content">${bodyOf(post)}</section><footer><p>${author}${when}</p>` +
            `<a href="${linkOf(post)}?source=x" class="p-canonical">x</a></footer></article></body></html>`,
        );
      }),
    ),
};

/** Exports of programs and services. */
export const EXPORTS: readonly Format[] = [
  WORDPRESS,
  blogger('Blogger, its export', false),
  blogger('Blogger, Takeout', true),
  GHOST,
  MOVABLE_TYPE,
  SUBSTACK,
  MEDIUM,
];
