import { useTranslations } from 'next-intl';
import type { IconName } from '@/components/ui/icon-name';
import { Pill, type PillTone } from '@/components/ui/pill';
import type { ConnectorStatus } from '@/lib/connector/connector-summary';

const variants: Readonly<Record<ConnectorStatus, { tone: PillTone; icon: IconName }>> = {
  notWorking: { tone: 'bad', icon: 'dismissCircle16' },
  removing: { tone: 'soon', icon: 'circleHalfFill16' },
  incomplete: { tone: 'soon', icon: 'circleHalfFill16' },
  expired: { tone: 'bad', icon: 'dismissCircle16' },
  expiresSoon: { tone: 'soon', icon: 'clock16' },
  healthy: { tone: 'good', icon: 'checkmarkCircle16' },
};

export function StatusPill({ status }: { readonly status: ConnectorStatus }) {
  const t = useTranslations('connector.status');
  return <Pill {...variants[status]}>{t(status)}</Pill>;
}
