import { type Case, type Fate, frontMatter } from './case.ts';
import { NASTY_TEXTS } from './nasty-texts.ts';

/** Ways to hold an article back. */
const HOLDS: readonly (readonly [name: string, fields: Readonly<Record<string, unknown>>, fate: Fate])[] = [
  ['a draft', { draft: true }, 'draft'],
  ['a draft in words', { draft: 'TRUE' }, 'draft'],
  ['a draft from the past', { draft: true, date: '2018-01-01' }, 'draft'],
  ['an embargo of a second', { date: '2026-11-23T12:00:01Z' }, 'waiting'],
  ['an embargo in the zone', { date: '2026-11-23 19:00:01' }, 'waiting'],
  ['an embargo of years', { date: '2099-01-01' }, 'waiting'],
  ['a draft under embargo', { draft: true, date: '2099-01-01' }, 'draft'],
  ['a draft that is no word', { draft: 'chắc' }, 'rejected'],
  ['a draft in Vietnamese', { draft: 'có' }, 'draft'],
  ['a date that is none', { date: 'mai' }, 'rejected'],
  ['another system: status', { status: 'draft' }, 'draft'],
  ['another system: a status that is none', { status: 'Nguồn' }, 'rejected'],
  ['another system: publishDate', { publishDate: '2099-01-01' }, 'waiting'],
  ['another system: publishDate in words', { publishDate: 'mai' }, 'rejected'],
  ['another system: visibility', { visibility: 'private' }, 'draft'],
  ['another system: published', { published: false }, 'draft'],
  ['another system: a date to come behind published', { published: '2099-01-01' }, 'waiting'],
  ['another system: isDraft', { isDraft: true }, 'draft'],
  ['another system: a password', { password: 'mật' }, 'draft'],
  ['another system: no permalink', { permalink: false }, 'draft'],
  ['another system: not rendered', { _build: { render: 'never' } }, 'draft'],
  ['another system: for themes', { extra: { private: true } }, 'draft'],
  ['another system: expired', { expiryDate: '2026-11-23 12:00' }, 'expired'],
  ['another system: expired before it was out', { expires: '2018-01-01' }, 'expired'],
  ['another system: an end that is none', { unpublishDate: 'mai' }, 'rejected'],
  ['a name of publishing words', { not_public_until: '2099-01-01' }, 'waiting'],
  ['a field mistyped', { drfat: true }, 'rejected'],
];

/** Articles that hold a secret wherever one can stand, and are not out. */
export function heldCases(): readonly Case[] {
  const nasties = Object.values(NASTY_TEXTS).filter(text => text.length < 1000);
  return HOLDS.flatMap(([hold, fields, fate], at) =>
    ['md', 'txt', 'html'].map((ending, kind): Case => {
      const secret = `secret${String(at * 3 + kind).padStart(4, '0')}held`;
      const nasty = nasties[(at * 3 + kind) % nasties.length] ?? '';
      return {
        name: `${hold} in ${ending}: ${secret}`,
        key: `articles/${secret}/${secret}.${ending}`,
        source: secretSource(secret, nasty, { ...(fields.date === undefined && { date: '2026-11-22' }), ...fields }),
        fate,
        secret,
      };
    }),
  );
}

function secretSource(secret: string, nasty: string, fields: Readonly<Record<string, unknown>>): string {
  const front = frontMatter({
    title: `${secret} ${nasty}`,
    id: `tag:bao.example,2018:${secret}`,
    author: { name: secret, email: `${secret}@bao.example`, url: `https://${secret}.example/` },
    categories: [secret, 'Chung'],
    tags: [secret],
    summary: `${secret} ${nasty}`,
    image: { src: `/media/${secret}.jpg`, alt: secret },
    enclosure: { url: `https://bao.example/${secret}.mp3`, title: secret },
    link: `https://bao.example/${secret}`,
    ...fields,
  });
  return `${front}<p>${secret}</p>\n\n${secret} ${nasty}\n`;
}
