'use client';

import { useTranslations } from 'next-intl';
import { OperationPanel } from '@/components/operation/operation-panel';
import type { ConnectorOperation } from '@/components/operation/use-connector-operation';
import { Checkbox } from '@/components/ui/checkbox';
import { Section } from '@/components/ui/section';
import { saveSiemType } from '@/lib/connector/connector-actions';
import type { ConnectorPage } from '@/lib/pages/connector-queries';
import type { ConnectorDetails, Secrets, SiemApi } from '@/lib/siem/connector-details';
import {
  changeUse,
  comparePermissions,
  isDifferent,
  neededPermissions,
  offersIncidents,
  type SiemUse,
} from '@/lib/siem/catalogue/needed-permissions';
import { readsDetections } from '@/lib/siem/siem-access';
import { findSiemFormat } from '@/lib/siem/catalogue/siem-catalogue';
import { PermissionChange, type SeenPermissions } from './permission-change';
import { SiemApiField } from './siem-api-field';
import { SiemGuidePlace } from './siem-guide-place';
import { SiemPicker } from './siem-picker';
import { UnsavedChoice } from './unsaved-choice';
import { useSavedChoice } from './use-saved-choice';

/** What is chosen on the page, saved or not. */
export type ChosenSiem = Pick<SiemUse, 'siemType' | 'incidents'>;

type SiemTypeSectionProps = {
  readonly connector: ConnectorPage;
  readonly details: ConnectorDetails;
  readonly secrets: Secrets;
  readonly chosen: ChosenSiem;
  readonly onChoose: (chosen: ChosenSiem) => void;
  readonly onChooseApi: (siemApi: SiemApi) => void;
  readonly operation: ConnectorOperation;
  readonly seen: SeenPermissions;
  /** A file with the secret was saved. */
  readonly onSaved: () => void;
  readonly openedAt: number;
};

/** Which SIEM, and what it needs: its own form's fields, its files, its steps. All built here, in the browser. */
export function SiemTypeSection(props: SiemTypeSectionProps) {
  const { connector, details, secrets, chosen, onChoose, onChooseApi, onSaved, operation, seen, openedAt } = props;
  const t = useTranslations('connector.siemType');
  const { problem, save } = useSavedChoice();
  const format = findSiemFormat(chosen.siemType);
  const wanted = changeUse(connector.api, chosen);

  function choose(id: string) {
    const known = findSiemFormat(id);
    if (!known) return;
    const next = { ...chosen, siemType: known.id };
    onChoose(next);
    // A viewer looks at another SIEM without changing which one it is; one that needs other permissions is asked about.
    if (!connector.mayChange || needsChange(connector, next)) return;
    save(() => saveSiemType(connector.id, known.id));
  }

  return (
    <Section id="siem-type" title={t('title')} lede={t('lede')}>
      <SiemPicker chosen={chosen.siemType} onChoose={choose} />
      <UnsavedChoice problem={problem} />
      {format && (details.api === 'detections' || readsDetections(format.access)) && (
        <SiemApiField connector={connector} siemApi={details.api} onChoose={onChooseApi} />
      )}
      {offersIncidents(wanted) && (
        <div className="mt-4">
          <Checkbox
            id="siem-incidents"
            label={t('alsoIncidents')}
            hint={t('alsoIncidentsHint')}
            checked={chosen.incidents}
            onChange={(incidents) => onChoose({ ...chosen, incidents })}
          />
        </div>
      )}
      <PermissionChange
        connector={connector}
        chosen={chosen}
        seen={seen}
        onChange={(use) => operation.begin({ kind: 'permissions', use })}
      />
      <OperationPanel operation={operation} kinds={['permissions']} />
      {format && <SiemGuidePlace key={format.id} {...{ format, details, secrets, onSaved, openedAt }} />}
    </Section>
  );
}

function needsChange(connector: ConnectorPage, chosen: ChosenSiem): boolean {
  const wanted = changeUse(connector.api, chosen);
  return isDifferent(comparePermissions(neededPermissions(wanted), neededPermissions(connector)));
}
