import { describe, expect, it } from 'vitest';
import { pickMessages } from './pick-messages';

const messages = { enable: { button: 'Enable', dialog: { title: 'Title', cancel: 'Cancel' } }, ui: { close: 'Close' } };

describe('pickMessages', () => {
  it('gives nothing for no path, and for one that nothing has', () => {
    expect(pickMessages(messages, [])).toEqual({});
    expect(pickMessages(messages, ['enab', 'ui.closed'])).toEqual({ ui: {} });
  });

  it('takes a message, or all of a namespace', () => {
    expect(pickMessages(messages, ['enable.dialog', 'ui.close'])).toEqual({
      enable: { dialog: messages.enable.dialog },
      ui: { close: 'Close' },
    });
    expect(pickMessages(messages, ['enable.dialog.title'])).toEqual({ enable: { dialog: { title: 'Title' } } });
  });
});
