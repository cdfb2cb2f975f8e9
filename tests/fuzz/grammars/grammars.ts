import type { Grammar } from '../grammar.ts';
import {
  ADDRESSES_IN_ARTICLES,
  ADDRESSES_IN_FEEDS,
  ADDRESSES_IN_FIELDS,
  DATES_IN_FEEDS,
  DATES_IN_FIELDS,
  DATES_IN_PAGES,
} from './addresses.ts';
import { BLOGGER, FOLDER, GHOST, MEDIUM, MOVABLE_TYPE, SUBSTACK } from './exports.ts';
import { ATOM_FEED, JSON_FEED, RDF, RSS, WXR, XML_DOCUMENT } from './feeds.ts';
import { FRONT_MATTER, SITE_FILE } from './front-matter.ts';
import { HTML } from './html.ts';
import { MARKDOWN } from './markdown.ts';
import { PLAIN_TEXT, TOP_OF_FILE } from './plain-text.ts';

/** Every grammar, in the order of their turns. */
export const GRAMMARS: readonly Grammar[] = [
  MARKDOWN,
  HTML,
  FRONT_MATTER,
  RSS,
  ADDRESSES_IN_ARTICLES,
  PLAIN_TEXT,
  DATES_IN_FIELDS,
  ATOM_FEED,
  TOP_OF_FILE,
  ADDRESSES_IN_FIELDS,
  WXR,
  SITE_FILE,
  XML_DOCUMENT,
  JSON_FEED,
  DATES_IN_PAGES,
  RDF,
  ADDRESSES_IN_FEEDS,
  DATES_IN_FEEDS,
  MOVABLE_TYPE,
  FOLDER,
  GHOST,
  MEDIUM,
  BLOGGER,
  SUBSTACK,
];

/** Order of grammars. Those with the most syntax come more often. */
export const TURNS: readonly Grammar[] = [...GRAMMARS, MARKDOWN, HTML, RSS, FRONT_MATTER, MARKDOWN, HTML, HTML];
