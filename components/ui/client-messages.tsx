import { type AbstractIntlMessages, useLocale, useMessages } from 'next-intl';
import type { ReactNode } from 'react';
import { MessagesProvider } from './messages-provider';
import { type MessagePath, pickMessages } from './pick-messages';

type ClientMessagesProps = {
  /** The same array each time: what it picks is kept. */
  readonly of: readonly MessagePath[];
  readonly children: ReactNode;
};

/** Sends to the browser what its components below here can say, and no other message. */
export function ClientMessages({ of, children }: ClientMessagesProps) {
  return (
    <MessagesProvider locale={useLocale()} messages={pickedFrom(useMessages(), of)}>
      {children}
    </MessagesProvider>
  );
}

/** By catalogue and list: both live as long as the process. */
const picked = new WeakMap<AbstractIntlMessages, WeakMap<readonly MessagePath[], AbstractIntlMessages>>();

function pickedFrom(messages: AbstractIntlMessages, of: readonly MessagePath[]): AbstractIntlMessages {
  const ofCatalogue = picked.get(messages) ?? new WeakMap<readonly MessagePath[], AbstractIntlMessages>();
  picked.set(messages, ofCatalogue);
  const found = ofCatalogue.get(of) ?? pickMessages(messages, of);
  ofCatalogue.set(of, found);
  return found;
}
