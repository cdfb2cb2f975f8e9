import { copyFileSync, cpSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Duration, FileSystem } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { SITE_KEY } from '../../../functions/core/bucket-layout.ts';
import { acknowledgeWildcards } from '../acknowledge.ts';
import { contentObjects } from '../buckets/content-bucket.ts';
import { letEncrypt } from '../customer-key.ts';
import { DeployHook, type DeployHookProps } from './deploy-hook.ts';
import { type SeedFile, seedFiles } from './seed-files.ts';

/** Maximum size of the seed, in MB; a function's code may have 250. */
const MAX_MEGABYTES = 200;

export interface SeedProps extends Pick<DeployHookProps, 'key' | 'reservedConcurrency'> {
  readonly bucket: IBucket;
  /** Path of the folder that holds site.yaml, from the working directory. */
  readonly content: string;
  /** Absolute path of the folder with `seed.mjs`, which exports `handler`. */
  readonly code: string;
}

/**
 * Fills a fresh content bucket with a folder, once. From then on the bucket is the editors': it is not filled again
 * when the folder changes, and the function puts nothing in the place of anything and may delete nothing.
 */
export class Seed extends Construct {
  constructor(scope: Construct, id: string, props: SeedProps) {
    super(scope, id);
    const { bucket, content, code, key, reservedConcurrency } = props;
    const folder = this.#join(code, resolve(content));
    const hook = new DeployHook(this, 'Hook', {
      description: 'Fills a fresh content bucket',
      code: Code.fromAsset(folder),
      entry: 'seed',
      key,
      reservedConcurrency,
      timeout: Duration.minutes(10),
      resourceType: 'Custom::Seed',
      properties: { Bucket: bucket.bucketName },
    });
    // The asset has been copied, unless the app says that it is to be used where it lies.
    if (!this.node.tryGetContext(DISABLE_ASSET_STAGING_CONTEXT)) rmSync(folder, { recursive: true });
    const objects = contentObjects(bucket);
    hook.function.allow(['s3:PutObject'], objects);
    hook.function.allow(['s3:ListBucket'], [bucket.bucketArn]);
    letEncrypt(hook.function, key);
    acknowledgeWildcards(
      hook.function,
      objects,
      'The files of content/ are many objects; they are put only where nothing is.',
    );
  }

  /** The files travel with the code: no other bucket to read, nothing to unpack. Returns a new folder with both. */
  #join(code: string, content: string): string {
    const files = filesOf(content);
    const folder = FileSystem.mkdtemp('bantin-seed-');
    cpSync(code, folder, { recursive: true });
    for (const { key, path } of files) {
      const copy = join(folder, 'content', key);
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(path, copy);
    }
    return folder;
  }
}

function filesOf(folder: string): readonly SeedFile[] {
  if (!statSync(join(folder, SITE_KEY), { throwIfNoEntry: false })?.isFile())
    throw new Error(`content: expected a folder with ${SITE_KEY}, found none in ${folder}`);
  const files = seedFiles(folder);
  const megabytes = Math.ceil(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024 / 1024);
  if (megabytes > MAX_MEGABYTES)
    throw new Error(
      `content: ${folder} has ${megabytes} MB, more than the ${MAX_MEGABYTES} that a deployment can bring; ` +
        'deploy without content and upload it with aws s3 sync',
    );
  return files;
}
