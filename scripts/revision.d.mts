export declare function revisionOf(root: string): string;
export declare function importedPackages(root: string): readonly string[];
