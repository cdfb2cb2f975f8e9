import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { siteFieldPlaces } from '../../../functions/core/check/field-places.ts';

const SITE = `title: A
podcast:
  cover: /media/a.png
feeds:
  rules:
    - title: B
    - title: C
      podcast: { explicit: false, cover: /media/c.png }
`;

it.each([
  ['title', 1, 1],
  ['icon', 1, 1],
  ['podcast.cover', 3, 3],
  ['feeds.rules.1', 7, 7],
  ['feeds.rules.1.podcast.cover', 8, 35],
])('%s has its place in site.yaml', (field, line, column) => {
  expect(siteFieldPlaces(Buffer.from(SITE))(field)).toEqual({ line, column });
});

it.each(['feeds.rules.0.podcast.cover', 'feeds.rules.2', 'title.a', 'feeds.tags'])('%s has none', field => {
  expect(siteFieldPlaces(Buffer.from(SITE))(field)).toBeUndefined();
});
