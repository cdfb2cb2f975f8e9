import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { SITE_KEY } from '../../functions/core/bucket-layout.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import { contentObjects } from './content-bucket.ts';
import { letEncrypt } from './customer-key.ts';
import { DeployHook, type DeployHookProps } from './deploy-hook.ts';

/** Of 250 MB that a function's code may have. */
const MAX_MEGABYTES = 200;

export interface SeedProps extends Pick<DeployHookProps, 'key' | 'reservedConcurrency'> {
  readonly bucket: IBucket;
  /** Absolute path of the folder that holds site.yaml. */
  readonly content: string;
  readonly entry: string;
  readonly root: string;
}

/**
 * Fills a fresh content bucket with `content/`, once. From then on the bucket is the editors': it is not filled again
 * when `content/` changes, and the function puts nothing in the place of anything and may delete nothing.
 */
export class Seed extends Construct {
  constructor(scope: Construct, id: string, props: SeedProps) {
    super(scope, id);
    const { bucket, content, entry, root, key, reservedConcurrency } = props;
    assertFits(content);
    const hook = new DeployHook(this, 'Hook', {
      description: 'Fills a fresh content bucket',
      entry,
      root,
      key,
      reservedConcurrency,
      timeout: Duration.minutes(10),
      resourceType: 'Custom::Seed',
      properties: { Bucket: bucket.bucketName },
      commandHooks: {
        beforeBundling: () => [],
        beforeInstall: () => [],
        // The files travel with the code: no other bucket to read, nothing to unpack.
        afterBundling: (_, output) => [
          `node "${join(root, 'scripts/copy-folder.mjs')}" "${content}" "${output}/content"`,
        ],
      },
    });
    const objects = contentObjects(bucket, [SITE_KEY]);
    hook.function.allow(['s3:PutObject'], objects);
    hook.function.allow(['s3:ListBucket'], [bucket.bucketArn]);
    letEncrypt(hook.function, key);
    acknowledgeWildcards(
      hook.function,
      objects,
      'The files of content/ are many objects; they are put only where nothing is.',
    );
  }
}

function assertFits(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const bytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  if (megabytes > MAX_MEGABYTES)
    throw new Error(
      `${folder}: ${megabytes} MB are more than the ${MAX_MEGABYTES} that a deployment can bring; deploy ` +
        'with -c seed=false and upload it with aws s3 sync',
    );
}
