import { once } from 'node:events';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';

interface SocksOptions {
  /** user and password it demands. */
  readonly login?: readonly [string, string];
  /** Instead of connecting, this reply (RFC 1928, section 6). */
  readonly refuse?: number;
}

/** A SOCKS5 proxy that leads every name to one port of this machine, and remembers what it was asked for. */
export class FakeSocks {
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(target: number, { login, refuse = 0 }: SocksOptions = {}): Promise<FakeSocks> {
    const server = net.createServer();
    const proxy = new FakeSocks(server);
    server.on('connection', (socket) => {
      proxy.#sockets.add(socket);
      socket.on('error', () => {});
      void serve(socket).catch(() => socket.destroy());
    });
    const serve = async (socket: Socket): Promise<void> => {
      const [, count = 0] = await take(socket, 2);
      const methods = await take(socket, count);
      const wanted = login === undefined ? 0 : 2;
      if (!methods.includes(wanted)) return void socket.end(Buffer.from([5, 255]));
      socket.write(Buffer.from([5, wanted]));
      if (login !== undefined) {
        const [, userLength = 0] = await take(socket, 2);
        const user = (await take(socket, userLength)).toString();
        const [passwordLength = 0] = await take(socket, 1);
        const password = (await take(socket, passwordLength)).toString();
        const right = user === login[0] && password === login[1];
        socket.write(Buffer.from([1, right ? 0 : 1]));
        if (!right) return void socket.end();
      }
      await take(socket, 4);
      const [length = 0] = await take(socket, 1);
      const host = (await take(socket, length)).toString();
      const port = (await take(socket, 2)).readUInt16BE();
      proxy.asked.push(`${host}:${port}`);
      socket.write(Buffer.from([5, refuse, 0, 1, 0, 0, 0, 0, 0, 0]));
      if (refuse !== 0) return void socket.end();
      const onward = net.connect(target, '127.0.0.1');
      proxy.#sockets.add(onward);
      onward.on('error', () => socket.destroy());
      socket.pipe(onward).pipe(socket);
    };
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

async function take(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const bytes = count === 0 ? Buffer.alloc(0) : (socket.read(count) as Buffer | null);
    if (bytes !== null) return bytes;
    await once(socket, 'readable');
  }
}
