import type { HeadName } from './heads.ts';
import { type Model, minute } from './model.ts';
import * as text from './texts.ts';
import * as way from './ways.ts';

/** Conventions of a publisher, as data: a source is made by a choice of each. */
export interface Publisher {
  readonly heads: readonly HeadName[];
  readonly places: readonly ((model: Model) => way.Place | undefined)[];
  /** Ways to write each property. Those that are missing can't be said there. */
  readonly properties: Readonly<Partial<Record<way.Property, readonly way.Way[]>>>;
  readonly texts: readonly text.TextKind[];
}

const { held, heldBy, list } = way;
/** Hugo: a section gives its pages fields. */
const CASCADE = '---\ncascade: { draft: true }\n---\n';
const LIQUID_MARKS = [...text.MARKDOWN, ...text.LIQUID];
const nameAndPicture = (name: string): unknown => ({ name, picture: 'https://a.example/a.jpg' });
const source = (src: string): unknown => ({ src, alt: 'x' });

export const PUBLISHERS: Readonly<Record<string, Publisher>> = {
  Jekyll: {
    heads: ['yaml', 'yaml in blocks'],
    places: ['_posts/{date}-{name}.md', '_posts/{name}.markdown', '{category}/_posts/{date}-{name}.md'].map(way.place),
    properties: {
      title: way.title('title'),
      date: [...way.dates('date', way.withZone, way.local, way.dayOnly), way.inFileName],
      updated: [...way.updated('last_modified_at', way.withUtc), ...way.updated('modified_date updated')],
      author: [
        ...way.author('author author.name'),
        ...way.author('authors', list),
        way.byId('_data/authors.yml', 'author'),
      ],
      category: [...way.category('category'), ...way.category('categories', list), way.inFolder],
      tags: way.tags('tags'),
      summary: [...way.summary('excerpt description'), way.before('<!--more-->')],
      image: way.image('image image.path header.image thumbnail'),
      slug: way.slug('slug'),
      former: [...way.former('redirect_from'), ...way.former('redirect_from', path => path)],
      held: held({ published: false }, { draft: true }, { hidden: true }, { sitemap: false, published: 'false' }),
    },
    texts: LIQUID_MARKS,
  },
  Hugo: {
    heads: ['yaml', 'yaml in blocks', 'toml', 'json'],
    places: ['{name}.md', '{category}/{name}.md', '{category}/{name}/index.md', 'a/{name}/index.md'].map(way.place),
    properties: {
      title: way.title('title Title'),
      date: way.dates('date', way.zulu, way.iso, way.local, way.dayOnly),
      updated: [...way.updated('lastmod modified', way.zulu), ...way.updated('lastmod', way.iso)],
      author: [...way.author('author params.author'), ...way.author('authors', list), ...way.author('author', list)],
      category: [...way.category('categories', list), ...way.category('category'), way.inFolder],
      tags: way.tags('tags'),
      summary: [...way.summary('description summary'), way.before('<!--more-->')],
      image: [
        ...way.image('images', list),
        ...way.image('featured_image cover.image image'),
        way.imageBeside('image'),
        way.imageBeside('images', list),
      ],
      slug: way.slug('slug'),
      former: [...way.former('aliases'), ...way.ownAddress('url')],
      held: [
        ...held({ draft: true }, { build: { render: 'never' } }, { _build: { list: 'never' } }, { headless: true }),
        heldBy(({ folder, isBundle }) => (isBundle ? `${folder}../_index.md` : `${folder}_index.md`), CASCADE),
      ],
      from: way.from('publishDate PublishDate publishdate'),
      until: way.until('expiryDate expirydate'),
    },
    texts: [...text.MARKDOWN, ...text.HUGO],
  },
  Zola: {
    heads: ['toml', 'yaml'],
    places: ['{name}.md', '{category}/{name}.md', 'a/{name}/index.md', '{category}/{date}-{name}.md'].map(way.place),
    properties: {
      title: way.title('title'),
      date: [...way.dates('date', way.zulu, way.iso, way.local, way.dayOnly), way.inFileName],
      updated: way.updated('updated', way.iso),
      author: [
        ...way.author('authors', list),
        ...way.author('extra.author'),
        ...way.author('taxonomies.authors', list),
      ],
      category: [...way.category('taxonomies.categories', list), way.inFolder],
      tags: way.tags('taxonomies.tags'),
      summary: [...way.summary('description'), way.before('<!-- more -->')],
      image: [...way.image('extra.image extra.thumbnail'), way.imageBeside('image')],
      slug: way.slug('slug'),
      former: [...way.former('aliases'), ...way.ownAddress('path')],
      held: held({ draft: true }, { render: false }),
    },
    texts: [...text.MARKDOWN, ...text.ZOLA],
  },
  Eleventy: {
    heads: ['yaml', 'yaml in blocks', '---json', '---toml'],
    places: ['{name}.md', '{category}/{name}.md', 'a/{name}/index.md', 'a/{date}-{name}.md'].map(way.place),
    properties: {
      title: way.title('title'),
      date: [...way.dates('date', minute, way.iso, way.dayOnly), way.inFileName],
      updated: way.updated('updated modified lastUpdated'),
      author: [...way.author('author author.name'), way.byId('_data/authors.yml', 'author')],
      category: [...way.category('category'), ...way.category('categories', list), way.inFolder],
      tags: way.tags('tags'),
      summary: [...way.summary('lead description excerpt'), way.before('<!-- excerpt -->')],
      image: way.image('thumbnail image hero'),
      slug: way.slug('slug'),
      former: [...way.ownAddress('permalink'), ...way.former('redirect_from')],
      held: [
        ...held({ permalink: false }, { eleventyExcludeFromCollections: true }, { draft: true }),
        heldBy(({ key }) => key.replace(/\.\w+$/, '.11tydata.json'), '{"draft": true}'),
        heldBy(({ folder }) => `${folder}${folder.split('/').at(-2)}.json`, '{"draft": true}'),
        heldBy(({ folder }) => `${folder}${folder.split('/').at(-2)}.11tydata.js`, 'module.exports = { draft: true };'),
      ],
    },
    texts: [...text.MARKDOWN, ...text.NUNJUCKS],
  },
  Hexo: {
    heads: ['yaml', 'yaml in blocks', 'yaml without its first line', ';;;'],
    places: ['_posts/{name}.md', '_posts/a/{name}.md', '_posts/{date}-{name}.md'].map(way.place),
    properties: {
      title: way.title('title'),
      date: way.dates('date', minute, way.withZone, way.withHours),
      updated: [...way.updated('updated'), ...way.updated('updated', way.withZone)],
      author: way.author('author'),
      category: [...way.category('categories'), ...way.category('categories', list), ...way.category('category')],
      tags: way.tags('tags'),
      summary: [...way.summary('excerpt description'), way.before('<!-- more -->')],
      image: way.image('cover thumbnail banner'),
      former: [...way.ownAddress('permalink'), ...way.former('alias'), ...way.former('aliases')],
      held: held({ published: false }, { state: 'draft' }, { password: 'x' }),
    },
    texts: [...text.MARKDOWN, ...text.HEXO],
  },
  Docusaurus: {
    heads: ['yaml', 'yaml in blocks'],
    places: ['{date}-{name}.mdx', '{name}.md', '{date}-{name}/index.md', '{name}/index.mdx'].map(way.place),
    properties: {
      title: way.title('title'),
      date: [...way.dates('date', way.zulu, way.iso, minute), way.inFileName],
      updated: way.updated('last_update.date', way.zulu),
      author: [
        ...way.author('author'),
        ...way.author('authors', name => [{ name, title: 'x', image_url: 'https://a.example/a.jpg' }]),
        way.byId('articles/authors.yml', 'authors'),
        way.byId('articles/authors.yml', 'authors', list),
      ],
      category: way.category('category'),
      tags: [...way.tags('tags'), ...way.tags('tags', all => all.map(label => ({ label, permalink: `/${label}` })))],
      summary: [...way.summary('description'), way.before('<!-- truncate -->'), way.before('{/* truncate */}')],
      image: [...way.image('image'), way.imageBeside('image', src => `./${src}`)],
      slug: way.slug('slug'),
      held: held({ draft: true }, { unlisted: true }),
    },
    texts: [...text.MARKDOWN, ...text.ADMONITIONS],
  },
  Astro: {
    heads: ['yaml', 'yaml in blocks'],
    places: ['blog/{name}.mdx', '{category}/{name}.mdx', 'blog/{name}/index.mdx'].map(way.place),
    properties: {
      title: way.title('title'),
      date: [
        ...way.date('pubDate publishDate date', way.zulu),
        ...way.dates('pubDate', way.rfc822, way.iso, way.monthInWords),
      ],
      updated: way.updated('updatedDate modDatetime', way.iso),
      author: [...way.author('by author'), ...way.author('authors', list)],
      category: [...way.category('category'), ...way.category('categories', list)],
      tags: way.tags('tags'),
      summary: way.summary('subtitle description excerpt'),
      image: [
        ...way.image('heroImage image.src heroImage.src cover'),
        ...way.image('coverImage', source),
        way.imageBeside('heroImage', src => `./${src}`),
      ],
      slug: way.slug('slug'),
      held: held({ isDraft: true }, { publish: false }, { isPublished: false }, { draft: true }),
    },
    texts: [...text.MARKDOWN.filter(({ hidden }) => !hidden), ...text.MDX],
  },
  Next: {
    heads: ['yaml', 'yaml in blocks'],
    places: ['posts/{name}.mdx', '{category}/{name}.mdx', 'posts/{name}/index.mdx'].map(way.place),
    properties: {
      title: way.title('title'),
      date: [...way.date('date publishedAt', way.iso), ...way.date('publishedOn date', way.dayOnly)],
      updated: way.updated('lastModified updatedAt', way.zulu),
      author: [...way.author('author', nameAndPicture), ...way.author('author byline'), ...way.author('authors', list)],
      category: way.category('category'),
      tags: way.tags('tags'),
      summary: way.summary('excerpt summary description'),
      image: way.image('coverImage ogImage.url image'),
      slug: way.slug('slug'),
      held: held({ draft: true }, { published: false }, { isPublished: false }, { status: 'draft' }),
    },
    texts: [...text.MARKDOWN.filter(({ hidden }) => !hidden), ...text.MDX],
  },
  Nikola: {
    heads: ['.. lines', '.. lines in a comment', '.meta'],
    places: ['posts/{name}.md', '{category}/{name}.md', '{date}-{name}.md'].map(way.place),
    properties: {
      title: way.title('title'),
      date: way.dates('date', way.withUtc, way.iso, way.withZone, minute),
      updated: way.updated('updated', way.withUtc),
      author: way.author('author'),
      category: way.category('category'),
      tags: way.tags('tags'),
      summary: way.summary('description'),
      image: way.image('previewimage'),
      slug: way.slug('slug'),
      held: [...held({ status: 'draft' }, { status: 'private' }), ...way.tags('tags', all => [...all, 'draft'])],
    },
    texts: [...text.MARKDOWN, ...text.NIKOLA],
  },
  Pelican: {
    heads: ['header lines', 'header lines in lower case', 'yaml'],
    places: ['{name}.md', '{category}/{name}.md', 'a/{date}-{name}.md'].map(way.place),
    properties: {
      title: way.title('title'),
      date: [...way.dates('date', minute, way.withZone, way.iso, way.dayOnly), way.inFileName],
      updated: way.updated('modified'),
      author: way.author('author authors'),
      category: [...way.category('category'), way.inFolder],
      tags: way.tags('tags'),
      summary: way.summary('summary'),
      image: way.image('image cover'),
      slug: way.slug('slug'),
      held: held({ status: 'draft' }, { status: 'hidden' }, { Status: 'Draft' }),
    },
    texts: [...text.MARKDOWN, ...text.PELICAN],
  },
  VitePress: {
    heads: ['yaml', 'yaml in blocks'],
    places: ['{name}.md', '{category}/{name}.md', 'posts/{name}/index.md'].map(way.place),
    properties: {
      title: way.title('title'),
      date: way.dates('date', minute, way.zulu, way.iso),
      updated: way.updated('lastUpdated', way.zulu),
      author: [...way.author('author author.name'), ...way.author('authors', name => [{ name, gravatar: 'x' }])],
      category: [...way.category('category'), way.inFolder],
      tags: way.tags('tags'),
      summary: [...way.summary('description'), ...way.summary('excerpt')],
      image: [...way.image('banner image cover'), way.imageBeside('image', src => `./${src}`)],
      held: held({ draft: true }, { visibility: 'private' }, { hidden: true }),
    },
    texts: [...text.MARKDOWN, ...text.ADMONITIONS, ...text.VITEPRESS],
  },
  MultiMarkdown: {
    heads: ['header lines', 'header lines in lower case', 'header lines, two spaces at the end'],
    places: ['{name}.md', '{category}/{name}.md'].map(way.place),
    properties: {
      title: way.title('title'),
      date: way.dates('date', minute, way.iso, way.dayOnly),
      updated: way.updated('updated modified'),
      author: way.author('author'),
      category: [...way.category('category'), way.inFolder],
      tags: way.tags('tags'),
      summary: way.summary('abstract subtitle summary'),
      image: way.image('image'),
      held: held({ draft: 'true' }, { draft: 'yes' }, { status: 'private' }),
    },
    texts: text.MARKDOWN,
  },
};
