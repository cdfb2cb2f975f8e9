import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Settings } from '../../settings.ts';
import type { NodeFunction } from '../node-function.ts';
import type { EventPath } from '../publisher/event-path.ts';
import type { Fleet } from '../publisher/fleet.ts';
import type { Schedules } from '../publisher/schedules.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { type ServiceMetric, serviceMetric } from './service-metrics.ts';

export interface AlarmsProps extends Pick<Settings, 'alarmEmail' | 'dueMinutes' | 'sweepMinutes'> {
  readonly publisher: NodeFunction;
  readonly events: EventPath;
  readonly schedules: Schedules;
  readonly serviceName: string;
  readonly fleet: Fleet | undefined;
}

interface AlarmProps {
  /** Meaning of the alarm, and where to look. */
  readonly description: string;
  readonly metric: IMetric;
  /** Value of the metric that raises the alarm, inclusive. */
  readonly threshold: number;
  readonly periods?: number;
  readonly missing?: TreatMissingData;
}

/** Alarm that hears of runs that were not completed. */
interface SilenceProps extends Pick<AlarmsProps, 'serviceName'>, Pick<AlarmProps, 'description'> {
  readonly name: ServiceMetric;
  /** Minutes between two of them. */
  readonly minutes: number;
}

/** Alarms of a newsroom. Each is sent to the topic when it starts and when it is over. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#action = new SnsAction(new AlarmTopic(this, 'Topic', { email: props.alarmEmail }).topic);
    this.all = [
      this.#errors(props),
      this.#deadLetters('EventDeadLetters', props.events.deadLetters, 'A change in the content bucket'),
      this.#deadLetters('ScheduleDeadLetters', props.schedules.deadLetters, 'A scheduled run'),
      this.#oldestMessage(props),
      this.#noDue(props),
      this.#noSweep(props),
      this.#rejectedSources(props),
      this.#tampering(props),
      ...(props.fleet ? [this.#fleet(props.fleet)] : []),
    ];
  }

  #errors({ publisher, dueMinutes }: AlarmsProps): Alarm {
    return this.#alarm('Errors', {
      description: 'The publisher fails again and again. Its log tells why; feeds stay as they are until it is mended.',
      // Each period has a scheduled run in it, which fails with all others; without, no failure would come on end.
      metric: publisher.function.metricErrors({ period: Duration.minutes(Math.max(5, dueMinutes)) }),
      threshold: 1,
      // One failure is tried again and heals.
      periods: 3,
    });
  }

  /**
   * One for each queue: SQS tells nothing of a queue that was idle for six hours, and a sum with nothing is nothing.
   */
  #deadLetters(id: string, queue: Queue, what: string): Alarm {
    return this.#alarm(id, {
      description: `${what} was given up on after all retries. Look into the dead-letter queue ${queue.queueName}.`,
      metric: queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: Stats.MAXIMUM,
      }),
      threshold: 1,
    });
  }

  #oldestMessage({ events }: AlarmsProps): Alarm {
    return this.#alarm('OldestMessage', {
      description:
        'A change in the content bucket has waited for 15 minutes: the publisher is failing, throttled, or ' +
        'behind. Or a WebSub hub, which its log names, can not be told.',
      metric: events.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(5),
        statistic: Stats.MAXIMUM,
      }),
      threshold: Duration.minutes(15).toSeconds(),
    });
  }

  #noDue({ serviceName, dueMinutes }: AlarmsProps): Alarm {
    const description = 'What is due was not published in three periods: articles that are due do not come out.';
    return this.#silence('NoDue', { serviceName, description, name: 'dueCompleted', minutes: dueMinutes });
  }

  #noSweep({ serviceName, sweepMinutes }: AlarmsProps): Alarm {
    const description = 'No sweep was completed in three periods: changes whose events were lost are not found.';
    return this.#silence('NoSweep', { serviceName, description, name: 'sweepCompleted', minutes: sweepMinutes });
  }

  #silence(id: string, { serviceName, description, name, minutes }: SilenceProps): Alarm {
    const period = Duration.minutes(minutes);
    return this.#alarm(id, {
      description,
      metric: new MathExpression({
        // Silence counts as none; and the comparison is the same as that of the others.
        expression: 'IF(FILL(completed, 0) < 1, 1, 0)',
        label: 'Runs missed',
        period,
        usingMetrics: { completed: serviceMetric(serviceName, name, { period }) },
      }),
      threshold: 1,
      periods: 3,
      missing: TreatMissingData.BREACHING,
    });
  }

  #rejectedSources({ serviceName }: AlarmsProps): Alarm {
    return this.#alarm('RejectedSources', {
      description:
        'An article can’t be published, or site.yaml is invalid and the last good one in force: bantin ' +
        'status tells which, why, and how to mend it. Or no article is left in the bucket, where there were ' +
        'several, and nothing is changed: the log tells what to do.',
      metric: serviceMetric(serviceName, 'rejectedSources', { period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
      threshold: 1,
      // A run that does not tell has not mended anything.
      missing: TreatMissingData.IGNORE,
    });
  }

  #tampering({ serviceName }: AlarmsProps): Alarm {
    return this.#alarm('Tampering', {
      description:
        'Somebody else changed, deleted or added files under public/ of the feeds bucket. They are as they ' +
        'should be again; bantin status and the log tell which they were. Find out who may write to the ' +
        'bucket.',
      metric: serviceMetric(serviceName, 'tamperedFiles', { period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
      threshold: 1,
      // A run that does not look has not seen that it is over.
      missing: TreatMissingData.IGNORE,
    });
  }

  #fleet({ stateMachine }: Fleet): Alarm {
    return this.#alarm('Fleet', {
      description:
        'A rebuild by the fleet failed, and nothing was made active. Its execution says at which step, the log of ' +
        'FleetWorker why; start another, or run bantin publish --full.',
      metric: new Metric({
        namespace: 'AWS/States',
        metricName: 'ExecutionsFailed',
        dimensionsMap: { StateMachineArn: stateMachine.attrArn },
        period: Duration.minutes(5),
        statistic: Stats.SUM,
      }),
      threshold: 1,
    });
  }

  #alarm(id: string, { description, metric, threshold, periods = 1, missing }: AlarmProps): Alarm {
    const alarm = new Alarm(this, id, {
      alarmDescription: description,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.#action);
    alarm.addOkAction(this.#action);
    return alarm;
  }
}
