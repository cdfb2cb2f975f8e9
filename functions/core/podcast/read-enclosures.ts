import type { Article, DeclaredEnclosure } from '../article/article.ts';
import { describe, fieldIn, integerOf, type Report, readText, type Text } from '../fields/fields.ts';
import { referenceOf } from '../fields/file-reference.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import { isMediaType, mediaTypeOf } from '../files/media-type.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { parseDuration } from './duration.ts';
import { reportLateChapters } from './late-chapters.ts';
import { EPISODE_FIELDS, episodeOf } from './read-episode.ts';

const FIELDS: readonly string[] = ['url', 'type', 'length', 'title', 'duration'];

/** Maximum number of files of one article: each stands in every feed that shows it. */
const MAX_ENCLOSURES = 20;

/** Endings of most files that readers play or show. */
const KINDS = '.mp3, .m4a, .ogg, .mp4 or .pdf';

/** A file, as it may be written. */
const WANTED = 'a file or URL such as tap-1.mp3';

/** Reads the field `enclosure`: a file, a mapping, or a list of the same recording in several files. */
export function enclosuresOf(
  node: YamlNode,
  field: string,
  report: Report,
): Pick<Article, 'enclosure' | 'alternates' | 'episode'> {
  if (node.kind !== 'list') return enclosureOf(node, field, true, report);
  if (node.items.length > MAX_ENCLOSURES) {
    const message = `${field}: has ${node.items.length} files, at most ${MAX_ENCLOSURES} are read; take some out`;
    report(node, 'error', message);
  }
  const [first, ...others] = node.items.slice(0, MAX_ENCLOSURES);
  const main = first ? enclosureOf(first, field, true, report) : {};
  const urls = new Set([main.enclosure?.url]);
  const alternates = others.flatMap((item): DeclaredEnclosure[] => {
    const { enclosure } = enclosureOf(item, field, false, report);
    if (!enclosure) return [];
    if (!urls.has(enclosure.url)) {
      urls.add(enclosure.url);
      return [enclosure];
    }
    report(item, 'warning', `${field}: ${enclosure.url} is there twice; take one out`);
    return [];
  });
  if (main.enclosure) return { ...main, ...(alternates.length > 0 && { alternates }) };
  // What can't be read is reported; the others are files of the article all the same.
  const [enclosure, ...rest] = alternates;
  return { ...main, ...(enclosure && { enclosure }), ...(rest.length > 0 && { alternates: rest }) };
}

function enclosureOf(
  node: YamlNode,
  field: string,
  isFirst: boolean,
  report: Report,
): Pick<Article, 'enclosure' | 'episode'> {
  if (node.kind !== 'map') {
    const url = referenceOf(node, field, WANTED, report);
    if (url) reportKind(url, field, report);
    return url ? { enclosure: { url: url.text } } : {};
  }
  const misplaced = isFirst ? [] : node.entries.filter(({ key }) => EPISODE_FIELDS.includes(key));
  for (const { key, line, column } of misplaced)
    report({ line, column }, 'warning', `${field}.${key}: is read of the first file alone; write it there`);
  const others = node.entries.filter(({ key }) => !EPISODE_FIELDS.includes(key));
  reportUnknown(isFirst ? node.entries : others, isFirst ? [...FIELDS, ...EPISODE_FIELDS] : FIELDS, report);
  const urlNode = fieldIn(node, 'url');
  const address = urlNode && referenceOf(urlNode, `${field}.url`, WANTED, report);
  if (address && !fieldIn(node, 'type')) reportKind(address, `${field}.url`, report);
  const url = address?.text;
  const isEmpty = !urlNode || (urlNode.kind === 'scalar' && urlNode.text.trim() === '');
  if (url === undefined && isEmpty) report(node, 'error', `${field}: expected a file or URL in url:`);
  const episode = isFirst ? episodeOf(node, field, report) : undefined;
  const enclosure = url === undefined ? undefined : { url, ...factsOf(node, field, report) };
  if (episode?.chapters && enclosure?.duration) reportLateChapters(node, field, enclosure.duration, report);
  return { ...(enclosure && { enclosure }), ...(enclosure && episode && { episode }) };
}

/** Reports a file by whose ending nobody knows what it is: readers get it as mere bytes, and play none of them. */
function reportKind({ text, ...at }: Text, field: string, report: Report): void {
  const [path = ''] = text.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.')) : '';
  if (ending.length < 2 || mediaTypeOf(name) !== undefined) return;
  const message =
    `${field}: nobody knows files that end in "${ending}", so readers can't play it; correct the name, such as ` +
    `${KINDS}, or say what it is, as in enclosure: { url: ${text}, type: audio/mpeg }`;
  report(at, 'warning', message);
}

function factsOf(node: YamlMap, field: string, report: Report): Omit<DeclaredEnclosure, 'url'> {
  const type = mediaTypeIn(node, field, report);
  const title = textIn(node, field, 'title', report);
  const lengthNode = fieldIn(node, 'length');
  const length = lengthNode && integerOf(lengthNode, `${field}.length`, [0, Number.MAX_SAFE_INTEGER], report);
  const durationNode = fieldIn(node, 'duration');
  const duration = durationNode && durationOf(durationNode, `${field}.duration`, report);
  return {
    ...(type !== undefined && { type }),
    ...(length !== undefined && { length }),
    ...(title !== undefined && { title }),
    ...(duration && { duration }),
  };
}

/** Reads a duration, in seconds. */
export function durationOf(node: YamlNode, field: string, report: Report): number | undefined {
  const seconds = node.kind === 'scalar' ? parseDuration(node.text.trim()) : undefined;
  if (seconds !== undefined) return seconds;
  report(node, 'error', `${field}: expected seconds, or a time such as 12:30 or 1:02:30, found ${describe(node)}`);
  return undefined;
}

/** Returns the media type. An invalid type is replaced by that of the file's name, as if it were missing. */
function mediaTypeIn(node: YamlMap, field: string, report: Report): string | undefined {
  const value = fieldIn(node, 'type');
  const type = value && readText(value, `${field}.type`, report);
  if (!type || isMediaType(type.text)) return type?.text;
  report(type, 'error', `${field}.type: expected a media type such as audio/mpeg, found "${type.text}"`);
  return undefined;
}

function textIn(map: YamlMap, field: string, key: string, report: Report): string | undefined {
  const node = fieldIn(map, key);
  return node && readText(node, `${field}.${key}`, report)?.text;
}
