import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const TOKEN = 'vR4nQ8sT1xZ6bK3mW9pL2dF7gH5jC0yE';

// Settings are read once: this test has some of its own.
beforeAll(() => {
  vi.stubEnv('METRICS_TOKEN', TOKEN);
  vi.resetModules();
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

it.each([
  [`Bearer ${TOKEN}`, true],
  [`bearer ${TOKEN}`, true],
  [`Bearer ${TOKEN}x`, false],
  [`Basic ${TOKEN}`, false],
  ['', false],
  [undefined, false],
])('asks for the token where there is one: %s, %s, even on this machine', async (authorization, may) => {
  const { mayReadMetrics } = await import('./metrics-caller');
  const request = new IncomingMessage(new Socket());
  Object.assign(request.headers, { host: '127.0.0.1:3000', authorization });
  request.httpVersion = '1.1';
  expect(mayReadMetrics(request)).toBe(may);
});
