'use client';

import { useLocale } from 'next-intl';
import { useEffect } from 'react';
import { localTime } from '@/components/ui/time';

/** Local time is a hover or a long press away from every moment on the page; the server does not know it. */
export function LocalTimes() {
  const locale = useLocale();
  useEffect(() => {
    const tell = ({ target }: Event) => {
      const time = target instanceof Element ? target.closest('time') : null;
      if (time?.dateTime) time.title = localTime(time.dateTime, locale);
    };
    document.addEventListener('pointerover', tell);
    return () => document.removeEventListener('pointerover', tell);
  }, [locale]);
  return null;
}
