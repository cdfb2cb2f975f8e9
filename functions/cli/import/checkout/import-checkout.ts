import { Buffer } from 'node:buffer';
import { SITE_KEY } from '../../../core/bucket-layout.ts';
import { draftSite } from '../../../core/import/site-draft.ts';
import type { Site } from '../../../core/site/site.ts';
import type { ObjectStore } from '../../../stores/object-store.ts';
import { CouldNotRun } from '../../output/exit-status.ts';
import { bar, createProgress } from '../../output/progress.ts';
import { siteOf } from '../content-there.ts';
import type { ImportContext } from '../options.ts';
import { writeRedirects } from '../redirects.ts';
import type { ImportReport } from '../report.ts';
import { WrittenArticles } from '../write-articles.ts';
import { CheckoutImport } from './checkout.ts';
import type { CheckoutFile, CopiedFiles } from './checkout-file.ts';
import { oldFeed } from './old-feed.ts';
import type { OpenedCheckout } from './open-checkout.ts';
import { liesIn } from './place-names.ts';
import { siteKept } from './site-kept.ts';

/** Turns the checkout of another publisher's site into content: articles, pictures, people and `site.yaml`. */
export async function importCheckout(opened: OpenedCheckout, context: ImportContext): Promise<ImportReport> {
  const { source, files } = opened;
  const { now, out, hostHere = false, siteThere, siteUrl, dryRun, store } = context;
  if (liesIn(out, source)) {
    files.close();
    throw new CouldNotRun(
      `${source}: ${out} lies in it, so that it would be read as part of the site; write elsewhere`,
    );
  }
  const facts = { ...opened.facts, ...(siteUrl !== undefined && { url: siteUrl }) };
  const progress = createProgress();
  const onFile = (done: number): void => progress.update(() => bar(done, files.names.length));
  const checkout = new CheckoutImport({ ...opened, facts, now, hostHere, onFile });
  const draftAbout = { now, ...(facts.timeZone !== undefined && { timeZone: facts.timeZone }) };
  try {
    await checkout.find(siteThere ?? siteOf(draftSite(checkout.feed, draftAbout), out));
    if (checkout.articles.length === 0) throw new CouldNotRun(`${source}: ${noArticles(opened)}`);
    const { permalink, feed } = checkout;
    const drafted = draftSite(feed, { ...draftAbout, ...(!hostHere && { permalink }) });
    const draft = siteThere ? undefined : drafted;
    const teller = 'the configuration of the folder';
    const kept = siteThere && siteKept({ there: siteThere, drafted: siteOf(drafted, out), facts, teller, out });
    if (kept) checkout.problems.push(kept);
    if (facts.url === undefined && draft !== undefined)
      checkout.tellSource('warning', 'no configuration that can be read tells the home page; give it with --site-url');
    if (context.media)
      checkout.tellSource('warning', '--media is for feeds and exports; pictures of a folder come along without it');
    const template = 'template' in permalink ? permalink.template : undefined;
    const site = siteThere ?? siteOf(drafted, out);
    const writer = new CheckoutWriter(context, await keysThere(store));
    const old = await oldFeed(files, context);
    const about = { template: absoluteTemplate(template, site), feed: old };
    for await (const file of checkout.filesFor(site, about)) await writer.write(file);
    if (draft !== undefined && !dryRun) await store.put(SITE_KEY, Buffer.from(draft), { ifNoneMatch: '*' });
    const redirects = hostHere ? await writeRedirects(store, checkout.redirects, context) : undefined;
    const { left, problems } = checkout;
    const { articles, known, gone, copied } = writer;
    const wroteSite = draft !== undefined;
    const counts = { articles, known, gone, copied };
    return { ...context, sources: [source], feed, ...counts, problems, left, wroteSite, ...redirects };
  } finally {
    progress.done();
    files.close();
  }
}

function noArticles({ publisher: { name }, files, searched }: OpenedCheckout): string {
  const isEmpty = name === 'Hugo' && !files.names.some(one => one.startsWith('content/'));
  return isEmpty
    ? `is a site of Hugo, but none of its texts was found in ${searched.join(', ')}`
    : `is a site of ${name}, and no text in it is an article`;
}

function absoluteTemplate(template: string | undefined, site: Site): string | undefined {
  return template?.startsWith('/') ? new URL(site.url).origin + template : template;
}

async function keysThere(store: ObjectStore): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for await (const { key } of store.list()) keys.add(folded(key));
  return keys;
}

function folded(key: string): string {
  return key.normalize('NFC').toLowerCase();
}

class CheckoutWriter {
  readonly articles: WrittenArticles;
  readonly copied: CopiedFiles = { files: 0, there: 0 };
  known = 0;
  readonly gone: string[] = [];
  readonly #context: ImportContext;
  readonly #there: ReadonlySet<string>;

  constructor(context: ImportContext, there: ReadonlySet<string>) {
    this.#context = context;
    this.#there = there;
    this.articles = new WrittenArticles(context);
  }

  async write({ key, bytes, isArticle, held }: CheckoutFile): Promise<void> {
    const isThere = this.#there.has(folded(key));
    if (isThere && isArticle) this.known += 1;
    if (isArticle && !isThere && this.#context.record.wasWritten({ id: '', key })) this.gone.push(key);
    else if (isArticle) {
      if (!isThere || this.#context.update)
        await this.articles.write([{ key, text: bytes, isThere, ...(held !== undefined && { held }) }]);
    } else {
      this.copied[isThere ? 'there' : 'files'] += 1;
      if (!isThere && !this.#context.dryRun) await this.#context.store.put(key, bytes, { ifNoneMatch: '*' });
    }
  }
}
