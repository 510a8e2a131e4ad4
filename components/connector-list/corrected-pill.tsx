'use client';

import { type ReactNode, useEffect, useState } from 'react';

type CorrectedPillProps = {
  readonly id: string;
  /** Pills that stand instead of those of the first look, by the connector's id. */
  readonly pills: Promise<Readonly<Record<string, ReactNode>>>;
  readonly children: ReactNode;
};

/**
 * The status by the portal's own rows, until the directory has said otherwise. One promise for the whole page: a boundary
 * for each row would send every pill twice.
 */
export function CorrectedPill({ id, pills, children }: CorrectedPillProps) {
  const [corrected, setCorrected] = useState<ReactNode>(null);
  useEffect(() => {
    let isShown = true;
    const show = (pill: ReactNode) => {
      if (isShown) setCorrected(pill);
    };
    // What could not be read corrects nothing.
    pills.then(
      (all) => show(all[id] ?? null),
      () => show(null),
    );
    return () => {
      isShown = false;
    };
  }, [id, pills]);
  return corrected ?? children;
}
