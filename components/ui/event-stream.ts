/** Whether the server tells this page about its subject; to whoever is signed out it does not. */
export type Contact = 'ok' | 'offline' | 'signedOut';

export type Listening = {
  /** Handlers by the name of the event; each is given what the event's data say. */
  readonly on: Readonly<Record<string, (data: unknown) => void>>;
  readonly onContact: (contact: Contact) => void;
  /** The server answered 403: what the page offers is not true any more. */
  readonly onRefused: () => void;
  /** An address of the same subject that says by its status why the stream cannot be opened. */
  readonly statusAddress: string;
};

/** How long a connection may be gone before a page says so: streams end and come back in the ordinary course. */
const OFFLINE_AFTER_MS = 2_500;
const RECONNECT_MS = 2_000;

/**
 * Listens to server-sent events until it is stopped. The browser connects anew by itself, from the event it heard last;
 * a refused connection is asked about and tried again.
 *
 * @returns stops listening
 */
export function listen(address: string, { on, onContact, onRefused, statusAddress }: Listening): () => void {
  let source: EventSource | null = null;
  let reconnecting: ReturnType<typeof setTimeout> | undefined;
  /** Runs from the first of many failed connections to the next good one. */
  let gone: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const back = () => {
    clearTimeout(gone);
    gone = undefined;
  };
  const connect = () => {
    if (stopped) return;
    const opened = new EventSource(address);
    source = opened;
    opened.onopen = () => {
      back();
      onContact('ok');
    };
    opened.onerror = () => {
      if (opened.readyState === EventSource.CLOSED) void explain();
      else gone ??= setTimeout(() => onContact('offline'), OFFLINE_AFTER_MS);
    };
    for (const [name, handle] of Object.entries(on)) {
      opened.addEventListener(name, ({ data }: MessageEvent<string>) => {
        if (!stopped) handle(JSON.parse(data));
      });
    }
  };
  const explain = async () => {
    const status = await fetch(statusAddress, { cache: 'no-store' }).then(
      (answer) => answer.status,
      () => null,
    );
    if (stopped) return;
    back();
    if (status === 403) onRefused();
    else onContact(status === 401 ? 'signedOut' : 'offline');
    reconnecting = setTimeout(connect, RECONNECT_MS);
  };
  connect();
  return () => {
    stopped = true;
    back();
    clearTimeout(reconnecting);
    source?.close();
  };
}
