import { BlockList, isIP } from 'node:net';

/**
 * IPv4 networks that are not the public internet (IANA special-purpose registry, RFC 6890 and later), and the addresses
 * at which clouds tell their machines' secrets.
 */
const CLOSED_V4: readonly (readonly [network: string, prefix: number])[] = [
  // "This host"; Linux connects 0.0.0.0 to itself.
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Shared by carriers (CGNAT); 100.100.100.200 is a cloud's metadata.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local; 169.254.169.254 is most clouds' metadata.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  // IETF protocols; 192.0.0.192 is a cloud's metadata.
  ['192.0.0.0', 24],
  // Documentation.
  ['192.0.2.0', 24],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // AS112, multicast tunnelling, 6to4 relays.
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.175.48.0', 24],
  ['192.168.0.0', 16],
  // Benchmarks.
  ['198.18.0.0', 15],
  // A cloud's wire server.
  ['168.63.129.16', 32],
  // Multicast, reserved, broadcast.
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only global unicast is open at all: loopback, v4-mapped, NAT64, unique local, link-local lie outside. */
const OPEN_V6 = ['2000::', 3] as const;

const CLOSED_V6: readonly (readonly [network: string, prefix: number])[] = [
  // IETF protocols: Teredo (2001::/32) and ORCHID lead elsewhere.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4: an IPv4 address of whatever kind is inside.
  ['2002::', 16],
  // AS112, documentation.
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [network, prefix] of CLOSED_V4) closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of CLOSED_V6) closed.addSubnet(network, prefix, 'ipv6');
const open = new BlockList();
open.addSubnet(...OPEN_V6, 'ipv6');

/**
 * Whether an address is a machine of the public internet. Everything else is closed to what strangers' feeds and pages
 * could lead us to: this machine, its neighbours, its cloud.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closed.check(address, 'ipv4');
    case 6:
      // A zone (fe80::1%eth0) belongs to addresses that are not public; 64:ff9b::/96 and ::ffff:0:0/96 are not in 2000::/3.
      return !address.includes('%') && open.check(address, 'ipv6') && !closed.check(address, 'ipv6');
    default:
      return false;
  }
}
