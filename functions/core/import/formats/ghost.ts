import type { Author } from '../../site/site.ts';
import { firstDate } from '../feed-date.ts';
import { textOfHtml } from '../html-text.ts';
import { type ImportedFeed, type ImportedItem, UnreadableFeed, type UnreadableItem } from '../imported-feed.ts';
import { LeftOut, type Leftover } from '../left-out.ts';
import { leftOutBecause, type Patience } from '../patience.ts';
import { fields, type JsonFields, line, list, string } from './json-feed.ts';
import { withoutAbsent } from './rss.ts';

/** Placeholder for the site's address, which an export does not contain. */
const HOME = /__GHOST_URL__/g;
/** Members of `data` that are read; the rest is reported. */
const READ: ReadonlySet<string> = new Set('posts posts_tags posts_authors posts_meta tags users settings'.split(' '));
const SETTINGS_READ: ReadonlySet<string> = new Set(['title', 'description', 'locale', 'lang', 'default_locale']);

/** The `data` of a Ghost export (JSON), of any version; `undefined` where it is none. */
export function ghostData(document: JsonFields): JsonFields | undefined {
  const [first] = list(document.db);
  const data = fields((first ?? document).data);
  return Array.isArray(data.posts) ? data : undefined;
}

/** A Ghost export. Pages, what only members read, and all that was not out are drafts. */
export function readGhost(data: JsonFields, patience: Patience): ImportedFeed {
  const tables = new Tables(data);
  const left = new LeftOut();
  for (const leftover of [...leftFields(data.posts, POST_LEFT), ...leftFields(data.posts_meta, META_LEFT)])
    left.add(leftover);
  for (const post of list(data.posts))
    for (let count = withoutGatedBlocks(string(post.html) ?? '').gated; count > 0; count--)
      left.add({ kind: 'Ghost block for members alone', example: line(post.title) ?? string(post.id) ?? '' });
  for (const tag of list(data.tags))
    if (line(tag.name)?.startsWith('#')) left.add({ kind: 'Ghost internal tag', example: line(tag.name) ?? '' });
  for (const [name, rows] of Object.entries(data)) {
    if (READ.has(name) || !Array.isArray(rows)) continue;
    for (const row of list(rows))
      left.add({ kind: `Ghost ${name}`, example: string(row.name) ?? string(row.id) ?? '' });
  }
  // Values of settings may be secrets.
  for (const name of tables.settings.keys())
    if (!SETTINGS_READ.has(name)) left.add({ kind: 'Ghost settings', example: name });
  const items: ImportedItem[] = [];
  const unreadable: UnreadableItem[] = [];
  for (const attempt of patience.each(list(data.posts), post => tables.item(post))) {
    if ('result' in attempt) items.push(attempt.result);
    else unreadable.push({ reason: leftOutBecause(attempt.error) });
  }
  if (items.length + unreadable.length === 0) throw new UnreadableFeed('this is a Ghost export without a post');
  const setting = (key: string): string | undefined => tables.settings.get(key);
  return withoutAbsent({
    format: 'Ghost export',
    title: setting('title'),
    description: setting('description'),
    language: setting('locale') ?? setting('lang') ?? setting('default_locale'),
    authors: [],
    categories: list(data.tags).flatMap(tag => {
      const [name, slug, description] = [line(tag.name), string(tag.slug), line(tag.description)];
      return name === undefined || name.startsWith('#') ? [] : [withoutAbsent({ name, slug, description })];
    }),
    items,
    unreadable: unreadable.length > 0 ? unreadable : undefined,
    media: [],
    left: left.kinds,
  });
}

/** Fields of posts that have no place here. */
const POST_LEFT = ['codeinjection_head', 'codeinjection_foot', 'custom_template', 'newsletter_id'];
const META_LEFT = [
  'og_image',
  'og_title',
  'og_description',
  'twitter_image',
  'twitter_title',
  'twitter_description',
].concat(['meta_title', 'meta_description', 'email_subject', 'frontmatter']);

function leftFields(rows: unknown, names: readonly string[]): readonly Leftover[] {
  return list(rows).flatMap(row =>
    names.flatMap(name => {
      const example = line(row[name]);
      return example === undefined ? [] : [{ kind: `Ghost ${name}`, example }];
    }),
  );
}

class Tables {
  readonly settings: ReadonlyMap<string, string>;
  readonly #tags: ReadonlyMap<string, JsonFields>;
  readonly #users: ReadonlyMap<string, JsonFields>;
  readonly #meta: ReadonlyMap<string, JsonFields>;
  readonly #tagsOf: ReadonlyMap<string, readonly string[]>;
  readonly #authorsOf: ReadonlyMap<string, readonly string[]>;

  constructor(data: JsonFields) {
    this.settings = new Map(
      list(data.settings).flatMap(({ key, value }) => {
        const [name, text] = [string(key), line(value)];
        return name === undefined || text === undefined ? [] : [[name, text] as const];
      }),
    );
    this.#tags = byId(data.tags, 'id');
    this.#users = byId(data.users, 'id');
    this.#meta = byId(data.posts_meta, 'post_id');
    this.#tagsOf = linked(data.posts_tags, 'tag_id');
    this.#authorsOf = linked(data.posts_authors, 'author_id');
  }

  item(post: JsonFields): ImportedItem {
    const id = string(post.id) ?? '';
    const slug = string(post.slug);
    const whole = string(post.html)?.replace(HOME, '');
    const html = whole === undefined ? undefined : withoutGatedBlocks(whole).html;
    const meta = this.#meta.get(id) ?? {};
    const src = string(post.feature_image)?.replace(HOME, '');
    const [alt, caption] = [line(meta.feature_image_alt), textOfHtml(string(meta.feature_image_caption) ?? '')];
    const dates = [string(post.published_at), string(post.created_at)];
    const canonical = string(post.canonical_url);
    return withoutAbsent({
      id: id === '' ? undefined : id,
      link: canonical ?? (slug === undefined ? undefined : `/${slug}/`),
      // A canonical address may be that of another site, where none of its pictures lie.
      isOfSite: canonical === undefined ? undefined : true,
      title: line(post.title) ?? '',
      published: firstDate(dates),
      updated: firstDate([string(post.updated_at)]),
      dateText: dates.find(text => text !== undefined),
      authors: this.#authors(id, string(post.author_id)),
      topics: (this.#tagsOf.get(id) ?? []).flatMap(tag => {
        const name = line(this.#tags.get(tag)?.name);
        // With a hash a tag is internal: no reader sees it.
        return name === undefined || name.startsWith('#') ? [] : [{ name }];
      }),
      tags: [],
      sorted: false,
      summary: line(post.custom_excerpt),
      html: html ?? '',
      image: src === undefined ? undefined : withoutAbsent({ src, alt, caption: caption === '' ? undefined : caption }),
      language: string(post.locale),
      held: heldOf(post, html) ?? (meta.email_only === 1 || meta.email_only === true ? BY_MAIL : undefined),
      slug,
    });
  }

  #authors(post: string, single: string | undefined): readonly Author[] {
    const ids = this.#authorsOf.get(post) ?? (single === undefined ? [] : [single]);
    return ids.flatMap(id => {
      const user = this.#users.get(id) ?? {};
      const [name, url] = [line(user.name), string(user.website)];
      return name === undefined ? [] : [{ name, ...(url !== undefined && { url }) }];
    });
  }
}

const BY_MAIL = 'sent by mail alone';

function heldOf(post: JsonFields, html: string | undefined): string | undefined {
  const [status, type, visibility] = [
    said(post.status, 'published'),
    said(post.type, 'post'),
    said(post.visibility, 'public'),
  ];
  if (status === 'sent') return BY_MAIL;
  if (status !== 'published') return status === 'draft' ? 'a draft' : `of status ${status}`;
  if (visibility !== 'public') return `for ${visibility} alone`;
  if (type !== 'post' || post.page === true || post.page === 1) return 'a page, which no feed showed';
  const isOwnFormat = html === undefined && (string(post.lexical) ?? string(post.mobiledoc)) !== undefined;
  return isOwnFormat ? "text in Ghost's own format, without HTML; export it from a newer Ghost" : undefined;
}

/** A field that is there and says nothing that can be read (`null`, `""`, `true`) is not as one that is left out. */
function said(value: unknown, otherwise: string): string {
  return value === undefined ? otherwise : (string(value) ?? JSON.stringify(value));
}

function byId(rows: unknown, key: string): ReadonlyMap<string, JsonFields> {
  return new Map(list(rows).map(row => [string(row[key]) ?? '', row]));
}

/** The rows that belong to each post, in their order. */
function linked(rows: unknown, key: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const order = (row: JsonFields): number => (typeof row.sort_order === 'number' ? row.sort_order : 0);
  for (const row of [...list(rows)].sort((a, b) => order(a) - order(b))) {
    const [post, other] = [string(row.post_id) ?? '', string(row[key])];
    if (other === undefined) continue;
    const known = found.get(post);
    if (known) known.push(other);
    else found.set(post, [other]);
  }
  return found;
}

/** The beginning of a comment that begins or ends a block. */
const GATE = /<!--\s{0,99}kg-gated-block\b/gi;
const COMMENT_END = /--!?>/g;
const END = /^\s{0,99}:\s{0,99}end\s{0,99}$/i;
const BEGIN = /^:begin(?: \w+:\w+)+$/i;
const NON_MEMBER = /\bnonMember:(\w+)/gi;

/** The text of a post of Ghost as everybody saw it, and how many blocks it had for others. */
interface Ungated {
  readonly html: string;
  readonly gated: number;
}

/** Removes the blocks of a post that only members saw. One without an end goes on to the end of the post. */
function withoutGatedBlocks(html: string): Ungated {
  let [kept, from, gated, isOpen] = ['', 0, 0, true];
  for (const { 0: gate, index } of html.matchAll(GATE)) {
    COMMENT_END.lastIndex = index + gate.length;
    // A comment that never ends goes on to the end of the post.
    const close = COMMENT_END.exec(html);
    const says = close ? html.slice(index + gate.length, close.index) : '';
    const isEnd = END.test(says);
    if (isEnd && !isOpen) {
      from = COMMENT_END.lastIndex;
      isOpen = true;
    } else if (isOpen && !isEnd && !isForAll(says)) {
      kept += html.slice(from, index);
      gated += 1;
      isOpen = false;
    }
    if (!close) break;
  }
  return { html: isOpen ? kept + html.slice(from) : kept, gated };
}

/** Returns whether those who are no members see a block, too; not so if what it says can't be read. */
function isForAll(says: string): boolean {
  const settings = says
    .replace(/"[^"]*"/g, 'text')
    .replace(/\s+/g, ' ')
    .replace(/ ?: ?/g, ':')
    .trim();
  const nonMember = [...settings.matchAll(NON_MEMBER)].map(([, value]) => value?.toLowerCase());
  return BEGIN.test(settings) && nonMember.length > 0 && nonMember.every(value => value === 'true');
}
