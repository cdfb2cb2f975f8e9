import { booleanOf, describe, fieldIn, type Report, readText, readTexts, webUrlOf } from '../fields/fields.ts';
import { suggest } from '../fields/suggest.ts';
import { refuseUnknown } from '../fields/unknown-fields.ts';
import type { Position } from '../problem.ts';
import { wholeLicenseName } from '../rights/known-licenses.ts';
import type { PictureReader } from '../site/picture-of.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { APPLE_CATEGORIES, appleCategory, CATEGORY_NAMES } from './apple-categories.ts';
import { PODCAST_TYPES, type Podcast, type PodcastCategory } from './podcast.ts';

const FIELDS: readonly string[] = [
  'author',
  'owner',
  'category',
  'explicit',
  'type',
  'cover',
  'locked',
  'funding',
  'license',
  'guid',
];
/** Apple shows three, of which the first counts. */
const MAX_CATEGORIES = 3;
const MAX_FUNDING = 10;
/** Maximum length of the text of a link, in characters (Podcasting 2.0, `podcast:funding`). */
const MAX_FUNDING_TEXT = 128;
const EMAIL = /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** An identifier of a licence (SPDX), which Podcasting 2.0 writes in lower case. */
const LICENSE_ID = /^[\w.+-]{1,64}$/;

/** A podcast as far as the site or a rule says it. */
export interface DeclaredPodcast extends Partial<Podcast> {
  /** Fields that are there and were reported, so that nobody misses them. */
  readonly unread?: readonly string[];
}

/** Reads the field `podcast` of the site or of a rule. */
export function podcastOf(
  node: YamlNode,
  field: string,
  report: Report,
  pictureOf: PictureReader,
): DeclaredPodcast | undefined {
  if (node.kind !== 'map') {
    report(node, 'error', `${field}: expected fields such as category: and cover:, found ${describe(node)}`);
    return { unread: FIELDS };
  }
  refuseUnknown(node.entries, FIELDS, report);
  const unread = new Set(node.entries.flatMap(({ key }) => suggest(key, FIELDS) ?? []));
  const read = <Value>(name: string, reader: (node: YamlNode, field: string, report: Report) => Value) => {
    const value = fieldIn(node, name);
    const told: Report = (...problem) => {
      unread.add(name);
      report(...problem);
    };
    return value && reader(value, `${field}.${name}`, told);
  };
  const author = read('author', authorOf);
  const owner = read('owner', ownerOf);
  const categories = read('category', categoriesOf);
  const [explicit, locked] = [read('explicit', booleanOf), read('locked', booleanOf)];
  const type = read('type', typeOf);
  const cover = read('cover', pictureOf);
  const funding = read('funding', fundingOf);
  const license = read('license', licenseOf);
  const guid = read('guid', guidOf);
  return {
    ...(author !== undefined && { author }),
    ...(owner && { owner }),
    ...(categories?.length && { categories }),
    ...(explicit !== undefined && { explicit }),
    ...(type && { type }),
    ...(cover !== undefined && { cover }),
    ...(locked !== undefined && { locked }),
    ...(funding?.length && { funding }),
    ...(license && { license }),
    ...(guid !== undefined && { guid }),
    ...(unread.size > 0 && { unread: [...unread] }),
  };
}

/** Fields that no directory does without, with what to write. */
const REQUIRED = {
  category: "category: one of Apple's list, such as News or Daily News",
  explicit: 'explicit: true or false',
  cover: 'cover: a square picture of 1,400 to 3,000 pixels',
} as const;

/**
 * Returns a podcast as its rule and the site say; the rule first. What is missing is an error.
 * @param at Place of the rule's `for`.
 */
export function wholePodcast(
  ofSite: DeclaredPodcast | undefined,
  ofRule: DeclaredPodcast | undefined,
  field: string,
  at: Position,
  report: Report,
): Podcast | undefined {
  const { categories, explicit, cover, unread: _, ...others } = { ...ofSite, ...ofRule };
  const unread = new Set([...(ofSite?.unread ?? []), ...(ofRule?.unread ?? [])]);
  const given = { category: categories, explicit, cover };
  const names = Object.keys(REQUIRED) as readonly (keyof typeof REQUIRED)[];
  const missing = names.filter(name => given[name] === undefined && !unread.has(name)).map(name => REQUIRED[name]);
  if (missing.length > 0) report(at, 'error', `${field}: a podcast needs ${missing.join('; ')}; add it under podcast:`);
  if (others.locked && !others.owner && !unread.has('owner')) {
    const message = `${field}: a podcast that is locked says whom to ask; add owner: { email: … } under podcast:`;
    report(at, 'error', message);
  }
  if (categories === undefined || explicit === undefined || cover === undefined) return undefined;
  return { ...others, categories, explicit, cover };
}

/** Apple shows a name alone; the address is the owner's. */
function authorOf(node: YamlNode, field: string, report: Report): string | undefined {
  if (node.kind !== 'map') return readText(node, field, report)?.text;
  const remedy = 'write the name alone; an address for mail stands in owner: { email: … }';
  report(node, 'error', `${field}: expected a name, found ${describe(node)}; ${remedy}`);
  return undefined;
}

function ownerOf(node: YamlNode, field: string, report: Report): Podcast['owner'] {
  const map = mapOf(node, field, ['name', 'email'], report);
  const [nameNode, emailNode] = map ? [fieldIn(map, 'name'), fieldIn(map, 'email')] : [];
  const name = nameNode && readText(nameNode, `${field}.name`, report)?.text;
  const email = emailNode && readText(emailNode, `${field}.email`, report);
  if (!map) return undefined;
  if (!email || !EMAIL.test(email.text)) {
    const found = email ? `, found "${email.text}"` : '';
    report(email ?? map, 'error', `${field}.email: expected an address such as podcast@bao.example${found}`);
    return undefined;
  }
  return { email: email.text, ...(name !== undefined && { name }) };
}

function categoriesOf(node: YamlNode, field: string, report: Report): readonly PodcastCategory[] {
  const categories: PodcastCategory[] = [];
  for (const { text, ...at } of readTexts(node, field, report)) {
    const category = appleCategory(text);
    if (!category) {
      const meant = suggest(text, CATEGORY_NAMES);
      const remedy =
        meant === undefined
          ? `write one of ${Object.keys(APPLE_CATEGORIES).join(', ')}, or a subcategory such as Daily News`
          : `write ${meant}`;
      report(at, 'error', `${field}: "${text}" is no category of Apple's list; ${remedy}`);
    } else if (categories.some(({ name, sub }) => name === category.name && sub === category.sub))
      report(at, 'warning', `${field}: "${text}" is there twice; take one out`);
    else categories.push(category);
  }
  if (categories.length > MAX_CATEGORIES)
    report(node, 'error', `${field}: has ${categories.length}, at most ${MAX_CATEGORIES} are shown; take some out`);
  return categories.slice(0, MAX_CATEGORIES);
}

function typeOf(node: YamlNode, field: string, report: Report): Podcast['type'] {
  const text = readText(node, field, report);
  const type = PODCAST_TYPES.find(name => name === text?.text.toLowerCase());
  if (text && !type) report(text, 'error', `${field}: expected episodic or serial, found "${text.text}"`);
  return type;
}

function fundingOf(node: YamlNode, field: string, report: Report): NonNullable<Podcast['funding']> {
  const items = node.kind === 'list' ? node.items : [node];
  if (items.length > MAX_FUNDING)
    report(node, 'error', `${field}: has ${items.length} entries, at most ${MAX_FUNDING} are read; take some out`);
  return items.slice(0, MAX_FUNDING).flatMap(item => {
    const map = mapOf(item, field, ['url', 'text'], report);
    const [urlNode, textNode] = map ? [fieldIn(map, 'url'), fieldIn(map, 'text')] : [];
    const url = urlNode && webUrlOf(urlNode, `${field}.url`, report);
    const text = textNode && readText(textNode, `${field}.text`, report);
    if (map && (!urlNode || !textNode))
      report(
        map,
        'error',
        `${field}: expected url: and text:, such as { url: https://bao.example/gop, text: Góp tay }`,
      );
    if (text && [...text.text].length > MAX_FUNDING_TEXT)
      report(text, 'error', `${field}.text: expected at most ${MAX_FUNDING_TEXT} characters; write a shorter one`);
    return url !== undefined && text ? [{ url, text: text.text }] : [];
  });
}

function licenseOf(node: YamlNode, field: string, report: Report): Podcast['license'] {
  if (node.kind === 'scalar') {
    const text = readText(node, field, report);
    if (!text) return undefined;
    const whole = wholeLicenseName(text.text);
    if (whole)
      report(text, 'warning', `${field}: "${text.text}" is no whole name of a licence; write ${whole.toLowerCase()}`);
    if (LICENSE_ID.test(text.text)) return { name: text.text.toLowerCase() };
    report(text, 'error', `${field}: "${text.text}" is no identifier such as cc-by-4.0; write { name: …, url: … }`);
    return undefined;
  }
  const map = mapOf(node, field, ['name', 'url'], report);
  const [nameNode, urlNode] = map ? [fieldIn(map, 'name'), fieldIn(map, 'url')] : [];
  const name = nameNode && readText(nameNode, `${field}.name`, report)?.text;
  const url = urlNode && webUrlOf(urlNode, `${field}.url`, report);
  if (map && (!nameNode || !urlNode)) report(map, 'error', `${field}: expected name: and url:; add what is missing`);
  return name !== undefined && url !== undefined ? { name, url } : undefined;
}

function guidOf(node: YamlNode, field: string, report: Report): string | undefined {
  const text = readText(node, field, report);
  if (!text || UUID.test(text.text)) return text?.text.toLowerCase();
  const remedy = 'write that of your podcast, or take it out';
  report(text, 'error', `${field}: expected a UUID such as 917393e3-1b1e-5cef-ace4-edaa54e1f810; ${remedy}`);
  return undefined;
}

function mapOf(node: YamlNode, field: string, names: readonly string[], report: Report): YamlMap | undefined {
  if (node.kind === 'map') {
    refuseUnknown(node.entries, names, report);
    return node;
  }
  report(node, 'error', `${field}: expected ${names.map(name => `${name}:`).join(' and ')}, found ${describe(node)}`);
  return undefined;
}
