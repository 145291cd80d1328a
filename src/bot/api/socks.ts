import http from 'node:http';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';

/** The proxy would not, or could not, connect us. Nothing of the request has left this machine. */
class SocksError extends Error {
  /** As Node names failures before sending; see outcome.ts. */
  readonly code = 'EPROXY';

  constructor(problem: string) {
    super(`SOCKS proxy: ${problem}`);
    this.name = 'SocksError';
  }
}

const HANDSHAKE_MS = 15_000;
/** RFC 1928, section 6. */
const REPLIES: readonly string[] = [
  '',
  'general failure',
  'connection not allowed by its rules',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'timed out',
  'command not supported',
  'address type not supported',
];

interface Target {
  readonly host: string;
  readonly port: number;
}

/**
 * Opens a connection to `target` through a SOCKS5 proxy (RFC 1928; password RFC 1929). The proxy resolves the name, as
 * `socks5h` says: where the Bot API is blocked, its name is often answered falsely as well.
 * @param proxy socks5://[user:password@]host:port
 */
async function connectThrough(proxy: URL, { host, port }: Target): Promise<Socket> {
  const socket = net.connect({ host: bare(proxy.hostname), port: Number(proxy.port || 1080) });
  const reader = new Reader(socket);
  try {
    await reader.connected;
    await greet(socket, reader, proxy);
    await request(socket, reader, { host, port });
    reader.release();
    return socket;
  } catch (error) {
    socket.destroy();
    if (error instanceof SocksError) throw error;
    throw new SocksError(error instanceof Error ? error.message : String(error));
  }
}

async function greet(socket: Socket, reader: Reader, proxy: URL): Promise<void> {
  const user = Buffer.from(decodeURIComponent(proxy.username));
  const password = Buffer.from(decodeURIComponent(proxy.password));
  const methods = user.length > 0 ? [0, 2] : [0];
  socket.write(Buffer.from([5, methods.length, ...methods]));
  const [version, method] = await reader.take(2);
  if (version !== 5) throw new SocksError('does not speak SOCKS5; is it an http proxy?');
  if (method === 0) return;
  if (method !== 2) throw new SocksError('asks for a way to log in that we do not know, or for a user name');
  socket.write(
    Buffer.concat([Buffer.from([1, user.length]), user, Buffer.from([password.length]), password]),
  );
  const [, status] = await reader.take(2);
  if (status !== 0) throw new SocksError('refused the user name or the password');
}

async function request(socket: Socket, reader: Reader, { host, port }: Target): Promise<void> {
  const name = Buffer.from(bare(host));
  socket.write(
    Buffer.concat([Buffer.from([5, 1, 0, 3, name.length]), name, Buffer.from([port >> 8, port & 255])]),
  );
  const [, reply = 1, , kind] = await reader.take(4);
  if (reply !== 0) throw new SocksError(REPLIES[reply] ?? `error ${reply}`);
  const length = kind === 1 ? 4 : kind === 4 ? 16 : ((await reader.take(1))[0] ?? 0);
  await reader.take(length + 2);
}

/** An IPv6 address without the brackets of a URL. */
function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

/** Takes bytes off a socket as they come, and gives the rest back. */
class Reader {
  readonly connected: Promise<void>;
  readonly #socket: Socket;
  #bytes = Buffer.alloc(0);
  #failure: Error | null = null;
  #wake: () => void = () => {};
  readonly #onData = (chunk: Buffer): void => {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    this.#wake();
  };
  readonly #onEnd = (error?: unknown): void => {
    this.#failure = error instanceof Error ? error : new SocksError('closed the connection');
    this.#wake();
  };
  readonly #timer: NodeJS.Timeout;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.connected = new Promise((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
    socket.on('data', this.#onData).on('error', this.#onEnd).on('close', this.#onEnd);
    this.#timer = setTimeout(() => socket.destroy(new SocksError('does not answer')), HANDSHAKE_MS);
  }

  async take(count: number): Promise<Buffer> {
    while (this.#bytes.length < count) {
      if (this.#failure !== null) throw this.#failure;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }

  release(): void {
    clearTimeout(this.#timer);
    // Not paused: Node would not start it again. Nothing arrives before we have asked for something.
    this.#socket.off('data', this.#onData).off('error', this.#onEnd).off('close', this.#onEnd);
    if (this.#bytes.length > 0) this.#socket.unshift(this.#bytes);
  }
}

type Created = (error: Error | null, socket: Duplex) => void;
type Wanted = {
  readonly host?: string | null;
  readonly port?: number | string | null;
  readonly servername?: string;
};

/** Node hands the socket over when it is ready: these agents connect through the proxy first. */
export function socksAgent(proxy: URL, secure: boolean, options: http.AgentOptions): http.Agent {
  const dial = async (wanted: Wanted): Promise<Duplex> => {
    const host = wanted.host ?? 'localhost';
    const socket = await connectThrough(proxy, { host, port: Number(wanted.port ?? (secure ? 443 : 80)) });
    return secure ? tls.connect({ socket, servername: wanted.servername ?? host }) : socket;
  };
  const agent = secure ? new https.Agent(options) : new http.Agent(options);
  agent.createConnection = ((wanted: Wanted, created: Created) => {
    dial(wanted).then(
      (socket) => created(null, socket),
      (error: unknown) => created(error as Error, undefined as unknown as Duplex),
    );
    return undefined;
  }) as unknown as typeof agent.createConnection;
  return agent;
}
