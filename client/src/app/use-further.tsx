import { askQuestion, type ChannelContent, decision, deleteItem, itemKinds } from '@bijpraat/contract'
import { CircleHelp, Gavel, Pencil } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { type DecisionDraft, DecisionSheet } from '../features/decisions/decision-sheet.tsx'
import type { ItemAct } from '../features/items/item-menu.tsx'
import { AskSheet } from '../features/questions/ask-sheet.tsx'
import { askedName } from '../features/questions/question-words.ts'
import { useQuestionSpeech } from '../features/questions/use-question-speech.ts'
import { useDecisionTexts } from '../i18n/decisions-texts.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { carries, writingIn } from '../ports/rights.ts'
import { useEngine, useMe, useReplicaView } from '../ports/session.tsx'
import { isOf } from '../replica/folds.ts'
import { madeFrom } from '../replica/made-from.ts'
import type { HeldItem, ReplicaState } from '../replica/replica.ts'
import { personById } from '../replica/selectors.ts'
import type { MenuItem } from '../ui/menu.tsx'
import { useToast } from '../ui/toasts.tsx'

type Over = { type: 'ask' } | { type: 'decide'; of: DecisionDraft }

type Further = {
  /** What an item of the channel can become, asked when its menu opens. */
  actsOf: (item: HeldItem) => ItemAct[]
  /** What can be added in the channel beside a message. */
  more: readonly MenuItem[]
  sheet: ReactNode
}

/** What the municipality says becomes a question to the village, where it is one; all else one to the municipality. */
const whomToAsk = (state: ReplicaState, channelId: string, content: ChannelContent, item: HeldItem) => {
  const official = item.authorId !== null && personById(state, item.authorId)?.role === 'official'
  const villages = content.kind === 'village' ? [channelId] : content.villageIds
  return official && villages.length === 1 ? (villages[0] ?? null) : null
}

/** Questions and decisions, made from what was said or by themselves. */
export const useFurther = ({
  channelId,
  content,
}: {
  channelId: string
  content: ChannelContent
}): Further => {
  const t = useTexts()
  const speech = useQuestionSpeech()
  const texts = useDecisionTexts()
  const me = useMe()
  const engine = useEngine()
  const toast = useToast()
  const { getState } = useReplicaView()
  const [over, setOver] = useState<Over | null>(null)
  const channel = { channelId, content }
  const writes = Boolean(me && writingIn(me, channel, Date.now()).may)
  const decides = Boolean(writes && me && carries(me, channel))
  const close = () => setOver(null)

  const makeQuestion = (item: HeldItem, text: string) => {
    const villageId = whomToAsk(getState(), channelId, content, item)
    const itemId = engine.command(askQuestion, { channelId, text, villageId, fromId: item.id })
    toast({
      text: speech.texts.madeToast(askedName(villageId, speech)),
      action: { label: t.common.undo, run: () => engine.command(deleteItem, { channelId, itemId }) },
    })
  }
  const actsOf = (item: HeldItem): ItemAct[] => {
    if (!writes || item.content === null) return []
    if (isOf(item, decision)) {
      const of = { itemId: item.id, content: item.content }
      const change = () => setOver({ type: 'decide', of })
      return decides ? [{ label: texts.change, icon: <Pencil size={22} />, run: change }] : []
    }
    const kind = itemKinds.get(item.kind)
    if (!item.fits || !kind?.notifies || item.kind.startsWith('question')) return []
    const text = kind.plainText(item.content)
    const of = { itemId: null, title: text.slice(0, 500), fromId: item.id }
    const isAsked = madeFrom(getState(), channelId, item.id).some(({ kind }) => kind === 'question')
    return [
      ...(isAsked
        ? []
        : [
            {
              label: speech.texts.makeQuestion,
              icon: <CircleHelp size={22} />,
              run: () => makeQuestion(item, text.slice(0, 4000)),
            },
          ]),
      ...(decides
        ? [{ label: texts.make, icon: <Gavel size={22} />, run: () => setOver({ type: 'decide', of }) }]
        : []),
    ]
  }
  const more = useMemo((): MenuItem[] => {
    const none = { itemId: null, title: '', fromId: null }
    const ask = {
      label: speech.texts.ask,
      icon: <CircleHelp size={22} />,
      run: () => setOver({ type: 'ask' }),
    }
    const decide = {
      label: texts.record,
      icon: <Gavel size={22} />,
      run: () => setOver({ type: 'decide', of: none }),
    }
    return [...(writes ? [ask] : []), ...(decides ? [decide] : [])]
  }, [speech.texts, texts, writes, decides])
  const sheet =
    over?.type === 'ask' ? (
      <AskSheet channelId={channelId} content={content} onClose={close} />
    ) : over?.type === 'decide' ? (
      <DecisionSheet channelId={channelId} of={over.of} onClose={close} />
    ) : null
  return { actsOf, more, sheet }
}
