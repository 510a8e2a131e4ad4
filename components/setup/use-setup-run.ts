'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSecretPocket } from '@/components/connector/fresh-secrets';
import { isRefused } from '@/components/session/refused-action';
import { followSetup } from '@/lib/connector/setup-actions';
import type { SetupView } from '@/lib/connector/setup-view';

export type SetupRun = {
  readonly view: SetupView;
  readonly lost: boolean;
  /** Starts or follows the work; called once consent is there, and to try again. */
  readonly follow: () => Promise<void>;
};

const RECONNECT_MS = 2_000;

/** The process that holds the secret is met soon, or has died with it. */
const MOST_ASKS_ELSEWHERE = 20;
const ASK_ELSEWHERE_MS = 300;

/**
 * Follows the work while it runs, also after a reload or a broken connection; when it ends well, carries the secret
 * to the connector's page in memory and goes there.
 */
export function useSetupRun(initial: SetupView): SetupRun {
  const router = useRouter();
  const pocket = useSecretPocket();
  // What the stream said last; until it says something, what the page was drawn with.
  const [followed, setFollowed] = useState<SetupView | null>(null);
  const [lost, setLost] = useState(false);
  const following = useRef(false);
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const follow = useCallback(async () => {
    if (following.current) return;
    following.current = true;
    let ended: SetupView['state'] | 'refused' = 'running';
    let connectorId: string | null = null;
    let asksElsewhere = 0;
    while (ended === 'running') {
      let elsewhere = false;
      try {
        for await (const event of await followSetup(initial.flowId)) {
          setLost(false);
          if (event.kind === 'gone') ended = 'cancelled';
          if (event.kind === 'progress') {
            setFollowed(event.view);
            ended = event.view.state;
            connectorId = event.view.connectorId;
          }
          if (event.kind === 'elsewhere') elsewhere = true;
          if (event.kind === 'secret') pocket.put(event.connectorId, event.secret);
        }
        if (ended === 'running') throw new Error('The stream ended early.');
        if (elsewhere && asksElsewhere < MOST_ASKS_ELSEWHERE) {
          asksElsewhere += 1;
          ended = 'running';
          await pause(ASK_ELSEWHERE_MS);
        }
      } catch (error) {
        if (isRefused(error)) ended = 'refused';
        else {
          setLost(true);
          await pause(RECONNECT_MS);
        }
      }
    }
    following.current = false;
    // Followed to the end for the secret's sake; whoever has gone elsewhere stays there.
    if (!mounted.current) return;
    if (ended === 'refused') window.location.reload();
    if (ended === 'done' && connectorId) router.replace(`/settings/siem/${connectorId}`);
  }, [initial.flowId, pocket, router]);

  const begins = initial.purpose === 'enable' && initial.state === 'running';
  useEffect(() => {
    if (!begins) return undefined;
    // A page that React mounts twice, as in development, begins once.
    const timer = setTimeout(() => void follow());
    return () => clearTimeout(timer);
  }, [begins, follow]);

  return { view: followed ?? initial, lost, follow };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
