import { randomInt } from 'node:crypto';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort } from './free-port.mjs';

function portOf(address: ReturnType<net.Server['address']>): number {
  return typeof address === 'object' && address ? address.port : 0;
}

describe('freePort', () => {
  it('passes over a port that is in use, and one that was given before', async () => {
    const given = await freePort();
    const server = net.createServer();
    const used = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve(portOf(server.address())));
    });
    const proposals = [given, used];
    const free = await freePort(() => proposals.shift() ?? randomInt(15_000, 32_768));
    expect(proposals).toEqual([]);
    expect([given, used]).not.toContain(free);
    await new Promise((resolve) => server.close(resolve));
  });

  it('stays below the ports that outgoing connections take', async () => {
    for (let count = 0; count < 50; count += 1) {
      expect(await freePort()).toSatisfy((port: number) => port > 1_024 && port < 32_768);
    }
  });
});
