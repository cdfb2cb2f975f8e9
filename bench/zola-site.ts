import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { corpusFiles } from './corpus.ts';

/** Options of a site. */
export interface ZolaSiteOptions {
  readonly articles: number;
  /** A page for each article and for each category, with as much in it as a reader needs. */
  readonly pages?: boolean;
}

/**
 * Writes a Zola site of the articles of a corpus, with their fields under Zola's names, that renders the same feeds
 * (RSS, Atom and JSON Feed, 50 whole entries each), and pages only if it is told to.
 */
export function writeZolaSite(directory: string, { articles, pages = false }: ZolaSiteOptions): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  for (const [path, text] of Object.entries({ 'config.toml': CONFIG, ...FEEDS, ...(pages ? PAGES : NO_PAGES) }))
    write(path, text);
  for (const [key, text] of corpusFiles({ articles, permalink: true })) {
    if (key.startsWith('articles/')) write(key.replace('articles/', 'content/'), withZolaFields(text, pages));
  }
}

/** Spells the fields of an article as Zola wants them: it refuses those that it does not know. */
function withZolaFields(text: string, pages: boolean): string {
  return text
    .replace(/^categories: (.*)$/m, 'taxonomies:\n  categories: $1')
    .replace(/^author: (.*)$/m, 'authors: ["$1"]')
    .replace(/^image: (.*)$/m, `extra:\n  image: $1${pages ? '' : '\nrender: false'}`);
}

const CONFIG = `base_url = "https://feeds.bao.example"
title = "Báo Đo"
default_language = "vi"
generate_feeds = true
feed_filenames = ["rss.xml", "atom.xml", "feed.json"]
feed_limit = 50
taxonomies = [{ name = "categories", feed = true }]
generate_sitemap = false
generate_robots_txt = false
build_search_index = false
`;

const FEEDS: Readonly<Record<string, string>> = {
  'templates/rss.xml': `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>{{ config.title }}</title><link>{{ config.base_url }}</link><description>{{ config.title }}\
</description><language>vi</language>
{% for page in pages %}<item><title>{{ page.title }}</title><link>{{ page.permalink }}</link>\
<guid isPermaLink="false">{{ page.permalink }}</guid><pubDate>{{ page.date | date(format="%a, %d %b %Y %T %z") }}\
</pubDate><description>{{ page.content | striptags | truncate(length=300) }}</description>
<content:encoded><![CDATA[{{ page.content | safe }}]]></content:encoded>\
{% for name in page.taxonomies.categories %}<category>{{ name }}</category>{% endfor %}\
<dc:creator>{{ page.authors.0 }}</dc:creator><media:content url="{{ page.extra.image }}" medium="image"/></item>
{% endfor %}</channel></rss>
`,
  'templates/atom.xml': `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><id>{{ feed_url }}</id><title>{{ config.title }}</title>
{% for page in pages %}<entry><title>{{ page.title }}</title><id>{{ page.permalink }}</id>\
<link href="{{ page.permalink }}"/><updated>{{ page.date | date(format="%+") }}</updated>\
<summary>{{ page.content | striptags | truncate(length=300) }}</summary>\
<content type="html">{{ page.content }}</content>\
{% for name in page.taxonomies.categories %}<category term="{{ name }}"/>{% endfor %}\
<author><name>{{ page.authors.0 }}</name></author></entry>
{% endfor %}</feed>
`,
  'templates/feed.json': `{ "version": "https://jsonfeed.org/version/1.1",
 "title": {{ config.title | json_encode | safe }},
 "items": [{% for page in pages %}
{ "id": {{ page.permalink | json_encode | safe }}, "url": {{ page.permalink | json_encode | safe }},
 "title": {{ page.title | json_encode | safe }}, "content_html": {{ page.content | json_encode | safe }},
 "summary": {{ page.content | striptags | truncate(length=300) | json_encode | safe }},
 "date_published": {{ page.date | date(format="%+") | json_encode | safe }},
 "tags": {{ page.taxonomies.categories | json_encode | safe }} }{% if not loop.last %},{% endif %}{% endfor %}] }
`,
};

const NO_PAGES: Readonly<Record<string, string>> = {
  'templates/index.html': '',
  'templates/page.html': '',
  'templates/taxonomy_list.html': '',
  'templates/taxonomy_single.html': '',
};

const PAGES: Readonly<Record<string, string>> = {
  'templates/index.html': list('config.title', 'section.pages'),
  'templates/taxonomy_list.html': `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ config.title }}</title></head><body>
{% for term in terms %}<a href="{{ term.permalink }}">{{ term.name }}</a>{% endfor %}</body></html>
`,
  'templates/taxonomy_single.html': list('term.name', 'term.pages'),
  'templates/page.html': `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ page.title }}</title>\
<link rel="canonical" href="{{ page.permalink }}">\
<meta name="description" content="{{ page.content | striptags | truncate(length=300) }}"></head>
<body><h1>{{ page.title }}</h1><p><time datetime="{{ page.date }}">{{ page.date | date(format="%d/%m/%Y") }}</time> \
{{ page.authors.0 }}</p>{% for name in page.taxonomies.categories %}\
<a href="{{ get_taxonomy_url(kind="categories", name=name) }}">{{ name }}</a>{% endfor %}
{{ page.content | safe }}</body></html>
`,
};

function list(title: string, pages: string): string {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ ${title} }}</title></head><body><h1>{{ ${title} }}</h1>
{% for page in ${pages} | slice(end=50) %}<h2><a href="{{ page.permalink }}">{{ page.title }}</a></h2>\
<p>{{ page.content | striptags | truncate(length=300) }}</p>{% endfor %}</body></html>
`;
}
