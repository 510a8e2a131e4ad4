import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SiemScreen } from '@/components/connector-list/siem-screen';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('enable');
  return { title: t('title') };
}

export default function SiemPage({ searchParams }: PageProps<'/settings/siem'>) {
  return <SiemScreen parameters={searchParams} />;
}
