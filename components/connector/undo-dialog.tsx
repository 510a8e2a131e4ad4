import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

type UndoDialogProps = {
  readonly name: string;
  /** An SIEM uses it: more is lost than a set-up. */
  readonly inUse: boolean;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
};

/** Asks before a connector and all that belongs to it goes. */
export function UndoDialog({ name, inUse, open, onClose, onConfirm }: UndoDialogProps) {
  const t = useTranslations('connector.undoDialog');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t(inUse ? 'titleRemove' : 'title', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onClick={onConfirm}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      {inUse && <p className="text-fg-2">{t('inUse')}</p>}
      <p className="text-fg-2">{t('text')}</p>
    </Dialog>
  );
}
