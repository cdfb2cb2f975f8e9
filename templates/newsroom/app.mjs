// What is deployed to AWS. The props of Newsroom have documentation in the editor, and in the package:
// node_modules/bantin/dist/types/newsroom-props.d.ts
import { App } from 'aws-cdk-lib';
import { Newsroom } from 'bantin/cdk';

const app = new App();
new Newsroom(app, 'production', {
  timeZone: '{{timeZone}}',
  // What a fresh bucket is filled with, once. From then on the bucket is the editors'.
  content: 'content',
});
