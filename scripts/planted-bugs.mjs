/**
 * Bugs that `plant-bugs.mjs` plants, one after another: what is broken, where, what stands there (once: a test says
 * so), and what stands there then.
 */
export const BUGS = [
  {
    name: 'the horizon of a window is not raised when its oldest article falls out',
    file: 'functions/core/index/window.ts',
    from: 'this.#horizon = last && { published: last.published, key: last.key };',
    to: '',
  },
  {
    name: 'files are written that the state does not name as pending',
    file: 'functions/apply/apply.ts',
    from: '    pending: [...next.pending, pending],',
    to: '',
  },
  {
    name: 'files are written before the state is committed',
    file: 'functions/apply/apply.ts',
    from: 'const etag = nothing ? before.etag',
    to: 'await new FileWriter(run, application, written).write(); const etag = nothing ? before.etag',
  },
  {
    name: 'the sitemap ignores embargoes',
    file: 'functions/core/index/next-state.ts',
    from: "return { status: 'waiting', etag, ...problems };",
    to:
      'const early = this.#publish(article, etag); this.windows.remove(key); return { ...early, hasPage: ' +
      'false, ...problems };',
  },
  {
    name: 'an article that is gone comes back when the delta is compacted',
    file: 'functions/state/compact.ts',
    from: 'else delete records[key];',
    to: '',
  },
  {
    name: 'a window that shows too little is not filled again',
    file: 'functions/core/index/window.ts',
    from: 'return this.#horizon !== undefined && !this.#look().isFull;',
    to: 'return this.#horizon !== undefined && this.#articles.length === 0;',
  },
  {
    name: 'the digest that a sweep compares does not follow a changed ETag',
    file: 'functions/core/index/next-state.ts',
    from: 'this.#sum(key, previous.etag, -1);',
    to: '',
  },
  {
    name: 'of what a rebuild reads, what is compressed is forgotten',
    file: 'functions/state/compressed-list.ts',
    from: '[...this.#compressed.flatMap(compressed => decompress<readonly Item[]>(compressed)), ...this.#loose]',
    to: '[...this.#loose]',
  },
  {
    name: 'an article that was taken back still counts for the title and the language of its category',
    file: 'functions/core/index/next-state.ts',
    from: "if (previous.status === 'published') this.traits.count(previous, -1);",
    to: '',
  },
  {
    name: 'what came to the counts of a feed takes the place of their sum',
    file: 'functions/state/compact.ts',
    from: 'if (counts) return addFeedRecords(asFeedRecord(known), counts);',
    to: 'if (counts) return counts;',
  },
  {
    name: 'a feed is called as it was, though other spellings came',
    file: 'functions/core/index/traits/spellings.ts',
    from: '(spelled === title ? change >= 0 : change <= 0)',
    to: '(spelled !== title || change >= 0)',
  },
  {
    name: 'an id belongs to whoever claimed it first',
    file: 'functions/core/plan/settle-owners.ts',
    from: '[...claimants].sort(compareClaimants)',
    to: '[...claimants]',
  },
  {
    name: 'who lost an id stays in the sitemaps',
    file: 'functions/core/index/index-view.ts',
    from: "return changed !== null && monthIn(changed) === month && !('line' in changed);",
    to: "return changed !== null && !('line' in changed);",
  },
  {
    name: 'the next claimant of an id is not read once its owner is gone',
    file: 'functions/core/plan/ingest.ts',
    from: '    touched.note(key, previous);',
    to: '',
  },
  {
    name: 'a claim is not forgotten with its source',
    file: 'functions/core/index/next-state.ts',
    from: 'isOver ? null : found.claim',
    to: 'found.claim',
  },
  {
    name: 'what falls due is not looked at',
    file: 'functions/publish/plan-request.ts',
    from: 'return Object.entries(state.timers).flatMap(([key, at]) => (at <= now ? [key] : []));',
    to: 'return now < 0 ? Object.keys(state.timers) : [];',
  },
  {
    name: 'the plan leaves the page of an article that is gone',
    file: 'functions/core/plan/plan-article-files.ts',
    from: 'const mayBeThere = isForced || ownerBefore !== undefined;',
    to: 'const mayBeThere = isForced;',
  },
  {
    name: 'the view of feeds does not make landing pages anew for the sections that they name',
    file: 'functions/core/views/feeds.ts',
    from: 'inputs: digest([inputs, navigation]),',
    to: 'inputs,',
  },
];
