'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useState } from 'react';
import { Field, Input } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Radio } from '@/components/ui/radio';
import type { EnableOptions } from '@/lib/pages/enable-queries';
import { siemFormats, type SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import type { SiemFormat } from '@/lib/siem/siem-format';
import { proposeApi } from './proposed-api';

type SiemQuestionProps = {
  readonly options: EnableOptions;
  readonly chosen: SiemType | null;
  readonly onChoose: (siemType: SiemType) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
};

/** The first question, with what each SIEM needs and whether this person may grant it. */
export function SiemQuestion({ options, chosen, onChoose, searchRef }: SiemQuestionProps) {
  const t = useTranslations('enable.which');
  const types = useTranslations('siem.types');
  const [query, setQuery] = useState('');
  const words = plain(query).split(/\s+/).filter(Boolean);
  const found = siemFormats.filter(({ id }) => {
    const text = plain(`${types(`${id}.title`)} ${types(`${id}.subtitle`)} ${id}`);
    return words.every((word) => text.includes(word));
  });
  return (
    <fieldset>
      <legend className="mb-1 text-subtitle">{t('title')}</legend>
      <Field
        id="which-siem"
        label={t('search')}
        hint={<span aria-live="polite">{words.length > 0 && t('found', { count: found.length })}</span>}
      >
        <Input
          id="which-siem"
          ref={searchRef}
          type="search"
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </Field>
      <div
        role="group"
        aria-label={t('title')}
        className="mt-2 max-h-72 overflow-y-auto rounded-card border border-divider"
      >
        {found.map((format) => (
          <Radio
            key={format.id}
            variant="row"
            name="siemType"
            value={format.id}
            checked={chosen === format.id}
            onChoose={() => onChoose(format.id)}
            title={types(`${format.id}.title`)}
            details={<Needs format={format} options={options} subtitle={types(`${format.id}.subtitle`)} />}
          />
        ))}
      </div>
    </fieldset>
  );
}

type NeedsProps = {
  readonly format: SiemFormat<SiemType>;
  readonly options: EnableOptions;
  readonly subtitle: string;
};

function Needs({ format, options, subtitle }: NeedsProps) {
  const t = useTranslations('enable');
  const proposal = proposeApi(format.access, options);
  if (proposal.kind === 'needsNone') return `${subtitle}. ${t('which.needsNone')}`;
  const { api, upstream } = proposal.option;
  return (
    <>
      <span className="block">
        {subtitle}. {t(`apis.${api}.short`)}
      </span>
      {proposal.kind === 'grant' ? (
        <span className="flex gap-1 text-good-fg">
          <Icon name="checkmark16" /> {t('canGrant')}
        </span>
      ) : (
        <span className="flex gap-1">
          <Icon name="lockClosed16" />
          {proposal.kind === 'ask' ? t(`apis.${upstream}.needs`) : t('which.unavailable')}
        </span>
      )}
    </>
  );
}

function plain(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase();
}
