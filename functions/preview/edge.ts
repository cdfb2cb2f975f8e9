import { runInNewContext } from 'node:vm';
import { VIEWER_REQUEST, VIEWER_RESPONSE } from './edge-code.ts';

/** Headers as CloudFront gives them to its functions: by name in lower case. */
export type EdgeHeaders = Record<
  string,
  { readonly value: string; readonly multiValue?: readonly { value: string }[] }
>;

/** A request as CloudFront gives it to its functions. */
export interface EdgeRequest {
  readonly method: string;
  /** The path, percent-encoded as it came, without the query. */
  readonly uri: string;
  readonly querystring: Readonly<Record<string, { readonly value: string }>>;
  readonly headers: EdgeHeaders;
}

/** A response as CloudFront gives it to its functions, or gets it from them. */
export interface EdgeResponse {
  readonly statusCode: number;
  readonly headers: EdgeHeaders;
  /** Body of an answer that a function made. */
  readonly body?: { readonly encoding: 'text'; readonly data: string };
}

/** The two functions of the CDN, `functions/edge`. Each may change what it is given. */
export interface Edge {
  /** Returns the request to the origin, or the answer. */
  viewerRequest(request: EdgeRequest): EdgeRequest | EdgeResponse;
  /** CloudFront asks for it only where the origin answered with a status below 400. */
  viewerResponse(request: EdgeRequest, response: EdgeResponse): EdgeResponse;
}

/**
 * Compiles the functions where they find what CloudFront's runtime has, and no more: no `console`, no `process`, no
 * timers.
 */
export function createEdge(): Edge {
  const onRequest = compile<EdgeRequest | EdgeResponse>(VIEWER_REQUEST);
  const onResponse = compile<EdgeResponse>(VIEWER_RESPONSE);
  return {
    viewerRequest: request => onRequest({ request }),
    viewerResponse: (request, response) => onResponse({ request, response }),
  };
}

type Handler<Result> = (event: { readonly request: EdgeRequest; readonly response?: EdgeResponse }) => Result;

function compile<Result>(code: string): Handler<Result> {
  // The runtime is strict without being told.
  const handler: unknown = runInNewContext(`'use strict';${code}\nhandler;`);
  return handler as Handler<Result>;
}
