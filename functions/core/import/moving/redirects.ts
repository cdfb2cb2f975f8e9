import { parseAddress } from '../../text/web-address.ts';

/** An address that an article had, and the one that it has now; both absolute. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
}

/** Files that lead from former addresses to new ones, by name. */
export interface RedirectFiles {
  readonly files: Readonly<Record<string, string>>;
  /** Addresses that some of the rules can't have, and why. */
  readonly without: readonly { readonly file: string; readonly from: string; readonly why: string }[];
}

/** Makes the list of redirects, and rules of it for servers. `redirects` has each `from` once. */
export function redirectFiles(redirects: readonly Redirect[]): RedirectFiles {
  const rows = [...redirects].sort((a, b) => (a.from < b.from ? -1 : 1));
  const nginx = nginxRules(rows);
  const keyValueStore = keyValues(rows);
  return {
    files: {
      'redirects.csv': `from,to\n${rows.map(({ from, to }) => `${csvField(from)},${csvField(to)}\n`).join('')}`,
      'nginx.conf': nginx.text,
      _redirects: netlifyRules(rows),
      'cloudfront-keyvaluestore.json': keyValueStore.text,
      'cloudfront-function.js': CLOUDFRONT_FUNCTION,
    },
    without: [...nginx.without, ...keyValueStore.without],
  };
}

/** RFC 4180, section 2. */
function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

interface Rules {
  readonly text: string;
  readonly without: RedirectFiles['without'];
}

/** Path and query of an address. */
function pathOf(address: string): { readonly path: string; readonly query: string } {
  const url = parseAddress(address);
  return { path: url?.pathname ?? '/', query: url?.search.slice(1) ?? '' };
}

const NGINX_HEAD = `# In the block http { … }. Take the first two lines out where your nginx.conf has them already,
# and raise them if nginx says that it could not build map_hash.
map_hash_max_size 262144;
map_hash_bucket_size 1024;
`;
const NGINX_FOOT = `# In the block server { … } of the old address:
#   if ($bantin_moved_page) { return 301 $bantin_moved_page; }
#   if ($bantin_moved_query) { return 301 $bantin_moved_query; }
`;

/**
 * Two maps: nginx has paths decoded and without their query in `$uri`; addresses such as `/?p=123` are known by both.
 */
function nginxRules(rows: readonly Redirect[]): Rules {
  const without: { file: string; from: string; why: string }[] = [];
  // nginx compares without case, and takes no key twice.
  const [pages, queries] = [new Map<string, string>(), new Map<string, string>()];
  const add = (lines: Map<string, string>, name: string, target: string): void => {
    if (!lines.has(name.toLowerCase())) lines.set(name.toLowerCase(), `    ${nginxText(name)} ${target};\n`);
  };
  for (const { from, to } of rows) {
    const { path, query } = pathOf(from);
    const name = decodedPath(path);
    if (name === undefined) {
      without.push({ file: 'nginx.conf', from, why: 'its path is no text in UTF-8' });
      continue;
    }
    const target = nginxText(to.replaceAll('$', '%24'));
    if (query !== '') add(queries, `${name}?${query}`, target);
    else for (const one of spellings(name)) add(pages, one, target);
  }
  const map = (source: string, name: string, lines: ReadonlyMap<string, string>): string =>
    `map ${source} $${name} {\n    default "";\n${[...lines.values()].join('')}}\n`;
  const maps = map('$uri', 'bantin_moved_page', pages) + map('$uri?$args', 'bantin_moved_query', queries);
  return { text: NGINX_HEAD + maps + NGINX_FOOT, without };
}

/** With and without the slash at its end: readers have written down both. */
function spellings(path: string): readonly string[] {
  if (path === '/' || /\.[a-z0-9]{2,5}$/i.test(path)) return [path];
  return path.endsWith('/') ? [path, path.slice(0, -1)] : [path, `${path}/`];
}

function decodedPath(path: string): string | undefined {
  try {
    const name = decodeURIComponent(path);
    return /[\u0000-\u001f\u007f]/.test(name) ? undefined : name;
  } catch {
    return undefined;
  }
}

function nginxText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Netlify matches paths without their last slash, and a query by its parts. */
function netlifyRules(rows: readonly Redirect[]): string {
  const lines = rows.map(({ from, to }) => {
    const { path, query } = pathOf(from);
    const parts = query === '' ? [] : query.split('&').filter(part => part !== '');
    // A star or a colon would stand for any path.
    const exact = path.replaceAll('*', '%2A').replaceAll(':', '%3A');
    return `${[exact, ...parts, to, '301!'].join(' ')}\n`;
  });
  return lines.join('');
}

/** Maximum size of an item of a KeyValueStore, in bytes of UTF-8. */
const [MAX_KEY, MAX_PAIR] = [512, 1024];
/** Maximum size of all items together: 5 MB. */
const MAX_STORE = 5 * 1024 * 1024;

/** The file that `ImportSource` of CloudFront KeyValueStore takes. */
function keyValues(rows: readonly Redirect[]): Rules {
  const without: { file: string; from: string; why: string }[] = [];
  const data = new Map<string, string>();
  let total = 0;
  for (const { from, to } of rows) {
    const { path, query } = pathOf(from);
    const key = path.replace(/(?<=.)\/$/, '') + (query === '' ? '' : `?${query}`);
    const [keyBytes, valueBytes] = [byteLength(key), byteLength(to)];
    const isTooLong = keyBytes > MAX_KEY || keyBytes + valueBytes > MAX_PAIR;
    if (isTooLong || total + keyBytes + valueBytes > MAX_STORE) {
      const why = isTooLong ? 'its addresses are too long for an item' : 'the store may have 5 MB';
      without.push({ file: 'cloudfront-keyvaluestore.json', from, why });
    } else if (!data.has(key)) {
      data.set(key, to);
      total += keyBytes + valueBytes;
    }
  }
  const items = [...data].map(([key, value]) => ({ key, value }));
  return { text: `${JSON.stringify({ data: items }, null, 1)}\n`, without };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

const CLOUDFRONT_FUNCTION = `// Viewer request of the old address. Associate the KeyValueStore that
// cloudfront-keyvaluestore.json was imported into.
import cf from "cloudfront";

const moved = cf.kvs();

async function handler(event) {
  const request = event.request;
  const path = request.uri.replace(/(.)\\/$/, '$1');
  const query = Object.keys(request.querystring)
    .map(name => name + '=' + request.querystring[name].value)
    .join('&');
  for (const key of query === '' ? [path] : [path + '?' + query, path]) {
    try {
      const location = await moved.get(key);
      return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: location } } };
    } catch (error) {
      // There is no such key.
    }
  }
  return request;
}
`;
