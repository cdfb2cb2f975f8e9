import { CfnOutput, type Stack, Token } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { OUTPUT_NAMES } from '../../../functions/cli/output-names.ts';
import { STATE_PREFIX } from '../../../functions/core/bucket-layout.ts';
import { CONTENT_PREFIXES, contentObjects } from './content-bucket.ts';

/** Adds an output with the policy of an editor to a stack, and one for the editors of each desk. */
export function outputEditorPolicies(
  stack: Stack,
  content: IBucket,
  feeds: IBucket,
  desks: readonly string[] = [],
): void {
  const value = editorPolicy(stack, content, feeds);
  new CfnOutput(stack, OUTPUT_NAMES.editorPolicy, { description: 'Rights of an editor', value });
  for (const desk of desks)
    new CfnOutput(stack, deskOutput(desk), {
      description: `Rights of an editor of ${desk}`,
      value: editorPolicy(stack, content, feeds, desk),
    });
}

/**
 * Returns the IAM policy, as JSON, that lets editors push content, and see what became of it; nothing else. With
 * `desk`, they push the articles and media of that folder alone, and no settings of the newsroom.
 */
function editorPolicy(stack: Stack, content: IBucket, feeds: IBucket, desk?: string): string {
  const objects =
    desk === undefined
      ? contentObjects(content)
      : CONTENT_PREFIXES.map(prefix => content.arnForObjects(`${prefix}${desk}/*`));
  const allow = (Action: readonly string[], Resource: readonly string[]) => ({ Effect: 'Allow', Action, Resource });
  return stack.toJsonString({
    Version: '2012-10-17',
    Statement: [
      // Of feeds, too: without it S3 answers 403 where an object of the state is not there, and not 404.
      allow(['s3:ListBucket'], [content.bucketArn, feeds.bucketArn]),
      allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], objects),
      allow(['s3:GetObject'], [feeds.arnForObjects(`${STATE_PREFIX}*`)]),
      allow(['cloudformation:DescribeStacks'], [Token.asString(stack.stackId)]),
    ],
  });
}

/** Returns the name of the output with the policy of a desk: `EditorPolicyTuPhap` for `tu-phap`. */
function deskOutput(desk: string): string {
  const words = desk.split('-').map(word => word.charAt(0).toUpperCase() + word.slice(1));
  return `${OUTPUT_NAMES.editorPolicy}${words.join('')}`;
}
