import { readMediaBytes } from '../content/picture-problems.ts';
import { isSearched, MAX_SEARCHED_BYTES, mediaService } from '../core/media/active-media.ts';
import type { Problem } from '../core/problem.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { pageMediaFiles } from './files/media-files.ts';
import type { MediaFile } from './notes.ts';
import type { Scan } from './scan.ts';

/**
 * Returns a warning for each media file that browsers would run something of, and so is served as a
 * download.
 */
export async function activeMediaProblems(scanned: Scan, content: ObjectStore): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { key, size } of mediaOf(scanned)) {
    const path = key.normalize('NFC');
    const isRead = isSearched(path) && size <= MAX_SEARCHED_BYTES;
    const bytes = isRead ? await readMediaBytes(content, key) : undefined;
    if (isRead && !bytes) continue;
    if (mediaService(path, bytes).active) problems.push(activeProblem(key, isSearched(path) && !isRead));
  }
  return problems;
}

/** Returns the media that are published, each once. */
export function mediaOf(scanned: Scan): Iterable<MediaFile> {
  const pageMedia = [...pageMediaFiles(scanned).values()].map(file => [file.key, file] as const);
  return new Map([...scanned.media, ...pageMedia]).values();
}

/**
 * Returns a warning of media that lie beside or below articles of which none names them. Nothing is said of those that
 * one may name which is rejected: its text was not read.
 */
export function unnamedProblems({ pageMedia, named, refused }: Scan): readonly Problem[] {
  const unread = new Set([...refused].map(key => foldersOf(key.normalize('NFC'))[0]));
  const message =
    'no article in its folder or in one above names the file, so it is not published; name it in one of these, ' +
    'move it to media/, or take it away';
  return [...pageMedia]
    .filter(([name]) => !named.has(name) && !foldersOf(name).some(folder => unread.has(folder)))
    .map(([, { key }]) => ({ path: key, severity: 'warning', message, files: 1 }));
}

/** Returns the folders that a key lies in, the innermost first. */
function foldersOf(key: string): readonly string[] {
  const parts = key.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, parts.length - at).join('/'));
}

function activeProblem(key: string, isTooLarge: boolean): Problem {
  const found = isTooLarge
    ? `a picture in SVG of more than ${MAX_SEARCHED_BYTES / 1024 ** 2} MB is not searched for scripts`
    : isSearched(key)
      ? 'the file holds a script, or what may start one'
      : 'browsers run files of this kind, or open them as pages of the newsroom';
  const mend = isSearched(key)
    ? 'save it without scripts to have it shown'
    : 'give what it holds as an article, a picture or a PDF to have it shown';
  const message = `${found}; it is published as a download, which no browser shows by itself; ${mend}`;
  return { path: key, severity: 'warning', message };
}
