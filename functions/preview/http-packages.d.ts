// Two packages of long standing that bring no types of their own.
declare module 'negotiator' {
  export class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string | undefined>> });
    /** Those of `available` that the request accepts, the best first. */
    encodings(available: readonly string[], options?: { readonly preferred?: readonly string[] }): readonly string[];
  }
}

declare module 'fresh' {
  /**
   * Returns whether what the client has is what it would get (RFC 9110, section 13). Header names are in lower case.
   */
  const fresh: (
    request: Readonly<Record<string, string | undefined>>,
    response: Readonly<Record<string, string | undefined>>,
  ) => boolean;

  export { fresh as default };
}
