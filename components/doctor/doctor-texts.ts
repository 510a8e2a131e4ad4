import { later } from '@/components/ui/later';

/** The doctor's many texts, for pages on which few people need one of them. */
export const doctorTexts = {
  en: later(() => import('@/messages/en/doctor.json').then(({ default: doctor }) => ({ doctor }))),
  sv: later(() => import('@/messages/sv/doctor.json').then(({ default: doctor }) => ({ doctor }))),
} as const;
