import { decision, listDecisions } from '@bijpraat/contract'
import { CloudOff, MessageSquareText } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { useDecisionTexts } from '../../i18n/decisions-texts.ts'
import { useTexts } from '../../i18n/i18n.tsx'
import { paths } from '../../ports/paths.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { useReplica } from '../../ports/session.tsx'
import { useFetched } from '../../ports/use-fetched.ts'
import { hold, isOf } from '../../replica/folds.ts'
import type { ChannelCopy, HeldItem } from '../../replica/replica.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { DecisionCard } from './decision-card.tsx'
import styles from './decisions.module.css'

type Shown = { channelId: string; name: string; item: HeldItem }

const byDay = (a: Shown, b: Shown) => b.item.createdAt - a.item.createdAt
const keyOf = ({ channelId, item }: Shown) => `${channelId}/${item.id}`

const heldIn = (copy: ChannelCopy): Shown[] =>
  [...copy.items.values()]
    .filter((item) => isOf(item, decision))
    .map((item) => ({ channelId: copy.channelId, name: '', item }))

/** One page of what the server told, over it what this device holds of the channel itself, and so live. */
const useShown = (copy: ChannelCopy, before: number | undefined) => {
  const { channelId } = copy
  const { fetched } = useFetched(listDecisions, before === undefined ? { channelId } : { channelId, before })
  const items = useReplica((state) => state.channels.get(channelId)?.items)
  const shown = useMemo(() => {
    const told = fetched.state === 'here' ? fetched.data.decisions : []
    const all = new Map(
      told.map(({ item, ...at }) => [keyOf({ ...at, item: hold(item) }), { ...at, item: hold(item) }]),
    )
    const isThere = ({ item }: Shown) => before === undefined || all.has(keyOf({ channelId, name: '', item }))
    if (items !== undefined)
      for (const held of heldIn({ ...copy, items }).filter(isThere))
        all.set(keyOf(held), { ...held, name: all.get(keyOf(held))?.name ?? '' })
    return [...all.values()].sort(byDay)
  }, [fetched, items, copy, channelId, before])
  return { fetched, shown }
}

const Older = ({ copy, before }: { copy: ChannelCopy; before: number }) => {
  const texts = useDecisionTexts()
  const [isOpen, setOpen] = useState(false)
  return isOpen ? (
    <Decisions copy={copy} before={before} />
  ) : (
    <Button look="quiet" onClick={() => setOpen(true)}>
      {texts.older}
    </Button>
  )
}

const Decisions = ({ copy, before }: { copy: ChannelCopy; before?: number }) => {
  const t = useTexts()
  const texts = useDecisionTexts()
  const { fetched, shown } = useShown(copy, before)
  const last = shown.at(-1)
  return (
    <>
      {fetched.state === 'refused' ? (
        <Notice tone="calm" icon={<CloudOff size={22} />}>
          {fetched.refusal.code === 'offline' ? texts.offline : refusalText(fetched.refusal, t)}
        </Notice>
      ) : null}
      {fetched.state === 'loading' && shown.length === 0 ? (
        <Loading label={t.common.loading} rows={4} />
      ) : null}
      {fetched.state !== 'loading' && shown.length === 0 ? (
        <Empty title={texts.none} text={texts.noneText} lit={0} />
      ) : null}
      {shown.map((one) => (
        <DecisionCard
          key={keyOf(one)}
          channelId={one.channelId}
          item={one.item}
          home={null}
          mine={false}
          foot={
            <Link href={paths.item(one.channelId, one.item.id)} className={styles.way}>
              <MessageSquareText size={20} />
              {one.channelId === copy.channelId ? texts.toTalk : texts.toTalkOf(one.name)}
            </Link>
          }
        />
      ))}
      {fetched.state === 'here' && fetched.data.more && last ? (
        <Older copy={copy} before={last.item.createdAt} />
      ) : null}
    </>
  )
}

/** What was decided in a channel and in its projects, the newest first. */
export const DecisionsPage = ({ copy, header }: { copy: ChannelCopy; header: ReactNode }) => (
  <Page header={header}>
    <div className={styles.list}>
      <Decisions copy={copy} />
    </div>
  </Page>
)
