'use client';

import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { Section } from '@/components/ui/section';
import { saveSiemType } from '@/lib/connector/connector-actions';
import type { ConnectorPage } from '@/lib/connector/connector-queries';
import type { ConnectorDetails, Secrets, SiemApi } from '@/lib/siem/connector-details';
import { readsDetections } from '@/lib/siem/siem-access';
import { findSiemFormat, type SiemType } from '@/lib/siem/siem-catalogue';
import { SiemApiField } from './siem-api-field';
import { SiemGuide } from './siem-guide';
import { SiemPicker } from './siem-picker';

type SiemTypeSectionProps = {
  readonly connector: ConnectorPage;
  readonly details: ConnectorDetails;
  readonly secrets: Secrets;
  readonly siemType: SiemType;
  readonly onChoose: (siemType: SiemType) => void;
  readonly onChooseApi: (siemApi: SiemApi) => void;
  /** A file with the secret was saved. */
  readonly onSaved: () => void;
  readonly openedAt: number;
};

/** Which SIEM, and what it needs: its own form's fields, its files, its steps. All built here, in the browser. */
export function SiemTypeSection(props: SiemTypeSectionProps) {
  const { connector, details, secrets, siemType, onChoose, onChooseApi, onSaved, openedAt } = props;
  const { id: connectorId, mayChange } = connector;
  const t = useTranslations('connector.siemType');
  const format = findSiemFormat(siemType);

  function choose(chosen: string) {
    const known = findSiemFormat(chosen);
    if (!known) return;
    onChoose(known.id);
    // A viewer looks at another SIEM without changing which one it is.
    if (mayChange) startTransition(() => saveSiemType(connectorId, known.id).catch(() => undefined));
  }

  return (
    <Section id="siem-type" title={t('title')} lede={t('lede')}>
      <SiemPicker chosen={siemType} onChoose={choose} />
      {format && (details.api === 'detections' || readsDetections(format.access)) && (
        <SiemApiField connector={connector} siemApi={details.api} onChoose={onChooseApi} />
      )}
      {format && <SiemGuide key={format.id} {...{ format, details, secrets, onSaved, openedAt }} />}
    </Section>
  );
}
