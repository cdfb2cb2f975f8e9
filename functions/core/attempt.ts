/** Outcome of a piece of work: its result, or the error that it threw. */
export type Attempt<Result> = { readonly result: Result } | { readonly error: unknown };
