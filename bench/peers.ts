import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeHugoSite } from './hugo-site.ts';
import type { Command } from './measure.ts';
import { writeZolaSite } from './zola-site.ts';

/** A corpus that a peer is to publish. */
export interface PeerSite {
  /** Directory of the corpus. */
  readonly content: string;
  readonly articles: number;
  readonly pages: boolean;
}

/** A publisher that others use, which renders the same feeds of the same articles. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** Writes a site, which it builds from there. */
  readonly write: (directory: string, site: PeerSite) => void;
  readonly build: (source: string, out: string) => Command;
  /** True if an article of the corpus is one of its own: then it builds again after one was changed. */
  readonly sharesArticles: boolean;
}

/** Finds those that are installed, by the commands that run them. Everything is compared with the first one. */
export function findPeers({ hugo, zola }: Readonly<Record<'hugo' | 'zola', string>>): readonly Peer[] {
  const [hugoVersion, zolaVersion] = [versionOf(hugo, 'version'), versionOf(zola, '--version')];
  return [
    ...(hugoVersion === undefined ? [] : [hugoPeer(hugo, hugoVersion)]),
    ...(zolaVersion === undefined ? [] : [zolaPeer(zola, zolaVersion)]),
  ];
}

function hugoPeer(command: string, version: string): Peer {
  return {
    name: 'Hugo',
    version,
    write: (directory, { content, pages }) => writeHugoSite(directory, join(content, 'articles'), { pages }),
    build: (source, out) => [command, '--source', source, '--destination', out, '--quiet'],
    sharesArticles: true,
  };
}

function zolaPeer(command: string, version: string): Peer {
  return {
    name: 'Zola',
    version,
    write: (directory, { articles, pages }) => writeZolaSite(directory, { articles, pages }),
    build: (source, out) => [command, '--root', source, 'build', '--output-dir', out, '--force'],
    sharesArticles: false,
  };
}

function versionOf(command: string, argument: string): string | undefined {
  const { status, stdout } = spawnSync(command, [argument], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().split(' ').slice(0, 2).join(' ') : undefined;
}
