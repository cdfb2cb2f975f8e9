import { all, type ParsedElement, text, texts } from '../core/feed/parsed-xml.ts';
import { must, type Rule, should, type XmlDocument } from './rule.ts';
import { isBlank, isWebAddress, repeated, rfc3339 } from './values.ts';
import { everyElement } from './xml-rules.ts';

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9';
const HOUR = 3_600_000;

/**
 * A sitemap as it is served, and the hosts that may be in it: its own, and the site's, which can vouch for it in their
 * `robots.txt`.
 */
export interface SitemapDocument extends XmlDocument {
  readonly hosts: readonly string[];
}

/** Protocol 0.9 of sitemaps.org, its two schemas included. */
export const SITEMAP_RULES: readonly Rule<SitemapDocument>[] = [
  must('sitemaps.org 0.9, "XML tag definitions"', function* isASitemap({ root }) {
    const kind = root.local === 'urlset' || root.local === 'sitemapindex';
    if (!kind || root.uri !== SITEMAP) yield `${root.name} of ${root.uri}`;
  }),
  must('sitemap.xsd and siteindex.xsd', function* hasEntriesOfItsKind({ root }) {
    const kind = root.local === 'urlset' ? 'url' : 'sitemap';
    if (root.children.length === 0) yield `no ${kind}`;
    for (const { name } of root.children) if (name !== kind) yield name;
  }),
  must('sitemap.xsd and siteindex.xsd', function* entriesAreInOrder({ root }) {
    const order = root.local === 'urlset' ? ['loc', 'lastmod', 'changefreq', 'priority', ''] : ['loc', 'lastmod'];
    for (const entry of root.children) {
      const places = entry.children.map(({ uri, local }) => order.indexOf(uri === SITEMAP ? local : ''));
      if (places.some((place, at) => place === -1 || (place <= (places[at - 1] ?? -1) && place !== 4)))
        yield entry.children.map(({ name }) => name).join(' ');
    }
  }),
  must('sitemaps.org 0.9, "<loc>"', function* everyEntryHasAnAddress({ root }) {
    for (const entry of root.children) {
      const [loc = '', ...more] = texts(entry, 'loc');
      if (!isWebAddress(loc) || loc.length >= 2048 || more.length > 0) yield loc;
    }
  }),
  must('sitemaps.org 0.9, "Entity escaping"', function* addressesAreInAscii({ root }) {
    for (const loc of locs(root)) if (!/^[\x21-\x7e]+$/.test(loc)) yield loc;
  }),
  must('sitemaps.org 0.9, "Sitemap file location"', function* addressesAreOfItsHosts({ root, hosts }) {
    for (const loc of locs(root)) if (URL.canParse(loc) && !hosts.includes(new URL(loc).host)) yield loc;
  }),
  must('sitemaps.org 0.9, "<lastmod>"', function* changesAreDated({ root, now }) {
    for (const date of [...texts(root, 'url', 'lastmod'), ...texts(root, 'sitemap', 'lastmod')])
      if ((rfc3339(date) ?? Number.POSITIVE_INFINITY) > now) yield date;
  }),
  must('sitemaps.org 0.9, "Sitemap index"', function* isNotTooLarge({ root, source }) {
    if (root.children.length > 50_000) yield `${root.children.length} addresses`;
    if (Buffer.byteLength(source) > 50 * 1024 * 1024) yield `${Buffer.byteLength(source)} bytes`;
  }),
  should('sitemaps.org 0.9, "<loc>"', function* noAddressIsListedTwice({ root }) {
    yield* repeated(locs(root));
  }),
];

/** Google Search Central, "Create a news sitemap", and its schema. */
export const NEWS_SITEMAP_RULES: readonly Rule<SitemapDocument>[] = [
  ...SITEMAP_RULES,
  must('Google, "News sitemap best practices"', function* hasAtMostAThousandArticles({ root }) {
    if (news(root).length > 1000) yield `${news(root).length} articles`;
  }),
  must('Google, "News sitemap reference", <news:publication>', function* publicationHasNameAndLanguage({ root }) {
    for (const article of news(root)) {
      const [name = '', language = ''] = ['name', 'language'].map(tag =>
        text(article, 'news:publication', `news:${tag}`),
      );
      if (isBlank(name)) yield 'no name';
      if (!/^(?:[a-z]{2,3}|zh-cn|zh-tw)$/.test(language)) yield language;
    }
  }),
  must('Google, "News sitemap reference", <news:title>', function* articlesHaveATitle({ root }) {
    for (const article of news(root)) if (isBlank(text(article, 'news:title') ?? '')) yield 'no title';
  }),
  must('Google, "News sitemap reference", <news:publication_date>', function* articlesAreDated({ root }) {
    for (const article of news(root)) {
      const date = text(article, 'news:publication_date') ?? '';
      if (rfc3339(date) === undefined) yield date;
    }
  }),
  must('Google, "News sitemap best practices"', function* articlesAreOfTheLastTwoDays({ root, now }) {
    for (const date of texts(root, 'url', 'news:news', 'news:publication_date')) {
      const age = now - (rfc3339(date) ?? now);
      if (age < 0 || age > 48 * HOUR) yield date;
    }
  }),
  must('sitemap-news.xsd', function* newsTagsAreInOrder({ root }) {
    for (const article of news(root)) {
      const names = article.children.map(({ local }) => local).join(' ');
      if (names !== 'publication publication_date title') yield names;
      const publication = all(article, 'news:publication').flatMap(({ children }) =>
        children.map(({ local }) => local),
      );
      if (publication.join(' ') !== 'name language') yield publication.join(' ');
    }
    for (const { name, uri } of everyElement(root)) if (name.startsWith('news:') && uri !== NEWS) yield uri;
  }),
];

function locs(root: ParsedElement): readonly string[] {
  return [...texts(root, 'url', 'loc'), ...texts(root, 'sitemap', 'loc')];
}

function news(root: ParsedElement): readonly ParsedElement[] {
  return all(root, 'url', 'news:news');
}
