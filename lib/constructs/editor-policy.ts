import { type Stack, Token } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { STATE_PREFIX } from '../../functions/core/bucket-layout.ts';
import { contentObjects } from './content-bucket.ts';

/** Returns the IAM policy, as JSON, that lets editors push content, and see what became of it; nothing else. */
export function editorPolicy(stack: Stack, content: IBucket, feeds: IBucket): string {
  const allow = (Action: readonly string[], Resource: readonly string[]) => ({ Effect: 'Allow', Action, Resource });
  return stack.toJsonString({
    Version: '2012-10-17',
    Statement: [
      allow(['s3:ListBucket'], [content.bucketArn]),
      allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], contentObjects(content)),
      allow(['s3:GetObject'], [feeds.arnForObjects(`${STATE_PREFIX}*`)]),
      allow(['cloudformation:DescribeStacks'], [Token.asString(stack.stackId)]),
    ],
  });
}
