import { App } from 'aws-cdk-lib';
import { revisionOf } from '../scripts/revision.mjs';
import { readEnvironment } from './environments.ts';
import { addNewsroom } from './newsroom.ts';
import { SOURCES } from './sources.ts';

const app = new App();
addNewsroom(app, { environment: readEnvironment(app.node), sources: SOURCES, revision: revisionOf(SOURCES.root) });
