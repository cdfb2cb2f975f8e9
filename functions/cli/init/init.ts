import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Instant } from '../../core/instant.ts';
import { counted } from '../output/counted.ts';
import { CouldNotRun, DONE } from '../output/exit-status.ts';
import { printJson } from '../output/print-json.ts';
import { type PackedPackage, packPackage } from '../package/pack.ts';
import { type Answers, collectAnswers, type SystemDefaults, zoneOfLanguage } from './answers.ts';
import { type Terminal, withTerminal } from './ask.ts';
import { filesOfProject } from './project.ts';
import { systemLanguage } from './system-language.ts';

export interface InitOptions extends Partial<Answers> {
  readonly json?: boolean;
  /** Default: the present moment. */
  readonly now?: Instant;
  /** Default: standard input and output. */
  readonly terminal?: Terminal;
  /** Default: those of this machine. */
  readonly surroundings?: Omit<SystemDefaults, 'folder'>;
  /** Package that the project depends on. Default: that of this code. */
  readonly packed?: PackedPackage;
}

/** Entries that a folder may have and still count as empty: a repository that was just created. */
const NOTHING: ReadonlySet<string> = new Set(['.git', '.DS_Store']);

/** `bantin init`: creates the project of a newsroom. Returns the exit status. */
export async function runInit(directory: string, options: InitOptions): Promise<number> {
  const folder = resolve(directory);
  assertEmpty(folder, directory);
  const terminal = options.terminal ?? { input: process.stdin, output: process.stdout };
  const surroundings = { ...(options.surroundings ?? ofThisMachine()), folder };
  const answers = await withTerminal(terminal, ask => collectAnswers(options, surroundings, ask));
  const { now = Date.now(), packed = packPackage() } = options;
  const files = filesOfProject({ ...answers, now, packed });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes, { flag: 'wx' });
  }
  if (options.json) printJson({ directory: folder, ...answers, files: [...files.keys()].sort() });
  else {
    process.stdout.write(nextSteps(directory, answers, files.size));
    const usual = zoneOfLanguage(answers.language, surroundings.timeZone);
    if (options.timeZone === undefined && usual === answers.timeZone) process.stdout.write(zoneNote(answers));
  }
  return DONE;
}

function ofThisMachine(): Omit<SystemDefaults, 'folder'> {
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { language: systemLanguage(process.env, locale), timeZone };
}

function assertEmpty(folder: string, named: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isDirectory()) throw new CouldNotRun(`${named} is a file; name a folder that is empty or not there`);
  const [first] = readdirSync(folder).filter(name => !NOTHING.has(name));
  if (first !== undefined)
    throw new CouldNotRun(`${named} is not empty (${first}); name a folder that is empty or not there`);
}

/** Returns what to say of a zone that the language was taken to mean. */
function zoneNote({ language, timeZone }: Answers): string {
  return `
This machine is set to UTC, so dates of articles are read in the usual time zone of the language ${language},
${timeZone}. If that is not yours, write your own to timeZone in content/site.yaml.
`;
}

function nextSteps(directory: string, answers: Answers, files: number): string {
  const { title, url, feedsUrl, language, timeZone } = answers;
  const place = relative('.', resolve(directory));
  const placeholder = `
${url} is nobody's: put the newsroom's own address into content/site.yaml before the first article is out,
since the ids of all articles are made of it.
`;
  const isPlaceholder = new URL(url).hostname.endsWith('.example');
  return `${title} (${url}, ${language}, ${timeZone}): ${counted(files, 'file')} in ${directory}

Look at it:

${place === '' ? '' : `  cd ${place}\n`}  npm install
  npm start

README.md has the next steps. Feeds and pages are to be at ${feedsUrl}:
if that is another address, write it to feedsUrl in content/site.yaml. A deployment to AWS takes its own.
${isPlaceholder ? placeholder : ''}`;
}
