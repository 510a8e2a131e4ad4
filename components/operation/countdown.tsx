'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

/** How long the sign-in stays open. */
export function Countdown({ until }: { readonly until: string }) {
  const t = useTranslations('consent');
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, []);
  if (now === null) return null;
  const left = Math.max(0, Math.round((new Date(until).getTime() - now) / 1_000));
  return (
    <span className="tabular-nums">
      {t('expiresIn', { minutes: String(Math.floor(left / 60)), seconds: String(left % 60) })}
    </span>
  );
}
