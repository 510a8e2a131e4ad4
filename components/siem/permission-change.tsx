'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, Suspense, use } from 'react';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import type { ConnectorPage } from '@/lib/pages/connector-queries';
import {
  changeUse,
  comparePermissions,
  isDifferent,
  neededPermissions,
  type PermissionDifference,
  type SiemUse,
} from '@/lib/siem/catalogue/needed-permissions';
import type { SiemPermission } from '@/lib/siem/siem-permission';

export type SeenPermissions = Promise<PermissionDifference | null>;

type PermissionChangeProps = {
  readonly connector: ConnectorPage;
  /** What is chosen on the page. */
  readonly chosen: Pick<SiemUse, 'siemType' | 'incidents'>;
  /** What the directory says, when it has answered. */
  readonly seen: SeenPermissions;
  readonly onChange: (use: Pick<SiemUse, 'siemType' | 'incidents'>) => void;
};

/** What the chosen SIEM needs and the connector has not, or the other way round, before anything is changed. */
export function PermissionChange(props: PermissionChangeProps) {
  const { connector, chosen, seen } = props;
  const wanted = changeUse(connector.api, chosen);
  const difference = comparePermissions(neededPermissions(wanted), neededPermissions(connector));
  if (isDifferent(difference)) return <Difference {...props} difference={difference} cause="chosen" />;
  if (connector.changeOpen) return <Difference {...props} difference={difference} cause="open" />;
  return (
    <Suspense fallback={null}>
      <Seen {...props} seen={seen} />
    </Suspense>
  );
}

function Seen(props: PermissionChangeProps) {
  const difference = use(props.seen);
  if (!difference || !isDifferent(difference)) return null;
  return <Difference {...props} difference={difference} cause="seen" />;
}

type DifferenceProps = PermissionChangeProps & {
  readonly difference: PermissionDifference;
  /** chosen: on this page. open: a change broke off. seen: somebody changed it in Entra. */
  readonly cause: 'chosen' | 'open' | 'seen';
};

function Difference({ connector, chosen, onChange, difference, cause }: DifferenceProps) {
  const t = useTranslations('connector.permissions');
  const siem = useTranslations('siem.types')(`${chosen.siemType}.title`);
  const { missing, excess } = difference;
  const stands = connector.state === 'ready';
  const obstacle = findObstacle(connector, [...missing, ...excess]);
  return (
    <section aria-label={t('label')} className="mt-6 max-w-[800px]">
      <MessageBar
        tone="soon"
        title={t(`${cause}.title`, { siem })}
        actions={
          stands &&
          connector.mayChange &&
          !obstacle && (
            <Button variant="primary" onClick={() => onChange(chosen)}>
              {t('button')}
            </Button>
          )
        }
      >
        {t(`${cause}.text`, { siem })}
        <PermissionList title={t('granted')} permissions={missing} />
        <PermissionList title={t('removed')} permissions={excess} />
        {cause === 'chosen' && excess.length > 0 && <span className="mt-1.5 block">{t('loses')}</span>}
        {!stands && <span className="mt-1.5 block">{t('notYet')}</span>}
        {stands && obstacle && <span className="mt-1.5 block">{t(obstacle)}</span>}
      </MessageBar>
    </section>
  );
}

/** Permissions of Microsoft Graph are reserved to two roles, those of other APIs to four. */
function findObstacle(
  { mayChange, grantable }: ConnectorPage,
  changed: readonly SiemPermission[],
): 'viewer' | 'needsGraphRole' | 'needsRole' | null {
  if (!mayChange) return 'viewer';
  const missing = changed.filter(({ resource }) => !grantable.includes(resource));
  if (missing.length === 0) return null;
  return missing.some(({ resource }) => resource === 'Microsoft Graph') ? 'needsGraphRole' : 'needsRole';
}

const code = (chunks: ReactNode) => <code>{chunks}</code>;

type PermissionListProps = { readonly title: string; readonly permissions: readonly SiemPermission[] };

function PermissionList({ title, permissions }: PermissionListProps) {
  const t = useTranslations('connector.siemType');
  if (permissions.length === 0) return null;
  return (
    <span className="mt-1.5 block">
      <b className="text-fg">{title}</b>
      {permissions.map(({ resource, appRole }) => (
        <span key={`${resource} ${appRole}`} className="block">
          {t.rich('role', { role: appRole, resource, code })}
        </span>
      ))}
    </span>
  );
}
