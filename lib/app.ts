import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readEnvironment } from './environments.ts';
import { Newsroom } from './newsroom.ts';

const app = new App();
const { name, ...props } = readEnvironment(app.node);
new Newsroom(app, name, props);
// Whatever AWS's own checks object to, and nobody has answered, fails the synthesis.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
