import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
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

type OtherPortalProps = { readonly orphan: OrphanView; readonly removes: boolean };

/** Which portal made it, as far as the directory says. */
function OtherPortal({ orphan: { otherPortal, madeFor }, removes }: OtherPortalProps) {
  const t = useTranslations('orphan.dialog');
  if (!otherPortal) return madeFor ? t('otherNamed', { upn: madeFor }) : t('other');
  return `${t('otherPortal', { host: otherPortal })} ${removes ? t('otherKept') : ''}`.trim();
}

/** Asks before an application that somebody else may look after is adopted, or goes. */
export function OrphanDialog({ orphan, asked, onClose, onConfirm }: OrphanDialogProps) {
  const t = useTranslations('orphan.dialog');
  const action = asked ?? 'adopt';
  const { applicationId, name, signed } = orphan;
  // The decision is somebody's: the signature that would make it is missing, or others get in.
  const [looked, setLooked] = useState(false);
  const isOpen = action !== 'clean' || looked;
  function close() {
    setLooked(false);
    onClose();
  }
  return (
    <Dialog
      open={asked !== null}
      onClose={close}
      title={t(`${action}.title`, { name })}
      footer={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button variant="primary" disabled={!isOpen} onClick={() => onConfirm(action)}>
            {t(`${action}.confirm`)}
          </Button>
        </>
      }
    >
      {!signed && (
        <MessageBar tone="soon" title={t('otherTitle')}>
          <OtherPortal orphan={orphan} removes={action === 'remove'} />
        </MessageBar>
      )}
      <p className="text-fg-2">{t(`${action}.text`)}</p>
      <p className="text-fg-3">{t(`${action}.remark`)}</p>
      {action === 'clean' && (
        <Checkbox id={`looked-${applicationId}`} label={t('looked')} checked={looked} onChange={setLooked} />
      )}
    </Dialog>
  );
}
