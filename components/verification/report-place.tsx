'use client';

import { type ComponentProps, useEffect } from 'react';
import { later, useLater } from '@/components/ui/later';
import { LostPart } from '@/components/ui/lost-part';
import type { VerificationReport } from './verification-report';

/** What draws a report, alerts and what the SIEM makes of them: fetched while a verification is under way. */
export const verificationReport = later(() =>
  import('./verification-report').then(({ VerificationReport }) => VerificationReport),
);

export function ReportPlace(props: ComponentProps<typeof VerificationReport>) {
  const report = useLater(verificationReport);
  useEffect(() => verificationReport.load(), []);
  if (report === 'lost') return <LostPart onAgain={verificationReport.load} />;
  return typeof report === 'object' && <report.part {...props} />;
}
