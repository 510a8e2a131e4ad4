import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { ExternalLink } from '@/components/ui/external-link';
import { MessageBar } from '@/components/ui/message-bar';

const detectionTestPage = 'https://learn.microsoft.com/defender-endpoint/run-detection-test';

/** Word for word from that page, its doubled backslashes too. It downloads from the device itself, so nothing comes. */
const detectionTest = String.raw`powershell.exe -NoExit -ExecutionPolicy Bypass -WindowStyle Hidden $ErrorActionPreference = 'silentlycontinue';(New-Object System.Net.WebClient).DownloadFile('http://127.0.0.1/1.exe', 'C:\\test-MDATP-test\\invoice.exe');Start-Process 'C:\\test-MDATP-test\\invoice.exe'`;

/** The connection works and there is nothing to read: how Microsoft makes a test alert. */
export function NoAlerts() {
  const t = useTranslations('verify.noAlerts');
  return (
    <MessageBar tone="plain" title={t('title')} className="max-w-[800px]">
      {t('text')}
      <span className="mt-3 flex items-start gap-2 bg-canvas p-2.5">
        <code className="min-w-0 flex-1 font-mono text-value [overflow-wrap:anywhere]" translate="no">
          {detectionTest}
        </code>
        <CopyButton name={t('command')} value={detectionTest} />
      </span>
      <ExternalLink href={detectionTestPage} className="mt-2 inline-block">
        {t('page')}
      </ExternalLink>
    </MessageBar>
  );
}
