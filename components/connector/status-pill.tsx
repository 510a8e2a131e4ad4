import { useTranslations } from 'next-intl';
import type { IconName } from '@/components/ui/icon-name';
import { Pill, type PillTone } from '@/components/ui/pill';
import type { ConnectorStatus } from '@/lib/connector/connector-status';

const variants: Readonly<Record<ConnectorStatus, { tone: PillTone; icon: IconName | 'spinner' }>> = {
  notWorking: { tone: 'bad', icon: 'errorCircle16' },
  failing: { tone: 'bad', icon: 'errorCircle16' },
  removing: { tone: 'soon', icon: 'circleHalfFill16' },
  incomplete: { tone: 'soon', icon: 'circleHalfFill16' },
  expired: { tone: 'bad', icon: 'dismissCircle16' },
  expiresSoon: { tone: 'soon', icon: 'clock16' },
  unknown: { tone: 'neutral', icon: 'questionCircle16' },
  notVerified: { tone: 'neutral', icon: 'circle16' },
  checking: { tone: 'busy', icon: 'spinner' },
  healthy: { tone: 'good', icon: 'checkmarkCircle16' },
  disabled: { tone: 'neutral', icon: 'dismissCircle16' },
  removed: { tone: 'neutral', icon: 'arrowUndo16' },
};

export function StatusPill({ status }: { readonly status: ConnectorStatus }) {
  const t = useTranslations('connector.status');
  return <Pill {...variants[status]}>{t(status)}</Pill>;
}
