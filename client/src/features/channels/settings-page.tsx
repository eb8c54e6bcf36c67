import { changeChannel, type InputOf, listChannels } from '@bijpraat/contract'
import { Archive, ArchiveRestore } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { paths } from '../../ports/paths.ts'
import { manages } from '../../ports/rights.ts'
import { useMe } from '../../ports/session.tsx'
import { useChange } from '../../ports/use-ask.ts'
import { useFetched } from '../../ports/use-fetched.ts'
import { Button } from '../../ui/button.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Section } from '../../ui/list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { type ChannelDraft, ChannelFields } from './channel-fields.tsx'
import { ChannelSign } from './channel-sign.tsx'
import { LeaveSection } from './leave-section.tsx'
import type { OpenedChannel } from './use-channel.ts'

type Here = Extract<OpenedChannel, { state: 'here' }>

/** Only what differs is sent, so that what someone else changed meanwhile stays. */
const changesOf = (before: ChannelDraft, after: ChannelDraft): Partial<InputOf<typeof changeChannel>> =>
  Object.fromEntries(
    Object.entries(after).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof ChannelDraft]),
    ),
  )

const ChangeForm = ({ channel }: { channel: Here }) => {
  const t = useManagingTexts()
  const toast = useToast()
  const { channelId, content } = channel
  const { fetched } = useFetched(listChannels, {})
  const [opened] = useState<ChannelDraft>(() => {
    const { name, about, readers, posters, villageIds, topicIds } = content
    return { name, about, readers, posters, villageIds, topicIds }
  })
  const [draft, setDraft] = useState(opened)
  const { change, busy, error } = useChange(changeChannel)
  const nameless = draft.name.trim() === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (nameless) return
    if (await change({ channelId, ...changesOf(opened, draft) })) toast({ text: t.channelForm.changed })
  }
  return (
    <FormColumn onSubmit={(event) => void submit(event)}>
      <ChannelFields
        kind={content.kind}
        draft={draft}
        onChange={setDraft}
        all={fetched.state === 'here' ? fetched.data.channels : []}
        nameError={nameless ? t.errors.invalid_input : null}
      />
      {error ? <Notice tone="danger">{error}</Notice> : null}
      <Button look="primary" type="submit" busy={busy}>
        {t.channelForm.change}
      </Button>
    </FormColumn>
  )
}

const ArchiveSection = ({ channel }: { channel: Here }) => {
  const t = useManagingTexts()
  const { channelId, content } = channel
  const { change, busy, error } = useChange(changeChannel)
  const { archived } = content
  const form = t.channelForm
  return (
    <Section title={archived ? form.unarchive : form.archive}>
      <p>{archived ? form.unarchiveText : form.archiveText}</p>
      {error ? <Notice tone="danger">{error}</Notice> : null}
      <Button
        busy={busy}
        icon={archived ? <ArchiveRestore size={22} /> : <Archive size={22} />}
        onClick={() => void change({ channelId, archived: !archived })}
      >
        {archived ? form.unarchiveButton : form.archiveButton}
      </Button>
    </Section>
  )
}

/** What a channel is and who may do what in it, for those who run it; leaving it, for everyone. */
export const SettingsPage = ({
  channel,
  notices,
}: {
  channel: Here
  /** What of it one's devices tell. */
  notices: ReactNode
}) => {
  const t = useManagingTexts()
  const me = useMe()
  const runs = Boolean(me && manages(me, channel, Date.now()))
  return (
    <Page
      header={
        <PageHeader
          title={t.channelForm.titleChange}
          below={<bdi>{channel.content.name}</bdi>}
          sign={<ChannelSign content={channel.content} />}
          back={{ href: paths.channel(channel.channelId), label: t.common.back, always: true }}
        />
      }
    >
      {notices}
      {runs ? (
        <>
          <ChangeForm channel={channel} />
          <ArchiveSection channel={channel} />
        </>
      ) : (
        <Notice tone="calm" title={t.channelForm.notYours}>
          {t.channelForm.notYoursText}
        </Notice>
      )}
      <LeaveSection channelId={channel.channelId} name={channel.content.name} />
    </Page>
  )
}
