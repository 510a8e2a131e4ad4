'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';

type SignInButtonProps = {
  readonly returnPath: string;
  /** Asks for sign-in alone, after the tenant refused what the checks read; and begins by itself. */
  readonly limited?: boolean;
};

/** What is granted without anybody's consent; the server then asks for the rest without the person. */
const LIMITED_SCOPE = 'openid profile email offline_access User.Read';

export function SignInButton({ returnPath, limited = false }: SignInButtonProps) {
  const t = useTranslations('signIn');
  const [state, setState] = useState<'ready' | 'starting' | 'failed'>(limited ? 'starting' : 'ready');

  const start = useCallback(async () => {
    const asked = limited ? { scope: LIMITED_SCOPE } : undefined;
    // A refusal comes back to this page in any case; what was asked for tells it from the first one.
    const callbackUrl = limited ? `/sign-in?limited=1&from=${encodeURIComponent(returnPath)}` : returnPath;
    // Only a failure comes back: else the browser is on its way to Microsoft.
    await import('next-auth/react')
      .then(({ signIn }) => signIn('entra', { callbackUrl }, asked))
      .catch(() => setState('failed'));
  }, [limited, returnPath]);

  useEffect(() => {
    if (limited) void start();
  }, [limited, start]);

  return (
    <div className="grid justify-items-start gap-2">
      <Button
        variant="primary"
        size="large"
        wide
        aria-disabled={state === 'starting' || undefined}
        onClick={() => {
          setState('starting');
          void start();
        }}
      >
        {limited ? t('limitedButton') : t('button')}
      </Button>
      <p aria-live="polite" className="min-h-5 text-fg-3">
        {state === 'starting' && t('starting')}
        {state === 'failed' && <span className="text-bad-fg">{t('failed')}</span>}
      </p>
    </div>
  );
}
