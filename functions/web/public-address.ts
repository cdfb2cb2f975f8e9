import { BlockList, isIP } from 'node:net';

/**
 * Addresses of IPv4 that are not on the public internet, or belong to one network alone (RFC 6890 and the IANA registry
 * of special-purpose addresses).
 */
const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/**
 * Global unicast addresses of IPv6. Loopback, link-local, private (fc00::/7) and multicast addresses lie outside, and
 * so do those that contain an IPv4 address: mapped (::ffff:0:0/96) and translated (64:ff9b::/96, 64:ff9b:1::/48).
 */
const GLOBAL_IPV6 = '2000::/3';
/**
 * Ranges within these for protocols (Teredo among them), documentation, and addresses that contain one of IPv4 (6to4).
 */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const special = listOf([...SPECIAL_IPV4, ...SPECIAL_IPV6]);
const globalIpv6 = listOf([GLOBAL_IPV6]);
const loopback = listOf(['127.0.0.0/8', '::1/128']);

/** Returns true for an IP address on the public internet, and false for any other text. */
export function isPublicAddress(address: string): boolean {
  const family = familyOf(address);
  if (family === undefined) return false;
  return (family === 'ipv4' || globalIpv6.check(address, family)) && !special.check(address, family);
}

/** Returns true for an IP address of this machine. */
export function isLoopbackAddress(address: string): boolean {
  const family = familyOf(address);
  return family !== undefined && loopback.check(address, family);
}

/** Returns the family of an address. One with a zone (`fe80::1%eth0`) belongs to a single network, and has none. */
function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  if (address.includes('%')) return undefined;
  const version = isIP(address);
  return version === 4 ? 'ipv4' : version === 6 ? 'ipv6' : undefined;
}

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', prefix] = subnet.split('/');
    list.addSubnet(net, Number(prefix), net.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
