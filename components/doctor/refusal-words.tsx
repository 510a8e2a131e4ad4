import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { getCloudPages } from '@/lib/cloud/cloud-queries';
import { refusalFindings } from '@/lib/doctor/refusal-finding';
import { RefusalTextsOf } from './refusal-texts';

/** Brings what the doctor says of refusals to a page that does not have all of its texts. */
export function RefusalWords({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('doctor.findings');
  const page = getCloudPages().signInErrors;
  const texts = Object.fromEntries(
    refusalFindings.map((id) => [id, { cause: t(`${id}.cause`), fix: t(`${id}.fix`, { page }) }]),
  );
  return <RefusalTextsOf texts={texts}>{children}</RefusalTextsOf>;
}
