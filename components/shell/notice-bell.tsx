import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Icon } from '@/components/ui/icon';
import { getOpenCount } from '@/lib/notices/notice-queries';

const MOST_COUNTED = 99;

/** How many notices are open, on every page. */
export async function NoticeBell() {
  const [t, count] = [await getTranslations('notices'), await getOpenCount()];
  if (count === null) return null;
  return (
    <Link
      href="/settings/notices"
      aria-label={t('bell', { count })}
      className="relative grid size-9 flex-none place-items-center rounded-control hover:bg-hover"
    >
      <Icon name="alert20" />
      {count > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-0.5 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-bad-fg px-1 text-[10px]/4 font-semibold text-canvas"
        >
          {Math.min(count, MOST_COUNTED)}
        </span>
      )}
    </Link>
  );
}
