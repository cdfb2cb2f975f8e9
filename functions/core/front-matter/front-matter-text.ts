/** Form of front matter. */
export type FrontMatterForm = 'yaml' | 'toml' | 'json' | 'json members' | 'header lines';

/** Front matter as written in its source. */
export interface FrontMatterText {
  readonly form: FrontMatterForm;
  /** Clean text, without the lines that enclose it. */
  readonly text: string;
  /** 1-based line of the source on which it begins. */
  readonly line: number;
}
