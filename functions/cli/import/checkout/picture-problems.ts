import type { Problem } from '../../../core/problem.ts';
import type { CheckoutArticles } from './article-files.ts';

type Told = Pick<Problem, 'severity' | 'message'>;

/** Returns what is to be said of the pictures that articles of a checkout name, all together. */
export function absentPictures(
  { byName, absent }: Pick<CheckoutArticles, 'byName' | 'absent'>,
  nameOf: (name: string) => string,
): readonly Told[] {
  return [...foundByName(byName, nameOf), ...missing(absent, nameOf)];
}

function foundByName(
  { articles, example }: CheckoutArticles['byName'],
  nameOf: (name: string) => string,
): readonly Told[] {
  const [reference, name = ''] = example ?? [];
  if (articles === 0) return [];
  const whose = articles === 1 ? 'the picture of 1 article is' : `the pictures of ${articles} articles are`;
  const message =
    `${whose} named without the folder, which templates of the site add, and found by name ` +
    `(${reference}: ${nameOf(name)})`;
  return [{ severity: 'note', message }];
}

function missing(absent: CheckoutArticles['absent'], nameOf: (name: string) => string): readonly Told[] {
  const [first] = absent;
  if (first === undefined) return [];
  const whose = absent.size === 1 ? '1 picture of the site is' : `${absent.size} pictures of the site are`;
  const [path, name] = first;
  const message =
    `${whose} not in this folder, so feeds lead to the site for such, as ${path} in ${nameOf(name)}; ` +
    'put what is missing there and import again, or correct the path';
  return [{ severity: 'warning', message }];
}
