import { type Case, published } from './case.ts';
import { NASTY_ADDRESSES, NASTY_DATES, NASTY_LANGUAGES, NASTY_TEXTS } from './nasty-texts.ts';

/** Fields of a source that take a text. */
const TEXT_FIELDS: Readonly<Record<string, (text: string) => Readonly<Record<string, unknown>>>> = {
  title: text => ({ title: `x ${text} y` }),
  summary: text => ({ title: 'Bài', summary: `x ${text}` }),
  correction: text => ({ title: 'Bài', updated: '2026-11-23 08:00', correction: `x ${text}` }),
  author: text => ({ title: 'Bài', author: `x ${text}` }),
  'authors with addresses': text => ({
    title: 'Bài',
    authors: [{ name: `x ${text}`, email: `a${text}@b.example`, url: text }],
  }),
  tags: text => ({ title: 'Bài', tags: [`x ${text}`, text, 'hai'] }),
  category: text => ({ title: 'Bài', categories: [`x ${text}`.slice(0, 100), 'Chung'] }),
  id: text => ({ title: 'Bài', id: `x ${text}` }),
  'id that looks like an IRI': text => ({ title: 'Bài', id: `urn:x:${text}` }),
  image: text => ({ title: 'Bài', image: { src: '/media/cho.jpg', alt: `x ${text}` } }),
  enclosure: text => ({ title: 'Bài', enclosure: { url: '/media/cho.mp3', title: `x ${text}`, type: text } }),
};

/** Returns a text that may stand in a source several times. */
function short(text: string): string {
  return text.slice(0, 5000);
}

/** The same where it tells of an episode. */
const EPISODE_FIELDS: typeof TEXT_FIELDS = {
  'words of an episode': text => ({
    title: 'Bài',
    enclosure: {
      url: '/media/cho.mp3',
      duration: 90,
      person: [{ name: `x ${text}`, role: short(text), group: short(text) }, short(text)],
      chapters: [
        { at: 0, title: `x ${short(text)}` },
        { at: '1:30', title: short(text) },
      ],
      transcript: { url: '/media/cho.vtt', type: short(text), language: short(text) },
    },
  }),
  'numbers of an episode': text => ({
    title: 'Bài',
    enclosure: {
      url: '/media/cho.mp3',
      duration: short(text),
      episode: short(text),
      season: short(text),
      episodeType: short(text),
      explicit: short(text),
    },
  }),
  'files of an episode': text => ({
    title: 'Bài',
    enclosure: [
      '/media/cho.mp3',
      { url: short(text), title: `x ${text}`, type: 'audio/ogg' },
      { url: '/media/a.m4a', type: text },
    ],
  }),
};

/** The same where it takes an address. */
const EPISODE_ADDRESSES: typeof TEXT_FIELDS = {
  'addresses of an episode': url => ({
    title: 'Bài',
    enclosure: {
      url: '/media/cho.mp3',
      transcript: [url, { url, type: 'text/vtt' }],
      chapters: url,
      person: { name: 'Lê Na', url, picture: url },
    },
  }),
  'addresses of chapters': url => ({
    title: 'Bài',
    enclosure: [
      { url: '/media/cho.mp3', chapters: [{ at: 0, title: 'A', url }] },
      { url, type: 'audio/mpeg' },
    ],
  }),
};

/** The same where it tells of rights. */
const RIGHTS_FIELDS: typeof TEXT_FIELDS = {
  license: text => ({ title: 'Bài', license: text }),
  'words of a picture': text => ({
    title: 'Bài',
    image: {
      src: '/media/cho.jpg',
      caption: `x ${text}`,
      credit: { name: `y ${text.slice(0, 5000)}`, role: text.slice(0, 100) },
      srcset: text.slice(0, 2000),
    },
  }),
  'terms of a licence': text => ({
    title: 'Bài',
    license: { rsl: { prohibits: ['ai-train'], copyright: `x ${text}`, terms: 'https://bao.example/dk' } },
  }),
};

/** Fields of a source that take an address. */
const ADDRESS_FIELDS: Readonly<Record<string, (address: string) => Readonly<Record<string, unknown>>>> = {
  link: link => ({ title: 'Bài', link }),
  'image of the address': src => ({ title: 'Bài', image: { src, alt: 'a' } }),
  'enclosure of the address': url => ({ title: 'Bài', enclosure: { url } }),
  'author of the address': url => ({ title: 'Bài', author: { name: 'Lê Na', url } }),
  'license at the address': license => ({ title: 'Bài', license }),
  'id that is an address': id => ({ title: 'Bài', id }),
};

export function textFieldCases(): readonly Case[] {
  return casesOf(TEXT_FIELDS);
}

export function episodeCases(): readonly Case[] {
  const addresses = Object.entries(EPISODE_ADDRESSES).flatMap(([field, fieldsOf]) =>
    Object.entries(NASTY_ADDRESSES).map(([nasty, address], at) =>
      published(`${field}: ${nasty}`, key(`at-${field}`, at), fieldsOf(address)),
    ),
  );
  return [...casesOf(EPISODE_FIELDS), ...addresses];
}

export function rightsCases(): readonly Case[] {
  return casesOf(RIGHTS_FIELDS);
}

function casesOf(fields: typeof TEXT_FIELDS): readonly Case[] {
  return Object.entries(fields).flatMap(([field, fieldsOf]) =>
    Object.entries(NASTY_TEXTS).map(([nasty, text], at) =>
      published(`${field}: ${nasty}`, key(field, at), fieldsOf(text)),
    ),
  );
}

/** The same texts where they are not fields, but what is written. */
export function bodyCases(): readonly Case[] {
  // A file of so few bytes that has a zero among them is taken for a picture.
  const texts = Object.entries(NASTY_TEXTS).map(([nasty, text]) => [nasty, text.replace('\0', '')] as const);
  return texts.flatMap(([nasty, text], at) => [
    published(
      `Markdown: ${nasty}`,
      key('body', at),
      { title: 'Bài' },
      mark => `${mark}\n\n${text}\n\n> ${text}\n\n\`${text}\``,
    ),
    published(`plain text: ${nasty}`, key('body', at, 'txt'), { title: 'Bài' }, mark => `${mark}\n\n${text}`),
    published(
      `HTML: ${nasty}`,
      key('body', at, 'html'),
      { title: 'Bài' },
      mark => `<p>${mark}</p><p title="${text}">${text}</p>`,
    ),
  ]);
}

export function addressCases(): readonly Case[] {
  const entries = Object.entries(NASTY_ADDRESSES);
  return [
    ...Object.entries(ADDRESS_FIELDS).flatMap(([field, fieldsOf]) =>
      entries.map(([nasty, address], at) => published(`${field}: ${nasty}`, key(`at-${field}`, at), fieldsOf(address))),
    ),
    ...entries.map(([nasty, address], at) =>
      published(`links and pictures: ${nasty}`, key('at-body', at), { title: 'Bài' }, mark =>
        [mark, `[a](<${address}>)`, `![b](<${address}>)`, `<a href="${address}">c</a>`, `<img src='${address}'>`].join(
          '\n\n',
        ),
      ),
    ),
  ];
}

export function dateCases(): readonly Case[] {
  const dates = Object.entries(NASTY_DATES).map(([nasty, [date, fate]], at): Case => {
    const name = `date: ${nasty}`;
    const secret = `secretdate${String(at).padStart(3, '0')}`;
    const base = published(name, key('date', at), { title: 'Bài', date });
    if (fate === 'published') return base;
    const { mark, title, ...rest } = published(name, key('date', at), { title: `Bài ${secret}`, date });
    return { ...rest, fate, secret };
  });
  const corrections = Object.entries(NASTY_DATES).map(([nasty, [updated]], at) =>
    published(`updated: ${nasty}`, key('updated', at), { title: 'Bài', updated }),
  );
  return [...dates, ...corrections];
}

export function languageCases(): readonly Case[] {
  return NASTY_LANGUAGES.map((language, at) =>
    published(`language: ${language}`, key('language', at), { title: 'Bài', language }),
  );
}

function key(field: string, at: number, ending = 'md'): string {
  return `articles/${field.replaceAll(' ', '-')}/${String(at).padStart(3, '0')}-${ending}.${ending}`;
}
