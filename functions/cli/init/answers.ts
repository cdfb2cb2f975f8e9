import { basename } from 'node:path';
import { parseLanguage, parseWebUrl } from '../../core/fields/fields.ts';
import { feedsUrlOf } from '../../core/site/usual-addresses.ts';
import { cleanLine } from '../../core/text/clean.ts';
import { zoneNamed } from '../../core/time/zone.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import { placeholderUrl } from '../placeholder-problems.ts';

/** Settings of a new newsroom. */
export interface Answers {
  readonly title: string;
  /** The home page. */
  readonly url: string;
  /** The address of feeds and pages. */
  readonly feedsUrl: string;
  /** A BCP 47 tag. */
  readonly language: string;
  /** An IANA name. */
  readonly timeZone: string;
}

type Field = keyof Answers;

interface Question {
  /** The option of the command line that answers it. */
  readonly flag: string;
  readonly text: string;
  /** False where few have another answer than the usual one: then only the option gives it. */
  readonly isAsked?: false;
  /** In words, with an example. */
  readonly expected: string;
  /** The answer in its canonical spelling; `undefined` where it means nothing. */
  readonly parse: (text: string) => string | undefined;
}

const QUESTIONS: Readonly<Record<Field, Question>> = {
  title: {
    flag: '--title',
    text: 'Title of the newsroom',
    expected: 'a title such as Báo Sông Mây',
    parse: text => cleanLine(text) || undefined,
  },
  url: {
    flag: '--url',
    text: 'Address of its home page',
    expected: 'an address such as https://bao.example/',
    parse: text => parseWebUrl(withScheme(text.trim())),
  },
  feedsUrl: {
    flag: '--feeds-url',
    text: 'Address of its feeds and pages',
    isAsked: false,
    expected: 'an address such as https://feeds.bao.example/',
    parse: text => parseWebUrl(withScheme(text.trim())),
  },
  language: {
    flag: '--language',
    text: 'Language',
    expected: 'a language such as vi or en-GB',
    parse: text => parseLanguage(text.trim()),
  },
  timeZone: {
    flag: '--time-zone',
    text: 'Time zone',
    expected: 'a time zone such as Asia/Ho_Chi_Minh',
    parse: text => zoneOf(text.trim()),
  },
};

/** A host as people write it, perhaps with a port or a path. */
const BARE_HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d{1,5})?(?:\/\S*)?$/u;

function withScheme(address: string): string {
  return BARE_HOST.test(address) ? `https://${address}` : address;
}

const FIELDS = Object.keys(QUESTIONS) as readonly Field[];

/** Asks one question; an empty answer is the usual one. */
export type Ask = (question: string, usual: string) => Promise<string>;

/** Settings of the machine, the defaults for unanswered questions. */
export interface SystemDefaults {
  readonly folder: string;
  readonly language: string;
  readonly timeZone: string;
}

/**
 * Returns the answers: those that are given, else those to the questions, else the usual ones. Without `ask` nothing is
 * asked. An answer that means nothing is asked for again.
 * @throws CouldNotRun where a given one means nothing.
 */
export async function collectAnswers(
  given: Partial<Answers>,
  surroundings: SystemDefaults,
  ask?: Ask,
): Promise<Answers> {
  const answers: Partial<Record<Field, string>> = {};
  // A mistake among what is given is told before anything is asked.
  for (const field of FIELDS) if (given[field] !== undefined) answers[field] = parsed(field, given[field]);
  for (const field of FIELDS) {
    const usual = usualAnswer(field, surroundings, answers);
    const asks = QUESTIONS[field].isAsked === false ? undefined : ask;
    answers[field] ??= asks ? await answerTo(field, usual, asks) : usual;
  }
  return answers as Answers;
}

function parsed(field: Field, text: string): string {
  const { flag, expected, parse } = QUESTIONS[field];
  const answer = parse(text);
  if (answer === undefined) throw new CouldNotRun(`${flag}: expected ${expected}, found "${text}"`);
  return answer;
}

async function answerTo(field: Field, usual: string, ask: Ask): Promise<string> {
  const { text, expected, parse } = QUESTIONS[field];
  for (let question = text; ; question = `Expected ${expected}. ${text}`) {
    const answer = parse((await ask(question, usual)) || usual);
    if (answer !== undefined) return answer;
  }
}

function usualAnswer(
  field: Field,
  { folder, language, timeZone }: SystemDefaults,
  { title = '', url = placeholderUrl(title), language: chosen = '' }: Partial<Answers>,
): string {
  if (field === 'language') return QUESTIONS.language.parse(language) ?? 'en';
  if (field === 'timeZone') return zoneOfLanguage(chosen, timeZone) ?? zoneOf(timeZone) ?? 'UTC';
  if (field === 'url') return url;
  if (field === 'feedsUrl') return feedsUrlOf(url);
  const name = cleanLine(basename(folder).replace(/[-_]/g, ' '));
  return name === '' ? 'Newsroom' : name.charAt(0).toUpperCase() + name.slice(1);
}

/** Zones of languages most of whose newsrooms are in one. */
const ZONES: Readonly<Record<string, string>> = {
  fil: 'Asia/Manila',
  id: 'Asia/Jakarta',
  ja: 'Asia/Tokyo',
  km: 'Asia/Phnom_Penh',
  ko: 'Asia/Seoul',
  lo: 'Asia/Vientiane',
  my: 'Asia/Yangon',
  th: 'Asia/Bangkok',
  vi: 'Asia/Ho_Chi_Minh',
};

/** Zones of machines that nobody set to a place: containers, servers, runners of workflows. */
const OF_MACHINES: ReadonlySet<string> = new Set(['UTC', 'Etc/UTC', 'Etc/GMT', 'GMT', 'Etc/Universal', 'Etc/Zulu']);

/**
 * Returns the usual zone of a language, where that of the machine, `ofSystem`, tells of no place; `undefined` where
 * it does, and for languages of several zones.
 */
export function zoneOfLanguage(language: string, ofSystem: string): string | undefined {
  return OF_MACHINES.has(ofSystem) ? ZONES[language.split('-', 1)[0] ?? ''] : undefined;
}

/** Names of zones that Node still gives, and that have had others for long. */
const RENAMED: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
};

function zoneOf(name: string): string | undefined {
  try {
    zoneNamed(name);
    return RENAMED[name] ?? name;
  } catch {
    return undefined;
  }
}
