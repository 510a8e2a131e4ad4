import { SignJWT } from 'jose';
import { z } from 'zod';
import { createBearerBudget } from '@/lib/bearer/bearer-budget';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { succeed } from '@/lib/result';
import { answerDetections } from '../answer-detections';
import { createConcurrencyLimit } from '@/lib/rate-limit/concurrency-limit';
import type { DetectionDependencies, DetectionReport } from '../detection-dependencies';

const testCloud = cloudWith({
  authorityHost: 'https://login.example',
  graphUrl: 'https://graph.example',
  defenderApiUrl: 'https://defender.example',
});

const testNow = Date.UTC(2026, 10, 22, 12);

export const testTenantId = '7f1d5bb4-5a4b-4f3e-9a0e-2f6f1a3f6f10';

/** A token that names an audience; its signature is nobody's, as only Microsoft looks at it. */
export async function tokenFor(audience: string, claims: Readonly<Record<string, string>> = {}): Promise<string> {
  return new SignJWT({ aud: audience, tid: testTenantId, appid: 'app', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new Uint8Array(32));
}

export const graphToken = await tokenFor('https://graph.microsoft.com');
export const defenderToken = await tokenFor('https://api.securitycenter.microsoft.com');

/** Answers what the portal asks Microsoft. */
export type FakeUpstream = (url: URL, init: RequestInit) => Response | Promise<Response>;

export type DetectionClient = {
  readonly get: (query?: string, init?: RequestInit) => Promise<Response>;
  readonly asked: URL[];
  readonly reports: DetectionReport[];
  /** Applications that were recorded to have got an answer. */
  readonly pulls: string[];
  /** Why the portal refused without asking Microsoft. */
  readonly refused: string[];
  readonly waits: number[];
};

/** A plain HTTP client of the route, which has the given API behind it. */
export function detectionClient(
  token: string,
  upstream: FakeUpstream,
  changes: Partial<DetectionDependencies> = {},
): DetectionClient {
  const asked: URL[] = [];
  const reports: DetectionReport[] = [];
  const pulls: string[] = [];
  const refused: string[] = [];
  const waits: number[] = [];
  const dependencies: DetectionDependencies = {
    isOn: true,
    cloud: testCloud,
    tenantId: testTenantId,
    send: (input, init = {}) => {
      const url = new URL(z.string().parse(input));
      asked.push(url);
      return Promise.resolve(upstream(url, init));
    },
    clock: {
      now: () => testNow,
      sleep: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    },
    concurrency: createConcurrencyLimit(),
    prove: () => Promise.resolve(succeed('signed')),
    budget: createBearerBudget(),
    refused: (reason) => refused.push(reason),
    report: (report) => reports.push(report),
    recordPull: (appId) => pulls.push(appId),
    ...changes,
  };
  const get: DetectionClient['get'] = (query = '', init = {}) =>
    answerDetections(
      new Request(`https://portal.example/api/alerts${query}`, {
        headers: { authorization: `Bearer ${token}` },
        ...init,
      }),
      dependencies,
    );
  return { get, asked, reports, pulls, refused, waits };
}

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

export async function rowsOf(response: Response): Promise<z.infer<typeof rowsSchema>> {
  return rowsSchema.parse(await response.json());
}

const refusalSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export async function refusalOf(response: Response): Promise<{ status: number; code: string; message: string }> {
  return { status: response.status, ...refusalSchema.parse(await response.json()).error };
}
