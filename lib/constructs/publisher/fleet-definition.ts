/** Names and numbers in the definition of a fleet. */
export interface FleetDefinitionProps {
  /** Name of the content bucket. */
  readonly contentBucket: string;
  /** Folder of the sources in it. */
  readonly prefix: string;
  /** Bucket, and folder in it, that the outcome of each batch is written to. */
  readonly resultBucket: string;
  readonly resultPrefix: string;
  /** ARN of the function that begins, reads and merges. */
  readonly worker: string;
  /** ARN of the publisher, which makes active what was read. */
  readonly publisher: string;
  /** Functions that read side by side. */
  readonly concurrency: number;
  /** Seconds after which a function is cut off. */
  readonly timeout: number;
}

/** Sources that one function reads: some seconds of it, and 200 KB of its event, of which Step Functions takes 256. */
const PER_BATCH = 500;
const BYTES_PER_BATCH = 200_000;
/** Batches, in percent, that may fail before the rebuild does: what they have is read by the last step. */
const TOLERATED = 10;
/** Groups that are merged side by side. */
const MERGES = 10;
/** Calls of the publisher until a rebuild is active, and the seconds between them. */
const ACTIVATIONS = 60;
const PAUSE = 30;
/** Seconds after which an execution that nobody ended is over. */
const LIFETIME = 12 * 3600;

/** Errors that may pass by themselves: a function was cut off, or died. */
const ERRORS = ['States.TaskFailed', 'States.Timeout'];

/**
 * The state machine of rebuilds by a fleet (Amazon States Language, JSONPath): it begins, has the sources read in
 * batches by a Distributed Map, merges what was read in a tree, and has the publisher make it active, as often as that
 * takes. Each step may be done again, and changes nothing then.
 */
export function fleetDefinition(props: FleetDefinitionProps): object {
  const { worker } = props;
  return {
    Comment: 'Bantin: a rebuild by many functions',
    StartAt: 'Begin',
    TimeoutSeconds: LIFETIME,
    States: {
      Begin: {
        ...task(props, worker, { fleet: { step: 'begin', 'id.$': '$$.Execution.Name' } }),
        ResultPath: '$.merges',
        Next: 'Read',
      },
      Read: readMap(props),
      PlanMerges: {
        ...task(props, worker, { fleet: { step: 'plan', 'id.$': '$$.Execution.Name', 'level.$': '$.merges.next' } }),
        ResultPath: '$.merges',
        Next: 'IsMerged',
      },
      IsMerged: {
        Type: 'Choice',
        Choices: [{ Variable: '$.merges.isDone', BooleanEquals: true, Next: 'Merged' }],
        Default: 'Merge',
      },
      Merge: mergeMap(props),
      ...activation(props),
      TooManyFailed: {
        Type: 'Fail',
        Error: 'TooManyBatchesFailed',
        Cause:
          `More than ${TOLERATED} % of the batches could not be read, so nothing was made active. The log of the ` +
          'function that reads says why; then start another execution, or run bantin publish --full.',
      },
    },
  };
}

/** States from the end of reading: the publisher is called, with pauses, until the rebuild is active. */
function activation(props: FleetDefinitionProps): object {
  return {
    Merged: { Type: 'Pass', Result: { tries: 1 }, ResultPath: '$.activation', Next: 'Activate' },
    Activate: {
      ...task(props, props.publisher, {
        full: true,
        fleet: { 'id.$': '$$.Execution.Name', 'root.$': '$.merges.root' },
      }),
      ResultPath: '$.rebuilt',
      Next: 'IsActive',
    },
    IsActive: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.rebuilt.complete', BooleanEquals: true, Next: 'Active' },
        { Variable: '$.activation.tries', NumericGreaterThanEquals: ACTIVATIONS, Next: 'NotActive' },
      ],
      Default: 'CountTry',
    },
    CountTry: {
      Type: 'Pass',
      Parameters: { 'tries.$': 'States.MathAdd($.activation.tries, 1)' },
      ResultPath: '$.activation',
      Next: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: PAUSE, Next: 'Activate' },
    Active: { Type: 'Succeed' },
    NotActive: {
      Type: 'Fail',
      Error: 'NotActive',
      Cause:
        `The rebuild is not active after ${ACTIVATIONS} runs of the publisher. bantin status tells how far it is, ` +
        'and bantin check whether site.yaml is valid; then start another execution, or run bantin publish --full.',
    },
  };
}

function readMap(props: FleetDefinitionProps): object {
  return {
    Type: 'Map',
    Label: 'Read',
    MaxConcurrency: props.concurrency,
    ToleratedFailurePercentage: TOLERATED,
    ItemReader: {
      Resource: 'arn:aws:states:::s3:listObjectsV2',
      Parameters: { Bucket: props.contentBucket, Prefix: props.prefix },
    },
    ItemBatcher: {
      MaxItemsPerBatch: PER_BATCH,
      MaxInputBytesPerBatch: BYTES_PER_BATCH,
      BatchInput: { 'id.$': '$$.Execution.Name' },
    },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'ReadBatch',
      States: {
        ReadBatch: {
          ...task(props, props.worker, {
            fleet: {
              step: 'read',
              'id.$': '$.BatchInput.id',
              'retries.$': '$$.State.RetryCount',
              'items.$': '$.Items',
            },
          }),
          End: true,
        },
      },
    },
    // Without it the state would get all outcomes, and of batches that failed their inputs: more than 256 KB.
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: props.resultBucket, Prefix: props.resultPrefix },
    },
    ResultSelector: {},
    ResultPath: '$.read',
    Catch: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], ResultPath: '$.error', Next: 'TooManyFailed' }],
    Next: 'PlanMerges',
  };
}

function mergeMap(props: FleetDefinitionProps): object {
  const { worker } = props;
  return {
    Type: 'Map',
    MaxConcurrency: MERGES,
    ItemsPath: '$.merges.groups',
    ItemSelector: {
      'id.$': '$$.Execution.Name',
      'level.$': '$$.Map.Item.Value.level',
      'group.$': '$$.Map.Item.Value.group',
    },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: 'MergeGroup',
      States: {
        MergeGroup: {
          ...task(props, worker, {
            fleet: { step: 'merge', 'id.$': '$.id', 'level.$': '$.level', 'group.$': '$.group' },
          }),
          // What is not merged is read by the last step.
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'LeftOut' }],
          End: true,
        },
        LeftOut: { Type: 'Pass', Result: {}, End: true },
      },
    },
    ResultSelector: {},
    ResultPath: '$.merged',
    Next: 'PlanMerges',
  };
}

/** A call of a function. One that dies of a source is called six times: by then the guard knows which. */
function task({ timeout }: FleetDefinitionProps, arn: string, event: object): object {
  return {
    Type: 'Task',
    Resource: arn,
    Parameters: event,
    // A little more than the function has, so that none is at work any more when it is called again.
    TimeoutSeconds: timeout + 10,
    Retry: [
      // The fleet is over, of other code, or not alone: that does not pass soon.
      { ErrorEquals: ['FleetOver', 'FleetAtWork'], MaxAttempts: 0 },
      { ErrorEquals: ['Lambda.TooManyRequestsException'], IntervalSeconds: 5, BackoffRate: 2, MaxAttempts: 8 },
      { ErrorEquals: ERRORS, IntervalSeconds: 30, BackoffRate: 1.5, MaxAttempts: 6, JitterStrategy: 'FULL' },
    ],
  };
}
