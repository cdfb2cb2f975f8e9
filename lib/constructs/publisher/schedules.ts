import { Duration, RemovalPolicy, TimeZone, Validations } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import {
  type IScheduleTarget,
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import {
  LambdaInvoke,
  type ScheduleTargetBaseProps,
  StepFunctionsStartExecution,
} from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { type CfnStateMachine, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Settings } from '../../settings.ts';
import { letEncrypt } from '../customer-key.ts';
import type { NodeFunction } from '../node-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface SchedulesProps extends Pick<Settings, 'timeZone' | 'dueMinutes' | 'sweepMinutes' | 'rebuildDays'> {
  readonly publisher: NodeFunction;
  /** Rebuilds in place of the publisher. */
  readonly rebuilds: CfnStateMachine | undefined;
  /** Encrypts the dead letters; without: one of SQS. */
  readonly key: IKey | undefined;
}

/** Schedules of what is due, of the sweep, which finds lost events, and of a rebuild from scratch every few days. */
export class Schedules extends Construct {
  readonly deadLetters: Queue;
  readonly #role: Role;
  readonly #group: ScheduleGroup;
  readonly #publisher: NodeFunction;
  readonly #timeZone: TimeZone;

  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    const { publisher, timeZone, dueMinutes, sweepMinutes, rebuildDays, key } = props;
    this.#publisher = publisher;
    this.#timeZone = TimeZone.of(timeZone);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', { key }).queue;
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'It is the dead-letter queue, of the schedules and of runs that they began; the rule knows only ' +
        'those of queues.',
    });
    this.#group = new ScheduleGroup(this, 'Group');
    // Kept by default, and its name would be taken when the newsroom is deployed again.
    this.#group.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.#role = this.#createRole();
    letEncrypt({ role: this.#role }, key);
    letEncrypt(publisher, key);
    this.#keepFailures();
    // On the minutes of the clock, where newsrooms put their embargoes: an article of 08:30 is out at 08:30.
    const due = { minute: dueMinutes === 60 ? '0' : `0/${dueMinutes}` };
    this.#add('Due', 'Lets due articles out, and finishes what a crash left', due, { due: true });
    this.#add('Sweep', 'Finds what no event told of', sweepTimes(sweepMinutes), { sweep: true });
    // At night, and between two sweeps.
    const night = { minute: '17', hour: '3', day: `1/${rebuildDays}` };
    this.#addRebuild(night, props.rebuilds);
  }

  #addRebuild(time: Readonly<Record<string, string>>, by: CfnStateMachine | undefined): void {
    const description = 'Publishes everything from scratch, for what no listing shows';
    if (!by) {
      this.#add('Rebuild', description, time, { full: true });
      return;
    }
    allow(this.#role, 'states:StartExecution', by.attrArn);
    const machine = StateMachine.fromStateMachineArn(this, 'Fleet', by.attrArn);
    this.#addTarget('Rebuild', description, time, new StepFunctionsStartExecution(machine, this.#delivery({})));
  }

  #add(id: string, description: string, time: Readonly<Record<string, string>>, input: object): void {
    this.#addTarget(id, description, time, new LambdaInvoke(this.#publisher.function, this.#delivery(input)));
  }

  #addTarget(id: string, description: string, time: Readonly<Record<string, string>>, target: IScheduleTarget): void {
    new Schedule(this, id, {
      description,
      schedule: ScheduleExpression.cron({ ...time, timeZone: this.#timeZone }),
      scheduleGroup: this.#group,
      // A flexible window would spread load that is not there, and let articles out late.
      timeWindow: TimeWindow.off(),
      target,
    });
  }

  #delivery(input: object): ScheduleTargetBaseProps {
    return {
      input: ScheduleTargetInput.fromObject(input),
      // The target's own grants would add every version of the function; nothing here has versions.
      role: this.#role.withoutPolicyUpdates(),
      deadLetterQueue: this.deadLetters,
      retryAttempts: 3,
      maxEventAge: Duration.minutes(15),
    };
  }

  /** The scheduler hands its event over and is done; what then fails in the function is kept here, with its error. */
  #keepFailures(): void {
    this.#publisher.function.configureAsyncInvoke({
      onFailure: new SqsDestination(this.deadLetters),
      retryAttempts: 1,
      // Older than that, the next run of its kind has done its work, or will.
      maxEventAge: Duration.minutes(15),
    });
  }

  #createRole(): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': this.#group.env.account, 'aws:SourceArn': this.#group.scheduleGroupArn },
        },
      }),
    });
    allow(role, 'lambda:InvokeFunction', this.#publisher.function.functionArn);
    allow(role, 'sqs:SendMessage', this.deadLetters.queueArn);
    return role;
  }
}

/** Between two runs of what is due, where there is room, so that the two do not race for the same articles. */
const SWEEP_MINUTE = 3;

function sweepTimes(minutes: number): Readonly<Record<string, string>> {
  if (minutes <= SWEEP_MINUTE) return { minute: `0/${minutes}` };
  if (minutes < 60) return { minute: `${SWEEP_MINUTE}/${minutes}` };
  const hours = minutes / 60;
  const hour = hours === 24 ? '0' : `0/${hours}`;
  return { minute: String(SWEEP_MINUTE), ...(hours > 1 && { hour }) };
}

function allow(role: IRole, action: string, resource: string): void {
  role.addToPrincipalPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
}
