import type { Plugin } from 'esbuild';

export declare const plainFields: Plugin;
export declare function withPlainFields(code: string, path: string): string;
