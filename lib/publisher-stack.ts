import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { OUTPUT_NAMES } from '../functions/cli/output-names.ts';
import { Alarms } from './constructs/alarms.ts';
import { ContentBucket } from './constructs/content-bucket.ts';
import { Dashboard } from './constructs/dashboard.ts';
import { EventPath } from './constructs/event-path.ts';
import { FirstPublish } from './constructs/first-publish.ts';
import { LogBucket } from './constructs/log-bucket.ts';
import { PublisherFunction } from './constructs/publisher-function.ts';
import { Schedules } from './constructs/schedules.ts';
import { Seed } from './constructs/seed.ts';
import type { DeliveryStack } from './delivery-stack.ts';
import type { Environment } from './environments.ts';
import type { Sources } from './sources.ts';

export interface PublisherStackProps extends StackProps {
  readonly environment: Environment;
  readonly sources: Sources;
  readonly delivery: DeliveryStack;
  /** Of the code. */
  readonly revision: string;
}

/** What publishes: the content bucket, the function, and what calls and watches it. */
export class PublisherStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { environment, sources, delivery, revision, ...props }: PublisherStackProps,
  ) {
    super(scope, id, props);
    const { root } = sources;
    const { feeds, feedsUrl, distribution, key } = delivery;
    const { reservedConcurrency } = environment;
    const serviceName = `bantin-${environment.name}`;

    const accessLogs = new LogBucket(this, 'AccessLogs').bucket;
    const content = new ContentBucket(this, 'Content', { accessLogs, key });
    const publisher = new PublisherFunction(this, 'Publisher', {
      entry: sources.publisher,
      root,
      revision,
      serviceName,
      key,
      reservedConcurrency,
      ...(feedsUrl !== undefined && { feedsUrl }),
    });
    content.letRead(publisher);
    feeds.letPublish(publisher);

    const events = new EventPath(this, 'Events', { content: content.bucket, publisher, key, ...environment });
    const schedules = new Schedules(this, 'Schedules', { publisher, key, ...environment });
    const hook = { root, key, ...(reservedConcurrency !== undefined && { reservedConcurrency: 1 }) };
    const seed = environment.seed
      ? [new Seed(this, 'Seed', { bucket: content.bucket, content: sources.content, entry: sources.seed, ...hook })]
      : [];
    const firstPublish = new FirstPublish(this, 'FirstPublish', {
      publisher,
      entry: sources.firstPublish,
      ...hook,
      changes: {
        Revision: revision,
        ContentBucket: content.bucket.bucketName,
        FeedsBucket: feeds.bucket.bucketName,
        ...(feedsUrl !== undefined && { FeedsUrl: feedsUrl }),
      },
      after: seed,
    });

    const alarms = new Alarms(this, 'Alarms', { publisher, events, schedules, serviceName, ...environment });
    // A sweep that never ran is an alarm; the first one has run by then.
    alarms.node.addDependency(firstPublish);
    new Dashboard(this, 'Dashboard', { publisher, events, alarms: alarms.all, serviceName, distribution });

    const output = (name: keyof typeof OUTPUT_NAMES, description: string, value: string) =>
      new CfnOutput(this, OUTPUT_NAMES[name], { description, value });
    output('contentBucket', 'Put articles here', content.bucket.bucketName);
    output('feedsBucket', 'Feeds are written here', feeds.bucket.bucketName);
    output('functionName', 'The publisher', publisher.function.functionName);
    // Of the other stack, told here too, so that one stack tells all that there is to know.
    if (feedsUrl !== undefined) output('feedsUrl', 'Where the feeds are served', feedsUrl);
  }
}
