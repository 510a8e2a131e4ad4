'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Field, Select } from '@/components/ui/field';
import { MessageBar } from '@/components/ui/message-bar';
import type { ConnectorPage } from '@/lib/pages/connector-queries';
import { saveDetections } from '@/lib/connector/siem-api-actions';
import type { SiemApi } from '@/lib/siem/connector-details';
import { UnsavedChoice } from './unsaved-choice';
import { useSavedChoice } from './use-saved-choice';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

type SiemApiFieldProps = {
  readonly connector: ConnectorPage;
  readonly siemApi: SiemApi;
  readonly onChoose: (siemApi: SiemApi) => void;
};

/** What the SIEM calls: the API that the connector opens, or this portal, with the same credential. */
export function SiemApiField({ connector, siemApi, onChoose }: SiemApiFieldProps) {
  const { id, api, mayChange, detectionsEndpoint } = connector;
  const t = useTranslations('connector.siemType.siemApi');
  const apis = useTranslations('enable.apis');
  const { problem, save } = useSavedChoice();

  function choose(value: string) {
    const chosen = value === 'detections' ? 'detections' : api;
    onChoose(chosen);
    // A viewer looks at the other without changing which one it is.
    if (mayChange) save(() => saveDetections(id, chosen === 'detections'));
  }

  return (
    <div className="mt-6 grid max-w-[800px] gap-3">
      <Field
        id="siem-api"
        label={t('label')}
        hint={t.rich(detectionsEndpoint.on ? 'hint' : 'off', { url: detectionsEndpoint.url, code })}
      >
        <Select id="siem-api" value={siemApi} onChange={(event) => choose(event.target.value)}>
          <option value={api}>{apis(`${api}.name`)}</option>
          <option value="detections" disabled={!detectionsEndpoint.on}>
            {apis('detections.name')}
          </option>
        </Select>
      </Field>
      <UnsavedChoice problem={problem} />
      {siemApi === 'detections' && !detectionsEndpoint.on && (
        <MessageBar tone="bad" title={t('offTitle')}>
          {t.rich('offText', { api: apis(`${api}.name`), code })}
        </MessageBar>
      )}
    </div>
  );
}
