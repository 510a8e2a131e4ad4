'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { CodeBlock } from '@/components/ui/code-block';
import { ExternalLink } from '@/components/ui/external-link';
import { SubSection } from '@/components/ui/section';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import { cefKey, cefPage } from '@/lib/siem/arcsight/cef-key';
import type { ConnectorDetails } from '@/lib/siem/connector-details';
import type { EventField } from '@/lib/siem/event-field';
import { type EventPreview, previewEvent } from '@/lib/siem/catalogue/event-preview';
import { evaluateDetails } from '@/lib/siem/siem-access';
import { findSiemFormat, type SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import type { AlertView } from '@/lib/verification/alert-view';

/** What was called for the alert, and what the credential opens. */
export type AlertsRead = Pick<ConnectorDetails, 'api' | 'upstream'>;

type EventViewProps = { readonly alert: AlertView; readonly siemType: SiemType; readonly read: AlertsRead };

/** One alert as it comes, beside what it becomes in the SIEM. */
export function EventView({ alert, siemType, read }: EventViewProps) {
  const t = useTranslations('verify.event');
  const siem = useTranslations('siem.types')(`${siemType}.title`);
  return (
    <SubSection title={t('title', { siem })}>
      <div className="grid gap-6 wide:grid-cols-2">
        <div className="min-w-0">
          <h4 className="mb-2 font-semibold">{t('json')}</h4>
          {alert.json === null ? (
            <TooLong siemType={siemType} />
          ) : (
            <CodeBlock text={alert.json} language="json" label={t('jsonName')} />
          )}
        </div>
        {alert.json !== null && (
          <div className="min-w-0">
            <h4 className="mb-2 font-semibold">{t('fields', { siem })}</h4>
            <InSiem json={alert.json} siemType={siemType} read={read} />
          </div>
        )}
      </div>
    </SubSection>
  );
}

/** Whether the SIEM keeps all of an alert that is too long for the page, as far as facts reach. */
function TooLong({ siemType }: Pick<EventViewProps, 'siemType'>) {
  const t = useTranslations('verify.event');
  const siem = useTranslations('siem.types')(`${siemType}.title`);
  const bytes = findSiemFormat(siemType)?.facts.largestEvent;
  const keeps = bytes === undefined ? t('keepsUnknown', { siem }) : t('keepsAtMost', { siem, bytes });
  return (
    <p className="text-fg-3">
      {t('tooLong')} {siemType === 'generic-api' ? t('keepsAll') : keeps}
    </p>
  );
}

type InSiemProps = { readonly json: string; readonly siemType: SiemType; readonly read: AlertsRead };

function InSiem({ json, siemType, read }: InSiemProps) {
  const t = useTranslations('verify.event');
  const siem = useTranslations('siem.types')(`${siemType}.title`);
  const preview = useMemo(() => previewEvent(siemType, read.api, JSON.parse(json)), [json, siemType, read.api]);
  const format = findSiemFormat(siemType);
  const access = format && evaluateDetails(format.access, read).kind;
  if (access === 'no-credential') return <p className="text-fg-2">{t('noCredential', { siem })}</p>;
  if (access === 'other-api') {
    return <p className="text-fg-2">{t('otherApi', { siem })}</p>;
  }
  if (preview.kind === 'raw') {
    return <p className="text-fg-2">{siemType === 'generic-api' ? t('rawApi') : t('raw', { siem })}</p>;
  }
  return (
    <>
      <div tabIndex={0} role="region" aria-label={t('fields', { siem })} className="max-h-96 overflow-y-auto pr-2">
        {preview.kind === 'arcsight' ? <ArcsightFields {...preview} /> : <Fields fields={preview.fields} />}
      </div>
      <p className="mt-2 text-caption text-fg-3">{t(preview.kind)}</p>
      {preview.kind === 'arcsight' && <CefSource />}
    </>
  );
}

type ArcsightPreview = Extract<EventPreview, { readonly kind: 'arcsight' }>;

function ArcsightFields({ fields, additional }: ArcsightPreview) {
  const t = useTranslations('verify.event');
  return (
    <>
      <ValueList>
        {fields.map(({ name, value }) => {
          const key = cefKey(name);
          return (
            <ValueRow key={name} label={name} labelLang="en" labelNote={key && t('cefKey', { key })} mono>
              {value}
            </ValueRow>
          );
        })}
      </ValueList>
      {additional.length > 0 && (
        <>
          <h5 className="mt-4 mb-1 text-caption font-semibold">{t('additional')}</h5>
          <Fields fields={additional} />
        </>
      )}
    </>
  );
}

function CefSource() {
  const t = useTranslations('verify.event');
  const page = (chunks: ReactNode) => <ExternalLink href={cefPage}>{chunks}</ExternalLink>;
  return <p className="mt-1 text-caption text-fg-3">{t.rich('cefSource', { page })}</p>;
}

function Fields({ fields }: { readonly fields: readonly EventField[] }) {
  return (
    <ValueList>
      {fields.map(({ name, value }) => (
        <ValueRow key={name} label={name} labelLang="en" mono>
          {value}
        </ValueRow>
      ))}
    </ValueList>
  );
}
