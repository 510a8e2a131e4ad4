import 'server-only';
import { connectorStore } from '@/lib/connector/connector-store';
import { environment, environmentCloud } from '@/lib/env';
import { outgoingFetch } from '@/lib/http/outgoing-fetch';
import { systemClock } from '@/lib/http/retry';
import { log } from '@/lib/log';
import { REQUEST_ID_HEADER } from '@/lib/request/current-request';
import { answerDetections } from './answer-detections';
import { createConcurrencyLimit } from './concurrency-limit';
import { type PullRecord, recordPulls } from '@/lib/connector/pull-record';

const concurrency = createConcurrencyLimit();
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
    concurrency,
    recordPull: record,
    report: (report) => {
      log().info({ event: 'detections', requestId: request.headers.get(REQUEST_ID_HEADER), ...report });
    },
  });
}
