import type { ChannelContent, ChannelKind, listChannels, OutputOf } from '@bijpraat/contract'
import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { ChecksField, ChoiceField, TextArea, TextField } from '../../ui/field.tsx'
import { ChannelSign } from './channel-sign.tsx'

/** What a form about a channel holds. */
export type ChannelDraft = Pick<
  ChannelContent,
  'name' | 'about' | 'readers' | 'posters' | 'villageIds' | 'topicIds'
>

export const emptyDraft: ChannelDraft = {
  name: '',
  about: '',
  readers: 'members',
  posters: 'members',
  villageIds: [],
  topicIds: [],
}

type Listed = OutputOf<typeof listChannels>['channels']

const Links = ({
  kind,
  label,
  all,
  values,
  onChange,
}: {
  kind: ChannelKind
  label: string
  all: Listed
  values: readonly string[]
  onChange: (values: string[]) => void
}) => {
  const t = useManagingTexts()
  const choices = all
    .filter(({ content }) => content.kind === kind && !content.archived)
    .map(({ channelId, content }) => ({
      value: channelId,
      name: (
        <>
          <ChannelSign content={content} size={30} />
          <bdi>{content.name}</bdi>
        </>
      ),
    }))
  if (choices.length === 0) return null
  return (
    <ChecksField
      label={label}
      hint={t.channelForm.linksHint}
      choices={choices}
      values={values}
      onChange={onChange}
    />
  )
}

/** The fields of a channel: name, about, who reads and writes, and for a project where it belongs. */
export const ChannelFields = ({
  kind,
  draft,
  onChange,
  all,
  nameError,
}: {
  kind: ChannelKind
  draft: ChannelDraft
  onChange: (draft: ChannelDraft) => void
  /** Channels that a project can be linked to. */
  all: Listed
  nameError: string | null
}) => {
  const t = useManagingTexts()
  const set = (change: Partial<ChannelDraft>) => onChange({ ...draft, ...change })
  return (
    <>
      <TextField
        label={t.channelForm.name}
        value={draft.name}
        maxLength={60}
        error={nameError}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextArea
        label={t.channelForm.about}
        hint={t.channelForm.aboutHint}
        value={draft.about}
        maxLength={400}
        onChange={(event) => set({ about: event.target.value })}
      />
      {kind === 'project' ? (
        <>
          <Links
            kind="village"
            label={t.channelForm.villages}
            all={all}
            values={draft.villageIds}
            onChange={(villageIds) => set({ villageIds })}
          />
          <Links
            kind="topic"
            label={t.channelForm.topics}
            all={all}
            values={draft.topicIds}
            onChange={(topicIds) => set({ topicIds })}
          />
        </>
      ) : null}
      <ChoiceField
        label={t.channelForm.readers}
        value={draft.readers}
        onChange={(readers) => set({ readers })}
        choices={[
          { value: 'anyone', name: t.channelForm.readersAnyone, about: t.channelForm.readersAnyoneHint },
          { value: 'signedIn', name: t.channelForm.readersSignedIn },
          { value: 'members', name: t.channelForm.readersMembers },
          { value: 'closed', name: t.channelForm.readersClosed },
        ]}
      />
      <ChoiceField
        label={t.channelForm.posters}
        value={draft.posters}
        onChange={(posters) => set({ posters })}
        choices={[
          { value: 'members', name: t.channelForm.postersMembers },
          { value: 'officials', name: t.channelForm.postersOfficials },
        ]}
      />
    </>
  )
}
