import 'server-only';
import { environment, environmentCloud } from '@/lib/env';
import { systemClock } from '@/lib/http/retry';
import { log } from '@/lib/log';
import { REQUEST_ID_HEADER } from '@/lib/request/current-request';
import { answerDetections } from './answer-detections';
import { createConcurrencyLimit } from './concurrency-limit';

const concurrency = createConcurrencyLimit();

/** Answers the retired SIEM API. Needs no session: who calls proves it to Microsoft, with a token of their own. */
export function getDetections(request: Request): Promise<Response> {
  return answerDetections(request, {
    isOn: environment().DETECTIONS_API === 'on',
    cloud: environmentCloud(),
    tenantId: environment().ENTRA_TENANT_ID,
    send: fetch,
    clock: systemClock,
    concurrency,
    report: (report) => {
      log().info({ event: 'detections', requestId: request.headers.get(REQUEST_ID_HEADER), ...report });
    },
  });
}
