import { formatClock } from './duration.ts';
import type { Episode } from './episode.ts';
import type { Podcast } from './podcast.ts';

/** Writes a text as a YAML value. */
type WriteText = (text: string) => string;

/** Returns lines of YAML for the fields of an episode, as `enclosure` has them, indented by `indent`. */
export function episodeLines(episode: Episode, indent: string, text: WriteText): readonly string[] {
  const { season, type, explicit, transcripts = [], chapters, persons = [] } = episode;
  const written = (value: object): string => flow(value, text);
  return [
    ...(season === undefined ? [] : [`season: ${season}`]),
    ...(episode.episode === undefined ? [] : [`episode: ${episode.episode}`]),
    ...(type ? [`episodeType: ${type}`] : []),
    ...(explicit === undefined ? [] : [`explicit: ${explicit}`]),
    ...listLines('transcript', transcripts.map(written)),
    ...(typeof chapters === 'string' ? [`chapters: ${text(chapters)}`] : []),
    ...listLines(
      'chapters',
      (typeof chapters === 'string' ? [] : (chapters ?? [])).map(({ start, title, url }) =>
        flow({ title, ...(url !== undefined && { url }) }, text, `at: ${formatClock(start)}`),
      ),
    ),
    ...listLines('person', persons.map(written)),
  ].map(line => indent + line);
}

/** Returns lines of YAML for what a podcast says of itself, as `podcast:` has it. */
export function podcastLines(podcast: Partial<Podcast>, indent: string, text: WriteText): readonly string[] {
  const { author, owner, categories = [], explicit, type, cover, locked, funding = [], license, guid } = podcast;
  const names = categories.map(({ name, sub }) => text(sub ?? name));
  return [
    ...(author === undefined ? [] : [`author: ${text(author)}`]),
    ...(owner ? [`owner: ${flow(owner, text)}`] : []),
    ...(names.length > 0 ? [`category: [${names.join(', ')}]`] : []),
    ...(explicit === undefined ? [] : [`explicit: ${explicit}`]),
    ...(type ? [`type: ${type}`] : []),
    ...(cover === undefined ? [] : [`cover: ${text(cover)}`]),
    ...(locked === undefined ? [] : [`locked: ${locked}`]),
    ...listLines(
      'funding',
      funding.map(value => flow(value, text)),
    ),
    ...(license ? [`license: ${license.url === undefined ? text(license.name) : flow(license, text)}`] : []),
    ...(guid === undefined ? [] : [`guid: ${guid}`]),
  ].map(line => indent + line);
}

function listLines(name: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${name}:`, ...items.map(item => `  - ${item}`)];
}

/** Returns a mapping on one line. Its texts stand in quotes: a comma or a brace would end them. */
function flow(fields: object, text: WriteText, first?: string): string {
  const entries = Object.entries(fields).map(([name, value]) => {
    const plain = text(String(value));
    return `${name}: ${plain.startsWith('"') ? plain : `"${plain}"`}`;
  });
  return `{ ${[...(first === undefined ? [] : [first]), ...entries].join(', ')} }`;
}
