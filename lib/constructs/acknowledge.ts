import { Stack, Validations } from 'aws-cdk-lib';
import type { NodeFunction } from './node-function.ts';

/**
 * Acknowledges cdk-nag's rule IAM5 for these resources of a function's role only, so that a wildcard that is added
 * later is found. `resources` are in the form of the policy.
 */
export function acknowledgeWildcards(
  { role, node, function: of }: NodeFunction,
  resources: readonly string[],
  reason: string,
): void {
  // A finding is named by its resource, and a resource of another stack has its name only once all stacks are composed.
  node.addValidation({
    validate: () => {
      const stack = Stack.of(of);
      for (const resource of resources.filter(resource => resource.includes('*')))
        Validations.of(role).acknowledge({
          id: `AwsSolutions-IAM5[Resource::${resourceName(stack.resolve(resource))}]`,
          reason,
        });
      return [];
    },
  });
}

/** Returns a resource of a policy in cdk-nag's form: references in angle brackets, joined texts joined. */
export function resourceName(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, operand] = ['', undefined]] = Object.entries(value);
  if (name === 'Ref') return `<${operand}>`;
  if (name === 'Fn::GetAtt' && Array.isArray(operand)) return `<${operand.join('.')}>`;
  if (name === 'Fn::ImportValue') return resourceName(operand);
  if (name === 'Fn::Join' && Array.isArray(operand) && Array.isArray(operand[1]))
    return operand[1].map(resourceName).join(String(operand[0]));
  return JSON.stringify(value);
}
