import { fromGraph } from '../lib/directory/step-problem';
import { type Result, succeed } from '../lib/result';
import type { AppliedRegistration } from './apply-registration';
import { stopped } from './apply-registration';
import type { ConnectContext, ConnectProblem } from './connect-context';
import { type Consent, readConsent, writeConsent } from './consent-calls';
import type { Registration } from './registration';
import { untilKnown } from './until-known';

/** `refused`: this person may not consent for everybody; somebody else has to. */
export type ConsentState = 'consented' | 'refused';

/** Consents for everybody to what each sign-in asks for, where the person may. Nobody else needs to be asked then. */
export async function applyConsent(
  { graph, clock, say }: ConnectContext,
  { signInScopes }: Registration,
  { principalId, graphPrincipalId }: AppliedRegistration,
): Promise<Result<ConsentState, ConnectProblem>> {
  const consent: Consent = { clientId: principalId, resourceId: graphPrincipalId, scopes: signInScopes };
  const before = await readConsent(graph, consent);
  if (!before.ok && before.error.kind !== 'notFound') {
    return before.error.kind === 'forbidden' ? succeed('refused') : stopped('consent', fromGraph(before.error));
  }
  const consented = before.ok ? before.value : null;
  if (consented && signInScopes.every((scope) => consented.scopes.includes(scope))) {
    say('Admin consent is there.');
    return succeed('consented');
  }
  const written = await untilKnown(clock, async () => {
    const answer = await writeConsent(graph, consent, consented);
    return answer.ok ? succeed(true) : answer;
  });
  if (written.ok) {
    say('Gave admin consent for what each sign-in asks for. None of it can change anything.');
    return succeed('consented');
  }
  return written.error.cause === 'forbidden' ? succeed('refused') : stopped('consent', written.error);
}
