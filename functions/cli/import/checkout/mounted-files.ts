import { formatOf } from '../../../core/article/key.ts';
import type { Hold } from '../../../core/data-files/held-below.ts';
import { isExcluded } from '../../../core/import/folders/excluded.ts';
import type { HugoMount } from '../../../core/import/folders/hugo-config.ts';
import type { Publisher } from '../../../core/import/folders/publishers.ts';
import type { SiteFacts } from '../../../core/import/folders/site-facts.ts';
import type { Leftover } from '../../../core/import/left-out.ts';
import type { Problem } from '../../../core/problem.ts';
import type { FileSet } from '../file-set.ts';

/** A checkout as its program sees it, which may take folders for others. */
export interface MountedFiles {
  /** Files by their places in the tree of the site. */
  readonly files: FileSet;
  /** Facts that hold for that tree. */
  readonly facts: SiteFacts;
  /** The name that a file has in the checkout. */
  readonly nameOf: (name: string) => string;
  /** Folders that texts were looked for in. */
  readonly searched: readonly string[];
  readonly left: readonly Leftover[];
  readonly problems: readonly Pick<Problem, 'severity' | 'message' | 'line'>[];
  /** Holds that these files declare on others, each by its place in the tree. */
  readonly holdsOf: (holds: readonly Hold[]) => readonly Hold[];
}

type Mount = Pick<HugoMount, 'source' | 'target' | 'language' | 'excluded' | 'included'>;

/** Puts the files of Hugo's folders where they are in its tree: `content-vi/a.md` is `content/a.vi.md` there. */
export function mountedFiles(files: FileSet, publisher: Publisher, facts: SiteFacts): MountedFiles {
  const isHugo = publisher.name === 'Hugo';
  const mounts = isHugo ? mountsOf(facts) : [];
  const tree = new Tree(mounts, facts, isHugo);
  for (const name of files.names) tree.add(name);
  const { byPlace, left } = tree;
  const nameOf = (place: string): string => byPlace.get(place)?.name ?? place;
  const ofTexts = mounts.filter(({ target }) => isBelow(target, 'content'));
  return {
    files: {
      ...files,
      names: [...byPlace.keys()].sort(),
      hidden: files.hidden,
      read: name => files.read(nameOf(name)),
    },
    facts: isHugo ? withoutFolders(facts) : facts,
    nameOf,
    searched: ofTexts.length > 0 ? ofTexts.map(({ source }) => `${source}/`) : publisher.texts,
    left,
    problems: (facts.mounts ?? []).flatMap(one => problemOf(one)),
    holdsOf: holds =>
      holds.map(({ file, fields, covers }) => {
        const { name = file, language } = byPlace.get(file) ?? {};
        const isMeant = (other: string | undefined): boolean => language === undefined || other === language;
        return { file: name, fields, covers: place => covers(place) && isMeant(byPlace.get(place)?.language) };
      }),
  };
}

/** The files of a site by their places in its tree. */
class Tree {
  readonly byPlace = new Map<string, { readonly name: string; readonly language?: string }>();
  readonly left: Leftover[] = [];
  readonly #mounts: readonly Mount[];
  readonly #facts: SiteFacts;
  readonly #isHugo: boolean;

  constructor(mounts: readonly Mount[], facts: SiteFacts, isHugo: boolean) {
    // What lies further down goes first, and of the same the first.
    this.#mounts = [...mounts].sort((one, other) => other.source.length - one.source.length);
    this.#facts = facts;
    this.#isHugo = isHugo;
  }

  add(name: string): void {
    const mount = this.#mounts.find(({ source }) => isBelow(name, source));
    const why = this.#isHugo ? this.#whyLeft(name, mount) : undefined;
    if (why !== undefined) {
      this.left.push({ kind: why, example: name });
      return;
    }
    if (!mount) {
      this.byPlace.set(name, { name });
      return;
    }
    const { source, target, language } = mount;
    const rest = name.slice(source.length).replace(/^\//, '');
    const place = rest === '' ? target : `${target}/${rest}`;
    const inLanguage = language === undefined ? place : withLanguage(place, language);
    const wanted = formatOf(place) === undefined ? [place, inLanguage] : [inLanguage];
    const free = wanted.find(one => !this.byPlace.has(one));
    if (free === undefined) this.left.push({ kind: 'file whose place another has', example: name });
    else this.byPlace.set(free, { name, ...(language !== undefined && { language }) });
  }

  #whyLeft(name: string, mount: Mount | undefined): string | undefined {
    const { excluded = [], disabledLanguages = [] } = this.#facts;
    if (!mount) {
      const [folder] = /^(?:content|static|assets)\//.exec(name) ?? [];
      return folder === undefined ? undefined : `file in ${folder}, in whose place the configuration has other folders`;
    }
    const path = name.slice(mount.source.length).replace(/^\//, '');
    const isOut = isExcluded(path, mount.excluded) || (mount.included.length > 0 && !isExcluded(path, mount.included));
    if (isOut || isExcluded(name, excluded)) return 'file that the configuration excludes';
    const language = mount.language ?? /\.([\w-]{2,20})\.[a-z]+$/i.exec(name)?.[1]?.toLowerCase();
    const isText = formatOf(name) !== undefined && isBelow(mount.target, 'content');
    return isText && disabledLanguages.includes(language ?? '') ? 'text in a language that is disabled' : undefined;
  }
}

/** The folders that make the tree: those that are mounted, and for parts of it that have none those of other fields. */
function mountsOf({ mounts = [], contentDir, staticDirs, languages = {}, defaultLanguage = 'en' }: SiteFacts): Mount[] {
  const plain = { excluded: [], included: [] };
  const own = mounts.filter(one => !isOutside(one));
  const has = (part: string): boolean => own.some(({ target }) => isBelow(target, part));
  const ofLanguages = Object.entries(languages).flatMap(([language, { contentDir: source }]) =>
    source === undefined ? [] : [{ source, target: 'content', language, ...plain }],
  );
  const isWhole = ofLanguages.length === Object.keys(languages).length && Object.hasOwn(languages, defaultLanguage);
  const shared = isWhole ? [] : [{ source: contentDir ?? 'content', target: 'content', ...plain }];
  const statics = (staticDirs ?? ['static']).map(source => ({ source, target: 'static', ...plain }));
  return [
    ...own.filter(({ target }) => /^(?:content|static|assets)(?:\/|$)/.test(target)),
    ...(has('content') ? [] : [...ofLanguages, ...shared]),
    ...(has('static') ? [] : statics),
    ...(has('assets') ? [] : [{ source: 'assets', target: 'assets', ...plain }]),
  ];
}

/** The folders of languages are no folders of the tree. */
function withoutFolders({ languages = {}, ...facts }: SiteFacts): SiteFacts {
  const placed = Object.entries(languages).map(([name, { contentDir, ...language }]) => [name, language] as const);
  return placed.length > 0 ? { ...facts, languages: Object.fromEntries(placed) } : facts;
}

function problemOf(mount: HugoMount): MountedFiles['problems'] {
  const { source, target, module, line } = mount;
  if (!isOutside(mount) || !(isBelow(target, 'content') || isBelow(target, 'static'))) return [];
  const where = module === undefined ? 'lies outside the folder' : `is of the module ${module}`;
  const message = `${source}, mounted as ${target}, ${where}, so it is not read; copy it into the folder`;
  return [{ severity: 'warning', message, line }];
}

function isOutside({ source, module }: HugoMount): boolean {
  return module !== undefined || /^(?:\/|\.\.(?:\/|$)|[a-z]:[\\/]|node_modules\/)/i.test(source);
}

/** Returns true for a path that is another, or lies in it. */
function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function withLanguage(place: string, language: string): string {
  return place
    .toLowerCase()
    .replace(/\.[a-z0-9]+$/, '')
    .endsWith(`.${language}`)
    ? place
    : place.replace(/(?=\.[a-z0-9]+$)/i, `.${language}`);
}
