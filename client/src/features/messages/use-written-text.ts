import { isCalledTogether } from '@bijpraat/contract'
import { useEffect, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { calledName } from '../../ports/called.ts'
import { useReplicaView } from '../../ports/session.tsx'
import type { ReplicaState } from '../../replica/replica.ts'
import { channelContent, personById } from '../../replica/selectors.ts'
import { type Draft, keepDraft, noDraft, readDraft } from './drafts.ts'
import { asShown, type Labels, noLabels } from './written-mentions.ts'

export type Editing = { itemId: string; text: string }

/** What tells people of one name apart: the first of their villages. */
const villageOf = (state: ReplicaState, called: string): string => {
  const villageId = isCalledTogether(called) ? undefined : personById(state, called)?.villageIds[0]
  return (villageId === undefined ? undefined : channelContent(state, villageId)?.name) ?? ''
}

type Written = { value: string; labels: Labels; replyTo: string | null }

/** The text in the field: a draft that is kept, or the message that is being changed. */
export const useWrittenText = (
  channelId: string,
  editing: Editing | null,
  answering: { itemId: string } | null,
) => {
  const t = useTexts()
  const view = useReplicaView()
  const [draft, setDraft] = useState(() => readDraft(channelId))
  const [change, setChange] = useState({ text: '', labels: noLabels })
  useEffect(() => {
    if (!editing) return
    const state = view.getState()
    const describe = (called: string) => ({
      name: calledName(state, called, t),
      apart: villageOf(state, called),
    })
    const { shown, labels } = asShown(editing.text, describe)
    setChange({ text: shown, labels })
  }, [editing, t, view])

  const keep = (next: Draft) => {
    setDraft(next)
    keepDraft(channelId, next)
  }
  useEffect(() => {
    if (!answering) return
    setDraft((before) => {
      const next = { ...before, replyTo: answering.itemId }
      keepDraft(channelId, next)
      return next
    })
  }, [answering, channelId])
  const write = (text: string, labels?: Labels) => {
    if (editing) setChange({ text, labels: labels ?? change.labels })
    else keep({ ...draft, text, labels: labels ?? draft.labels })
  }
  const written: Written = editing
    ? { value: change.text, labels: change.labels, replyTo: null }
    : { value: draft.text, labels: draft.labels, replyTo: draft.replyTo }
  return {
    ...written,
    write,
    answer: (replyTo: string | null) => keep({ ...draft, replyTo }),
    clear: () => keep(noDraft),
  }
}
