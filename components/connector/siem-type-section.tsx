'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Radio } from '@/components/ui/radio';
import { Section, SubSection } from '@/components/ui/section';
import { saveSiemType } from '@/lib/connector/connector-actions';
import type { ConnectorDetails, Secrets } from '@/lib/siem/connector-details';
import { findSiemFormat, siemFormats, type SiemType } from '@/lib/siem/siem-catalogue';
import { secretPlaceholder } from '@/lib/siem/secret-writer';
import { saveFile } from './save-file';
import { SiemFields } from './siem-fields';
import { SiemFilesView } from './siem-files-view';
import { SiemSteps } from './siem-steps';

type SiemTypeSectionProps = {
  readonly connectorId: string;
  readonly mayChange: boolean;
  readonly details: ConnectorDetails;
  readonly secrets: Secrets;
  readonly siemType: SiemType;
  readonly onChoose: (siemType: SiemType) => void;
  /** A file with the secret was saved. */
  readonly onSaved: () => void;
  readonly openedAt: number;
};

/** Which SIEM, and what it needs: its own form's fields, its files, its steps. All built here, in the browser. */
export function SiemTypeSection(props: SiemTypeSectionProps) {
  const { connectorId, mayChange, details, secrets, siemType, onChoose, openedAt } = props;
  const t = useTranslations('connector.siemType');
  const types = useTranslations('siem.types');
  const format = findSiemFormat(siemType);
  const siem = types(`${siemType}.title`);

  function choose(chosen: string) {
    const known = findSiemFormat(chosen);
    if (!known) return;
    onChoose(known.id);
    // A viewer looks at another SIEM without changing which one it is.
    if (mayChange) startTransition(() => saveSiemType(connectorId, known.id).catch(() => undefined));
  }

  return (
    <Section id="siem-type" title={t('title')} lede={t('lede')}>
      <div
        role="radiogroup"
        aria-labelledby="siem-type-heading"
        className="grid gap-2 narrow:grid-cols-2 wide:grid-cols-3"
      >
        {siemFormats.map(({ id }) => (
          <Radio
            key={id}
            look="card"
            name="siem"
            value={id}
            checked={siemType === id}
            onChoose={choose}
            title={types(`${id}.title`)}
            details={types(`${id}.subtitle`)}
          />
        ))}
      </div>
      {format && (
        <>
          <SubSection title={t('parameters', { siem })}>
            <SiemFields fields={format.fields(details, secrets)} />
          </SubSection>
          <SubSection title={t('files')}>
            <SiemFilesView files={format.preview(details, secrets, new Date(openedAt))} />
            <SaveButton {...props} format={format} />
          </SubSection>
          <SubSection title={t('steps', { siem })}>
            <SiemSteps siemType={siemType} count={format.stepCount} />
          </SubSection>
        </>
      )}
    </Section>
  );
}

type SaveButtonProps = SiemTypeSectionProps & { readonly format: NonNullable<ReturnType<typeof findSiemFormat>> };

function SaveButton({ details, secrets, format, onSaved }: SaveButtonProps) {
  const t = useTranslations('connector.siemType');
  const [saved, setSaved] = useState<string | null>(null);
  const missing = format.filesHoldSecret && secrets.clientSecret === null;
  const count = format.files(details, secrets, new Date(0)).length;

  function save() {
    const download = format.download(details, secrets, new Date());
    saveFile(download);
    setSaved(download.fileName);
    if (secrets.clientSecret !== null) onSaved();
  }

  return (
    <div className="mt-3 grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button look={missing ? 'standard' : 'primary'} icon="arrowDownload16" wide onClick={save}>
          {t('save')}
        </Button>
        <span className="text-fg-3">
          {count > 1 && `${t('zip', { count: String(count) })} `}
          {missing
            ? t.rich('withoutSecret', { placeholder: secretPlaceholder, code: (chunks) => <code>{chunks}</code> })
            : t('withSecret')}
        </span>
      </div>
      {missing && <p className="text-caption text-fg-3">{t('withoutSecretLong')}</p>}
      <p aria-live="polite" className="min-h-5 text-caption text-good-fg">
        {saved && t('saved', { name: saved })}
      </p>
    </div>
  );
}
