import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { isPublicAddress } from './addresses.ts';
import { FetchError } from './fetched.ts';

/** What the guard asks of the world; tests, whose servers are on this machine, give their own. Nothing else can. */
export interface GuardWorld {
  /** All addresses of a host name. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly permits: (address: string) => boolean;
}

/** The system's resolver, and the public internet alone. */
export const PUBLIC_INTERNET: GuardWorld = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  permits: isPublicAddress,
};

/** Decides what may be connected to. */
export interface Guard {
  /**
   * An address that may be asked for: http or https, no credentials, the usual ports or those of `origin`.
   * @param origin host:port of an address that the operator wrote down: its port may be another than 80 and 443
   * @throws FetchError
   */
  accept(address: string, origin: string | null): URL;
  /** Where a redirect leads, accepted as if it had been asked for, and never from https down to http. @throws FetchError */
  follow(from: URL, location: string, origin: string | null): URL;
  /** In place of the system's look-up for one connection: only what may be connected to comes out. */
  readonly lookup: LookupFunction;
  /** The last word, on the address that really answered. @throws FetchError */
  check(socket: Socket): void;
}

const USUAL_PORTS: readonly string[] = ['', '80', '443'];
const LONGEST_ADDRESS = 2048;

/**
 * Keeps what strangers write (feeds, pages, redirects, DNS answers) from leading us to this machine or its neighbours.
 * Addresses are checked where the connection is made, not before: a name that is looked up twice may give two answers.
 */
export function createGuard({ resolve, permits }: GuardWorld): Guard {
  const accept = (address: string, origin: string | null): URL => {
    const url = parse(address);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // A literal address is connected to without a look-up. URL has already read 0x7f.1, 017700000001 and the like.
    if (isIP(host) !== 0 && !permits(host)) throw closed();
    if (!USUAL_PORTS.includes(url.port) && originOf(url) !== origin)
      throw new FetchError('refused', 'has a port other than 80 and 443');
    return url;
  };
  return {
    accept,
    follow(from, location, origin) {
      if (!URL.canParse(location, from.href))
        throw new FetchError('redirects', 'was redirected to what is no address');
      const to = accept(new URL(location, from).href, origin);
      if (from.protocol === 'https:' && to.protocol === 'http:')
        throw new FetchError('refused', 'was redirected from https to http');
      return to;
    },
    lookup: (host, options, done) => {
      const found = async (): Promise<readonly string[]> => {
        const addresses = await resolve(host);
        if (addresses.length === 0) throw new FetchError('unreachable', 'has no address');
        // One closed address among open ones is a trick, or a mistake that will be made good.
        if (!addresses.every(permits)) throw closed();
        return addresses;
      };
      found().then(
        (addresses) => {
          const all = addresses.map((address) => ({ address, family: isIP(address) }));
          const [first] = all;
          if (options.all === true) done(null, all);
          else done(null, first?.address ?? '', first?.family ?? 0);
        },
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), []),
      );
    },
    check(socket) {
      if (socket.remoteAddress === undefined || !permits(socket.remoteAddress)) throw closed();
    },
  };
}

/** host:port, the port written out. */
export function originOf({ protocol, hostname, port }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

function parse(address: string): URL {
  if (address.length > LONGEST_ADDRESS || !URL.canParse(address))
    throw new FetchError('refused', 'is no web address');
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new FetchError('refused', 'is neither http nor https');
  if (url.username !== '' || url.password !== '')
    throw new FetchError('refused', 'holds a user name or password');
  url.hash = '';
  return url;
}

function closed(): FetchError {
  return new FetchError('refused', 'leads to an address that is not on the public internet');
}
