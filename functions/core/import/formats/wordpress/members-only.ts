/** Fields of plugins that close a post to visitors, by the values with which they leave it open. */
const CLOSING: readonly (readonly [key: string, open: RegExp])[] = [
  ['_jetpack_newsletter_access', /^everybody$/],
  ['_members_access_role', /^$/],
  ['_wpmem_block', /^0$/],
  ['_memberful_acl', /^(?:a:0:\{\})?$/],
  ['rcp_user_level', /^(?:all|none)$/i],
  ['rcp_access_level', /^(?:all|none|0)$/i],
  ['rcp_subscription_level', /^(?:a:0:\{\})?$/],
  ['_restricted_content', /^0$/],
  // Ultimate Member: settings of its own for this post, by which only who is signed in may read it.
  [
    'um_content_restriction',
    /^(?!(?=[\s\S]*"_um_custom_access_settings";(?:s:1:"1"|[bi]:1;))[\s\S]*"_um_accessible";(?:s:1:"2"|i:2;))/,
  ],
];

/** Shortcodes and blocks whose content only members, subscribers or people who are signed in can see. */
const CODES =
  'members?_only|members_access|members_logged_in|wpmem_logged_in|membership|member|restrict|paywall|s2If|' +
  'mepr-(?:show|active|restricted)|pms-restrict|wcm_restrict|um_loggedin|swpm_protected|private';
const BLOCKS = 'jetpack/paywall|premium-content/container|restrict-content-pro/[a-z-]{1,40}';
/** An attribute that Ultimate Member gives blocks of any kind. */
const UM_BLOCK = '"um_is_restrict":true';
const CLOSED = new RegExp(`\\[/(${CODES})\\]`, 'g');
const PARTS = new RegExp(`\\[(${CODES})[\\s\\]]|<!-- wp:(${BLOCKS})(?![a-z-])`, 'g');

/** Returns why a post of WordPress was not for everybody, as a whole or in part; `undefined` where it was. */
export function membersReason(text: string, meta: (key: string) => string | undefined): string | undefined {
  for (const [key, open] of CLOSING) {
    const value = meta(key);
    if (value !== undefined && !open.test(value)) return `not for everybody (${key}: ${value.slice(0, 40)})`;
  }
  if (text.includes(UM_BLOCK)) return 'in part for members alone (a block that Ultimate Member restricts)';
  let closed: ReadonlySet<string | undefined> | undefined;
  for (const [, code, block] of text.matchAll(PARTS)) {
    if (block !== undefined) return `in part for members alone (block ${block})`;
    closed ??= new Set([...text.matchAll(CLOSED)].map(([, name]) => name));
    // Without an end it encloses nothing, and is another plugin's.
    if (code !== undefined && closed.has(code)) return `in part for members alone ([${code}])`;
  }
  return undefined;
}
