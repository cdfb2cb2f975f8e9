import { nginxRules } from './nginx-rules.ts';
import { type Redirect, type RedirectRow, type Rules, redirectRows, type WithoutRule } from './redirect-rows.ts';

/** Files that lead from former addresses to new ones, by name. */
export interface RedirectFiles {
  readonly files: Readonly<Record<string, string>>;
  /** Addresses that some of the rules can't have, and why. */
  readonly without: readonly WithoutRule[];
}

/** Makes the list of redirects, and rules of it for servers. `redirects` has each `from` once. */
export function redirectFiles(redirects: readonly Redirect[]): RedirectFiles {
  const list = [...redirects].sort((a, b) => (a.from < b.from ? -1 : 1));
  const { rows, without } = redirectRows(list);
  const [nginx, netlify, keyValueStore] = [nginxRules(rows), netlifyRules(rows), keyValues(rows)];
  return {
    files: {
      'redirects.csv': `from,to\n${list.map(({ from, to }) => `${csvField(from)},${csvField(to)}\n`).join('')}`,
      'nginx.conf': nginx.text,
      _redirects: netlify.text,
      'cloudfront-keyvaluestore.json': keyValueStore.text,
      'cloudfront-function.js': CLOUDFRONT_FUNCTION,
    },
    without: [...without, ...nginx.without, ...netlify.without, ...keyValueStore.without],
  };
}

/** RFC 4180, section 2. */
function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Netlify matches paths without their last slash, and a query by its parts, each a name and a value. It takes a part
 * that begins as a path does for where the rule leads, and a value that begins with a colon for a pattern.
 */
function netlifyRules(rows: readonly RedirectRow[]): Rules {
  const without: WithoutRule[] = [];
  const lines = rows.flatMap(({ from, to, path, query }) => {
    const parts = query === '' ? [] : query.split('&').filter(part => part !== '');
    if (parts.some(part => !/^[^=/:]+=(?!:)/.test(part))) {
      without.push({ file: '_redirects', from, why: 'Netlify has no rules for such a query' });
      return [];
    }
    // A star or a colon would stand for any path.
    const exact = path.replaceAll('*', '%2A').replaceAll(':', '%3A');
    return [`${[exact, ...parts, to, '301!'].join(' ')}\n`];
  });
  return { text: lines.join(''), without };
}

/** Maximum size of an item of a KeyValueStore, in bytes of UTF-8. */
const [MAX_KEY, MAX_PAIR] = [512, 1024];
/** Maximum size of all items together: 5 MB. */
const MAX_STORE = 5 * 1024 * 1024;

/** The file that `ImportSource` of CloudFront KeyValueStore takes. */
function keyValues(rows: readonly RedirectRow[]): Rules {
  const without: WithoutRule[] = [];
  const data = new Map<string, string>();
  let total = 0;
  for (const { from, to, path, query } of rows) {
    const key = keyOf(path, query);
    const [keyBytes, valueBytes] = [byteLength(key), byteLength(to)];
    const isTooLong = keyBytes > MAX_KEY || keyBytes + valueBytes > MAX_PAIR;
    if (isTooLong || total + keyBytes + valueBytes > MAX_STORE) {
      const why = isTooLong ? 'its addresses are too long for an item' : 'the store may have 5 MB';
      without.push({ file: 'cloudfront-keyvaluestore.json', from, why });
    } else if ((data.get(key) ?? to) !== to) {
      without.push({
        file: 'cloudfront-keyvaluestore.json',
        from,
        why: 'CloudFront takes it for the address of another',
      });
    } else if (!data.has(key)) {
      data.set(key, to);
      total += keyBytes + valueBytes;
    }
  }
  const items = [...data].map(([key, value]) => ({ key, value }));
  return { text: `${JSON.stringify({ data: items }, null, 1)}\n`, without };
}

/** Returns the key as `CLOUDFRONT_FUNCTION` makes it of a request: `%c3` is `%C3`, and each name has a value. */
function keyOf(path: string, query: string): string {
  const pairs = query.split('&').filter(pair => pair !== '');
  const named = pairs.map(pair => (pair.includes('=') ? pair : `${pair}=`)).join('&');
  const key = path.replace(/(?<=.)\/$/, '') + (named === '' ? '' : `?${named}`);
  return key.replace(/%[0-9a-f]{2}/gi, code => code.toUpperCase());
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
      const location = await moved.get(key.replace(/%[0-9a-f]{2}/gi, code => code.toUpperCase()));
      return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: location } } };
    } catch (error) {
      // There is no such key.
    }
  }
  return request;
}
`;
