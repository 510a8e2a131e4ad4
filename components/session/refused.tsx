import { useTranslations } from 'next-intl';
import { PlainFrame } from '@/components/shell/plain-frame';
import { Button } from '@/components/ui/button';
import { ClientMessages } from '@/components/ui/client-messages';
import { CopyButton } from '@/components/ui/copy-button';
import { copyButtonMessages } from '@/components/ui/copy-button-messages';
import { PlainPage } from '@/components/ui/plain-page';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import { getRefusal, type Refusal } from '@/lib/session/refusal-queries';
import { checkRolesAgain, switchAccount } from '@/lib/sign-in/sign-in-actions';

/** For people who signed in and may not look: who they are, what they have, what would do. */
export async function Refused() {
  const refusal = await getRefusal();
  return (
    refusal && (
      <PlainFrame shell={refusal.shell}>
        <RefusedContent refusal={refusal} />
      </PlainFrame>
    )
  );
}

function RefusedContent({ refusal }: { readonly refusal: Refusal }) {
  const t = useTranslations('access');
  const { shell, requestId, path } = refusal;
  const roles = shell.roles.map((role) => t(`roles.${role}`)).join(', ');
  return (
    <PlainPage
      icon="lockClosed32"
      title={t('title')}
      lede={t('lede')}
      actions={
        <>
          <form action={checkRolesAgain}>
            <input type="hidden" name="from" value={path} />
            <Button type="submit" variant="primary">
              {t('checkAgain')}
            </Button>
          </form>
          <form action={switchAccount}>
            <input type="hidden" name="from" value={path} />
            <Button type="submit">{t('otherAccount')}</Button>
          </form>
        </>
      }
    >
      <ValueList className="mt-8">
        <ValueRow label={t('account')}>{shell.upn}</ValueRow>
        <ValueRow label={t('rolesActive')}>{roles || t('none')}</ValueRow>
        <ValueRow label={t('toLook')}>{t('toLookRoles')}</ValueRow>
        <ValueRow label={t('toChange')}>{t('toChangeRoles')}</ValueRow>
        <ValueRow
          label={t('requestId')}
          mono
          actions={
            <ClientMessages of={copyButtonMessages}>
              <CopyButton name={t('requestId')} value={requestId} />
            </ClientMessages>
          }
        >
          {requestId}
        </ValueRow>
      </ValueList>
      <p className="mt-3 text-caption text-fg-3">{t('recorded')}</p>
    </PlainPage>
  );
}
