import { ARTICLES_PREFIX, isIgnored } from '../bucket-layout.ts';
import type { Instant } from '../instant.ts';
import type { CategoryResolver } from '../site/category-name.ts';
import type { Category } from '../site/site.ts';
import { shortHash } from '../text/hash.ts';
import { slugify } from '../text/slug.ts';
import { wallClockAt, type Zone } from '../time/zone.ts';
import { categoryInKey, formatOf, isBundle } from './key.ts';

/** What decides where a new article lies. */
export interface NewArticle {
  readonly title: string;
  readonly published: Instant;
  readonly category?: Category;
  /** Of the file's name. */
  readonly ending: 'md' | 'txt' | 'html';
}

/** Sources that there are, and how their newsroom reads them. */
export interface Surroundings {
  readonly keys: Iterable<string>;
  readonly zone: Zone;
  readonly resolve: CategoryResolver;
}

/** Folders of a newsroom that has no article to go by. */
const USUAL = 'yyyy/mm';
const NAME_WITH_DATE = /^\d{4}-\d{2}-\d{2}-(?=.)/;

/**
 * Returns the key of a new article: in the folder, and by the kind of name, that most articles of its category have
 * where these have a folder of their own, else most articles. No article's key differs from it by its ending alone,
 * since both would have one id.
 */
export function keyOfNew(article: NewArticle, { keys, zone, resolve }: Surroundings): string {
  const taken = new Set<string>();
  const habits = new Habits();
  for (const key of keys) {
    if (formatOf(key) === undefined || isIgnored(key)) continue;
    taken.add(comparable(withoutEnding(key)));
    const folder = categoryInKey(key);
    const found = folder === undefined ? undefined : resolve(folder);
    const isOwn = found !== undefined && 'category' in found && found.category.id === article.category?.id;
    if (folder === undefined || article.category) habits.note(key, folder, isOwn);
  }
  const { folders, folder = article.category?.slug ?? '', isDated, isBundled } = habits.most();
  const [yyyy, mm, dd] = dateParts(article.published, zone);
  const place = folders.replace('yyyy', yyyy).replace('mm', mm).replace('dd', dd);
  const path = `${ARTICLES_PREFIX}${place.replace('category', () => folder)}/`.replace('//', '/');
  const name = `${isDated ? `${yyyy}-${mm}-${dd}-` : ''}${slugify(article.title) || shortHash(article.title)}`;
  // A file of this name would make a page bundle of its folder.
  for (let number = name === 'index' && !isBundled ? 2 : 1; ; number++) {
    const stem = `${path}${number === 1 ? name : `${name}-${number}`}${isBundled ? '/index' : ''}`;
    if (!taken.has(comparable(stem))) return `${stem}.${article.ending}`;
  }
}

interface Habit {
  /** Folders under `articles/`, with `yyyy`, `mm`, `dd` and `category` for what differs from article to article. */
  readonly folders: string;
  /** As the folder of the new article's category is spelled; `undefined` where there is none. */
  readonly folder?: string;
  /** The name begins with the date. */
  readonly isDated: boolean;
  /** The article is a folder, and the file is its `index`. */
  readonly isBundled: boolean;
}

/** How the articles of a newsroom lie, and how many lie so. */
class Habits {
  readonly #counts = new Map<string, { readonly habit: Habit; count: number }>();

  /** `folder`: of a category, in the key; `isOwn`: it is the new article's. */
  note(key: string, folder: string | undefined, isOwn: boolean): void {
    const parts = key.slice(ARTICLES_PREFIX.length).split('/');
    const isBundled = isBundle(key);
    const name = parts.at(isBundled ? -2 : -1) ?? '';
    const folders = templateOf(parts.slice(0, isBundled ? -2 : -1), folder);
    if (folders === undefined) return;
    const habit = {
      folders,
      ...(isOwn && folder !== undefined && { folder }),
      isDated: NAME_WITH_DATE.test(name),
      isBundled,
    };
    const id = JSON.stringify(habit);
    const known = this.#counts.get(id);
    if (known) known.count += 1;
    else this.#counts.set(id, { habit, count: 1 });
  }

  /** What most articles of the category's own folder have, else most of all; of two, the usual one. */
  most(): Habit {
    const all = [...this.#counts.values()];
    const own = all.filter(({ habit }) => habit.folder !== undefined);
    const [first] = (own.length > 0 ? own : all).sort(
      (a, b) =>
        b.count - a.count ||
        Number(b.habit.folders === USUAL) - Number(a.habit.folders === USUAL) ||
        (a.habit.folders < b.habit.folders ? -1 : 1),
    );
    return first?.habit ?? { folders: USUAL, isDated: false, isBundled: false };
  }
}

/** `2026/11` is `yyyy/mm`, `doi-song/2026` is `category/yyyy`; `undefined` for folders of another kind. */
function templateOf(folders: readonly string[], category: string | undefined): string | undefined {
  const names = ['yyyy', 'mm', 'dd'];
  const parts = folders.map(folder => {
    if (folder === category) return 'category';
    const name = names[0];
    return name !== undefined && isDatePart(folder, name) ? names.shift() : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join('/');
}

function isDatePart(folder: string, name: string): boolean {
  return /^\d+$/.test(folder) && folder.length === name.length;
}

function dateParts(instant: Instant, zone: Zone): readonly [string, string, string] {
  const [date = ''] = wallClockAt(instant, zone).toISOString().split('T');
  const [yyyy = '', mm = '', dd = ''] = date.split('-');
  return [yyyy, mm, dd];
}

/** Systems tell names of files apart that differ by case or composition; not all do. */
function comparable(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function withoutEnding(key: string): string {
  return key.slice(0, key.lastIndexOf('.'));
}
