'use client';

import { useCallback, useState } from 'react';
import type { ConnectorPage } from '@/lib/pages/connector-queries';
import type { OperationView } from '@/lib/operation/operation-view';
import type { OneTimeResult } from '@/lib/operations/outcome';
import { refreshPage } from '@/lib/session/refresh-actions';
import type { ConnectorDetails } from '@/lib/siem/connector-details';
import { siemApiOf, throughDetections } from '@/lib/siem/through-detections';
import type { SiemTokens } from '@/lib/operations/siem-tokens';
import type { Verification } from '@/lib/verification/verification';
import { useConnectorOperation } from '@/components/operation/use-connector-operation';
import { useSignedInUpn } from '@/components/shell/signed-in';
import { TokensSection } from '@/components/token/tokens-section';
import { VerifySection } from '@/components/verification/verify-section';
import { AccessDetails } from './access-details';
import { type ForeignPromise, ForeignSection } from './foreign-section';
import { SectionNav } from './section-nav';
import { LeaveGuard } from '@/components/secret/leave-guard';
import { SecretRotation } from './secret-rotation';
import type { SeenPermissions } from '@/components/siem/permission-change';
import { type ChosenSiem, SiemTypeSection } from '@/components/siem/siem-type-section';
import { useRevealedSecret } from '@/components/secret/use-revealed-secret';

type ConnectorSectionsProps = {
  readonly connector: ConnectorPage;
  readonly details: ConnectorDetails;
  /** Of the page's address. */
  readonly operation: OperationView | null;
  readonly seen: SeenPermissions;
  readonly foreign: ForeignPromise;
};

/** Holds what is shown once, in memory and nowhere else, and hands it to the sections that need it. */
export function ConnectorSections({ connector, details, operation: initial, seen, foreign }: ConnectorSectionsProps) {
  const { secret, receive } = useRevealedSecret(connector.id);
  const [kept, setKept] = useState(false);
  const [tokens, setTokens] = useState<SiemTokens | null>(null);
  const [verification, setVerification] = useState<Verification | null>(null);
  const [siemApi, setSiemApi] = useState(siemApiOf(connector));
  const [chosen, setChosen] = useState<ChosenSiem>({ siemType: connector.siemType, incidents: connector.incidents });
  const { siemType } = chosen;

  const upn = useSignedInUpn();
  const onResult = useCallback(
    (result: OneTimeResult) => {
      if (result.kind === 'tokens') setTokens(result.tokens);
      if (result.kind === 'verification') setVerification(result.verification);
      if (result.kind === 'secret') {
        setKept(false);
        receive(result.secret);
      }
    },
    [receive],
  );
  const onEnd = useCallback(({ state, outcome }: OperationView) => {
    // What was found before was found of other permissions.
    if (outcome?.kind === 'permissions') setVerification(null);
    // Dates and ids below are the server's.
    if (state === 'done') void refreshPage().catch(() => undefined);
  }, []);
  const operation = useConnectorOperation({ connectorId: connector.id, upn, initial, onResult, onEnd });
  // A new secret is here before the server's page that names it.
  const current = secret ? { ...details, secretId: secret.keyId, secretExpires: secret.expiresAt } : details;
  const told = siemApi === 'detections' ? throughDetections(current, connector.detectionsEndpoint.url) : current;
  const secrets = { clientSecret: secret?.text ?? null, refreshToken: tokens?.refreshToken ?? null };

  return (
    <>
      <LeaveGuard active={secret !== null && !kept} />
      <SectionNav connectorId={connector.id} />
      <ForeignSection connector={connector} foreign={foreign} operation={operation} />
      <AccessDetails
        connector={connector}
        details={told}
        secret={secret?.text ?? null}
        onKept={() => setKept(true)}
        openedAt={connector.readAt}
      />
      <SiemTypeSection
        connector={connector}
        details={told}
        secrets={secrets}
        chosen={chosen}
        onChoose={setChosen}
        onChooseApi={setSiemApi}
        operation={operation}
        seen={seen}
        onSaved={() => setKept(true)}
        openedAt={connector.readAt}
      />
      <TokensSection
        dates={connector.tokens}
        tokens={tokens}
        mayChange={connector.mayChange}
        operation={operation}
        replyUrls={details.redirectUris}
        openedAt={connector.readAt}
      />
      <VerifySection
        connector={connector}
        siemType={siemType}
        secret={secret?.text ?? null}
        operation={operation}
        verification={verification}
        onVerified={setVerification}
      />
      <SecretRotation connector={connector} operation={operation} openedAt={connector.readAt} />
    </>
  );
}
