import type { Build } from '../../functions/build/build.ts';
import { encodeBody } from '../../functions/core/files/encode-body.ts';

/** Files of a build, read in full. */
export interface Published {
  /** Every file, those too that answer with a redirect. */
  readonly all: ReadonlyMap<string, string>;
  /** Those that answer with what they hold. */
  readonly files: ReadonlyMap<string, string>;
  /** Paths of those that answer that what was there is gone (410). */
  readonly gone: readonly string[];
}

export async function publishedBy(build: Pick<Build, 'files'>): Promise<Published> {
  const [all, files] = [new Map<string, string>(), new Map<string, string>()];
  const gone: string[] = [];
  for await (const { path, body, metadata } of build.files()) {
    const text =
      body instanceof Uint8Array ? Buffer.from(body).toString('latin1') : Buffer.from(encodeBody(body)).toString();
    all.set(path, text);
    if (metadata?.redirect === undefined) files.set(path, text);
    if (metadata?.status === '410') gone.push(path);
  }
  return { all, files, gone };
}
