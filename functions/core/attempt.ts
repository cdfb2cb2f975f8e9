/** What came of a piece of work: its result, or what it threw. */
export type Attempt<Result> = { readonly result: Result } | { readonly error: unknown };
