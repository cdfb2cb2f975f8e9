import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OTHER_SITE_KEY, SITE_KEY } from '../core/bucket-layout.ts';
import { CouldNotRun } from './output/exit-status.ts';

/** Usual folder of the content in a larger project. */
export const CONTENT_FOLDER = 'content';

/**
 * Returns the directory of content for a command: of the given directory, or else the working one, and `content/` in it
 * the first that has a `site.yaml`. A given one of which neither has is what the command complains of.
 * @throws CouldNotRun where none is given, and neither has one.
 */
export function contentAt(named: string | undefined, workingDirectory = '.'): string {
  const folder = named ?? workingDirectory;
  const found = [folder, join(folder, CONTENT_FOLDER)].find(hasSite) ?? named;
  if (found !== undefined) return found;
  throw new CouldNotRun(
    `there is no ${SITE_KEY} here, nor in ${CONTENT_FOLDER}/; name the directory that has one, ` +
      `or make a newsroom with bantin init${importAdvice(folder)}`,
  );
}

/** Files and folders by which folders of other publishers are known. */
const SIGNS = [
  ...['_posts', '_config.yml', '_config.yaml', 'source/_posts', 'hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json'],
  ...['content/posts', 'content/post', 'content/blog', 'pelicanconf.py', 'eleventy.config.js', 'astro.config.mjs'],
  ...['docusaurus.config.js', 'docusaurus.config.ts', 'gatsby-config.js'],
];

/**
 * Returns a clause, for the end of a message, on how the site of another publisher in a folder becomes a newsroom;
 * empty where it looks like none.
 */
export function importAdvice(folder: string): string {
  const sign = SIGNS.find(name => existsSync(join(folder, name)));
  if (sign === undefined) return '';
  const advice = `bring that in with bantin import ${folder} --out ELSEWHERE`;
  return `; it has ${sign}, so it may be the site of another program: ${advice}`;
}

export function hasSite(folder: string): boolean {
  return [SITE_KEY, OTHER_SITE_KEY].some(name => existsSync(join(folder, name)));
}

/** Description of the argument with the content. */
export const CONTENT_ARGUMENT =
  'directory with site.yaml, articles/ and media/, or with content/ that has them; by default the one you are in';
