/** A regular expression of a program. */
export interface FoundRegexp {
  /** `undefined` where it is not known before the program runs. */
  readonly source: string | undefined;
  readonly flags: string;
  /** Argument of `RegExp`, as it is written. */
  readonly written?: string;
}

export declare function regexpsIn(text: string, options: { readonly typescript: boolean }): readonly FoundRegexp[];

export declare function flaw(regexp: { readonly source: string; readonly flags: string }): string | undefined;
