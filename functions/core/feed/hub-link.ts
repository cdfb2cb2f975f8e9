/** The addresses in a feed's `Link` header for WebSub (section 4): the hub, and the feed itself. Both absolute. */
export interface HubLink {
  readonly hub: string;
  readonly self: string;
}

/** The value of the header (RFC 8288). Addresses as `new URL` writes them hold neither `<` nor `>`. */
export function formatHubLink({ hub, self }: HubLink): string {
  return `<${hub}>; rel="hub", <${self}>; rel="self"`;
}

/** Reads what `formatHubLink` wrote, whatever links follow; `undefined` where a header begins with anything else. */
export function parseHubLink(link: string): HubLink | undefined {
  const [, hub, self] = /^<([^<>]+)>; rel="hub", <([^<>]+)>; rel="self"(?:$|, <)/.exec(link) ?? [];
  return hub !== undefined && self !== undefined ? { hub, self } : undefined;
}
