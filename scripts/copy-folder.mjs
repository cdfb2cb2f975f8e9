// Copies a folder, on every system: node scripts/copy-folder.mjs FROM TO
import { cpSync } from 'node:fs';

const [from, to] = process.argv.slice(2);
cpSync(from, to, { recursive: true });
