'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useState } from 'react';
import { Field, Input, Select } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { MessageBar } from '@/components/ui/message-bar';
import { Radio } from '@/components/ui/radio';
import { Time } from '@/components/ui/time';
import { ASK, validateName, LONGEST_NAME, LONGEST_REFERENCE } from '@/lib/connector/connector-name-input';
import type { ApiOption, EnableOptions } from '@/lib/pages/enable-queries';
import { findSiemFormat, type SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import { isUnavailable, needsAsking } from './offered-apis';
import { proposeApi } from './proposed-api';
import { SiemQuestion } from './siem-question';

export type Chosen = { readonly siemType: SiemType; readonly api: ApiOption['api'] };

type EnableFieldsProps = {
  readonly options: EnableOptions;
  /** Null until the first question has its answer. */
  readonly chosen: Chosen | null;
  readonly onChoose: (chosen: Chosen) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly nameRef: RefObject<HTMLInputElement | null>;
  /** After the first try to go on, the name is judged as it is typed. */
  readonly nameValidated: boolean;
};

const DAY_MS = 86_400_000;

/** Which SIEM; the rest follows, and can be changed. */
export function EnableFields({ options, chosen, onChoose, searchRef, nameRef, nameValidated }: EnableFieldsProps) {
  const t = useTranslations('enable');
  const types = useTranslations('siem.types');
  const format = chosen && findSiemFormat(chosen.siemType);
  const proposal = format && proposeApi(format.access, options);
  const title = chosen && types(`${chosen.siemType}.title`);

  function choose(siemType: SiemType) {
    const proposed = proposeApi(findSiemFormat(siemType)?.access ?? { credential: 'none' }, options);
    onChoose({ siemType, api: 'option' in proposed ? proposed.option.api : 'defender-alerts' });
  }

  return (
    <>
      <SiemQuestion options={options} chosen={chosen?.siemType ?? null} onChoose={choose} searchRef={searchRef} />
      {chosen && proposal?.kind === 'needsNone' && (
        <MessageBar tone="plain" title={t('which.needsNone')}>
          {t('which.needsNoneText', { siem: title ?? '' })}
        </MessageBar>
      )}
      {chosen && proposal && proposal.kind !== 'needsNone' && (
        <>
          <NameField
            key={chosen.siemType}
            proposed={proposedName(title ?? '', options)}
            inputRef={nameRef}
            validated={nameValidated}
          />
          {options.wantsReference && <ReferenceField wanted />}
          <Asked options={options} api={chosen.api} />
          <details>
            <summary className="cursor-pointer font-semibold">{t('which.advanced')}</summary>
            <div className="mt-3 grid gap-5">
              <ApiField options={options} chosen={chosen.api} onChoose={(api) => onChoose({ ...chosen, api })} />
              <div className="grid gap-5 narrow:grid-cols-2 narrow:gap-4">
                <RegionField options={options} api={chosen.api} />
                <LifetimeField options={options} />
              </div>
              {!options.wantsReference && <ReferenceField wanted={false} />}
            </div>
          </details>
        </>
      )}
    </>
  );
}

function proposedName(title: string, { organization }: EnableOptions): string {
  return (organization ? `${title} – ${organization}` : title).slice(0, LONGEST_NAME);
}

/** Said before anything is made: that an administrator has to grant the permission. */
function Asked({ options, api }: { readonly options: EnableOptions; readonly api: ApiOption['api'] }) {
  const t = useTranslations('enable.dialog');
  if (!needsAsking(options, api)) return null;
  return (
    <MessageBar tone="plain" title={t('ask')}>
      <span className="block">{t('askText')}</span>
      <input type="hidden" name="grant" value={ASK} />
    </MessageBar>
  );
}

type NameFieldProps = {
  readonly proposed: string;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly validated: boolean;
};

function NameField({ proposed, inputRef, validated }: NameFieldProps) {
  const t = useTranslations('enable');
  const [name, setName] = useState(proposed);
  const problem = validateName(name);
  // An empty field is no mistake yet; a wrong character is, as soon as it is typed.
  const shown = problem !== null && (validated || problem !== 'nameEmpty') ? problem : null;
  return (
    <Field
      id="connector-name"
      label={t('dialog.name')}
      error={shown && t(`nameProblems.${shown}`)}
      hint={
        <span className="flex justify-between gap-3">
          <span>{t('dialog.nameHint')}</span>
          <span className="tabular-nums">
            {t('dialog.nameCount', { count: String(name.trim().length), most: String(LONGEST_NAME) })}
          </span>
        </span>
      }
    >
      <Input
        id="connector-name"
        name="name"
        ref={inputRef}
        value={name}
        invalid={shown !== null}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
    </Field>
  );
}

/** Hidden among the rest until the tenant has asked for one. */
function ReferenceField({ wanted }: { readonly wanted: boolean }) {
  const t = useTranslations('enable.dialog');
  return (
    <Field id="service-reference" label={t('reference')} hint={t(wanted ? 'referenceWanted' : 'referenceHint')}>
      <Input
        id="service-reference"
        name="serviceManagementReference"
        autoComplete="off"
        maxLength={LONGEST_REFERENCE}
      />
    </Field>
  );
}

type ApiFieldProps = {
  readonly options: EnableOptions;
  readonly chosen: ApiOption['api'];
  readonly onChoose: (api: ApiOption['api']) => void;
};

const code = (chunks: ReactNode) => <code>{chunks}</code>;

function ApiField({ options, chosen, onChoose }: ApiFieldProps) {
  const t = useTranslations('enable');
  return (
    <fieldset>
      <legend className="mb-1">{t('dialog.api')}</legend>
      <div className="overflow-hidden rounded-card border border-divider">
        {options.apis.map(({ api, upstream, appRole, obstacle }) => (
          <Radio
            key={api}
            variant="row"
            name="api"
            value={api}
            checked={chosen === api}
            unavailable={isUnavailable({ obstacle })}
            onChoose={() => onChoose(api)}
            title={t(`apis.${api}.name`)}
            details={
              <>
                <span className="mt-0.5 block">{t.rich(`apis.${api}.details`, { permission: appRole, code })}</span>
                {api === 'detections' && upstream === 'defender-alerts' && (
                  <span className="mt-1 block">{t('apis.detections.fewer')}</span>
                )}
                {obstacle === null ? (
                  <span className="mt-1 flex gap-1 text-good-fg">
                    <Icon name="checkmark16" /> {t('canGrant')}
                  </span>
                ) : (
                  <span className="mt-1 flex gap-1 text-fg-2">
                    <Icon name="lockClosed16" />
                    {obstacle === 'off' && t('detectionsOff')}
                    {obstacle === 'cloud' && t('notInCloud', { cloud: t(`clouds.${options.cloud}`) })}
                    {obstacle === 'role' && t(`apis.${upstream}.needs`)}
                    {obstacle === 'missing' && t(`apis.${upstream}.missing`)}
                  </span>
                )}
              </>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

type RegionFieldProps = { readonly options: EnableOptions; readonly api: ApiOption['api'] };

function RegionField({ options, api }: RegionFieldProps) {
  const regional = api === 'defender-alerts';
  const usualHost = api === 'detections' ? options.portalHost : options.graphHost;
  const t = useTranslations('enable');
  const usual = options.regions[0]?.id ?? 'global';
  const [region, setRegion] = useState(usual);
  const offered = regional ? options.regions : options.regions.slice(0, 1);
  if (offered.length === 0) return null;
  const host = regional ? options.regions.find(({ id }) => id === region)?.host : usualHost;
  return (
    <Field id="region" label={t('dialog.region')} hint={<code>{host}</code>}>
      <Select
        id="region"
        name="region"
        value={regional ? region : usual}
        onChange={(event) => {
          const chosen = options.regions.find(({ id }) => id === event.target.value);
          if (chosen) setRegion(chosen.id);
        }}
      >
        {offered.map(({ id }) => (
          <option key={id} value={id}>
            {t(`regions.${id}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function LifetimeField({ options }: { readonly options: EnableOptions }) {
  const t = useTranslations('enable.dialog');
  const [days, setDays] = useState(options.usualLifetime);
  const date = () => <LifetimeEnd days={days} />;
  return (
    <Field
      id="secret-days"
      label={t('expires')}
      hint={
        options.policyMaxDays === null
          ? t.rich('expiresHint', { date })
          : t.rich('policyHint', { date, days: options.policyMaxDays })
      }
    >
      <Select id="secret-days" name="secretDays" value={days} onChange={(event) => setDays(Number(event.target.value))}>
        {options.lifetimes.map((lifetime) => (
          <option key={lifetime} value={lifetime}>
            {t('days', { days: lifetime })}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function LifetimeEnd({ days }: { readonly days: number }) {
  const [openedAt] = useState(() => Date.now());
  return <Time at={new Date(openedAt + days * DAY_MS).toISOString()} style="date" />;
}
