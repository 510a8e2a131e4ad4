'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { savePortalEnd } from '@/lib/notices/portal-credential-actions';
import { useAct } from './use-act';

/** `Enter date`: for a registration that the portal may not read. */
export function EnterEnd() {
  const t = useTranslations('notices.when');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('enter')}
      </Button>
      {open && <EnterDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function EnterDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('notices');
  const { busy, problem, act } = useAct();
  const [day, setDay] = useState('');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('when.enterDialog.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('when.enterDialog.cancel')}</Button>
          <Button
            variant="primary"
            aria-disabled={busy || undefined}
            onClick={() => act(() => savePortalEnd(day), onClose)}
          >
            {t('when.enterDialog.save')}
          </Button>
        </>
      }
    >
      <Field
        id="portal-end"
        label={t('when.enterDialog.date')}
        hint={t('when.enterDialog.text')}
        error={problem === 'input' ? t('when.enterDialog.wrong') : problem && t(`problems.${problem}`)}
      >
        <Input id="portal-end" type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </Field>
    </Dialog>
  );
}
