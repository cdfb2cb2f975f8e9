import { docusaurusAddress } from '../../../core/import/folders/docusaurus-address.ts';
import { eleventyAddress } from '../../../core/import/folders/eleventy-address.ts';
import { hugoAddress } from '../../../core/import/folders/hugo-address.ts';
import { jekyllAddress } from '../../../core/import/folders/jekyll-address.ts';
import { hexoAddress, pagesAddress, vitePressAddress, zolaAddress } from '../../../core/import/folders/path-address.ts';
import { nikolaAddress, pelicanAddress } from '../../../core/import/folders/python-address.ts';
import type { SiteFacts } from '../../../core/import/folders/site-facts.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Zone } from '../../../core/time/zone.ts';

/** The facts of a text that its address depends on. */
export interface AddressedText {
  /** Path in the checkout. */
  readonly name: string;
  readonly text: string;
  readonly title: string;
  readonly published: Instant;
  readonly language?: string;
}

type OwnAddress = (text: AddressedText) => string | undefined;

interface OwnAddressesOptions {
  readonly home: string;
  readonly zone: Zone;
}

/** Returns the addresses that a program gives articles, each by its own file; `undefined` where that is not known. */
export function ownAddresses(publisher: string, facts: SiteFacts, options: OwnAddressesOptions): OwnAddress {
  const { home, zone } = options;
  const { eleventy = { input: '', patterns: {} }, vitePress, isMoved, permalink, folders, newPostName } = facts;
  switch (publisher) {
    case 'Jekyll':
      return post => jekyllAddress(post, { home, permalink, folders, zone });
    case 'Hexo':
      return post => hexoAddress(post, { home, permalink, newPostName, zone });
    case 'Hugo':
      return page => hugoAddress(page, { ...facts, home, zone });
    case 'Zola':
      return page => zolaAddress(page, { home, main: facts.language, paths: facts.zolaPaths });
    case 'Eleventy':
      return page => eleventyAddress(page, { ...eleventy, home, zone });
    case 'Docusaurus':
      return isMoved ? unknown : post => docusaurusAddress(post, home, facts.blogFolder);
    case 'VitePress':
    case 'VuePress':
      return vitePress && !isMoved ? page => vitePressAddress(page, { ...vitePress, home }) : unknown;
    case 'Pelican':
      return post => pelicanAddress(post, { home, main: facts.language, permalink, slugs: facts.pelicanSlugs, zone });
    case 'Nikola':
      return post => nikolaAddress(post, { home, main: facts.language, permalink });
    case 'Astro':
    case 'Gatsby':
      return page => pagesAddress(page, home, facts.astro);
    default:
      return unknown;
  }
}

const unknown = (): undefined => undefined;
