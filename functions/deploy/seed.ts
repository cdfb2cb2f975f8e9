import { fileURLToPath } from 'node:url';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { createS3Store } from '../stores/s3-store.ts';
import { answerCustomResource, propertyOf } from './custom-resource.ts';
import { seedContent } from './seed-content.ts';

/**
 * The custom resource that fills a fresh content bucket with `content/`, which lies beside the code. Property:
 * `Bucket`, its name.
 */
export async function handler(event: unknown): Promise<void> {
  await answerCustomResource(event, async properties => {
    const bucket = propertyOf(properties, 'Bucket');
    const content = createDirectoryStore(fileURLToPath(new URL('content', import.meta.url)));
    const seeded = await seedContent(content, createS3Store({ bucket }));
    console.log(seeded === undefined ? `${bucket} is in use and stays as it is` : `${bucket}: ${seeded} files`);
  });
}
