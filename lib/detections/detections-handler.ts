import 'server-only';
import { createBearerBudget } from '@/lib/bearer/bearer-budget';
import { type ProveToken, tenantKeys, tokenProver } from '@/lib/bearer/prove-token';
import { refusalReport } from '@/lib/bearer/refusal-report';
import { connectorStore } from '@/lib/connector/connector-store';
import { environment, environmentCloud } from '@/lib/env';
import { outgoingFetch } from '@/lib/http/outgoing-fetch';
import { systemClock } from '@/lib/http/retry';
import { log } from '@/lib/log';
import { REQUEST_ID_HEADER } from '@/lib/request/current-request';
import { answerDetections } from './answer-detections';
import { createConcurrencyLimit } from '@/lib/rate-limit/concurrency-limit';
import { type PullRecord, recordPulls } from '@/lib/connector/pull-record';

const concurrency = createConcurrencyLimit();
const budget = createBearerBudget();
const refused = refusalReport(Date.now, (count) => {
  log().info({ event: 'detections-refused', ...count });
});

let prover: ProveToken | undefined;

function prove(...asked: Parameters<ProveToken>): ReturnType<ProveToken> {
  const { ENTRA_TENANT_ID: tenantId } = environment();
  prover ??= tokenProver({
    ...{ tenantId, now: Date.now },
    keys: tenantKeys(`${environmentCloud().authorityHost}/${tenantId}`, outgoingFetch),
  });
  return prover(...asked);
}
const recordPull = recordPulls({
  now: Date.now,
  save: (appId, at) => connectorStore.savePull({ tenantId: environment().ENTRA_TENANT_ID, appId }, at),
  failed: () => {
    log().warn({ event: 'pull-not-recorded' });
  },
});

/** Answers the retired SIEM API. Needs no session: who calls proves it to Microsoft, with a token of their own. */
export function getDetections(request: Request): Promise<Response> {
  return answer(request, recordPull);
}

/** The same answer for this portal's own try, which is no sign of the SIEM. */
export function tryDetections(request: Request): Promise<Response> {
  return answer(request, () => undefined);
}

function answer(request: Request, record: PullRecord): Promise<Response> {
  return answerDetections(request, {
    isOn: environment().DETECTIONS_API === 'on',
    cloud: environmentCloud(),
    tenantId: environment().ENTRA_TENANT_ID,
    send: outgoingFetch,
    clock: systemClock,
    ...{ concurrency, prove, budget, refused },
    recordPull: record,
    report: (report) => {
      log().info({ event: 'detections', requestId: request.headers.get(REQUEST_ID_HEADER), ...report });
    },
  });
}
