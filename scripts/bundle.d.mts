import type { BuildOptions } from 'esbuild';

export declare const FUNCTIONS: Readonly<Record<'publisher' | 'seed' | 'firstPublish', string>>;
export declare const ALIAS: Readonly<Record<string, string>>;
export declare const SHARED: BuildOptions;
export declare const COMMAND: string;
export declare function functionOptions(revision: string): BuildOptions;
export declare function buildFunctions(folder: string, revision: string): Promise<void>;
export declare function buildCommand(
  outdir: string,
  build: { readonly revision: string; readonly version: string },
): Promise<void>;
export declare function buildConstructs(outfile: string): Promise<void>;
