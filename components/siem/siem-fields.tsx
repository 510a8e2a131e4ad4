'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { MaskedValue, ShowButton } from '@/components/ui/masked-value';
import { BreakableValue, ValueList, ValueRow } from '@/components/ui/value-list';
import type { SiemField } from '@/lib/siem/siem-format';

/** The fields of the SIEM's own form, by the names that they have there. */
export function SiemFields({ fields }: { readonly fields: readonly SiemField[] }) {
  return (
    <ValueList>
      {fields.map((field) =>
        field.secret ? (
          <SecretField key={field.label} field={field} />
        ) : (
          <ValueRow
            key={field.label}
            label={field.label}
            labelLang="en"
            mono
            actions={<CopyButton name={field.label} value={field.value} />}
          >
            <BreakableValue text={field.value} />
          </ValueRow>
        ),
      )}
    </ValueList>
  );
}

function SecretField({ field }: { readonly field: SiemField }) {
  const t = useTranslations('siemGuide');
  const details = useTranslations('connector.details');
  const [shown, setShown] = useState(false);
  if (field.value === '') {
    const words = field.secret === 'refresh-token' ? t('noToken') : details('gone');
    return (
      <ValueRow label={field.label} labelLang="en">
        <span className="text-fg-3">{words}</span>
      </ValueRow>
    );
  }
  return (
    <ValueRow
      label={field.label}
      labelLang="en"
      mono
      actions={
        <>
          <ShowButton name={field.label} shown={shown} onToggle={() => setShown(!shown)} />
          <CopyButton name={field.label} value={field.value} />
        </>
      }
    >
      <MaskedValue value={field.value} shown={shown} />
    </ValueRow>
  );
}
