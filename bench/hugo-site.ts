import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Options of a site. */
export interface HugoSiteOptions {
  /** A page for each article, for each category and for the site, with as much in it as a reader needs. */
  readonly pages?: boolean;
}

/**
 * Writes a Hugo site over the same articles that renders the same feeds (RSS, Atom and JSON Feed, 50 whole entries
 * each), and pages only if it is told to.
 */
export function writeHugoSite(directory: string, articles: string, { pages = false }: HugoSiteOptions = {}): void {
  const files = { ...LAYOUTS, ...(pages && PAGE_LAYOUTS), 'hugo.toml': config(articles, pages) };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

function config(articles: string, pages: boolean): string {
  const outputs = `[${pages ? '"HTML", ' : ''}"RSS", "ATOM", "JSONFEED"]`;
  return `baseURL = "https://feeds.bao.example/"
title = "Báo Đo"
languageCode = "vi"
contentDir = ${JSON.stringify(articles)}
ignoreErrors = ["error-disable-taxonomy"]
disableKinds = ["section", "404", "robotsTXT", "sitemap"]
[taxonomies]
category = "categories"
[outputs]
home = ${outputs}
term = ${outputs}
[outputFormats.RSS]
mediaType = "application/rss+xml"
baseName = "rss"
[outputFormats.ATOM]
mediaType = "application/atom+xml"
baseName = "atom"
[outputFormats.JSONFEED]
mediaType = "application/feed+json"
baseName = "feed"
isPlainText = true
[mediaTypes."application/atom+xml"]
suffixes = ["xml"]
[mediaTypes."application/feed+json"]
suffixes = ["json"]
${pages ? '' : WITHOUT_PAGES}`;
}

const WITHOUT_PAGES = `[[cascade]]
[cascade._build]
render = "link"
list = "always"
[cascade._target]
kind = "page"
`;

const PAGE_LAYOUTS: Readonly<Record<string, string>> = {
  'layouts/_default/single.html': `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ .Title }}</title><link rel="canonical" href="{{ .Permalink }}">\
<meta name="description" content="{{ .Summary | plainify }}"></head>
<body><h1>{{ .Title }}</h1><p><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">\
{{ .Date.Format "02/01/2006" }}</time> {{ .Params.author }}</p>\
{{ range .Params.categories }}<a href="{{ . | urlize }}">{{ . }}</a>{{ end }}
{{ .Content }}</body></html>
`,
  'layouts/_default/list.html': `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>
{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = .Site.RegularPages }}{{ end }}{{ range first 50 $pages }}\
<h2><a href="{{ .Permalink }}">{{ .Title }}</a></h2><p>{{ .Summary | plainify }}</p>{{ end }}</body></html>
`,
};

const ITEMS =
  '{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = .Site.RegularPages }}{{ end }}{{ $pages = first 50 $pages }}';

const LAYOUTS: Readonly<Record<string, string>> = {
  'layouts/_default/list.rss.xml': `{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
${ITEMS}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>\
<language>vi</language>
{{ range $pages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid isPermaLink="false">\
{{ .Permalink }}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate><description>\
{{ .Summary | plainify }}</description>
{{ printf "<content:encoded><![CDATA[%s]]></content:encoded>" .Content | safeHTML }}{{ range .Params.categories }}\
<category>{{ . }}</category>{{ end }}<dc:creator>{{ .Params.author }}</dc:creator>\
<media:content url="{{ .Params.image }}" medium="image"/></item>
{{ end }}</channel></rss>
`,
  'layouts/_default/list.atom.xml': `{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
${ITEMS}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><id>{{ .Permalink }}</id><title>{{ .Title }}</title>
{{ range $pages }}<entry><title>{{ .Title }}</title><id>{{ .Permalink }}</id><link href="{{ .Permalink }}"/><updated>\
{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</updated><summary>{{ .Summary | plainify }}</summary>
<content type="html">{{ .Content }}</content>{{ range .Params.categories }}<category term="{{ . }}"/>{{ end }}<author>\
<name>{{ .Params.author }}</name></author></entry>
{{ end }}</feed>
`,
  'layouts/_default/list.jsonfeed.json': `${ITEMS}{{ $items := slice }}{{ range $pages }}{{ $items = $items | append \
(dict "id" .Permalink "url" .Permalink "title" .Title "content_html" .Content "summary" (.Summary | plainify) \
"date_published" (.Date.Format "2006-01-02T15:04:05Z07:00") "tags" .Params.categories) }}{{ end }}{{ dict "version" \
"https://jsonfeed.org/version/1.1" "title" .Title "items" $items | jsonify (dict "indent" " ") }}
`,
};
