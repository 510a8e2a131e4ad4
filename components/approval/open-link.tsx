'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Spinner } from '@/components/ui/spinner';
import { openApprovalLink } from '@/lib/approval/approval-actions';

type OpenLinkProps = {
  /** The last part of the page's path: a link's id, or all of a link that the release before made. */
  readonly path: string;
  /** The portal knows already that this browser has the link. */
  readonly opened: boolean;
  readonly children: ReactNode;
};

const tokenPattern = /^[\w-]{43}$/;

/** Hands over the part of a link that opens it. It stands behind the `#`, where only this page can read it. */
export function OpenLink({ path, opened, children }: OpenLinkProps) {
  const [looked, setLooked] = useState(false);
  const token = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const look = () => {
      const found = [location.hash.slice(1), path].find((text) => tokenPattern.test(text));
      if (found === undefined) setLooked(true);
      if (found === undefined || !token.current) return;
      token.current.value = found;
      token.current.form?.requestSubmit();
    };
    look();
    // The link opened once more where its page is open already loads nothing.
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [path]);
  return (
    <>
      <form action={openApprovalLink} hidden>
        <input ref={token} name="token" />
      </form>
      {opened || looked ? children : <Spinner size={16} />}
    </>
  );
}
