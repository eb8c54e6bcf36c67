import { putScheduled, scheduleAheadMs } from '@bijpraat/contract'
import { type FormEvent, useEffect, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { keepDraft, noDraft, readDraft } from '../features/messages/drafts.ts'
import { written } from '../features/messages/written.ts'
import { asSaid, asShown } from '../features/messages/written-mentions.ts'
import { chosenMoment, MomentField, momentOfOwn } from '../features/scheduled/moment-field.tsx'
import { type Scheduled, scheduledBy } from '../features/scheduled/scheduled-items.ts'
import { ScheduledList } from '../features/scheduled/scheduled-list.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import { useOwnTexts } from '../i18n/own-texts.ts'
import { calledName } from '../ports/called.ts'
import { useEngine, useReplica, useReplicaView } from '../ports/session.tsx'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { FormColumn } from '../ui/form-column.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { useToast } from '../ui/toasts.tsx'

/** What has to do with sending later and lies over a conversation. */
export type OverScheduled = { type: 'later'; changed: Scheduled | null } | { type: 'scheduled' }

/** What is in the field where one writes, or the message that is changed. */
const useBeginning = (channelId: string, changed: Scheduled | null) => {
  const { t } = useI18n()
  const { getState } = useReplicaView()
  return useState(() => {
    if (changed === null) return readDraft(channelId)
    const describe = (called: string) => ({ name: calledName(getState(), called, t), apart: '' })
    const { shown, labels } = asShown(changed.text, describe)
    return { text: shown, labels, replyTo: changed.replyTo ?? null }
  })[0]
}

const LaterSheet = ({
  channelId,
  changed,
  onTaken,
  onClose,
}: {
  channelId: string
  changed: Scheduled | null
  /** What stood where one writes is taken from there. */
  onTaken: () => void
  onClose: () => void
}) => {
  const { t, dates } = useI18n()
  const texts = useOwnTexts()
  const engine = useEngine()
  const toast = useToast()
  const { text: begun, labels, replyTo } = useBeginning(channelId, changed)
  const [text, setText] = useState(begun)
  const [moment, setMoment] = useState(() => momentOfOwn(changed?.sendAt ?? null, Date.now()))
  const [tried, setTried] = useState(false)
  const content = written(asSaid(text, labels))
  const now = Date.now()
  const sendAt = chosenMoment(moment, now)
  const isTime = sendAt !== null && sendAt > now && sendAt < now + scheduleAheadMs
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (content.state !== 'good' || !isTime) return
    const said = { channelId, text: content.text, sendAt, ...(replyTo === null ? {} : { replyTo }) }
    if (changed?.entryId !== undefined) engine.discard(changed.entryId)
    const isKnown = changed !== null && changed.entryId === undefined
    engine.command(putScheduled, isKnown ? { ...said, itemId: changed.itemId } : said)
    if (changed === null) {
      keepDraft(channelId, noDraft)
      onTaken()
    }
    onClose()
    toast({ text: texts.goesAt(dates.deadline(sendAt, now)) })
  }
  return (
    <Sheet title={texts.later} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        <TextArea
          label={texts.text}
          value={text}
          rows={3}
          error={tried && content.state !== 'good' ? texts.needText : null}
          onChange={(event) => setText(event.target.value)}
        />
        <MomentField value={moment} error={tried && !isTime ? texts.needMoment : null} onChange={setMoment} />
        <Button look="primary" type="submit" wide>
          {texts.schedule}
        </Button>
      </FormColumn>
    </Sheet>
  )
}

const ScheduledSheet = ({
  channelId,
  onChange,
  onClose,
}: {
  channelId: string
  onChange: (one: Scheduled) => void
  onClose: () => void
}) => {
  const { t } = useI18n()
  const texts = useOwnTexts()
  const list = useReplica(
    useShallow((state) => scheduledBy(state).filter((one) => one.channelId === channelId)),
  )
  const none = list.length === 0
  useEffect(() => {
    if (none) onClose()
  }, [none, onClose])
  return (
    <Sheet title={texts.later} closeLabel={t.common.close} onClose={onClose}>
      <ScheduledList list={list} onChange={onChange} onDone={onClose} />
    </Sheet>
  )
}

export const ScheduledSheets = ({
  channelId,
  over,
  onTaken,
  onChange,
  onClose,
}: {
  channelId: string
  over: OverScheduled
  onTaken: () => void
  onChange: (one: Scheduled) => void
  onClose: () => void
}) =>
  over.type === 'later' ? (
    <LaterSheet channelId={channelId} changed={over.changed} onTaken={onTaken} onClose={onClose} />
  ) : (
    <ScheduledSheet channelId={channelId} onChange={onChange} onClose={onClose} />
  )
