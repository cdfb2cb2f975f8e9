import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mediaKey } from '../../../core/import/moving/media-files.ts';
import { AddressRefused, type WebFetch } from '../../../web/web-fetch.ts';

export interface FileLimits {
  /** Bytes of one file. */
  readonly bytes: number;
  /** Milliseconds without a byte. */
  readonly idle: number;
  /** Milliseconds that one file may take. */
  readonly fileTime: number;
}

/** Limit that all files of an import share. */
export interface Room {
  /** Bytes that are still to be had. */
  left: number;
}

export interface DownloadOptions {
  readonly out: string;
  readonly room: Room;
  readonly fetch: WebFetch;
  readonly limits: FileLimits;
  /** Ends all of it. */
  readonly signal: AbortSignal;
}

/** Error for a file that was not fetched. Its message is a reason that many files may share. */
export class NotFetched extends Error {
  override readonly name = 'NotFetched';
}

/** Folder for downloads under way. An import that was killed leaves its files in it. */
export const PARTS = 'media/.bantin-import';

/** Reason for a file that an import has no room for, by count, bytes or time. */
export const NO_ROOM = 'has no room in this run; run it again';

/** Calls back with the bytes of each piece that comes. */
type OnBytes = (received: number) => void;

const MAX_REDIRECTS = 5;
const HEADERS = { accept: 'image/*, audio/*, video/*, application/pdf, */*;q=0.1', 'user-agent': 'Bantin (import)' };

/**
 * Fetches a file to its place in `media/`, as a whole or not at all.
 * @throws NotFetched where it is not available, or is not a picture, audio, video or PDF.
 */
export async function download(
  url: string,
  { out, room, fetch, limits, signal }: DownloadOptions,
): Promise<{ readonly key: string; readonly bytes: number }> {
  const quiet = new AbortController();
  const idle = setTimeout(() => quiet.abort(), limits.idle);
  const signals = AbortSignal.any([signal, quiet.signal, AbortSignal.timeout(limits.fileTime)]);
  try {
    const response = await follow(url, fetch, signals);
    const key = mediaKey(url, response.headers.get('content-type') ?? '');
    if (key === undefined) throw new NotFetched(`is no picture, sound, film or PDF (${typeOf(response)})`);
    const expected = Number(response.headers.get('content-length') ?? 0);
    if (expected > limits.bytes) throw tooLarge(limits);
    if (expected > room.left) throw new NotFetched(NO_ROOM);
    const part = join(out, PARTS, `${randomUUID()}.part`);
    const bytes = await save(response, part, join(out, key), limits, received => {
      idle.refresh();
      room.left -= received;
      if (room.left < 0) throw new NotFetched(NO_ROOM);
    });
    return { key, bytes };
  } catch (error) {
    throw signals.aborted ? new NotFetched('takes too long') : explained(error);
  } finally {
    clearTimeout(idle);
    quiet.abort();
  }
}

/** Follows redirects; `fetch` judges each address by itself. */
async function follow(url: string, fetch: WebFetch, signal: AbortSignal): Promise<Response> {
  let at = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await fetch(at, { signal, headers: HEADERS });
    const location = response.headers.get('location');
    if (response.status === 200) return response;
    await response.body?.cancel();
    if (location === null || response.status < 300 || response.status >= 400)
      throw new NotFetched(`the server answers ${response.status}`);
    if (!URL.canParse(location, at)) throw new NotFetched('is redirected to no address');
    at = new URL(location, at).href;
  }
  throw new NotFetched(`is redirected more than ${MAX_REDIRECTS} times`);
}

async function save(
  response: Response,
  part: string,
  path: string,
  limits: FileLimits,
  onBytes: OnBytes,
): Promise<number> {
  for (const file of [part, path]) mkdirSync(dirname(file), { recursive: true });
  const file = await open(part, 'wx');
  try {
    const bytes = await write(file, response, limits, onBytes);
    if (bytes === 0) throw new NotFetched('is empty');
    await file.close();
    renameSync(part, path);
    return bytes;
  } finally {
    await file.close().catch(() => undefined);
    rmSync(part, { force: true });
  }
}

async function write(file: FileHandle, { body }: Response, limits: FileLimits, onBytes: OnBytes): Promise<number> {
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > limits.bytes) throw tooLarge(limits);
    onBytes(chunk.length);
    await file.writeFile(chunk);
  }
  return bytes;
}

function tooLarge({ bytes }: FileLimits): NotFetched {
  return new NotFetched(`has more than ${Math.max(Math.round(bytes / 1024 / 1024), 1)} MB`);
}

function typeOf(response: Response): string {
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w!#$&^.+-]{1,60}\/[\w!#$&^.+-]{1,60}$/.test(type) ? type : 'of no media type';
}

/** Returns an explanation of a transfer error, by its kind. An error of the disk ends the import. */
function explained(error: unknown): unknown {
  const cause = error instanceof TypeError ? error.cause : undefined;
  if (cause instanceof AddressRefused) return new NotFetched('is on no public host');
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new NotFetched('is on a host that is not found');
  if (cause instanceof Error) return new NotFetched(`can't be fetched (${code ?? cause.message})`);
  const own = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(?:ECONNRESET|ERR_STREAM|Z_|ERR__ERROR|UND_|ERR_HTTP)/.test(own)
    ? new NotFetched(`breaks off (${own})`)
    : error;
}
