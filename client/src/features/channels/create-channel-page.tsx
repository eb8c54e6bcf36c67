import { type ChannelKind, createChannel, listChannels } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { paths } from '../../ports/paths.ts'
import { createsKinds } from '../../ports/rights.ts'
import { useMe } from '../../ports/session.tsx'
import { useChange } from '../../ports/use-ask.ts'
import { useFetched } from '../../ports/use-fetched.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ChannelFields, emptyDraft } from './channel-fields.tsx'

const useKinds = (villageIds: readonly string[]): ChannelKind[] => {
  const me = useMe()
  return me ? createsKinds(me, villageIds, Date.now()) : []
}

/** Begins a village, topic or project; goes there when it is made. */
export const CreateChannelPage = () => {
  const t = useManagingTexts()
  const [, navigate] = useLocation()
  const { fetched } = useFetched(listChannels, {})
  const all = fetched.state === 'here' ? fetched.data.channels : []
  const kinds = useKinds(all.map(({ channelId }) => channelId))
  const [chosen, setKind] = useState<ChannelKind>('project')
  const [draft, setDraft] = useState(emptyDraft)
  const [tried, setTried] = useState(false)
  const { change, busy, error } = useChange(createChannel)
  const kind = kinds.includes(chosen) ? chosen : kinds[0]
  const header = (
    <PageHeader title={t.channelForm.titleNew} back={{ href: paths.home, label: t.common.back }} />
  )
  if (kind === undefined)
    return (
      <Page header={header}>
        <Notice tone="calm" title={t.channelForm.notYours}>
          {t.channelForm.notYoursText}
        </Notice>
      </Page>
    )

  const about = { village: 'kindVillage', topic: 'kindTopic', project: 'kindProject' } as const
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (draft.name.trim() === '') return
    const links = kind === 'project' ? {} : { villageIds: [], topicIds: [] }
    const made = await change({ kind, ...draft, ...links })
    if (made) navigate(paths.channel(made.channelId))
  }
  return (
    <Page header={header}>
      <FormColumn onSubmit={(event) => void submit(event)}>
        {kinds.length > 1 ? (
          <ChoiceField
            label={t.channelForm.kind}
            value={kind}
            onChange={setKind}
            choices={kinds.map((one) => ({
              value: one,
              name: t.kinds[one],
              about: t.channelForm[about[one]],
            }))}
          />
        ) : null}
        <ChannelFields
          kind={kind}
          draft={draft}
          onChange={setDraft}
          all={all}
          nameError={tried && draft.name.trim() === '' ? t.errors.invalid_input : null}
        />
        {error ? <Notice tone="danger">{error}</Notice> : null}
        <Button look="primary" type="submit" busy={busy}>
          {t.channelForm.create}
        </Button>
      </FormColumn>
    </Page>
  )
}
