'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { OperationPanel } from '@/components/operation/operation-panel';
import type { ConnectorOperation } from '@/components/operation/use-connector-operation';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Section } from '@/components/ui/section';
import { Time } from '@/components/ui/time';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { ConnectorPage, SecretView } from '@/lib/pages/connector-queries';
import { ExpiryBar } from '@/components/secret/expiry-bar';
import { OrphanedCredentialRow } from '@/components/secret/orphaned-credential-row';
import { Ending } from './ending';

type LifeCycleProps = {
  readonly connector: ConnectorPage;
  readonly operation: ConnectorOperation;
  readonly openedAt: number;
};

type Asked = { readonly kind: 'new-secret' } | { readonly kind: 'remove-secret'; readonly secretId: string };

const code = (chunks: ReactNode) => <code>{chunks}</code>;

/** What ends when, and how to replace it. */
export function SecretRotation({ connector, operation, openedAt }: LifeCycleProps) {
  const t = useTranslations('connector.lifeCycle');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [current, ...older] = connector.secrets;
  return (
    <Section id="life-cycle" title={t('title')} lede={t('lede')}>
      {current && (
        <ExpiryBar
          name={t('secretExpiry')}
          from={current.createdAt}
          to={current.expiresAt}
          now={openedAt}
          words={(left) => (left.expired ? t('expired') : t('left', { days: left.days }))}
        />
      )}
      <OperationPanel operation={operation} kinds={['new-secret', 'remove-secret', 'clean-up']} />
      {(connector.mayChange || older.length > 0 || connector.orphanedCredentials.length > 0) && (
        <ValueList className="mt-6">
          {connector.mayChange && (
            <ValueRow
              label={t('replace')}
              layout="stacked"
              actions={<Button onClick={() => setAsked({ kind: 'new-secret' })}>{t('createNew')}</Button>}
            >
              {t('replaceText')}
            </ValueRow>
          )}
          {older.map((secret) => (
            <OlderSecret
              key={secret.id}
              secret={secret}
              onRemove={
                connector.mayChange ? () => setAsked({ kind: 'remove-secret', secretId: secret.id }) : undefined
              }
            />
          ))}
          {connector.orphanedCredentials.map((credential) => (
            <OrphanedCredentialRow
              key={credential.label}
              credential={credential}
              onRemove={connector.mayChange ? () => operation.begin({ kind: 'clean-up' }) : undefined}
            />
          ))}
        </ValueList>
      )}
      {connector.mayChange && connector.state === 'ready' && <Ending connector={connector} operation={operation} />}
      <AskDialog
        asked={asked}
        onClose={() => setAsked(null)}
        onGoOn={(wanted) => {
          operation.begin(wanted);
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
      layout="stacked"
      actions={
        onRemove && (
          <Button variant="danger" aria-label={t('removeNamed', { keyId })} onClick={onRemove}>
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
  const kind = asked?.kind ?? 'new-secret';
  return (
    <Dialog
      open={asked !== null}
      onClose={onClose}
      title={t(`${kind}.title`)}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onClick={() => asked && onGoOn(asked)}>
            {t('continue')}
          </Button>
        </>
      }
    >
      <p className="text-fg-2">{t(`${kind}.text`)}</p>
      <p className="text-fg-3">{t(`${kind}.remark`)}</p>
    </Dialog>
  );
}
