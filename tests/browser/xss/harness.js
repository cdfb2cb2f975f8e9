// Runs in the browser: puts what was published where readers and browsers put it, and notes what runs.

/** Numbers of the vectors that ran, and of what else should not have happened, in words. */
const ran = new Set();
window.xss = what => ran.add(what);

const SETTLE = 40;
const settle = () => new Promise(resolve => setTimeout(resolve, SETTLE));
const ADDRESSES = 'href src action formaction data poster background xlink:href codebase ping from to values'.split(
  ' ',
);
const INLINE_PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|avif);base64,[\w+/]+=*$/;

/** Does what a person might: makes every event that something waits for, and follows every link that is code. */
function provoke(root) {
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) element.dispatchEvent(new Event(name.slice(2).toLowerCase(), { bubbles: false }));
      if (!ADDRESSES.includes(name.toLowerCase()) || !URL.canParse(value, 'https://bao.example/')) continue;
      const { protocol, href } = new URL(value, 'https://bao.example/');
      if (protocol === 'javascript:' || protocol === 'vbscript:')
        window.xss(`code as an address: ${element.outerHTML}`);
      if (protocol === 'data:' && !INLINE_PICTURE.test(href))
        window.xss(`a document as an address: ${element.outerHTML}`);
    }
  }
}

/** As a feed reader does with what an entry holds. */
async function insert(fragments) {
  const root = document.createElement('div');
  document.body.append(root);
  for (const fragment of fragments) {
    const place = document.createElement('div');
    root.append(place);
    place.innerHTML = fragment;
    // As readers that keep what they have cleaned, and show it again.
    place.innerHTML = String(place.innerHTML);
  }
  await settle();
  provoke(root);
  await settle();
  root.remove();
}

/** As a browser does with a page, each in a frame of its own. */
async function open(pages) {
  const frames = pages.map(write);
  await settle();
  for (const frame of frames) if (frame.contentDocument) provoke(frame.contentDocument);
  await settle();
  for (const frame of frames) frame.remove();
}

function write(page) {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.body.append(frame);
  const { contentDocument } = frame;
  contentDocument.open();
  contentDocument.write(page);
  contentDocument.close();
  return frame;
}

/**
 * The same of many pages in one frame, one after another, which takes a tenth of the time: the parser passes over the
 * beginning of a page within another. After each stands an element that must be found where it was put, in the body,
 * so that no page takes in what follows it.
 */
async function openTogether(pages) {
  const frame = write(pages.map((page, at) => `${page}<i id="end-${at}"></i>`).join('\n'));
  await settle();
  const { contentDocument } = frame;
  for (const at of pages.keys()) {
    const end = contentDocument.getElementById(`end-${at}`);
    if (end?.localName !== 'i' || end.parentElement !== contentDocument.body) window.xss(`not closed: ${pages[at]}`);
  }
  provoke(contentDocument);
  await settle();
  frame.remove();
}

async function textOf(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

/** The HTML that the entries of a feed hold, as their formats say: `description` of RSS is HTML, too. */
async function fragmentsOf(path) {
  const text = await textOf(path);
  if (path.endsWith('.json')) return JSON.parse(text).items.map(item => item.content_html ?? '');
  const xml = new DOMParser().parseFromString(text, 'text/xml');
  if (xml.querySelector('parsererror')) throw new Error(`${path}: ${xml.documentElement.textContent}`);
  const elements = [...xml.querySelectorAll('item > *, entry > *')];
  return elements.flatMap(element => {
    const isHtml = ['encoded', 'description'].includes(element.localName) || element.getAttribute('type') === 'html';
    return isHtml ? [element.textContent] : [];
  });
}

/** Fragments that were inserted before: the formats mostly hold the same. */
const seen = new Set();

window.harness = {
  ran: () => [...ran],
  async readFeed(path) {
    const fragments = await fragmentsOf(path);
    const fresh = fragments.filter(fragment => !seen.has(fragment));
    for (const fragment of fresh) seen.add(fragment);
    await insert(fresh);
    return fragments.length;
  },
  openTogether,
  open,
};
