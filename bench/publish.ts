import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measurePublishing } from './publishing.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '1000,100000' },
    rebuild: { type: 'string', default: '10000' },
  },
});

process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}\n`);
const isGood = await measurePublishing({
  articles: values.articles.split(',').map(Number),
  rebuild: Number(values.rebuild),
});
process.exitCode = isGood ? 0 : 1;
