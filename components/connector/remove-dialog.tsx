import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { MessageBar } from '@/components/ui/message-bar';
import { Radio } from '@/components/ui/radio';
import { Time } from '@/components/ui/time';
import type { ConnectorPage } from '@/lib/pages/connector-queries';

/** recycle: can be restored for 30 days. */
export type Removal = 'recycle' | 'forGood';

type RemoveDialogProps = {
  readonly connector: ConnectorPage;
  readonly onClose: () => void;
  readonly onRemove: (how: Removal) => void;
  /** The gentler way; absent where it is taken already. */
  readonly onDisable: (() => void) | undefined;
};

const ways = ['recycle', 'forGood'] as const;

/** Says what goes and whether it can come back, shows when the connector was last in use, and asks for its name. */
export function RemoveDialog({ connector, onClose, onRemove, onDisable }: RemoveDialogProps) {
  const t = useTranslations('connector.ending');
  const first = useRef<HTMLInputElement>(null);
  const [how, setHow] = useState<Removal>('recycle');
  const [typed, setTyped] = useState('');
  const isConfirmed = typed.trim() === connector.name.trim();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title', { name: connector.name })}
      initialFocus={first}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {onDisable && <Button onClick={onDisable}>{t('disableInstead')}</Button>}
          <Button
            variant="danger"
            aria-disabled={!isConfirmed || undefined}
            onClick={() => isConfirmed && onRemove(how)}
          >
            {t(how === 'recycle' ? 'remove' : 'forGood')}
          </Button>
        </>
      }
    >
      <LastUse connector={connector} />
      <p className="text-fg-2">{t('whatGoes', { secrets: connector.secrets.length, role: connector.appRole })}</p>
      <fieldset>
        <legend className="mb-1">{t('how')}</legend>
        <div className="overflow-hidden rounded-card border border-divider">
          {ways.map((way) => (
            <Radio
              key={way}
              variant="row"
              name="removal"
              value={way}
              checked={how === way}
              onChoose={() => setHow(way)}
              title={t(`${way}Title`)}
              details={t(`${way}Text`)}
            />
          ))}
        </div>
      </fieldset>
      <Field id="removed-name" label={t('typeName')} hint={<bdi className="font-semibold">{connector.name}</bdi>}>
        <Input
          id="removed-name"
          ref={first}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <p className="text-fg-3">{t('remark')}</p>
    </Dialog>
  );
}

/** What is known of its use, so that nobody removes what somebody needs. */
function LastUse({ connector: { pulledAt, provenAt } }: Pick<RemoveDialogProps, 'connector'>) {
  const t = useTranslations('connector.ending');
  if (pulledAt) {
    return <MessageBar tone="soon">{t.rich('inUse', { time: () => <Time at={pulledAt} /> })}</MessageBar>;
  }
  return (
    <MessageBar tone="plain">
      {provenAt ? t.rich('proven', { time: () => <Time at={provenAt} /> }) : t('neverUsed')}
    </MessageBar>
  );
}
