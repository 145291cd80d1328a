import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** This machine and private networks: RFC 1918, RFC 4193, link-local addresses. */
const OWN = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  OWN.addSubnet(network, bits, 'ipv4');
OWN.addAddress('::1', 'ipv6');
OWN.addSubnet('fc00::', 7, 'ipv6');
OWN.addSubnet('fe80::', 10, 'ipv6');

/** What a reverse proxy adds: then the peer is the proxy, and who asks may be anybody. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const;

/** Whether a request comes from this machine or a private network, and not through a reverse proxy. */
export function isFromInside({ socket, headers }: IncomingMessage): boolean {
  return isOwnAddress(socket.remoteAddress ?? '') && FORWARDED.every((name) => headers[name] === undefined);
}

/** IPv4 peers of a socket for both families look like ::ffff:192.0.2.1. */
export function isOwnAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return OWN.check(plain, 'ipv4');
  return isIPv6(plain) && OWN.check(plain, 'ipv6');
}
