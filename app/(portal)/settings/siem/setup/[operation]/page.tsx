import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SetupScreen } from '@/components/setup/setup-screen';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('setup');
  return { title: t('crumb') };
}

export default async function SetupPage({ params }: PageProps<'/settings/siem/setup/[operation]'>) {
  const { operation } = await params;
  return <SetupScreen operationId={operation} />;
}
