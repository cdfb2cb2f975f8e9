import { App } from 'aws-cdk-lib';
import { readEnvironment } from '../../lib/environments.ts';
import { addNewsroom } from '../../lib/newsroom.ts';
import { SOURCES } from '../../lib/sources.ts';

// As lib/app.ts would be once the code changed: the revision of no code that there is.
const app = new App();
addNewsroom(app, {
  environment: readEnvironment(app.node),
  sources: SOURCES,
  revision: process.env.NEXT_REVISION ?? 'next',
});
