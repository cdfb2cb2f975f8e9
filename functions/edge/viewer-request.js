// CloudFront Function, viewer request: which object under public/ a request means. `bantin serve` runs the same file.
// JavaScript runtime 2.0: ES 5.1 with const, let and arrow functions; no modules, and 10 KB at most.

// Folders that are no category's, where a name such as "feed" is someone's own.
const NOT_FEEDS = /^\/(?:articles|archives|media|sitemaps|authors|tags|feeds|browse)\//;
// Folders in which each folder is one of a feed.
const FOLDER_IN = /^(?:authors|tags|feeds)\/[^/]+\//;
// CloudFront's own compression leaves these two media types out, so their compressed forms are objects of their own.
const PRECOMPRESSED = /^(\/.*)?\/(atom\.xml|feed\.json)(?:\.br|\.gz)?$/;
const ENDINGS = { br: '.br', gzip: '.gz', identity: '' };

const ANYONE = { value: '*' };
const PREFLIGHT = {
  'access-control-allow-origin': ANYONE,
  'access-control-allow-methods': { value: 'GET, HEAD' },
  'access-control-allow-headers': { value: 'If-None-Match, If-Modified-Since, Range' },
  'access-control-max-age': { value: '86400' },
};

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const request = event.request;
  if (request.method === 'OPTIONS') return answer(204, 'No Content', PREFLIGHT);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return answer(405, 'Method Not Allowed', { allow: { value: 'GET, HEAD, OPTIONS' } });
  const uri = request.uri;
  if (isNoKey(uri)) return notFound();
  const target = movedTo(uri);
  if (target !== undefined) return redirect(target);
  // Nothing here depends on a query: /rss.xml? and /rss.xml?utm_source=x are the same resource.
  request.querystring = {};
  request.uri = objectOf(uri, request.headers);
  return request;
}

// Returns whether no key has this path, or CloudFront and S3 may read it differently. CloudFront chooses the headers of
// an answer by the path as it was spelled, some of it normalized; S3 decodes the path once and takes the result
// literally. So `/media%2Fa.xml` would be served without the policy of media. No key has a backslash, or an empty or
// dotted segment.
function isNoKey(uri) {
  const path = uri.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  if (/%2f/i.test(uri) || path.indexOf('\\') !== -1) return true;
  if (/\/\.{0,2}\//.test(path) || /\/\.{1,2}$/.test(path)) return true;
  // Beside articles, a dot marks a file that is no page.
  if (/^\/articles\//.test(path) && (/%2e/i.test(uri) || uri.indexOf('/articles/') !== 0)) return true;
  return path.indexOf('/media/') === 0 && uri.indexOf('/media/') !== 0;
}

// Returns the new address of one that moved; undefined if it is one of ours. A path that starts with two slashes or a
// backslash would lead browsers to another host, and only printable ASCII belongs in a header.
function movedTo(uri) {
  if (!/^\/(?![/\\])[!-[\]-~]*$/.test(uri) || uri.indexOf('/media/') === 0) return undefined;
  const feed = feedOf(uri);
  if (feed !== undefined) return feed;
  return /\/[^/.]+$/.test(uri) ? `${uri}/` : undefined;
}

// The feed that an alias means, in the root or in the folder of a feed.
function feedOf(uri) {
  const isFolder = /\/$/.test(uri);
  const path = uri.slice(1, isFolder ? -1 : undefined);
  const inner = FOLDER_IN.exec(path);
  const own = ['', path.slice(0, path.indexOf('/') + 1)];
  const folders = inner ? [inner[0]] : NOT_FEEDS.test(uri) ? [] : own;
  for (let at = 0; at < folders.length; at++) {
    const name = path.slice(folders[at].length);
    const feed = feedNamed(name);
    if (feed !== undefined && (isFolder || feed !== name)) return `/${folders[at]}${feed}`;
  }
  return undefined;
}

// Returns the feed that other publishers give this name to. Readers guess these names, and a newsroom that moves here
// brings them along.
function feedNamed(name) {
  switch (name) {
    case 'feed':
    case 'feed/rss':
    case 'feed/rss2':
    case 'rss':
    case 'feed.xml':
    case 'index.xml':
    case 'rss.xml':
      return 'rss.xml';
    case 'feed/atom':
    case 'atom':
    case 'atom.xml':
      return 'atom.xml';
    case 'feed/json':
    case 'json':
    case 'feed.json':
      return 'feed.json';
    default:
      return undefined;
  }
}

// The object's path. Whoever asks for a compressed form by its name gets what the feed's own address gives: idempotent.
function objectOf(uri, headers) {
  if (/\/$/.test(uri)) return `${uri}index.html`;
  const feed = uri.indexOf('/media/') === 0 ? null : PRECOMPRESSED.exec(uri);
  if (!feed) return uri;
  // A part of a compressed feed helps nobody.
  const encoding = headerOf(headers, 'range') === '' ? bestEncoding(headerOf(headers, 'accept-encoding')) : 'identity';
  return `${feed[1] || ''}/${feed[2]}${ENDINGS[encoding]}`;
}

// The coding with the highest weight (RFC 9110, section 12.5.3); of equal ones, the smallest bytes.
function bestEncoding(header) {
  const weights = weightsOf(header);
  const any = weights['*'];
  const weightOf = (name, otherwise) => {
    if (weights[name] !== undefined) return weights[name];
    return any === undefined ? otherwise : any;
  };
  const br = weightOf('br', 0);
  const gzip = Math.max(weightOf('gzip', 0), weights['x-gzip'] || 0);
  // Allowed unless it is refused, and still the least that is wanted unless it is named.
  const identity = weightOf('identity', 0);
  if (br > 0 && br >= gzip && br >= identity) return 'br';
  return gzip > 0 && gzip >= identity ? 'gzip' : 'identity';
}

function weightsOf(header) {
  const weights = Object.create(null);
  header
    .toLowerCase()
    .split(',')
    .forEach(part => {
      const match = /^([^\s;]+)(?:\s*;\s*q\s*=\s*([0-9.]*))?$/.exec(part.trim());
      if (!match) return;
      const weight = match[2] === undefined ? 1 : Number(match[2] || 'none');
      // A weight that makes no sense counts as 0.
      weights[match[1]] = weight >= 0 && weight <= 1 ? weight : 0;
    });
  return weights;
}

function headerOf(headers, name) {
  const header = headers ? headers[name] : undefined;
  if (!header) return '';
  return header.multiValue ? header.multiValue.map(item => item.value).join(',') : String(header.value);
}

// 301, not 308: the two say the same of a GET, and feed readers exist that take 308 for an error.
function redirect(target) {
  return answer(301, 'Moved Permanently', {
    location: { value: target },
    'access-control-allow-origin': ANYONE,
    'cache-control': { value: 'public, max-age=3600' },
  });
}

// The page that says so is the origin's to give, and a function has none of it.
function notFound() {
  const found = answer(404, 'Not Found', {
    'content-type': { value: 'text/plain; charset=utf-8' },
    'cache-control': { value: 'public, max-age=60' },
    'x-content-type-options': { value: 'nosniff' },
  });
  found.body = { encoding: 'text', data: 'Not found\n' };
  return found;
}

function answer(statusCode, statusDescription, headers) {
  return { statusCode: statusCode, statusDescription: statusDescription, headers: headers };
}
