import {
  booleanOf,
  describe,
  fieldIn,
  integerOf,
  languageOf,
  type Report,
  readText,
  webUrlOf,
} from '../fields/fields.ts';
import { referenceOf } from '../fields/file-reference.ts';
import { suggest } from '../fields/suggest.ts';
import { reportUnknown } from '../fields/unknown-fields.ts';
import { isMediaType } from '../files/media-type.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { parseDuration } from './duration.ts';
import {
  type Chapter,
  EPISODE_TYPES,
  type Episode,
  type EpisodeType,
  type Person,
  type Transcript,
} from './episode.ts';

/** Fields of an episode, which stand with its first file. */
export const EPISODE_FIELDS: readonly string[] = [
  'episode',
  'season',
  'episodeType',
  'explicit',
  'transcript',
  'chapters',
  'person',
];

/** Numbers of episodes and seasons are counted from 1. */
const NUMBERS = [1, 99_999] as const;
const [MAX_TRANSCRIPTS, MAX_CHAPTERS, MAX_PERSONS] = [20, 500, 50];
/** Maximum length of a role or a group, in UTF-16 code units. */
const MAX_ROLE = 100;

/** Media types of transcripts by the endings of their files (Podcasting 2.0, `podcast:transcript`). */
const TRANSCRIPT_TYPES: Readonly<Record<string, string>> = {
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
  json: 'application/json',
  html: 'text/html',
  txt: 'text/plain',
};

/** Reads the fields of an episode; `undefined` where there are none. */
export function episodeOf(map: YamlMap, field: string, report: Report): Episode | undefined {
  const read = <Value>(name: string, reader: (node: YamlNode, field: string, report: Report) => Value) => {
    const node = fieldIn(map, name);
    return node && reader(node, `${field}.${name}`, report);
  };
  const number = (node: YamlNode, name: string): number | undefined => integerOf(node, name, NUMBERS, report);
  const [episode, season] = [read('episode', number), read('season', number)];
  const type = read('episodeType', typeOf);
  const explicit = read('explicit', booleanOf);
  const transcripts = read('transcript', transcriptsOf);
  const chapters = read('chapters', chaptersOf);
  const persons = read('person', personsOf);
  const found: Episode = {
    ...(episode !== undefined && { episode }),
    ...(season !== undefined && { season }),
    ...(type && { type }),
    ...(explicit !== undefined && { explicit }),
    ...(transcripts?.length && { transcripts }),
    ...(chapters?.length && { chapters }),
    ...(persons?.length && { persons }),
  };
  return Object.keys(found).length > 0 ? found : undefined;
}

function typeOf(node: YamlNode, field: string, report: Report): EpisodeType | undefined {
  const text = readText(node, field, report);
  const type = EPISODE_TYPES.find(name => name === text?.text.toLowerCase());
  if (text && !type) report(text, 'error', `${field}: expected full, trailer or bonus, found "${text.text}"`);
  return type;
}

function transcriptsOf(node: YamlNode, field: string, report: Report): readonly Transcript[] {
  return itemsOf(node, MAX_TRANSCRIPTS, field, report).flatMap(item => transcriptOf(item, field, report) ?? []);
}

function transcriptOf(node: YamlNode, field: string, report: Report): Transcript | undefined {
  const isMap = node.kind === 'map';
  if (isMap) reportUnknown(node.entries, ['url', 'type', 'language'], report);
  const urlNode = isMap ? fieldIn(node, 'url') : node;
  const url =
    urlNode && referenceOf(urlNode, isMap ? `${field}.url` : field, 'a file or URL such as tap-1.vtt', report);
  if (!url) {
    if (isMap && !urlNode) report(node, 'error', `${field}: expected a file or URL in url:`);
    return undefined;
  }
  const [typeNode, languageNode] = isMap ? [fieldIn(node, 'type'), fieldIn(node, 'language')] : [];
  const declared = typeNode && readText(typeNode, `${field}.type`, report);
  if (declared && !isMediaType(declared.text))
    report(declared, 'error', `${field}.type: expected a media type such as text/vtt, found "${declared.text}"`);
  const path = url.text.split(/[?#]/, 1)[0] ?? '';
  const ofEnding = TRANSCRIPT_TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
  const type = declared && isMediaType(declared.text) ? declared.text : ofEnding;
  if (type === undefined) {
    const endings = Object.keys(TRANSCRIPT_TYPES).join(', ');
    report(url, 'error', `${field}: "${url.text}" ends in none of ${endings}; add type: to say what it is`);
    return undefined;
  }
  const language = languageNode && languageOf(languageNode, `${field}.language`, report);
  return { url: url.text, type, ...(language !== undefined && { language }) };
}

const WANTED_CHAPTERS = 'a list such as [{ at: 0:00, title: Mở đầu }], or a file or URL such as tap-1.json';

/** Reads chapters: an address, or a list of times and titles, of which each begins after the one before. */
function chaptersOf(node: YamlNode, field: string, report: Report): Episode['chapters'] {
  if (node.kind === 'scalar') return referenceOf(node, field, WANTED_CHAPTERS, report)?.text;
  const chapters: Chapter[] = [];
  for (const item of itemsOf(node, MAX_CHAPTERS, field, report)) {
    const chapter = chapterOf(item, field, report);
    const before = chapters.at(-1);
    if (!chapter) continue;
    if (!before || chapter.start > before.start) chapters.push(chapter);
    else
      report(item, 'error', `${field}: "${chapter.title}" begins no later than "${before.title}"; put them in order`);
  }
  return chapters;
}

function chapterOf(node: YamlNode, field: string, report: Report): Chapter | undefined {
  if (node.kind !== 'map') {
    report(node, 'error', `${field}: expected { at: 1:30, title: … }, found ${describe(node)}`);
    return undefined;
  }
  reportUnknown(node.entries, ['at', 'title', 'url'], report);
  const [at, title, link] = [fieldIn(node, 'at'), fieldIn(node, 'title'), fieldIn(node, 'url')];
  const start = at?.kind === 'scalar' ? parseDuration(at.text.trim()) : undefined;
  const text = title && readText(title, `${field}.title`, report);
  if (start === undefined || !text) {
    const missing = start === undefined ? 'at: with a time such as 1:30' : 'title:';
    report(start === undefined && at ? at : node, 'error', `${field}: a chapter needs ${missing}; add it`);
    return undefined;
  }
  const url = link && webUrlOf(link, `${field}.url`, report);
  return { start, title: text.text, ...(url !== undefined && { url }) };
}

function personsOf(node: YamlNode, field: string, report: Report): readonly Person[] {
  return itemsOf(node, MAX_PERSONS, field, report).flatMap(item => personOf(item, field, report) ?? []);
}

const PERSON_FIELDS = ['name', 'role', 'group', 'url', 'picture'];

function personOf(node: YamlNode, field: string, report: Report): Person | undefined {
  if (node.kind !== 'map') {
    const name = readText(node, field, report)?.text;
    return name === undefined ? undefined : { name };
  }
  reportUnknown(node.entries, PERSON_FIELDS, report);
  const text = (name: string): string | undefined => {
    const value = fieldIn(node, name);
    return value && readText(value, `${field}.${name}`, report)?.text;
  };
  const address = (name: string): string | undefined => {
    const value = fieldIn(node, name);
    return value && webUrlOf(value, `${field}.${name}`, report);
  };
  const name = text('name');
  if (name === undefined) {
    report(node, 'error', `${field}: a person needs a name; add name:`);
    return undefined;
  }
  const [role, group, url, picture] = [text('role'), text('group'), address('url'), address('picture')];
  warnOfGroup(node, field, group, report);
  return {
    name,
    ...(role !== undefined && role.length <= MAX_ROLE && { role }),
    ...(group !== undefined && group.length <= MAX_ROLE && { group }),
    ...(url !== undefined && { url }),
    ...(picture !== undefined && { picture }),
  };
}

/** Groups of the taxonomy of Podcasting 2.0 (`podcast:person`), which has some roles in each. */
const GROUPS: readonly string[] = (
  'creative direction,cast,writing,audio production,audio post-production,administration,visuals,community,misc.,' +
  'video production,video post-production'
).split(',');

function warnOfGroup(node: YamlMap, field: string, group: string | undefined, report: Report): void {
  if (group === undefined || GROUPS.includes(group.toLowerCase())) return;
  const meant = suggest(group, GROUPS);
  const remedy = meant === undefined ? `write one of ${GROUPS.join(', ')}` : `did you mean ${meant}?`;
  const message = `${field}.group: "${group}" is no group of Podcasting 2.0; ${remedy}`;
  report(fieldIn(node, 'group') ?? node, 'warning', message, true);
}

/** Returns the items of a list, or the one that stands in its place. */
function itemsOf(node: YamlNode, most: number, field: string, report: Report): readonly YamlNode[] {
  if (node.kind !== 'list') return [node];
  if (node.items.length > most)
    report(node, 'error', `${field}: has ${node.items.length} entries, at most ${most} are read; take some out`);
  return node.items.slice(0, most);
}
