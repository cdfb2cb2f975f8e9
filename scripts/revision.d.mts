export declare function revisionOf(root: string): string;
