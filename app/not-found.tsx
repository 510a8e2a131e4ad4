import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { PlainFrame } from '@/components/shell/plain-frame';
import { buttonClass } from '@/components/ui/button';
import { PlainPage } from '@/components/ui/plain-page';

export default async function NotFound() {
  const t = await getTranslations('app.notFound');
  return (
    <PlainFrame shell={null}>
      <PlainPage
        icon="questionCircle16"
        title={t('title')}
        lede={t('lede')}
        actions={
          <Link href="/settings/siem" className={buttonClass({ look: 'primary' })}>
            {t('link')}
          </Link>
        }
      />
    </PlainFrame>
  );
}
