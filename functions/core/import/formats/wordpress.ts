import type { Instant } from '../../instant.ts';
import { parseFeedDate } from '../feed-date.ts';
import { textOfHeadline, textOfHtml } from '../html-text.ts';
import {
  detached,
  type HeldText,
  heldItem,
  type ImportedFeed,
  type ImportedItem,
  type ImportedMedia,
  type Term,
  textHeld,
} from '../imported-feed.ts';
import { LeftOut, type Leftover } from '../left-out.ts';
import { CONTENT, childrenOf, textIn, textOfChild, type XmlElement } from '../xml-tree.ts';
import { readRssItem, withoutAbsent } from './rss.ts';
import { readEnclosure } from './wordpress/enclosure-meta.ts';
import { membersReason } from './wordpress/members-only.ts';
import { HELD, MACHINERY, MISSED, THROWN_AWAY } from './wordpress/post-kinds.ts';
import { ReusableBlocks, refsIn } from './wordpress/reusable-blocks.ts';
import { captionOf, decoded, excerptOf, givenSlug, loginOf } from './wordpress/wordpress-fields.ts';
import { madeBlocks, postText } from './wordpress/wordpress-html.ts';

/** Namespace of every version of the export's format. */
const WP = /^https?:\/\/(?:www\.)?wordpress\.org\/export\/[\d.]+\/?$/i;

/** Treatment of a post type: as posts, or left out. Types that are not listed become drafts. */
export type PostTypes = ReadonlyMap<string, 'publish' | 'draft' | 'leave'>;

export interface WordpressOptions {
  readonly types?: PostTypes;
  readonly hold?: (text: string) => HeldText;
}

/** Fields that are read, and notes that WordPress makes for itself. */
const OWN_META_KEYS =
  '_thumbnail_id|enclosure|_edit_last|_edit_lock|_pingme|_encloseme|' +
  '_wp_old_slug|_wp_old_date|_wp_page_template|_oembed_.*';
const OWN_META = new RegExp(`^(?:${OWN_META_KEYS})$`);
const [CATEGORY, TAG] = [new Set(['category']), new Set(['post_tag', 'tag'])];
const TAXONOMIES: ReadonlySet<string> = new Set(['', ...CATEGORY, ...TAG, 'author']);

/** The namespace of an export's own elements; `undefined` where a document is none. */
export function wordpressNamespace(channel: XmlElement | undefined): string | undefined {
  const own = channel?.children.find(
    (child): child is XmlElement => typeof child !== 'string' && child.name === 'wxr_version' && WP.test(child.uri),
  );
  return own?.uri;
}

interface Post {
  readonly item: ImportedItem;
  readonly logins: readonly string[];
  readonly status: string;
  /** Numbers of the reusable blocks that it shows. */
  readonly refs: readonly string[];
}

/**
 * Takes the posts of a WordPress export (WXR) one by one; attachments and authors may come before or after what names
 * them.
 */
export class WordpressReader {
  readonly #uri: string;
  readonly #options: WordpressOptions;
  readonly #posts: Post[] = [];
  readonly #blocks = new ReusableBlocks();
  readonly #blocksRead: { readonly id: string; readonly left: Leftover }[] = [];
  /** Authors of Co-Authors Plus that have no account: their names by what they are called in addresses. */
  readonly #guests = new Map<string, string>();
  readonly #attachments = new Map<string, ImportedMedia>();
  readonly #left = new LeftOut();
  readonly #types = new Set<string>();
  /** Milliseconds by which the clock of the blog is ahead of UTC, by the last post that tells it. */
  #offset: number | undefined;

  constructor(uri: string, options: WordpressOptions = {}) {
    this.#uri = uri;
    this.#options = options;
  }

  /** Reads a post; gives what takes it. */
  read(item: XmlElement): () => void {
    const type = this.#text(item, 'post_type') ?? 'post';
    this.#types.add(type);
    // WordPress takes a post whose status is empty for a draft.
    const status =
      this.#text(item, 'status') ?? (childrenOf(item, 'status', this.#uri).length > 0 ? 'draft' : 'publish');
    const becomes = this.#options.types?.get(type);
    if (type === 'attachment') return this.#readAttachment(item);
    if (type === 'guest-author') return this.#readGuest(item);
    const example = textOfChild(item, 'title', item.uri) ?? '';
    const { line } = item;
    if (type === 'wp_block' && becomes === undefined && status === 'publish')
      return this.#readBlock(item, { kind: type, example, line });
    if (becomes === 'leave' || (becomes === undefined && MACHINERY.test(type)))
      return () => this.#left.add({ kind: type, example, line });
    if (THROWN_AWAY.has(status)) return () => this.#left.add({ kind: status, example, line });
    return this.#readPost(item, type, status);
  }

  #readPost(item: XmlElement, type: string, status: string): () => void {
    const read = readRssItem(item, { plainText: true });
    const coAuthors = childrenOf(item, 'category', item.uri).filter(({ attributes }) => attributes.domain === 'author');
    const logins = coAuthors.length > 0 ? coAuthors.map(loginOf) : read.authors.map(({ name }) => name);
    const raw = textOf(item);
    const { html, unwrapped } = postText(raw);
    const told = this.#post(item, read, type, status);
    const held = told.held ?? membersReason(raw, key => this.#meta(item, key));
    const post = {
      item: heldItem({ ...told, ...(held !== undefined && { held }), html }, this.#options.hold),
      logins: detached(logins),
      status,
      refs: detached(refsIn(html)),
    };
    const kinds = [...unwrapped.map(name => `shortcode [${name}]`), ...madeBlocks(raw).map(name => `block ${name}`)];
    const all = [...this.#leftovers(item), ...kinds.map(kind => ({ kind, example: post.item.title, line: item.line }))];
    return () => {
      this.#posts.push(post);
      for (const leftover of all) this.#left.add(leftover);
    };
  }

  /** Everything that was taken, in the order of the export; what names something else now has it. */
  finish(channel: XmlElement): Pick<ImportedFeed, 'items' | 'categories' | 'media' | 'left' | 'types'> {
    const accounts = childrenOf(channel, 'author', this.#uri).map(author => {
      const login = this.#text(author, 'author_login') ?? '';
      return [login, this.#text(author, 'author_display_name') ?? login] as const;
    });
    const names = new Map([...this.#guests, ...accounts]);
    const exported = this.#exportedAt(channel);
    const items = this.#posts.map(({ logins, status, ...post }) => {
      const item = this.#withBlocks(post);
      const authors = logins.map(login => names.get(login) ?? login).filter(name => name !== '');
      const dated = this.#inUtc(item);
      const hasMissed = status === 'future' && dated.published !== undefined && dated.published <= exported;
      const held = dated.held ?? (hasMissed ? MISSED : undefined);
      return {
        ...dated,
        authors: [...new Set(authors)].map(name => ({ name })),
        ...(held !== undefined && { held }),
      };
    });
    for (const { id, left } of this.#blocksRead) if (!this.#blocks.isUsed(id)) this.#left.add(left);
    const categories = childrenOf(channel, 'category', this.#uri).flatMap(category => this.#category(category));
    return { items, categories, media: [...this.#attachments.values()], left: this.#left.kinds, types: this.#types };
  }

  /** The post with the reusable blocks that it shows. Those that the export does not have are counted. */
  #withBlocks({ item, refs }: Pick<Post, 'item' | 'refs'>): ImportedItem {
    if (refs.length === 0) return item;
    const { missing, held = item.held } = this.#blocks.shownBy(refs);
    const at = { example: item.title, ...(item.line !== undefined && { line: item.line }) };
    for (const ref of missing) this.#left.add({ kind: `reusable block ${ref}, which the export does not have`, ...at });
    const html = (): string => this.#blocks.fill(textHeld(item.html));
    return { ...item, html, ...(held !== undefined && { held }) };
  }

  /**
   * Returns when the export was made, as it says itself, else the date of the last post that was out; without either,
   * before anything was.
   */
  #exportedAt(channel: XmlElement): Instant {
    const told = parseFeedDate(textOfChild(channel, 'pubDate', channel.uri));
    const out = this.#posts.map(({ item, status }) => (status === 'publish' && item.published) || 0);
    return told ?? out.reduce((last, date) => Math.max(last, date), 0);
  }

  /** A post whose date is the blog's own, by the offset of the posts that tell both; else it is in the site's zone. */
  #inUtc({ isLocal, ...item }: ImportedItem): ImportedItem {
    if (!isLocal || item.published === undefined) return item;
    if (this.#offset === undefined) return { ...item, isLocal };
    return { ...item, published: item.published - this.#offset };
  }

  #post(item: XmlElement, read: ImportedItem, type: string, status: string): ImportedItem {
    const [utc, local] = [this.#date(item, 'post_date_gmt'), this.#date(item, 'post_date')];
    if (utc !== undefined && local !== undefined) this.#offset = local - utc;
    const date = utc ?? read.published;
    const updated = this.#date(item, 'post_modified_gmt');
    const excerpt = excerptOf(item);
    const held = this.#heldBack(item, type, status);
    const slug = this.#text(item, 'post_name');
    const { enclosure, episode } = readEnclosure(this.#meta(item, 'enclosure'));
    return withoutAbsent({
      ...read,
      title: textOfHeadline(read.title),
      summary: excerpt,
      published: date ?? local,
      // By the clock of the blog: what its distance from UTC is other posts tell.
      isLocal: date === undefined && local !== undefined ? true : undefined,
      updated,
      topics: this.#topics(item, CATEGORY),
      tags: this.#topics(item, TAG).map(({ name }) => name),
      sorted: true,
      enclosure,
      episode,
      imageId: this.#meta(item, '_thumbnail_id'),
      postId: this.#text(item, 'post_id'),
      held,
      slug: slug === undefined ? undefined : decoded(slug),
    });
  }

  /** Returns the reason why a post is not public; `undefined` if it is. */
  #heldBack(item: XmlElement, type: string, status: string): string | undefined {
    const byStatus = HELD[status] ?? `of status ${status}`;
    if (byStatus !== false) return byStatus;
    if (this.#text(item, 'post_password') !== undefined) return 'behind a password';
    if (type === 'post' || this.#options.types?.get(type) === 'publish') return undefined;
    return type === 'page' ? 'a page, which no feed showed' : `of type ${type}, which the main feed did not show`;
  }

  #topics(item: XmlElement, domains: ReadonlySet<string>): readonly Term[] {
    const terms = childrenOf(item, 'category', item.uri);
    // The oldest exports wrote each once without its domain, too, and some wrote nothing else.
    const isOld = !terms.some(({ attributes }) => attributes.domain !== undefined);
    return terms
      .filter(({ attributes: { domain = isOld ? 'category' : '' } }) => domains.has(domain))
      .map(category => ({ name: textOfHtml(textIn(category)), ...givenSlug(category.attributes.nicename) }))
      .filter(({ name }) => name !== '');
  }

  #category(category: XmlElement): readonly Term[] {
    const name = this.#text(category, 'cat_name');
    const description = this.#text(category, 'category_description');
    if (name === undefined) return [];
    const slug = givenSlug(this.#text(category, 'category_nicename'));
    return [{ name: textOfHtml(name), ...slug, ...(description && { description: textOfHtml(description) }) }];
  }

  #readAttachment(item: XmlElement): () => void {
    const [id, url] = [this.#text(item, 'post_id'), this.#text(item, 'attachment_url')];
    const title = textOfChild(item, 'title', item.uri);
    const alt = this.#meta(item, '_wp_attachment_image_alt');
    const told = { title: title && textOfHtml(title), alt: alt && textOfHtml(alt), caption: captionOf(item) };
    const parent = this.#text(item, 'post_parent');
    const media = url === undefined ? undefined : detached(withoutAbsent({ url, ...told, id, parent }));
    return () => void (media && this.#attachments.set(media.id ?? media.url, media));
  }

  #readBlock(item: XmlElement, left: Leftover): () => void {
    const raw = textOf(item);
    const id = this.#text(item, 'post_id') ?? '';
    const password = this.#text(item, 'post_password') === undefined ? undefined : 'in part behind a password';
    const held = password ?? membersReason(raw, key => this.#meta(item, key));
    const block = detached({ html: postText(raw).html, ...(held !== undefined && { held }) });
    return () => {
      this.#blocks.add(id, block);
      this.#blocksRead.push(detached({ id, left }));
    };
  }

  #readGuest(item: XmlElement): () => void {
    const name = this.#meta(item, 'cap-display_name') ?? textOfChild(item, 'title', item.uri);
    const login = this.#meta(item, 'cap-user_login') ?? this.#text(item, 'post_name');
    return () => void (name && login && this.#guests.set(login.replace(/^cap-/, ''), textOfHtml(name)));
  }

  /** Comments, fields of plugins, and taxonomies, which have no place here. */
  #leftovers(item: XmlElement): readonly Leftover[] {
    const { line } = item;
    const comments = childrenOf(item, 'comment', this.#uri).map(comment => ({
      kind: 'comment',
      example: this.#text(comment, 'comment_content') ?? '',
      line: comment.line,
    }));
    const fields = childrenOf(item, 'postmeta', this.#uri).flatMap(meta => {
      const [key = '', example] = [this.#text(meta, 'meta_key'), this.#text(meta, 'meta_value')];
      return example === undefined || OWN_META.test(key) ? [] : [{ kind: `field ${key}`, example, line: meta.line }];
    });
    const terms = childrenOf(item, 'category', item.uri)
      .filter(({ attributes: { domain = '' } }) => !TAXONOMIES.has(domain))
      .map(term => ({ kind: `taxonomy ${term.attributes.domain ?? ''}`, example: textIn(term), line }));
    const settings = readEnclosure(this.#meta(item, 'enclosure')).left;
    const unheard = settings.map(([name, example]) => ({ kind: `field enclosure, ${name}`, example, line }));
    return [...comments, ...fields, ...unheard, ...terms];
  }

  #meta(item: XmlElement, key: string): string | undefined {
    const found = childrenOf(item, 'postmeta', this.#uri).find(meta => this.#text(meta, 'meta_key') === key);
    return found && this.#text(found, 'meta_value');
  }

  #date(item: XmlElement, name: string): Instant | undefined {
    const text = this.#text(item, name);
    return text?.startsWith('0000') ? undefined : parseFeedDate(text);
  }

  #text(element: XmlElement, name: string): string | undefined {
    return textOfChild(element, name, this.#uri);
  }
}

/** The text of a post as it is stored. */
function textOf(item: XmlElement): string {
  return childrenOf(item, 'encoded', CONTENT).map(textIn)[0] ?? '';
}
