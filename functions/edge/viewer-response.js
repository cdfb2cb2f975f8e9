// CloudFront Function, viewer response: what an object's metadata says of the answer. `bantin serve` runs the same
// file. JavaScript runtime 2.0: ES 5.1 with const, let and arrow functions; no modules, and 10 KB at most.
//
// The metadata of an object in S3, set by the publisher:
//   redirect  a path; the address moved there for good
//   status    410 for what was withdrawn, 404 for the page that says so
//   link      a Link header (RFC 8288): a feed's WebSub hub and its own address, a licence

const META = 'x-amz-meta-';
// On this host only: neither a second slash nor a backslash, which browsers take for one.
const PATH = /^\/(?![/\\])[!-[\]-~]*$/;
const ONE_LINK = '<https?://[!#-;=?-[\\]_a-~]+>; rel="[a-z-]+"(?:; type="application/rsl\\+xml")?';
const LINK = new RegExp(`^${ONE_LINK}(?:, ${ONE_LINK})*$`);
const TEXT = /^text\/|[/+](?:xml|json)\b/;
// By its address, too: a 304 has no media type.
const TEXT_PATH = /(?:\/|\.(?:html|md|xml|json)(?:\.br|\.gz)?)$/;
// Media under media/, and beside articles.
const MEDIA = /^\/(?:media\/|articles\/(?:.*\/)?[^/]*\.(?!html$)[^/.]+$)/;
// Media types that browsers show without running anything. All else is a download: pages, XML, style sheets, scripts,
// and unknown types. The object itself says whether a picture in SVG or a PDF holds a script
// (`functions/core/media/active-media.ts`).
const SHOWN = /^(?:(?:image|audio|video|font)\/|text\/(?:plain|csv|vtt|markdown)\b|application\/(?:pdf|json)\b)/;
// Feeds, sitemaps and lists, in any encoding: headers as few as needed, since each of millions of polls gets them.
const DATA = /\.(?:xml|json)(?:\.br|\.gz)?$/;
// Content-Security-Policy of pages and of media, as in `functions/core/pages/page-policy.ts`. A response headers policy
// could set them; an account has 20 of these, and the smaller flat-rate plans take none of one's own.
const PAGE_POLICY =
  "default-src 'none'; script-src 'sha256-gXGwPHnCHWXeqJ7jsAAJLt78OwIgZPWxjiWZDyVrzh8='; style-src 'unsafe-inline'; " +
  "img-src http: https: data:; media-src http: https:; frame-src https:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'";
const MEDIA_POLICY =
  "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; font-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
// Headers that describe the object's bytes; they go if the answer has others.
const OF_THE_OBJECT = ['etag', 'last-modified', 'accept-ranges', 'content-range'];

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const response = event.response;
  const headers = response.headers || {};
  response.headers = headers;
  const redirect = headerOf(headers, `${META}redirect`);
  const status = headerOf(headers, `${META}status`);
  const link = headerOf(headers, `${META}link`);
  removeOwn(headers);
  if (PATH.test(redirect)) {
    become(response, 301, 'Moved Permanently');
    headers.location = { value: redirect };
  } else if (status === '410') become(response, 410, 'Gone');
  else if (status === '404') become(response, 404, 'Not Found');
  else if (LINK.test(link)) headers.link = { value: link };
  const uri = event.request ? event.request.uri : '';
  if (MEDIA.test(uri)) download(headers);
  protect(headers, uri);
  vary(headers, uri);
  return response;
}

// Also where the viewer's copy is the same (304): it must not go on believing that the object is there.
function become(response, statusCode, statusDescription) {
  response.statusCode = statusCode;
  response.statusDescription = statusDescription;
  OF_THE_OBJECT.forEach(name => {
    delete response.headers[name];
  });
}

// A 304 has no media type; whoever asked has the headers of the answer before.
function download(headers) {
  const type = headerOf(headers, 'content-type').toLowerCase();
  if (type !== '' && !SHOWN.test(type)) headers['content-disposition'] = { value: 'attachment' };
}

// Nothing runs but the one script of pages. A picture can be a document with scripts: an SVG.
function protect(headers, uri) {
  if (MEDIA.test(uri)) headers['content-security-policy'] = { value: MEDIA_POLICY };
  else if (!DATA.test(uri)) headers['content-security-policy'] = { value: PAGE_POLICY };
}

// Headers of S3 about itself are private, and take bytes on every poll.
function removeOwn(headers) {
  Object.keys(headers).forEach(name => {
    if (name === 'server' || name.indexOf('x-amz-') === 0) delete headers[name];
  });
}

// Text is served in several encodings, whichever this one is: caches on the way must know, also of the plain form.
function vary(headers, uri) {
  const isText = TEXT.test(headerOf(headers, 'content-type')) || TEXT_PATH.test(uri);
  if (!isText && !headers['content-encoding']) return;
  const present = headerOf(headers, 'vary');
  if (/(?:^|,)\s*(?:accept-encoding|\*)\s*(?:,|$)/i.test(present)) return;
  headers.vary = { value: present === '' ? 'Accept-Encoding' : `${present}, Accept-Encoding` };
}

function headerOf(headers, name) {
  const header = headers[name];
  if (!header) return '';
  return header.multiValue ? header.multiValue.map(item => item.value).join(', ') : String(header.value);
}
