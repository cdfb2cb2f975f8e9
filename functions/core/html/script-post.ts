import { escapeHtmlText } from './canonical-html.ts';

/*
 * Posts of social media that a script would show: the element in which it would is empty, and names the address of the
 * post in an attribute.
 */

/** Name by which such a post is reported in place of an element. */
export const SCRIPT_POST = 'post of a script';

/** Attributes that name the address of a post, by names of elements. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  blockquote: ['cite', 'data-instgrm-permalink', 'data-href'],
  div: ['data-href', 'cite'],
};
/** Classes of elements of Facebook that are posts, and no buttons or boxes of a page. */
const FACEBOOK_POST = /(?:^|\s)fb-(?:post|video|reel|comment-embed)(?:\s|$)/;
const MARK = /data-href|data-instgrm-permalink|\scite\s{0,9}=/i;

/** Returns false for a start tag that surely is of no such post. */
export function mayBeScriptPost(name: string, tag: string): boolean {
  return (name === 'div' || name === 'blockquote') && MARK.test(tag);
}

/** Returns the address of the post that a script would show in an element. */
export function scriptPostOf(name: string, attributes: Readonly<Record<string, string>>): URL | undefined {
  const isOfFacebook = FACEBOOK_POST.test(attributes.class ?? '');
  for (const attribute of ADDRESSES[name] ?? []) {
    const address = attribute === 'data-href' && !isOfFacebook ? undefined : attributes[attribute]?.trim();
    const url = address && URL.canParse(address) ? new URL(address) : undefined;
    if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  }
  return undefined;
}

/** Returns the link that stands for a post; `undefined` for one that is not read by `https`. */
export function linkToPost({ protocol, href, username, password }: URL): string | undefined {
  if (protocol !== 'https:' || username !== '' || password !== '') return undefined;
  const address = escapeHtmlText(href).replaceAll('"', '&quot;');
  return `<a href="${address}">${address}</a>`;
}
