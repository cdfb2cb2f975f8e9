import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Code, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { OUTPUT_NAMES } from '../functions/cli/output-names.ts';
import { ContentBucket } from './constructs/buckets/content-bucket.ts';
import { outputEditorPolicies } from './constructs/buckets/editor-policy.ts';
import { LogBucket } from './constructs/buckets/log-bucket.ts';
import { FirstPublish } from './constructs/deployment/first-publish.ts';
import { Seed } from './constructs/deployment/seed.ts';
import { Alarms } from './constructs/operation/alarms.ts';
import { Dashboard } from './constructs/operation/dashboard.ts';
import { letPurge } from './constructs/publisher/edge-purges.ts';
import { EditorsTopic } from './constructs/publisher/editors-topic.ts';
import { EventPath } from './constructs/publisher/event-path.ts';
import { Fleet } from './constructs/publisher/fleet.ts';
import { PublisherFunction } from './constructs/publisher/publisher-function.ts';
import { Schedules } from './constructs/publisher/schedules.ts';
import type { DeliveryStack } from './delivery-stack.ts';
import { setFeatureFlags } from './feature-flags.ts';
import type { FunctionCode } from './function-code.ts';
import type { Settings } from './settings.ts';

export interface PublisherStackProps extends StackProps {
  readonly settings: Settings;
  readonly code: FunctionCode;
  readonly delivery: DeliveryStack;
}

/** The publisher: the content bucket, the function, its triggers and its monitoring. */
export class PublisherStack extends Stack {
  readonly content: IBucket;
  readonly function: IFunction;

  constructor(scope: Construct, id: string, { settings, code, delivery, ...props }: PublisherStackProps) {
    super(scope, id, props);
    setFeatureFlags(this.node);
    const { feeds, feedsUrl, distribution, key } = delivery;
    const { reservedConcurrency, editorsEmail: email, dueMinutes } = settings;
    const serviceName = `bantin-${settings.name}`;
    const content = new ContentBucket(this, 'Content', { accessLogs: new LogBucket(this, 'AccessLogs').bucket, key });
    this.content = content.bucket;
    const publisher = new PublisherFunction(this, 'Publisher', {
      code: Code.fromAsset(code.publisher),
      serviceName,
      key,
      reservedConcurrency,
      ...(feedsUrl !== undefined && { feedsUrl }),
    });
    this.function = publisher.function;
    content.letRead(publisher);
    feeds.letPublish(publisher);
    letPurge(publisher, distribution, settings);
    const events = new EventPath(this, 'Events', { ...settings, content: content.bucket, publisher, key });
    if (email !== undefined) new EditorsTopic(this, 'Editors', { email, publisher, key, dueMinutes });
    const fleet = settings.fleet ? this.#createFleet(publisher, content, { settings, code, delivery }) : undefined;
    const rebuilds = settings.rebuildBy === 'fleet' ? fleet?.stateMachine : undefined;
    const schedules = new Schedules(this, 'Schedules', { publisher, key, rebuilds, ...settings });
    const firstPublish = this.#publishFirst(publisher, content, { settings, code, delivery });
    const alarms = new Alarms(this, 'Alarms', { publisher, events, schedules, serviceName, ...settings, fleet });
    // A scheduled run that never was is an alarm; the first publish counts as one.
    alarms.node.addDependency(firstPublish);
    new Dashboard(this, 'Dashboard', { publisher, events, alarms: alarms.all, serviceName, distribution });
    this.#output('contentBucket', 'Put articles here', content.bucket.bucketName);
    this.#output('feedsBucket', 'Feeds are written here', feeds.bucket.bucketName);
    this.#output('functionName', 'The publisher', publisher.function.functionName);
    outputEditorPolicies(this, content.bucket, feeds.bucket, settings.desks);
    if (feedsUrl !== undefined) this.#output('feedsUrl', 'Where the feeds are served', feedsUrl);
  }

  /** Has everything published once it is deployed, after a fresh bucket was filled. */
  #publishFirst(
    publisher: PublisherFunction,
    content: ContentBucket,
    { settings, code, delivery }: Omit<PublisherStackProps, keyof StackProps>,
  ): FirstPublish {
    const { feeds, feedsUrl, key } = delivery;
    const { reservedConcurrency } = settings;
    const hook = { key, ...(reservedConcurrency !== undefined && { reservedConcurrency: 1 }) };
    const seed =
      settings.content === undefined
        ? []
        : [new Seed(this, 'Seed', { bucket: content.bucket, content: settings.content, code: code.deploy, ...hook })];
    return new FirstPublish(this, 'FirstPublish', {
      publisher,
      code: Code.fromAsset(code.deploy),
      ...hook,
      changes: {
        Revision: code.revision,
        ContentBucket: content.bucket.bucketName,
        FeedsBucket: feeds.bucket.bucketName,
        ...(feedsUrl !== undefined && { FeedsUrl: feedsUrl }),
      },
      after: seed,
    });
  }

  #createFleet(
    publisher: PublisherFunction,
    content: ContentBucket,
    { settings, code, delivery }: Omit<PublisherStackProps, keyof StackProps>,
  ): Fleet {
    const { feeds, feedsUrl, key } = delivery;
    const fleet = new Fleet(this, 'Fleet', {
      content,
      feeds,
      publisher,
      code: Code.fromAsset(code.publisher),
      concurrency: settings.fleetConcurrency ?? 20,
      key,
      ...(feedsUrl !== undefined && { feedsUrl }),
    });
    this.#output('fleet', 'Rebuilds by many functions', fleet.stateMachine.attrArn);
    return fleet;
  }

  /** Adds an output. The other stack has some of them, too; here they are all together. */
  #output(name: keyof typeof OUTPUT_NAMES, description: string, value: string): void {
    new CfnOutput(this, OUTPUT_NAMES[name], { description, value });
  }
}
