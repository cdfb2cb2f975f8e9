import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readEnvironment } from '../../lib/environments.ts';
import { addNewsroom } from '../../lib/newsroom.ts';
import { SOURCES } from '../../lib/sources.ts';
import { revisionOf } from '../../scripts/revision.mjs';

// lib/app.ts with the newsroom of the tests in place of content/; with NEXT_REVISION as it would be once the code
// changed.
const app = new App();
addNewsroom(app, {
  environment: readEnvironment(app.node),
  sources: { ...SOURCES, content: join(import.meta.dirname, '../newsroom') },
  revision: process.env.NEXT_REVISION ?? revisionOf(SOURCES.root),
});
