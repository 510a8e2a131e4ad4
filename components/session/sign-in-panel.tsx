import { useTranslations } from 'next-intl';
import { ClientMessages } from '@/components/ui/client-messages';
import { MessageBar } from '@/components/ui/message-bar';
import { PlainPage } from '@/components/ui/plain-page';
import { getSignIn, type SignInView } from '@/lib/sign-in/sign-in-queries';
import { SignInButton } from './sign-in-button';
import { signInButtonMessages } from './sign-in-button-messages';

/** The one page for people who are not signed in. */
export async function SignInPanel({ query }: { readonly query: unknown }) {
  return <SignInContent view={await getSignIn(query)} />;
}

function SignInContent({ view }: { readonly view: SignInView }) {
  const t = useTranslations('signIn');
  const limited = view.limited === 'offered';
  return (
    <PlainPage
      icon="shield24"
      title={t('title')}
      lede={t('lede')}
      actions={
        <ClientMessages of={signInButtonMessages}>
          <SignInButton returnPath={view.returnPath} limited={limited} />
        </ClientMessages>
      }
    >
      {view.signedOut && !view.problem && (
        <MessageBar tone="plain" title={t('signedOut')} className="mt-4">
          {t('signedOutNote')}
        </MessageBar>
      )}
      {limited && (
        <MessageBar tone="plain" className="mt-4">
          {t('limited')}
        </MessageBar>
      )}
      {view.problem && !limited && <Problem view={view} />}
    </PlainPage>
  );
}

function Problem({ view }: { readonly view: SignInView }) {
  const t = useTranslations('signIn');
  if (!view.problem) return null;
  return (
    <MessageBar tone={view.problem === 'declined' ? 'soon' : 'bad'} alert className="mt-4">
      {t(`problems.${view.problem}`)} {view.network && t(`network.${view.network}`)}{' '}
      <span className="text-caption text-fg-3">
        {view.aadsts !== null && `${t('reference', { code: String(view.aadsts) })} `}
        {view.correlationId ? t('correlation', { id: view.correlationId }) : t('request', { id: view.requestId })}
      </span>
      {view.limited === 'refused' && <span className="mt-1 block">{t('limitedRefused')}</span>}
    </MessageBar>
  );
}
