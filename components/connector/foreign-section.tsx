'use client';

import { useTranslations } from 'next-intl';
import { Suspense, use, useState } from 'react';
import { OperationPanel } from '@/components/operation/operation-panel';
import type { ConnectorOperation } from '@/components/operation/use-connector-operation';
import { ForeignList } from '@/components/orphan/foreign-list';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Section } from '@/components/ui/section';
import type { Foreign } from '@/lib/ownership/foreign';
import type { ConnectorPage } from '@/lib/pages/connector-queries';

/** Null when it was not looked at, or could not be read. */
export type ForeignPromise = Promise<readonly Foreign[] | null>;

type ForeignSectionProps = {
  readonly connector: ConnectorPage;
  /** What the directory says, when it has answered. */
  readonly foreign: ForeignPromise;
  readonly operation: ConnectorOperation;
};

/** What others put into the connector's application; nothing at all where there is nothing. */
export function ForeignSection(props: ForeignSectionProps) {
  return (
    <>
      <OperationPanel operation={props.operation} kinds={['remove-foreign']} />
      <Suspense fallback={null}>
        <Seen {...props} />
      </Suspense>
    </>
  );
}

function Seen({ connector, foreign, operation }: ForeignSectionProps) {
  const t = useTranslations('orphan.foreign');
  const found = use(foreign) ?? [];
  const [asking, setAsking] = useState(false);
  if (found.length === 0) return null;
  return (
    <Section id="foreign" title={t('title', { count: found.length })} lede={t('connectorLede')}>
      <ForeignList foreign={found} />
      {connector.mayChange && (
        <Button variant="danger" className="mt-3" onClick={() => setAsking(true)}>
          {t('remove')}
        </Button>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('dialog.title')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('dialog.cancel')}</Button>
            <Button
              variant="primary"
              onClick={() => {
                setAsking(false);
                operation.begin({ kind: 'remove-foreign' });
              }}
            >
              {t('dialog.continue')}
            </Button>
          </>
        }
      >
        <p className="text-fg-2">{t('dialog.text')}</p>
        <p className="text-fg-3">{t('dialog.remark')}</p>
      </Dialog>
    </Section>
  );
}
