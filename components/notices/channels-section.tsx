import { getTranslations } from 'next-intl/server';
import { useTranslations } from 'next-intl';
import { ClientMessages } from '@/components/ui/client-messages';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { Time } from '@/components/ui/time';
import { getChannels, type ShownChannel } from '@/lib/channels/channel-queries';
import { AddChannel } from './add-channel';
import { addChannelMessages } from './add-channel-messages';
import { ChannelButtons } from './channel-buttons';
import { channelButtonsMessages } from './channel-buttons-messages';

/** Where notices are sent to, and whether they arrive. */
export async function ChannelsSection() {
  const t = await getTranslations('notices.channels');
  const { channels, mayChange } = await getChannels();
  const add = mayChange && (
    <ClientMessages of={addChannelMessages}>
      <AddChannel />
    </ClientMessages>
  );
  return (
    <Section id="channels" title={t('title')} actions={add}>
      {channels.length === 0 && <p className="text-fg-3">{t('none')}</p>}
      {channels.length > 0 && <ChannelTable channels={channels} mayChange={mayChange} />}
    </Section>
  );
}

type TableProps = { readonly channels: readonly ShownChannel[]; readonly mayChange: boolean };

function ChannelTable({ channels, mayChange }: TableProps) {
  const t = useTranslations('notices.channels');
  return (
    <ClientMessages of={channelButtonsMessages}>
      <table className="channel-table" aria-label={t('label')}>
        <thead className="sr-only narrow:not-sr-only narrow:table-header-group">
          <tr className="border-b border-divider">
            <th className="list-head">{t('columns.channel')}</th>
            <th className="list-head">{t('columns.health')}</th>
            <th className="list-head">{t('columns.gets')}</th>
            <th className="list-head">
              <span className="sr-only">{t('columns.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {channels.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} mayChange={mayChange} />
          ))}
        </tbody>
      </table>
    </ClientMessages>
  );
}

function ChannelRow({ channel, mayChange }: { readonly channel: ShownChannel; readonly mayChange: boolean }) {
  const t = useTranslations('notices.channels');
  const { kind, name, shownTarget, leastSeverity, locale, waiting, gaveUp } = channel;
  return (
    <tr>
      <td>
        <b className="font-semibold [overflow-wrap:anywhere]">{name}</b>
        <small>{t(`shown.${kind}`, { target: shownTarget, language: t(`languages.${locale}`) })}</small>
      </td>
      <td>
        <Health channel={channel} />
        {waiting > 0 && <small>{t('waiting', { count: waiting })}</small>}
        {gaveUp > 0 && <small>{t('gaveUp', { count: gaveUp })}</small>}
      </td>
      <td>{t(`gets.${kind === 'calendar' ? 'dates' : leastSeverity}`)}</td>
      <td>{mayChange && <ChannelButtons id={channel.id} name={name} kind={kind} isBehind={waiting + gaveUp > 0} />}</td>
    </tr>
  );
}

function Health({ channel }: { readonly channel: ShownChannel }) {
  const t = useTranslations('notices.channels');
  const { kind, health, lastDeliveredAt, failingSince, answer } = channel;
  if (health === 'untried')
    return (
      <Pill tone="neutral" icon="circle16">
        {t('health.untried')}
      </Pill>
    );
  const at = health === 'fails' ? failingSince : lastDeliveredAt;
  const when = { when: () => at && <Time at={at} /> };
  return (
    <>
      <Pill
        tone={health === 'fails' ? 'bad' : 'good'}
        icon={health === 'fails' ? 'errorCircle16' : 'checkmarkCircle16'}
      >
        {t(`health.${health}`)}
      </Pill>
      <small>{t.rich(health === 'fails' ? 'failsSince' : kind === 'calendar' ? 'read' : 'delivered', when)}</small>
      {answer && <small>{answer}</small>}
    </>
  );
}
