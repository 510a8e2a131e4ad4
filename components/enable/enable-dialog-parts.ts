import { later } from '@/components/ui/later';

/** The dialog with its fields, which most visits to the page never open. */
export const enableDialog = later(() => import('./enable-dialog').then(({ EnableDialog }) => EnableDialog));

/** What it says. */
export const enableDialogTexts = {
  en: later(() =>
    Promise.all([import('@/messages/en/enable.json'), import('@/messages/en/siem.json')]).then(
      ([{ default: enable }, { default: siem }]) => ({ enable, siem }),
    ),
  ),
  sv: later(() =>
    Promise.all([import('@/messages/sv/enable.json'), import('@/messages/sv/siem.json')]).then(
      ([{ default: enable }, { default: siem }]) => ({ enable, siem }),
    ),
  ),
} as const;
