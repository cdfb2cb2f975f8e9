import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../../functions/core/article/article.ts';
import { isOut } from '../../../../functions/core/article/is-out.ts';
import { createArticleReader } from '../../../../functions/core/article/read-article.ts';
import { planImport } from '../../../../functions/core/import/plan-import.ts';
import { draftSite } from '../../../../functions/core/import/site-draft.ts';
import { parseSite } from '../../../../functions/core/site/parse-site.ts';
import type { Site } from '../../../../functions/core/site/site.ts';
import { wallClockAt, zoneNamed } from '../../../../functions/core/time/zone.ts';
import { fc, runs } from '../../../property.ts';
import { NOW } from '../../samples.ts';
import { EXPORTS } from './exports.ts';
import { FEEDS } from './feeds.ts';
import type { Format } from './format.ts';
import { imageOf, linkOf, POSTS, type Post } from './post.ts';

interface Imported {
  readonly site: Site;
  readonly articles: readonly (Article & { readonly text: string })[];
  /** Number of items that were left out, according to the report. */
  readonly left: number;
}

/** Imports posts that were exported, and reads what was written, as a build does. */
async function imported(format: Format, posts: readonly Post[]): Promise<Imported> {
  const feed = await format.read(posts);
  const { site } = parseSite(draftSite(feed, { now: NOW }));
  if (!site) throw new Error('no site');
  const plan = planImport(feed, { site, there: new Map(), keys: new Set(), now: NOW, source: 'x' });
  const read = createArticleReader(site);
  const articles = plan.articles.flatMap(({ key, text }) => {
    const { article, problems } = read({ key, bytes: Buffer.from(text), lastModified: NOW });
    if (!article) throw new Error(problems.map(({ message }) => message).join('\n'));
    return [{ ...article, text }];
  });
  return { site, articles, left: [...feed.left.values()].reduce((sum, { count }) => sum + count, 0) };
}

/** All that a format says of a post, and all that an article has of it. */
function told(post: Post, format: Format) {
  const says = new Set(format.says);
  return {
    title: post.title,
    date: new Date(post.seconds * 1000).toISOString(),
    ...(says.has('id') && { id: format.idOf(post) }),
    ...(says.has('author') && { authors: post.author === undefined ? [] : [post.author] }),
    ...(says.has('topics') && { topics: new Set(post.topics) }),
    ...(says.has('summary') && { summary: post.summary }),
    ...(says.has('image') && { image: imageOf(post) }),
    ...(says.has('link') && { link: linkOf(post) }),
  };
}

/** HTML may write a character in more than one way. */
function unescaped(html: string): string {
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };
  return html.replace(/&(lt|gt|quot|amp|#39);/g, (all, name: string) => characters[name] ?? all);
}

function found(article: Article, site: Site, format: Format) {
  const says = new Set(format.says);
  const { published } = article;
  const clock = format.isLocal ? wallClockAt(published, zoneNamed(site.timeZone)) : new Date(published);
  return {
    title: article.title,
    date: clock.toISOString(),
    ...(says.has('id') && { id: article.id }),
    ...(says.has('author') && { authors: article.authors.map(({ name }) => name) }),
    ...(says.has('topics') && { topics: new Set([...article.categories.map(({ title }) => title), ...article.tags]) }),
    ...(says.has('summary') && { summary: article.summary }),
    ...(says.has('image') && { image: article.image?.src }),
    ...(says.has('link') && { link: article.link }),
  };
}

describe.each([...FEEDS, ...EXPORTS])('an export of $name', format => {
  const posts = POSTS.map(all => all.filter(({ fate }) => format.fates.includes(fate))).filter(all => all.length > 0);

  it('comes back as it was; nothing that was not public is, and nothing is lost without a word', async () => {
    await fc.assert(
      fc.asyncProperty(posts, async all => {
        const { site, articles, left } = await imported(format, all);
        const byTitle = new Map(articles.map(article => [article.title, article]));
        const written = all.filter(({ fate }) => !format.leaves.includes(fate));
        expect(articles.map(({ title }) => title).sort()).toEqual(written.map(({ title }) => title).sort());
        for (const post of written) {
          const article = byTitle.get(post.title);
          if (!article) throw new Error(post.title);
          expect(isOut(article, NOW)).toBe(post.fate === 'out');
          expect(unescaped(article.text)).toContain(`${post.text}</p>`);
          if (post.fate !== 'undated') expect(found(article, site, format)).toEqual(told(post, format));
        }
        const gone = all.filter(({ fate }) => format.leaves.includes(fate)).length;
        const extras = format.says.includes('extra') ? written.filter(({ extra }) => extra !== undefined).length : 0;
        expect(left).toBeGreaterThanOrEqual(gone + extras);
      }),
      runs(60),
    );
  });
});
