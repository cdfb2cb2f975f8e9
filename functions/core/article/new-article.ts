import { ARTICLES_PREFIX, isIgnored } from '../bucket-layout.ts';
import type { Instant } from '../instant.ts';
import type { CategoryResolver } from '../site/category-name.ts';
import type { Category } from '../site/site.ts';
import { shortHash } from '../text/hash.ts';
import { slugify } from '../text/slug.ts';
import { wallClockAt, type Zone } from '../time/zone.ts';
import { categoryInKey, formatOf, isBundle } from './key.ts';

/** Properties that decide the key of a new article. */
export interface NewArticle {
  readonly title: string;
  readonly published: Instant;
  readonly category?: Category;
  /** Ending of the file's name. */
  readonly ending: 'md' | 'txt' | 'html';
}

/** Existing sources, and how the newsroom reads them. */
export interface Surroundings {
  readonly keys: Iterable<string>;
  readonly zone: Zone;
  readonly resolve: CategoryResolver;
}

/** Default folders, for a newsroom without articles. */
const USUAL = 'yyyy/mm';
const NAME_WITH_DATE = /^\d{4}-\d{2}-\d{2}-(?=.)/;

/**
 * Returns the key of a new article. Its folder and kind of name are those of most articles of its category if these
 * have a folder of their own, else of most articles. Its key never differs from that of another article by the ending
 * alone, since both would have one id.
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

/** Counts the ways in which the articles of a newsroom are filed. */
class Habits {
  readonly #counts = new Map<string, { readonly habit: Habit; count: number }>();

  /**
   * Counts one article. `folder` is that of its category, in the key; `isOwn` is true for the category of the new
   * article.
   */
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

  /** Returns the most frequent way within the category's own folder, else of all articles. Of two, the default wins. */
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

/**
 * Returns a template of folders: `2026/11` is `yyyy/mm`, `doi-song/2026` is `category/yyyy`. `undefined` for folders of
 * another kind.
 */
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

/** Returns a path for comparison. Some file systems ignore the case or composition of names. */
function comparable(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function withoutEnding(key: string): string {
  return key.slice(0, key.lastIndexOf('.'));
}
