import { Duration } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { NodeFunction } from '../node-function.ts';
import type { EventPath } from '../publisher/event-path.ts';
import { type ServiceMetric, serviceMetric } from './service-metrics.ts';

export interface DashboardProps {
  readonly publisher: NodeFunction;
  readonly events: EventPath;
  readonly alarms: readonly Alarm[];
  readonly serviceName: string;
  /** Without it: nothing of the edge. */
  readonly distribution: Distribution | undefined;
}

const WIDTH = 24;
const PERIOD = Duration.minutes(5);

/** One page that tells whether the newsroom's feeds are well. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    new CloudWatchDashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(1),
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...props.alarms], width: WIDTH, height: 3 })],
        publishing(props),
        running(props),
        ...(props.distribution ? [delivering(props.distribution)] : []),
      ],
    });
  }
}

function publishing({ serviceName }: DashboardProps): IWidget[] {
  const seconds = (statistic: string) =>
    serviceMetric(serviceName, 'secondsToPublish', { statistic, period: PERIOD, label: statistic });
  return row(
    graph('Articles', sums(serviceName, 'published', 'rejected')),
    graph('Seconds to publish', [seconds(Stats.percentile(50)), seconds(Stats.percentile(90)), seconds(Stats.MAXIMUM)]),
    graph('Sources rejected now, files tampered with', [
      serviceMetric(serviceName, 'rejectedSources', { statistic: Stats.MAXIMUM, period: PERIOD }),
      serviceMetric(serviceName, 'tamperedFiles', { statistic: Stats.MAXIMUM, period: PERIOD }),
    ]),
    graph('Feeds written', sums(serviceName, 'feedsWritten', 'dueCompleted', 'sweepCompleted')),
  );
}

function running({ publisher, events, serviceName }: DashboardProps): IWidget[] {
  const { function: fn } = publisher;
  return row(
    graph('Requests to S3', sums(serviceName, 'requestsGet', 'requestsPut', 'requestsList', 'requestsDelete')),
    graph('Runs', [fn.metricInvocations(), fn.metricErrors(), fn.metricThrottles()]),
    graph('Milliseconds of a run', [
      fn.metricDuration({ statistic: Stats.percentile(50), label: 'p50' }),
      fn.metricDuration({ statistic: Stats.MAXIMUM, label: 'max' }),
    ]),
    graph('Waiting changes', [
      events.queue.metricApproximateNumberOfMessagesVisible(),
      events.deadLetters.metricApproximateNumberOfMessagesVisible({ label: 'given up' }),
    ]),
  );
}

function delivering({ distributionId }: Distribution): IWidget[] {
  // CloudFront tells its metrics in us-east-1 alone, wherever the rest is.
  const edge = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
      region: 'us-east-1',
      statistic,
      period: PERIOD,
    });
  return row(
    graph('Requests at the edge', [edge('Requests', Stats.SUM)]),
    graph('Edge hit ratio, %', [edge('CacheHitRate', Stats.AVERAGE)]),
    graph('Errors at the edge, %', [edge('4xxErrorRate', Stats.AVERAGE), edge('5xxErrorRate', Stats.AVERAGE)]),
    graph('Bytes delivered', [edge('BytesDownloaded', Stats.SUM)]),
  );
}

function sums(serviceName: string, ...names: readonly ServiceMetric[]): IMetric[] {
  return names.map(name => serviceMetric(serviceName, name, { period: PERIOD }));
}

function graph(title: string, left: IMetric[]): (width: number) => IWidget {
  return width => new GraphWidget({ title, left, width, leftYAxis: { min: 0 } });
}

function row(...graphs: readonly ((width: number) => IWidget)[]): IWidget[] {
  return graphs.map(make => make(WIDTH / graphs.length));
}
