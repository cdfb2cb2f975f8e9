import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENT_NAMES } from '../../../functions/lambda/environment-names.ts';
import { only, resourcesOf, statementsOf, synthesize } from '../samples.ts';

const EDITORS = { editorsEmail: 'toasoan@bao.example' };
const TOPIC = 'AWS::SNS::Topic';

function variablesOf(publisher: Template): Readonly<Record<string, unknown>> {
  const { Environment } = only(publisher, 'AWS::Lambda::Function', { Properties: { MemorySize: 1024 } }).Properties as {
    readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
  };
  return Environment.Variables;
}

/** Returns the resources on which the publisher's role may do an action. */
function grantsOn(publisher: Template, action: string): readonly unknown[] {
  return resourcesOf(publisher)
    .filter(({ id, Type }) => Type === 'AWS::IAM::Policy' && /^Publisher/.test(id))
    .flatMap(policy => statementsOf(policy))
    .filter(({ Action }) => [Action].flat().includes(action))
    .map(({ Resource }) => Resource);
}

describe('the topic of editors', () => {
  it('is not there unless somebody is to be told', () => {
    const { publisher } = synthesize();
    expect(resourcesOf(publisher).filter(({ id }) => id.startsWith('Editors'))).toEqual([]);
    expect(variablesOf(publisher)).not.toHaveProperty(ENVIRONMENT_NAMES.editorsTopicArn);
  });

  it('is encrypted by a key of its own, takes nothing without TLS, and mails', () => {
    const { publisher } = synthesize(EDITORS);
    const topic = only(publisher, TOPIC, {}, /^Editors/);
    const key = only(publisher, 'AWS::KMS::Key', {}, /^Editors/);
    expect(topic.Properties).toMatchObject({ KmsMasterKeyId: { 'Fn::GetAtt': [key.id, 'Arn'] } });
    expect(key.Properties).toMatchObject({ EnableKeyRotation: true });
    publisher.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'toasoan@bao.example',
      TopicArn: { Ref: topic.id },
    });
    const policy = only(publisher, 'AWS::SNS::TopicPolicy', {}, /^Editors/);
    expect(statementsOf(policy, 'PolicyDocument')).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ]);
    publisher.hasOutput('EditorsTopicArn', { Value: { Ref: topic.id } });
  });

  it('is the only one that the publisher may publish to, and knows', () => {
    const { publisher } = synthesize(EDITORS);
    const topic = only(publisher, TOPIC, {}, /^Editors/);
    const key = only(publisher, 'AWS::KMS::Key', {}, /^Editors/);
    expect(grantsOn(publisher, 'sns:Publish')).toEqual([{ Ref: topic.id }]);
    expect(grantsOn(publisher, 'kms:GenerateDataKey')).toEqual([{ 'Fn::GetAtt': [key.id, 'Arn'] }]);
    expect(variablesOf(publisher)).toMatchObject({
      [ENVIRONMENT_NAMES.editorsTopicArn]: { Ref: topic.id },
      [ENVIRONMENT_NAMES.lateMinutes]: '15',
    });
  });

  it('calls nothing late that waits for the schedule', () => {
    const { publisher } = synthesize({ ...EDITORS, dueMinutes: 60 });
    expect(variablesOf(publisher)).toMatchObject({ [ENVIRONMENT_NAMES.lateMinutes]: '70' });
  });

  it('is encrypted by the key of the newsroom where it has one', () => {
    const { publisher } = synthesize({ ...EDITORS, customerKey: 'true' });
    expect(resourcesOf(publisher).filter(({ id, Type }) => Type.endsWith('::Key') && id.startsWith('Editors'))).toEqual(
      [],
    );
    const { KmsMasterKeyId } = only(publisher, TOPIC, {}, /^Editors/).Properties;
    expect(JSON.stringify(KmsMasterKeyId)).toContain('FnGetAttCustomerKey');
  });
});
