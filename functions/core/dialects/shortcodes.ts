import { escapeHtmlText } from '../html/canonical-html.ts';

/** A value in double quotes. */
export function escapeHtmlAttribute(value: string): string {
  return escapeHtmlText(value).replaceAll('"', '&quot;');
}

/** The arguments of a shortcode: those with a name, and those without, in their order. */
export interface Arguments {
  readonly named: Readonly<Record<string, string>>;
  readonly plain: readonly string[];
}

/** What arguments consist of: values in quotes, words, equals signs. */
const TOKEN = /"([^"]*)"|'([^']*)'|`([^`]*)`|=|[^\s"'`=]+/g;

/** Reads the arguments of a shortcode, of a tag of Liquid, or of an element of MDX without expressions. */
export function readArguments(text: string): Arguments {
  const named: Record<string, string> = {};
  const plain: string[] = [];
  let name: string | undefined;
  for (const [token, ...quoted] of text.matchAll(TOKEN)) {
    if (token === '=') {
      name = plain.pop();
      continue;
    }
    const value = quoted.find(one => one !== undefined) ?? token;
    if (name === undefined) plain.push(value);
    else named[name.toLowerCase()] = value;
    name = undefined;
  }
  return { named, plain };
}

const ID = /^[\w-]{1,64}$/;

/** Markdown that means the same as a shortcode. */
type Meaning = (given: Arguments) => string | undefined;

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ['youtube', given => frame('https://www.youtube.com/embed/', given)],
  ['vimeo', given => frame('https://player.vimeo.com/video/', given)],
  ['figure', figure],
  ['img', figure],
  ['image', figure],
  ['tweet', post],
  ['x', post],
  ['gist', ({ plain: [user, id] }) => link(user, id, (user, id) => `https://gist.github.com/${user}/${id}`)],
  ['ref', ({ plain: [path] }) => path],
  ['relref', ({ plain: [path] }) => path],
  ['link', ({ plain: [path] }) => path],
  ['post_url', ({ plain: [name] }) => name && `${name}.md`],
  ['asset_img', ({ plain: [src, alt = ''] }) => figure({ named: { src: src ?? '', alt }, plain: [] })],
  ['baseurl', () => ''],
]);

/** Returns Markdown that means the same as a shortcode; `undefined` where nothing here does. */
export function meaningOf(name: string, given: Arguments): string | undefined {
  return MEANINGS.get(name.toLowerCase())?.(given);
}

function frame(address: string, { named, plain }: Arguments): string | undefined {
  const id = named.id ?? named.videoid ?? plain[0] ?? '';
  return ID.test(id) ? `<iframe src="${address}${id}"></iframe>` : undefined;
}

function figure({ named, plain }: Arguments): string | undefined {
  const { src = plain[0] ?? '', alt = named.title ?? named.caption ?? '', title = '', caption = title } = named;
  if (src === '') return undefined;
  const more = title !== '' && title !== caption && title !== alt ? ` title="${escapeHtmlAttribute(title)}"` : '';
  const picture = `<img src="${escapeHtmlAttribute(src)}" alt="${escapeHtmlAttribute(alt)}"${more}>`;
  if (caption === '') return picture;
  return `<figure>${picture}<figcaption>${escapeHtmlAttribute(caption)}</figcaption></figure>`;
}

function post({ named, plain: [first, second] }: Arguments): string | undefined {
  return link(named.user ?? first, named.id ?? second, (user, id) => `https://x.com/${user}/status/${id}`);
}

function link(
  one: string | undefined,
  other: string | undefined,
  addressOf: (one: string, other: string) => string,
): string | undefined {
  return one && other && ID.test(one) && ID.test(other) ? `<${addressOf(one, other)}>` : undefined;
}
