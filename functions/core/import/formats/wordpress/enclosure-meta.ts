import { Buffer } from 'node:buffer';
import { parseDuration } from '../../../podcast/duration.ts';
import { EPISODE_TYPES, type Episode } from '../../../podcast/episode.ts';
import type { ImportedItem } from '../../imported-feed.ts';
import { enclosureLength } from '../enclosures.ts';

/** As `bantin check` takes them. */
const NUMBER = /^[1-9]\d{0,4}$/;
/** The beginning of a string of PHP (`s:5:"…`), with its length in bytes, and a value of another kind (`i:3;`). */
const STRING = /^s:(\d{1,7}):"/;
const OTHER = /^(?:[bdi]:[^;"]{1,20}|N);/;
const MAX_HEAD = 30;
/** Maximum number of settings that are read; PowerPress has some thirty. */
const MAX_SETTINGS = 200;

/** The field `enclosure` of a post. */
interface EnclosureMeta {
  readonly enclosure?: ImportedItem['enclosure'];
  readonly episode?: Episode;
  /** Settings without a place here: name and value. */
  readonly left: readonly (readonly [name: string, value: string])[];
}

/**
 * Reads an enclosure of WordPress: address, bytes and media type, a line each, and below them the settings of
 * PowerPress, an array of PHP.
 */
export function readEnclosure(text: string | undefined): EnclosureMeta {
  const [url = '', length, type = '', ...more] = (text ?? '').split('\n');
  if (url.trim() === '') return { left: [] };
  const settings = new Map(settingsIn(more.join('\n').trim()));
  const take = <Value>(name: string, parse: (text: string) => Value | undefined): Value | undefined => {
    const value = parse(settings.get(name)?.trim() ?? '');
    if (value !== undefined) settings.delete(name);
    return value;
  };
  const duration = take('duration', parseDuration);
  const [season, episode] = [take('season', numberIn), take('episode_no', numberIn)];
  const kind = take('episode_type', value => EPISODE_TYPES.find(known => known === value));
  const fields = {
    ...(episode !== undefined && { episode }),
    ...(season !== undefined && { season }),
    ...(kind !== undefined && { type: kind }),
  };
  return {
    enclosure: {
      url: url.trim(),
      ...(type.trim() && { type: type.trim() }),
      ...enclosureLength(length),
      ...(duration !== undefined && { duration }),
    },
    ...(Object.keys(fields).length > 0 && { episode: fields }),
    left: [...settings].filter(([, value]) => value.trim() !== '' && value !== '0'),
  };
}

function numberIn(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** Returns the names and values of a flat array of PHP, up to the first that is neither a text nor a number. */
function settingsIn(text: string): readonly (readonly [name: string, value: string])[] {
  const bytes = Buffer.from(text);
  let at = bytes.indexOf('{') + 1;
  if (at === 0 || !/^a:\d{1,6}:\{$/.test(bytes.toString('latin1', 0, at))) return [];
  const next = (): string | undefined => {
    const head = bytes.toString('latin1', at, at + MAX_HEAD);
    const [begin, length] = STRING.exec(head) ?? [];
    const from = at + (begin ?? OTHER.exec(head)?.[0] ?? '').length;
    if (from === at) return undefined;
    const to = begin === undefined ? from - 1 : from + Number(length);
    if (begin !== undefined && bytes.toString('latin1', to, to + 2) !== '";') return undefined;
    const value = begin === undefined ? head.slice(2, to - at) : bytes.toString('utf8', from, to);
    at = begin === undefined ? from : to + 2;
    return value;
  };
  const settings: (readonly [string, string])[] = [];
  for (let name = next(); name !== undefined && settings.length < MAX_SETTINGS; name = next()) {
    const value = next();
    if (value === undefined) break;
    settings.push([name, value]);
  }
  return settings;
}
