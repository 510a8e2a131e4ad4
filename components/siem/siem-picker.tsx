'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Field, Input } from '@/components/ui/field';
import { Radio } from '@/components/ui/radio';
import { siemFormats, siemGroups, type SiemType } from '@/lib/siem/catalogue/siem-catalogue';

/** Up to this many are seen at a glance, without search and groups. */
const AT_A_GLANCE = 6;

type SiemPickerProps = { readonly chosen: SiemType; readonly onChoose: (siemType: string) => void };

/** All SIEMs as cards, with a search by their names once there are many. */
export function SiemPicker({ chosen, onChoose }: SiemPickerProps) {
  const t = useTranslations('connector.siemType');
  const types = useTranslations('siem.types');
  const [query, setQuery] = useState('');
  const many = siemFormats.length > AT_A_GLANCE;
  const words = plain(query).split(/\s+/).filter(Boolean);
  const found = (id: SiemType) => {
    const text = plain(`${types(`${id}.title`)} ${types(`${id}.subtitle`)} ${id}`);
    return words.every((word) => text.includes(word));
  };
  const groups = siemGroups.map(({ id, formats }) => ({ id, types: formats.map((format) => format.id).filter(found) }));
  const count = groups.flatMap((group) => group.types).length;
  const name = { chosen, onChoose };

  return (
    <>
      {many && (
        <div className="mb-4 max-w-[420px]">
          <Field
            id="siem-search"
            label={t('search')}
            hint={<span aria-live="polite">{words.length > 0 && t('found', { count })}</span>}
          >
            <Input
              id="siem-search"
              type="search"
              autoComplete="off"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </Field>
        </div>
      )}
      <div role="radiogroup" aria-labelledby="siem-type-heading" className="grid gap-5">
        {many
          ? groups.map(
              (group) =>
                group.types.length > 0 && <Group key={group.id} title={t(`groups.${group.id}`)} {...group} {...name} />,
            )
          : groups.map((group) => <Cards key={group.id} types={group.types} {...name} />)}
      </div>
    </>
  );
}

type CardsProps = SiemPickerProps & { readonly types: readonly SiemType[] };

function Group({ title, ...cards }: CardsProps & { readonly title: string }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <h3 id={id} className="mb-2 text-caption font-semibold text-fg-2">
        {title}
      </h3>
      <Cards {...cards} />
    </div>
  );
}

function Cards({ types, chosen, onChoose }: CardsProps) {
  const t = useTranslations('siem.types');
  return (
    <div className="grid gap-2 narrow:grid-cols-2 wide:grid-cols-3">
      {types.map((id) => (
        <Radio
          key={id}
          variant="card"
          name="siem"
          value={id}
          checked={chosen === id}
          onChoose={onChoose}
          title={t(`${id}.title`)}
          details={t(`${id}.subtitle`)}
        />
      ))}
    </div>
  );
}

function plain(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase();
}
