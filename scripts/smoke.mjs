// Asks a running preview for what a reader asks, and fails where an answer is not what the contract says.
import assert from 'node:assert/strict';

const base = process.argv[2];
assert.ok(base, 'usage: node scripts/smoke.mjs http://127.0.0.1:8080/');

const expected = {
  '': 'text/html; charset=utf-8',
  'rss.xml': 'application/rss+xml; charset=utf-8',
  'atom.xml': 'application/atom+xml; charset=utf-8',
  'feed.json': 'application/feed+json; charset=utf-8',
  'opml.xml': 'text/x-opml; charset=utf-8',
  'sitemap.xml': 'application/xml; charset=utf-8',
  'news-sitemap.xml': 'application/xml; charset=utf-8',
};

for (const [path, type] of Object.entries(expected)) {
  const url = new URL(path, base);
  const response = await fetch(url);
  assert.equal(response.status, 200, `${url}: status`);
  assert.equal(response.headers.get('content-type'), type, `${url}: media type`);
  const again = await fetch(url, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
  assert.equal(again.status, 304, `${url}: asked again with its ETag`);
  const body = await response.text();
  assert.ok(body.length > 100, `${url}: empty`);
  console.log(`${url.pathname} ${response.status} ${type} ${body.length} characters`);
}

const missing = await fetch(new URL('no-such-page', base));
assert.equal(missing.status, 404);

const moved = await fetch(new URL('feed', base));
assert.deepEqual(
  [moved.status, moved.url],
  [200, new URL('rss.xml', base).href],
  'what others call a feed leads to it',
);
