declare module 'asl-validator' {
  /** Validates a definition in the Amazon States Language. */
  function validate(definition: unknown): { readonly isValid: boolean; readonly errors: readonly unknown[] };
  export = validate;
}
