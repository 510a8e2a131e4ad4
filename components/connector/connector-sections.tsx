'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useState } from 'react';
import type { ConnectorPage } from '@/lib/connector/connector-queries';
import type { PassageResult } from '@/lib/connector/run-passage';
import type { ConnectorPassage } from '@/lib/connector/setup-queries';
import type { ConnectorDetails } from '@/lib/siem/connector-details';
import { siemApiOf, throughDetections } from '@/lib/siem/through-detections';
import type { SiemTokens } from '@/lib/token/exchange-tokens';
import type { Verification } from '@/lib/verification/verification';
import { TokensSection } from '@/components/token/tokens-section';
import { VerifySection } from '@/components/verification/verify-section';
import { AccessDetails } from './access-details';
import { ConnectorRail } from './connector-rail';
import { LeaveGuard } from './leave-guard';
import { LifeCycle } from './life-cycle';
import { type PassageOnPage, usePassage } from './passage-state';
import type { SeenPermissions } from './permission-change';
import { type ChosenSiem, SiemTypeSection } from './siem-type-section';
import { useFreshSecret } from './use-fresh-secret';

type ConnectorSectionsProps = {
  readonly connector: ConnectorPage;
  readonly details: ConnectorDetails;
  readonly passage: ConnectorPassage | null;
  readonly seen: SeenPermissions;
};

/** Holds what is shown once, in memory and nowhere else, and hands it to the sections that need it. */
export function ConnectorSections({ connector, details, passage, seen }: ConnectorSectionsProps) {
  const router = useRouter();
  const { secret, receive } = useFreshSecret(connector.id);
  const [kept, setKept] = useState(false);
  const [tokens, setTokens] = useState<SiemTokens | null>(null);
  const [verification, setVerification] = useState<Verification | null>(null);
  const [siemApi, setSiemApi] = useState(siemApiOf(connector));
  const [chosen, setChosen] = useState<ChosenSiem>({ siemType: connector.siemType, incidents: connector.incidents });
  const { siemType } = chosen;

  const onResult = useCallback(
    (result: PassageResult) => {
      if (result.kind === 'tokens') setTokens(result.tokens);
      if (result.kind === 'verification') setVerification(result.verification);
      // What was found before was found of other permissions.
      if (result.kind === 'permissions') setVerification(null);
      if (result.kind === 'secret') {
        setKept(false);
        receive(result.secret);
      }
      // Dates and ids below are the server's.
      if (result.kind !== 'failed' && result.kind !== 'consentAgain') router.refresh();
    },
    [receive, router],
  );
  const onPage: PassageOnPage = usePassage({ connectorId: connector.id, initial: passage, onResult });
  // A new secret is here before the server's page that names it.
  const current = secret ? { ...details, secretId: secret.keyId, secretExpires: secret.expiresAt } : details;
  const told = siemApi === 'detections' ? throughDetections(current, connector.detectionsPlace.url) : current;
  const secrets = { clientSecret: secret?.text ?? null, refreshToken: tokens?.refreshToken ?? null };

  return (
    <>
      <LeaveGuard active={secret !== null && !kept} />
      <ConnectorRail />
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
        passage={onPage}
        seen={seen}
        onSaved={() => setKept(true)}
        openedAt={connector.readAt}
      />
      <TokensSection
        dates={connector.tokens}
        tokens={tokens}
        mayChange={connector.mayChange}
        passage={onPage}
        replyUrls={details.redirectUris}
        openedAt={connector.readAt}
      />
      <VerifySection
        connector={connector}
        siemType={siemType}
        secret={secret?.text ?? null}
        passage={onPage}
        verification={verification}
        onVerified={setVerification}
      />
      <LifeCycle connector={connector} passage={onPage} openedAt={connector.readAt} />
    </>
  );
}
