import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readEnvironment } from '../../lib/environments.ts';
import { functionCodeIn } from '../../lib/function-code.ts';
import { addStacks } from '../../lib/stacks.ts';
import { buildFunctions } from '../../scripts/bundle.mjs';
import { revisionOf } from '../../scripts/revision.mjs';
import { ROOT } from './cdk.ts';

// lib/app.ts with the newsroom of the tests in place of content/; with NEXT_REVISION as it would be once the code
// changed.
const app = new App();
const folder = mkdtempSync(join(tmpdir(), 'bantin-functions-'));
await buildFunctions(folder, process.env.NEXT_REVISION ?? revisionOf(ROOT));
const settings = { ...readEnvironment(app.node), content: join(import.meta.dirname, '../newsroom') };
addStacks(app, settings, functionCodeIn(folder));
// The app has its own copy.
rmSync(folder, { recursive: true });
