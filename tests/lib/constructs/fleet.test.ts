import validate from 'asl-validator';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { grantsOf, only, refersTo, resourcesOf, synthesize, textOf } from '../samples.ts';

const MACHINE = 'AWS::StepFunctions::StateMachine';
const { publisher } = synthesize({ fleet: 'true' });
const machine = only(publisher, MACHINE);
const definition = JSON.parse(textOf(machine.Properties.DefinitionString));

describe('the fleet', () => {
  it('is there where it is asked for, and nowhere else', () => {
    const without = synthesize().publisher;
    expect(Object.keys(without.findResources(MACHINE))).toEqual([]);
    expect(Object.keys(without.toJSON().Outputs)).not.toContain('FleetArn');
    expect(textOf(publisher.toJSON().Outputs.FleetArn.Value)).toBe(`<${machine.id}.Arn>`);
  });

  it('has a definition that asl-validator takes', () => {
    const arns = JSON.parse(
      JSON.stringify(definition).replaceAll(/<(\w+)\.Arn>/g, 'arn:aws:lambda:ap-southeast-1:123456789012:function:$1'),
    );
    expect(validate(arns)).toMatchObject({ isValid: true, errors: [] });
    expect(validate({ ...arns, StartAt: 'Nowhere' }).isValid).toBe(false);
  });

  it('reads the sources in batches, some at a time, and fails where more than a tenth of them does', () => {
    const { Read } = definition.States;
    expect(Read).toMatchObject({
      MaxConcurrency: 20,
      ToleratedFailurePercentage: 10,
      ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Prefix: 'articles/' } },
      Catch: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], Next: 'TooManyFailed' }],
    });
    expect(Read.ItemReader.Parameters.Bucket).toMatch(/^<ContentBucket\w+>$/);
    const wide = only(synthesize({ fleet: 'true', fleetConcurrency: '100' }).publisher, MACHINE);
    expect(JSON.parse(textOf(wide.Properties.DefinitionString)).States.Read.MaxConcurrency).toBe(100);
  });

  it('may call its functions, list sources, start its batches and write their outcomes, and nothing else', () => {
    const role = refersTo(machine.Properties.RoleArn);
    const grants = grantsOf(publisher, { Type: '', Properties: { Role: { Ref: role } } });
    const masked = grants.map(([action, resource]) =>
      `${action} ${resource}`
        .replaceAll(/(?:[A-F0-9]{8})(?=[.>])/g, '')
        .replace(/<PublishOutputFnGetAtt(\w+)[A-F0-9]{8}Arn>/, '<$1.Arn>'),
    );
    expect(masked.sort()).toEqual([
      'lambda:InvokeFunction <FleetWorkerFunction.Arn>',
      'lambda:InvokeFunction <PublisherFunction.Arn>',
      's3:AbortMultipartUpload <FeedsBucket.Arn>/state/fleet/map-runs/*',
      's3:GetObject <FeedsBucket.Arn>/state/fleet/map-runs/*',
      's3:ListBucket <ContentBucket.Arn>',
      's3:ListMultipartUploadParts <FeedsBucket.Arn>/state/fleet/map-runs/*',
      's3:PutObject <FeedsBucket.Arn>/state/fleet/map-runs/*',
      'states:DescribeExecution ' +
        'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<FleetStateMachine.Name>/*',
      'states:StartExecution <FleetStateMachine.Arn>',
      'states:StopExecution ' +
        'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<FleetStateMachine.Name>/*',
    ]);
    publisher.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 's3:ListBucket', Condition: { StringEquals: { 's3:prefix': 'articles/' } } }),
        ]),
      },
    });
  });

  it('has a worker that may read content and write feeds, and tell nobody', () => {
    const worker = only(publisher, 'AWS::Lambda::Function', {}, /^FleetWorker/);
    const publish = only(publisher, 'AWS::Lambda::Function', {}, /^Publisher/);
    expect(worker.Properties.Code).toEqual(publish.Properties.Code);
    expect(worker.Properties.Timeout).toBeLessThan(definition.States.Begin.TimeoutSeconds);
    const services = grantsOf(publisher, worker).map(([action]) => action.split(':')[0]);
    expect(new Set(services)).toEqual(new Set(['logs', 's3']));
    const writes = grantsOf(publisher, worker).filter(([action]) => /Put|Delete/.test(action) && !/^logs/.test(action));
    for (const [, resource] of writes) expect(resource).toMatch(/\/(?:public|state)\/\*$/);
  });

  it('rebuilds every few days where it is asked to, in place of the publisher', () => {
    const byFleet = synthesize({ fleet: 'true', rebuildBy: 'fleet' }).publisher;
    const schedule = only(byFleet, 'AWS::Scheduler::Schedule', {}, /Rebuild/);
    expect(textOf((schedule.Properties.Target as { readonly Arn: unknown }).Arn)).toMatch(
      /^<FleetStateMachine\w+\.Arn>$/,
    );
    const usual = only(publisher, 'AWS::Scheduler::Schedule', {}, /Rebuild/);
    expect(textOf((usual.Properties.Target as { readonly Arn: unknown }).Arn)).toMatch(/^<PublisherFunction\w+\.Arn>$/);
    const roles = resourcesOf(byFleet).filter(({ Type }) => Type === 'AWS::IAM::Policy');
    expect(JSON.stringify(roles).match(/states:StartExecution/g)).toHaveLength(2);
  });

  it('raises an alarm where an execution fails', () => {
    publisher.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/States',
      MetricName: 'ExecutionsFailed',
    });
  });

  it('is asked for what only it can do', () => {
    expect(() => synthesize({ rebuildBy: 'fleet' })).toThrow('set fleet=true');
    expect(() => synthesize({ fleet: 'true', fleetConcurrency: '0' })).toThrow('a number of functions from 1 to 1000');
    expect(() => synthesize({ fleet: 'true', rebuildBy: 'hand' })).toThrow('one of function, fleet');
  });
});
