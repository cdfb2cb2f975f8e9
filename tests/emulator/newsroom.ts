import { Buffer } from 'node:buffer';
import { build } from '../../functions/build/build.ts';
import { CACHE_TAG, cacheTagOf } from '../../functions/core/files/cache-tag.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import { createEdge, type EdgeResponse } from '../../functions/preview/edge.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { digestOf } from '../../functions/stores/public-files.ts';
import { createS3Store } from '../../functions/stores/s3-store.ts';
import { bantin } from '../cli/run.ts';

/** The three feeds of a category, or, with an empty slug, of all. */
export function feedsOf(slug: string): readonly string[] {
  return ['rss.xml', 'atom.xml', 'feed.json'].map(name => (slug === '' ? name : `${slug}/${name}`));
}

/** Fields of `bantin status --json` that the tests use. */
export interface Told {
  readonly asOf: string;
  readonly by: string;
  readonly revision: string;
  readonly published: number;
  readonly rejected: number;
  readonly due: readonly { readonly key: string }[];
  readonly unfinished: { readonly writes: readonly object[]; readonly rebuilds: readonly object[] };
  readonly problems: readonly { readonly path: string; readonly line: number }[];
}

/** A newsroom that was deployed, seen through S3 alone. */
export class Newsroom {
  readonly content: ObjectStore;
  readonly public: ObjectStore;
  readonly buckets: { readonly contentBucket: string; readonly feedsBucket: string };

  constructor(contentBucket: string, feedsBucket: string) {
    this.buckets = { contentBucket, feedsBucket };
    this.content = createS3Store({ bucket: contentBucket });
    this.public = createPrefixedStore(createS3Store({ bucket: feedsBucket }), 'public/');
  }

  async put(key: string, text: string): Promise<void> {
    await this.content.put(key, Buffer.from(text));
  }

  /** A published file as text; empty where there is none. */
  async read(path: string): Promise<string> {
    return Buffer.from((await this.public.get(path))?.bytes ?? []).toString();
  }

  /** Returns the response of the edge for a published file, given the headers of S3. */
  async atEdge(path: string): Promise<EdgeResponse> {
    const response = await fetch(
      new URL(`/${this.buckets.feedsBucket}/public/${path}`, process.env.AWS_ENDPOINT_URL_S3),
    );
    await response.body?.cancel();
    const headers = Object.fromEntries([...response.headers].map(([name, value]) => [name, { value }]));
    const request = { method: 'GET', uri: `/${path}`, querystring: {}, headers: {} };
    return createEdge().viewerResponse(request, { statusCode: response.status, headers });
  }

  /** Returns whether all of some feeds contain a text. Stops at the first that does not. */
  async tell(feeds: readonly string[], text: string): Promise<boolean> {
    for (const path of feeds) if (!(await this.read(path)).includes(text)) return false;
    return true;
  }

  async paths(): Promise<readonly string[]> {
    const paths: string[] = [];
    for await (const { key } of this.public.list()) paths.push(key);
    return paths;
  }

  /** Paths of every published text that tells of something. */
  async mentions(text: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (const path of await this.paths()) {
      if (/\.(?:br|gz|jpg|png)$/.test(path)) continue;
      if ((await this.read(path)).includes(text)) found.push(path);
    }
    return found;
  }

  async status(): Promise<Told> {
    const { stdout, stderr } = await bantin('status', '--feeds-bucket', this.buckets.feedsBucket, '--json');
    if (stdout === '') throw new Error(`bantin status: ${stderr}`);
    return JSON.parse(stdout);
  }

  /**
   * Returns the differences of `public/` from a build from scratch of the content bucket, at the instant published
   * last.
   */
  async differences(): Promise<readonly string[]> {
    const now = Date.parse((await this.status()).asOf);
    const { site, problems } = parseSite(Buffer.from((await this.content.get('site.yaml'))?.bytes ?? []).toString());
    if (!site) throw new Error(`site.yaml: ${JSON.stringify(problems)}`);
    const { files } = await build({ content: this.content, site, now });
    const missing = new Set(await this.paths());
    const differences: string[] = [];
    for await (const file of files()) {
      const object = await this.public.get(file.path);
      const { [CACHE_TAG]: tag, ...metadata } = object?.metadata ?? {};
      const hasMetadata = Object.keys(metadata).length > 0;
      const found = object && digestOf({ path: file.path, body: object.bytes, ...(hasMetadata && { metadata }) });
      if (!object) differences.push(`${file.path} is missing`);
      else if (tag !== cacheTagOf(file.path)) differences.push(`${file.path} has the cache tag ${tag}`);
      else if (found !== digestOf(file)) differences.push(`${file.path} has other bytes`);
      missing.delete(file.path);
    }
    const extra = [...missing].filter(path => !/\.(?:br|gz)$/.test(path)).map(path => `${path} should not be there`);
    return [...differences, ...extra];
  }
}
