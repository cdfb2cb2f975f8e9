import type { NoticeMessage } from '../core/notices/notice-message.ts';
import { type AwsOptions, createAwsRequest } from '../web/aws-request.ts';

/** Destination of messages to editors. */
export interface NoticeTopic {
  /** @throws Error with the service's answer if it refuses the message. */
  publish(message: NoticeMessage): Promise<void>;
}

export interface EditorsTopicOptions extends AwsOptions {
  /** ARN of a topic of SNS. */
  readonly arn: string;
}

const ARN = /^arn:(aws[a-z-]*):sns:([a-z0-9-]+):\d{12}:[\w-]+$/;

/**
 * Creates an SNS topic that sends messages by its Publish request (API version 2010-03-31).
 * @throws Error where the ARN is invalid.
 */
export function createEditorsTopic({ arn, ...options }: EditorsTopicOptions): NoticeTopic {
  const [, partition, region] = ARN.exec(arn) ?? [];
  if (partition === undefined || region === undefined)
    throw new Error(`EDITORS_TOPIC_ARN: expected the ARN of a topic of SNS, found ${JSON.stringify(arn)}`);
  const endpoint = `https://sns.${region}.${partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
  const send = createAwsRequest({ name: 'sns', region, endpoint }, options);
  return {
    async publish({ subject, text, document }) {
      const fields = {
        Action: 'Publish',
        Version: '2010-03-31',
        TopicArn: arn,
        Subject: subject,
        MessageStructure: 'json',
        Message: JSON.stringify({ default: JSON.stringify(document), email: text }),
      };
      const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
      await send(new URLSearchParams(fields).toString(), headers);
    },
  };
}
