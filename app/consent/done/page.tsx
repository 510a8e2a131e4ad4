import { ConsentDone } from '@/components/consent/consent-done';

export default async function ConsentDonePage({ searchParams }: PageProps<'/consent/done'>) {
  const { outcome } = await searchParams;
  return <ConsentDone known={outcome === undefined} />;
}
