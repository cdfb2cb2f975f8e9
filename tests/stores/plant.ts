/** Puts what can be no object into what stands for a bucket, under `a/`; returns its path, without `prefix`. */
export async function plantIn(bucket: { set(key: string, content: string): unknown }, prefix = ''): Promise<string> {
  await bucket.set(`${prefix}a//y.md`, 'y');
  return 'a//y.md';
}
