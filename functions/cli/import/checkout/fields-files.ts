import { Buffer } from 'node:buffer';
import { formatOf } from '../../../core/article/key.ts';
import { frontMatterPlace } from '../../../core/data-files/front-matter-place.ts';
import type { Publisher } from '../../../core/import/folders/publishers.ts';
import type { FileSet } from '../file-set.ts';

/**
 * Returns files in which texts have their fields at the top, in place of a file of their own (`x.meta` beside `x.txt`,
 * Nikola). That file is no file of the set any more. As with Nikola, fields that a text has besides do not count.
 */
export function withFieldsAbove(files: FileSet, { name: publisher }: Publisher): FileSet {
  if (publisher !== 'Nikola') return files;
  const names = new Set(files.names);
  const fieldsOf = new Map<string, string>();
  for (const name of names) {
    const meta = `${name.slice(0, name.lastIndexOf('.'))}.meta`;
    if (formatOf(name) !== undefined && names.has(meta)) fieldsOf.set(name, meta);
  }
  const taken = new Set(fieldsOf.values());
  return {
    names: files.names.filter(name => !taken.has(name)),
    hidden: files.hidden,
    async read(name) {
      const meta = fieldsOf.get(name);
      const bytes = await files.read(name);
      return meta === undefined ? bytes : joined((await files.read(meta)).toString('utf8'), bytes);
    },
    close: () => files.close(),
  };
}

function joined(fields: string, bytes: Buffer): Buffer {
  const text = bytes.toString('utf8');
  // Text that is not UTF-8 stays as it is.
  const isReadable = Buffer.from(text).equals(bytes);
  const own = isReadable ? frontMatterPlace(text) : undefined;
  const body = typeof own === 'object' ? Buffer.from(text.slice(own.to)) : bytes;
  const lines = fields.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  // An empty line would end them.
  const head = lines.filter(line => line.trim() !== '').join('\n');
  return Buffer.concat([Buffer.from(`${head}\n\n`), body]);
}
