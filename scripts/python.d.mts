export function pythonWith(name: string, requirements: string): string;
