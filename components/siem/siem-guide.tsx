'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { SubSection } from '@/components/ui/section';
import type { ConnectorDetails, Secrets } from '@/lib/siem/connector-details';
import { hostOf } from '@/lib/siem/microsoft-host';
import { siemDownload } from '@/lib/siem/siem-download';
import { secretPlaceholder } from '@/lib/siem/secret-writer';
import { evaluateDetails } from '@/lib/siem/siem-access';
import type { SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import type { AlternativeSetup, SiemFormat } from '@/lib/siem/siem-format';
import { saveFile } from './save-file';
import { SiemFields } from './siem-fields';
import { SiemFilesView } from './siem-files-view';
import { SiemSources } from './siem-sources';
import { SiemSteps } from './siem-steps';
import { Troubleshooting, type TroubleTopic } from './troubleshooting';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

type SiemGuideProps = {
  readonly format: SiemFormat<SiemType>;
  readonly details: ConnectorDetails;
  readonly secrets: Secrets;
  /** A file with the secret was saved. */
  readonly onSaved: () => void;
  readonly openedAt: number;
};

/** What the chosen SIEM needs: fields, files and steps; or why this connector has nothing for it. */
export function SiemGuide(props: SiemGuideProps) {
  const { format, details } = props;
  const t = useTranslations('siemGuide');
  const siem = useTranslations('siem.types')(`${format.id}.title`);
  const verdict = evaluateDetails(format.access, details);
  return (
    <>
      {verdict.kind === 'reads' && format.missesCloud(details) && <OtherCloud siem={siem} apiUrl={details.apiUrl} />}
      {verdict.kind === 'reads' && <Values {...props} siem={siem} />}
      {verdict.kind === 'other-api' && <OtherApi siem={siem} details={details} apis={verdict.apis} />}
      {verdict.kind !== 'other-api' && (
        <SubSection title={t('steps', { siem })}>
          <SiemSteps siemType={format.id} count={format.stepCount} api={details.api} />
          {verdict.kind === 'reads' && (
            <Troubleshooting topics={troubleOf(format.id)} replyUrls={details.redirectUris} />
          )}
        </SubSection>
      )}
      <AlternativeSetupFields setup={format.alternativeSetup(details)} />
      <SubSection title={t('access')}>
        <SiemSources facts={format.facts} verdict={verdict} />
      </SubSection>
    </>
  );
}

function troubleOf(siemType: SiemType): readonly TroubleTopic[] {
  return siemType === 'arcsight' ? ['secret', 'reauthenticate', 'refreshToken'] : ['secret'];
}

/** Formats that are for copying and filling in. */
function AlternativeSetupFields({ setup }: { readonly setup: AlternativeSetup | null }) {
  const t = useTranslations('siemGuide.alternativeSetup');
  if (!setup) return null;
  return (
    <SubSection title={t('title', { name: setup.name })}>
      <p className="mb-2.5 max-w-[72ch] text-fg-2">{t('text')}</p>
      <SiemFields fields={setup.fields} />
    </SubSection>
  );
}

type Api = ConnectorDetails['upstream'];
type OtherApiProps = { readonly siem: string; readonly details: ConnectorDetails; readonly apis: readonly Api[] };

function OtherApi({ siem, details, apis }: OtherApiProps) {
  const { api, upstream } = details;
  const t = useTranslations('siemGuide.otherApi');
  const names = useTranslations('enable.apis');
  const own = names(`${upstream}.name`);
  return (
    <MessageBar tone="soon" title={t('title', { siem })} className="mt-6 max-w-[800px]">
      {api === 'detections' && apis.includes(upstream)
        ? t('detections', { siem, own })
        : t('text', { apis: apis.map((other) => names(`${other}.name`)).join(', '), own })}
    </MessageBar>
  );
}

function OtherCloud({ siem, apiUrl }: { readonly siem: string; readonly apiUrl: string }) {
  const t = useTranslations('siemGuide.otherCloud');
  return (
    <MessageBar tone="soon" title={t('title', { siem })} className="mt-6 max-w-[800px]">
      {t.rich('text', { siem, host: hostOf(apiUrl), code })}
    </MessageBar>
  );
}

function Values({ siem, ...props }: SiemGuideProps & { readonly siem: string }) {
  const { format, details, secrets, openedAt } = props;
  const t = useTranslations('siemGuide');
  return (
    <>
      <SubSection title={t('parameters', { siem })}>
        <SiemFields fields={format.fields(details, secrets)} />
      </SubSection>
      <SubSection title={t('files')}>
        {format.filesAre === 'kept' && <p className="mb-2.5 max-w-[72ch] text-fg-2">{t('kept', { siem })}</p>}
        <SiemFilesView files={format.preview(details, secrets, new Date(openedAt))} />
        <SaveButton {...props} />
      </SubSection>
    </>
  );
}

function SaveButton({ details, secrets, format, onSaved }: SiemGuideProps) {
  const t = useTranslations('siemGuide');
  const [saved, setSaved] = useState<string | null>(null);
  const missing = format.filesHoldSecret && secrets.clientSecret === null;
  const count = format.files(details, secrets, new Date(0)).length;

  function save() {
    const download = siemDownload(format, { details, secrets, savedAt: new Date() });
    saveFile(download);
    setSaved(download.fileName);
    // A file that holds no secret keeps none.
    if (format.filesHoldSecret && secrets.clientSecret !== null) onSaved();
  }

  return (
    <div className="mt-3 grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button variant={missing ? 'standard' : 'primary'} icon="arrowDownload16" wide onClick={save}>
          {t('save')}
        </Button>
        <span className="text-fg-3">
          {count > 1 && `${t('zip', { count: String(count) })} `}
          {!format.filesHoldSecret && t('noSecret')}
          {missing && t.rich('withoutSecret', { placeholder: secretPlaceholder, code })}
          {format.filesHoldSecret && !missing && t('withSecret')}
        </span>
      </div>
      {missing && <p className="text-caption text-fg-3">{t('withoutSecretLong')}</p>}
      <p aria-live="polite" className="min-h-5 text-caption text-good-fg">
        {saved && t('saved', { name: saved })}
      </p>
    </div>
  );
}
