import { noticeTranslator } from '@/lib/notices/notice-text';
import type { ChannelMessage } from './channel-message';

const colours = { info: 'Default', warning: 'Warning', critical: 'Attention' } as const;

/**
 * What a workflow of Teams takes that begins with "When a Teams webhook request is received": a message with one card.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
export function teamsCard({ title, text, severity, address, locale }: ChannelMessage): string {
  const t = noticeTranslator(locale);
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'TextBlock', size: 'Medium', weight: 'Bolder', wrap: true, color: colours[severity], text: plain(title) },
      { type: 'TextBlock', wrap: true, text: plain(text) },
    ],
    actions: [{ type: 'Action.OpenUrl', title: t('message.open'), url: address }],
  };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return JSON.stringify({ type: 'message', attachments: [attachment] });
}

/** Text blocks read Markdown: what somebody called a connector must make no link. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\](){}<>#|~!]/g, '\\$&');
}
