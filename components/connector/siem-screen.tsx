import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { Orphans } from '@/components/orphan/orphans';
import { Prerequisites, PrerequisitesSkeleton } from '@/components/prerequisites/prerequisites';
import { PageHead } from '@/components/ui/page-head';
import { listConnectors } from '@/lib/connector/connector-queries';
import type { ConnectorSummary } from '@/lib/connector/connector-summary';
import { getShell } from '@/lib/session/session-queries';
import { ConnectorList } from './connector-list';
import { DetectionsStatus } from './detections-status';
import { EnableButton } from './enable-button';
import { FirstRun } from './first-run';
import { ViewerNote } from './viewer-note';

/** Settings > SIEM: the connectors of this tenant, or what it takes to have the first. */
export async function SiemScreen() {
  const shell = await getShell();
  return <SiemContent connectors={await listConnectors()} mayChange={shell?.access === 'operator'} />;
}

type SiemContentProps = { readonly connectors: readonly ConnectorSummary[]; readonly mayChange: boolean };

function SiemContent({ connectors, mayChange }: SiemContentProps) {
  const t = useTranslations('enable');
  const shell = useTranslations('shell');
  const first = connectors.length === 0;
  return (
    <>
      <PageHead
        crumbs={[{ label: shell('settings') }, { label: shell('siem') }]}
        title={t('title')}
        lede={t('lede')}
        action={first ? undefined : <EnableButton />}
      />
      <ViewerNote />
      {first ? <FirstRun /> : <ConnectorList connectors={connectors} mayChange={mayChange} />}
      <DetectionsStatus />
      <Orphans mayChange={mayChange} />
      <Suspense fallback={<PrerequisitesSkeleton />}>
        <Prerequisites folded={!first} />
      </Suspense>
    </>
  );
}
