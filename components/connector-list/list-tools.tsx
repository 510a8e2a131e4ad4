import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { LIST_PATH, type ListSort, listSorts, listStatuses, type ListView } from '@/lib/connector/connector-list-input';
import { siemGroups } from '@/lib/siem/catalogue/siem-catalogue';
import { ApplyButton } from '@/components/paging/apply-button';
import { LiveForm } from '@/components/paging/live-form';

/** Search, filters and order. A form of the page itself: without script it is sent like any other. */
export function ListTools({ view }: { readonly view: ListView }) {
  const t = useTranslations('connector.tools');
  const states = useTranslations('connector.status');
  return (
    <search className="mt-6 block" aria-label={t('label')}>
      <LiveForm
        action={LIST_PATH}
        values={{ q: view.search, status: view.status ?? '', siem: view.siemType ?? '', sort: orderField(view.sort) }}
        className="grid grid-cols-2 gap-2 narrow:flex narrow:flex-wrap narrow:items-start narrow:[&>div]:w-44 [&>div:last-of-type]:col-span-2 narrow:[&>div:last-of-type]:w-54"
      >
        <label className="relative col-span-2 block narrow:w-72">
          <span className="sr-only">{t('search')}</span>
          <Icon name="search16" className="pointer-events-none absolute top-3 left-2.5 text-fg-3 narrow:top-2" />
          <input
            type="search"
            name="q"
            defaultValue={view.search}
            placeholder={t('placeholder')}
            aria-describedby="search-help"
            autoComplete="off"
            maxLength={120}
            className={searchClass}
          />
          <span id="search-help" className="sr-only">
            {t('help')}
          </span>
        </label>
        <Select name="status" defaultValue={view.status ?? ''} aria-label={t('status')}>
          <option value="">{t('allStatuses')}</option>
          {listStatuses.map((status) => (
            <option key={status} value={status}>
              {states(status)}
            </option>
          ))}
        </Select>
        <SiemFilter view={view} />
        <Select name="sort" defaultValue={orderField(view.sort)} aria-label={t('sort')}>
          {listSorts.map((sort) => (
            <option key={sort} value={orderField(sort)}>
              {t(`sorts.${sort}`)}
            </option>
          ))}
        </Select>
        <ApplyButton label={t('apply')} />
      </LiveForm>
    </search>
  );
}

/** What is so without being asked for stays out of the address. */
function orderField(sort: ListSort): string {
  return sort === 'trouble' ? '' : sort;
}

const searchClass =
  'h-10 w-full rounded-control border border-stroke border-b-stroke-strong bg-surface pr-2 pl-8 placeholder:text-fg-3 hover:border-stroke-hover hover:border-b-stroke-strong narrow:h-8';

function SiemFilter({ view }: { readonly view: ListView }) {
  const t = useTranslations('connector.tools');
  const types = useTranslations('siem.types');
  return (
    <Select name="siem" defaultValue={view.siemType ?? ''} aria-label={t('siem')}>
      <option value="">{t('allSiems')}</option>
      {siemGroups.flatMap(({ formats }) =>
        formats.map(({ id }) => (
          <option key={id} value={id}>
            {types(`${id}.title`)}
          </option>
        )),
      )}
    </Select>
  );
}
