import type { Instant } from '../../instant.ts';
import { parseFeedDate } from '../feed-date.ts';
import { textOfHeadline, textOfHtml } from '../html-text.ts';
import type { ImportedFeed, ImportedItem, ImportedMedia, Term } from '../imported-feed.ts';
import { LeftOut } from '../left-out.ts';
import { CONTENT, childOf, childrenOf, textIn, textOfChild, type XmlElement } from '../xml-tree.ts';
import { enclosureLength, readRssItem, withoutAbsent } from './rss.ts';
import { postHtml } from './wordpress-html.ts';

/** Of every version of the export's format. */
const WP = /^https?:\/\/(?:www\.)?wordpress\.org\/export\/[\d.]+\/?$/i;

/** Posts of a kind that no reader ever sees: menus, templates, settings of the site. */
const MACHINERY =
  /^(?:nav_menu_item|revision|customize_changeset|oembed_cache|user_request|custom_css|wp_.*|acf-.*|elementor_library|jp_.*|.*_log)$/;

/** What becomes of a post by its status. Of those that are not named nothing is let out. */
const HELD: Readonly<Record<string, string | false>> = {
  publish: false,
  // Its date says when it is due.
  future: false,
  private: 'private',
  draft: 'a draft',
  pending: 'pending review',
};
const THROWN_AWAY: ReadonlySet<string> = new Set(['trash', 'auto-draft']);

/** The namespace of an export's own elements; `undefined` where a document is none. */
export function wordpressNamespace(channel: XmlElement | undefined): string | undefined {
  const own = channel?.children.find(
    (child): child is XmlElement => typeof child !== 'string' && child.name === 'wxr_version' && WP.test(child.uri),
  );
  return own?.uri;
}

/**
 * Takes the posts of a WordPress export (WXR) one by one; attachments and authors may come before or after what names
 * them.
 */
export class WordpressReader {
  readonly #uri: string;
  readonly #posts: { readonly item: ImportedItem; readonly login: string; readonly thumbnail: string | undefined }[] =
    [];
  readonly #attachments = new Map<string, ImportedMedia>();
  readonly #left = new LeftOut();

  constructor(uri: string) {
    this.#uri = uri;
  }

  /** Reads a post; gives what takes it. */
  read(item: XmlElement): () => void {
    const type = this.#text(item, 'post_type') ?? 'post';
    const status = this.#text(item, 'status') ?? 'publish';
    if (type === 'attachment') return this.#readAttachment(item);
    const example = textOfChild(item, 'title', item.uri) ?? '';
    const { line } = item;
    if (MACHINERY.test(type)) return () => this.#left.add({ kind: type, example, line });
    if (THROWN_AWAY.has(status)) return () => this.#left.add({ kind: status, example, line });
    return this.#readPost(item, type, status);
  }

  #readPost(item: XmlElement, type: string, status: string): () => void {
    const read = readRssItem(item, { plainText: true });
    const login = read.authors[0]?.name ?? '';
    const thumbnail = this.#meta(item, '_thumbnail_id');
    const post = { item: this.#post(item, read, type, status), login, thumbnail };
    return () => void this.#posts.push(post);
  }

  /** Everything that was taken, in the order of the export; what names something else now has it. */
  finish(channel: XmlElement): Pick<ImportedFeed, 'items' | 'categories' | 'media' | 'left'> {
    const names = new Map(
      childrenOf(channel, 'author', this.#uri).map(author => [
        this.#text(author, 'author_login') ?? '',
        this.#text(author, 'author_display_name') ?? this.#text(author, 'author_login') ?? '',
      ]),
    );
    const items = this.#posts.map(({ item, login, thumbnail }) => {
      const name = names.get(login) ?? login;
      const image = thumbnail === undefined ? undefined : this.#attachments.get(thumbnail)?.url;
      return { ...item, authors: name === '' ? [] : [{ name }], ...(image !== undefined && { image: { src: image } }) };
    });
    const categories = childrenOf(channel, 'category', this.#uri).flatMap(category => this.#category(category));
    return { items, categories, media: [...this.#attachments.values()], left: this.#left.kinds };
  }

  #post(item: XmlElement, read: ImportedItem, type: string, status: string): ImportedItem {
    const date = this.#date(item, 'post_date_gmt') ?? read.published ?? this.#date(item, 'post_date');
    const updated = this.#date(item, 'post_modified_gmt');
    const excerpt = excerptOf(item);
    const content = childOf(item, 'encoded', CONTENT);
    const held = this.#heldBack(item, type, status);
    const slug = this.#text(item, 'post_name');
    const enclosure = this.#enclosure(item);
    return withoutAbsent({
      ...read,
      title: textOfHeadline(read.title),
      html: content ? postHtml(textIn(content)) : '',
      summary: excerpt,
      published: date,
      updated,
      topics: this.#topics(item, 'category'),
      tags: this.#topics(item, 'post_tag').map(({ name }) => name),
      sorted: true,
      enclosure,
      held,
      slug: slug === undefined ? undefined : decoded(slug),
    });
  }

  /** Why a post is not out, or `undefined` where the world could read it. */
  #heldBack(item: XmlElement, type: string, status: string): string | undefined {
    const byStatus = HELD[status] ?? `of status ${status}`;
    if (byStatus !== false) return byStatus;
    if (this.#text(item, 'post_password') !== undefined) return 'behind a password';
    if (type === 'post') return undefined;
    return type === 'page' ? 'a page, which no feed showed' : `of type ${type}, which the main feed did not show`;
  }

  #topics(item: XmlElement, domain: string): readonly Term[] {
    return childrenOf(item, 'category', item.uri)
      .filter(({ attributes }) => attributes.domain === domain)
      .map(category => ({ name: textOfHtml(textIn(category)), ...slugOf(category.attributes.nicename) }))
      .filter(({ name }) => name !== '');
  }

  #category(category: XmlElement): readonly Term[] {
    const name = this.#text(category, 'cat_name');
    const description = this.#text(category, 'category_description');
    if (name === undefined) return [];
    const slug = slugOf(this.#text(category, 'category_nicename'));
    return [{ name: textOfHtml(name), ...slug, ...(description && { description: textOfHtml(description) }) }];
  }

  #readAttachment(item: XmlElement): () => void {
    const [id, url] = [this.#text(item, 'post_id'), this.#text(item, 'attachment_url')];
    const title = textOfChild(item, 'title', item.uri);
    const media = url === undefined ? undefined : { url, ...(title && { title: textOfHtml(title) }) };
    return () => void (media && this.#attachments.set(id ?? media.url, media));
  }

  /** Of three lines: address, bytes, media type. */
  #enclosure(item: XmlElement): ImportedItem['enclosure'] {
    const [url, length, type] = (this.#meta(item, 'enclosure') ?? '').split('\n').map(line => line.trim());
    return url ? { url, ...(type && { type }), ...enclosureLength(length) } : undefined;
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

/** Its namespace is that of the export with `excerpt/` after it. */
function excerptOf(item: XmlElement): string | undefined {
  const element = item.children.find(
    (child): child is XmlElement =>
      typeof child !== 'string' && child.name === 'encoded' && /\/excerpt\/?$/.test(child.uri),
  );
  const text = element ? textOfHtml(textIn(element)) : '';
  return text === '' ? undefined : text;
}

function slugOf(nicename: string | undefined): { readonly slug?: string } {
  return nicename ? { slug: decoded(nicename) } : {};
}

function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
