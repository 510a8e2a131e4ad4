import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { MessageBar } from '@/components/ui/message-bar';
import type { OrphanView } from '@/lib/orphan/orphan';
import type { OrphanChoice } from './use-orphan';

type OrphanDialogProps = {
  readonly orphan: OrphanView;
  readonly asked: OrphanChoice | null;
  readonly onClose: () => void;
  readonly onConfirm: (action: OrphanChoice) => void;
};

/** Asks before an application that somebody else may look after is adopted, or goes. */
export function OrphanDialog({ orphan, asked, onClose, onConfirm }: OrphanDialogProps) {
  const t = useTranslations('orphan.dialog');
  const action = asked ?? 'adopt';
  const { name, madeFor } = orphan;
  return (
    <Dialog
      open={asked !== null}
      onClose={onClose}
      title={t(`${action}.title`, { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onClick={() => onConfirm(action)}>
            {t(`${action}.confirm`)}
          </Button>
        </>
      }
    >
      <MessageBar tone="soon" title={t('otherTitle')}>
        {madeFor ? t('otherNamed', { upn: madeFor }) : t('other')}
      </MessageBar>
      <p className="text-fg-2">{t(`${action}.text`)}</p>
      <p className="text-fg-3">{t(`${action}.remark`)}</p>
    </Dialog>
  );
}
