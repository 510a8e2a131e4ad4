'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Section } from '@/components/ui/section';
import { Time } from '@/components/ui/time';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { ConnectorPage, SecretView } from '@/lib/connector/connector-queries';
import { useSignedInUpn } from '@/components/shell/signed-in';
import { ExpiryLane } from './expiry-lane';
import { LeftoverRow } from './leftover-row';
import { PassagePanel } from './passage-panel';
import type { PassageOnPage } from './passage-state';
import { RemoveConnector } from './remove-connector';

type LifeCycleProps = {
  readonly connector: ConnectorPage;
  readonly passage: PassageOnPage;
  readonly openedAt: number;
};

type Asked = { readonly purpose: 'secret' } | { readonly purpose: 'secret-remove'; readonly secretId: string };

const code = (chunks: ReactNode) => <code>{chunks}</code>;

/** What ends when, and how to replace it. */
export function LifeCycle({ connector, passage, openedAt }: LifeCycleProps) {
  const t = useTranslations('connector.lifeCycle');
  const [asked, setAsked] = useState<Asked | null>(null);
  const upn = useSignedInUpn();
  const [current, ...older] = connector.secrets;
  return (
    <Section id="life-cycle" title={t('title')} lede={t('lede')}>
      {current && (
        <ExpiryLane
          name={t('secretExpiry')}
          from={current.createdAt}
          to={current.expiresAt}
          now={openedAt}
          words={(left) => (left.expired ? t('expired') : t('left', { days: left.days }))}
        />
      )}
      <PassagePanel passage={passage} purposes={['secret', 'secret-remove', 'leftovers']} upn={upn} />
      {(connector.mayChange || older.length > 0 || connector.leftovers.length > 0) && (
        <ValueList className="mt-6">
          {connector.mayChange && (
            <ValueRow
              label={t('replace')}
              deed
              actions={<Button onClick={() => setAsked({ purpose: 'secret' })}>{t('createNew')}</Button>}
            >
              {t('replaceText')}
            </ValueRow>
          )}
          {older.map((secret) => (
            <OlderSecret
              key={secret.id}
              secret={secret}
              onRemove={
                connector.mayChange ? () => setAsked({ purpose: 'secret-remove', secretId: secret.id }) : undefined
              }
            />
          ))}
          {connector.leftovers.map((leftover) => (
            <LeftoverRow
              key={leftover.label}
              leftover={leftover}
              onRemove={connector.mayChange ? () => passage.begin('leftovers') : undefined}
            />
          ))}
          {connector.mayChange && connector.status !== 'incomplete' && (
            <RemoveConnector connectorId={connector.id} name={connector.name} />
          )}
        </ValueList>
      )}
      <AskDialog
        asked={asked}
        onClose={() => setAsked(null)}
        onGoOn={(wanted) => {
          passage.begin(wanted.purpose, wanted.purpose === 'secret-remove' ? { secretId: wanted.secretId } : {});
          setAsked(null);
        }}
      />
    </Section>
  );
}

type OlderSecretProps = { readonly secret: SecretView; readonly onRemove?: (() => void) | undefined };

function OlderSecret({ secret, onRemove }: OlderSecretProps) {
  const t = useTranslations('connector.lifeCycle');
  const { keyId, hint } = secret;
  const time = () => <Time at={secret.expiresAt} />;
  return (
    <ValueRow
      label={t('older')}
      deed
      actions={
        onRemove && (
          <Button look="danger" aria-label={t('removeNamed', { keyId })} onClick={onRemove}>
            {t('remove')}
          </Button>
        )
      }
    >
      {hint ? t.rich('olderText', { keyId, hint, code, time }) : t.rich('olderTextPlain', { keyId, code, time })}
    </ValueRow>
  );
}

type AskDialogProps = {
  readonly asked: Asked | null;
  readonly onClose: () => void;
  readonly onGoOn: (asked: Asked) => void;
};

function AskDialog({ asked, onClose, onGoOn }: AskDialogProps) {
  const t = useTranslations('connector.dialogs');
  const purpose = asked?.purpose ?? 'secret';
  return (
    <Dialog
      open={asked !== null}
      onClose={onClose}
      title={t(`${purpose}.title`)}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" onClick={() => asked && onGoOn(asked)}>
            {t('continue')}
          </Button>
        </>
      }
    >
      <p className="text-fg-2">{t(`${purpose}.text`)}</p>
      <p className="text-fg-3">{t(`${purpose}.remark`)}</p>
    </Dialog>
  );
}
