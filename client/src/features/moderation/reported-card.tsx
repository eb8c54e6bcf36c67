import { dismissReports, type listReports, type OutputOf, showItem } from '@bijpraat/contract'
import { CornerDownRight, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../i18n/i18n.tsx'
import { useModerationTexts } from '../../i18n/moderation-texts.ts'
import { AuthorName } from '../../ports/author-line.tsx'
import type { Cards } from '../../ports/cards.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { useEngine, useReplica } from '../../ports/session.tsx'
import { useChange } from '../../ports/use-ask.ts'
import { useNow } from '../../ports/use-now.ts'
import { hold } from '../../replica/folds.ts'
import { personById } from '../../replica/selectors.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { HideSheet } from './hide-sheet.tsx'
import styles from './reported-card.module.css'

export type Reported = OutputOf<typeof listReports>['reported'][number]

/** What was said, as it shows where it stands; also while it is hidden. */
const Words = ({ reported, cards }: { reported: Reported; cards: Cards }) => {
  const texts = useModerationTexts()
  const { channelId, itemId: id, kind, authorId, createdAt, content } = reported
  if (content === null) return <p className={styles.aside}>{texts.takenBack}</p>
  const item = hold({ id, kind, authorId, createdAt, content, seq: 1, rev: 1 })
  const Card = item.fits ? cards.get(kind)?.Card : undefined
  return Card ? <Card channelId={channelId} item={item} home={null} mine={false} /> : null
}

const Reports = ({ reports }: Pick<Reported, 'reports'>) => {
  const texts = useModerationTexts()
  return (
    <ul className={styles.reports}>
      {reports.map(({ reason, text, at }) => (
        <li key={`${at} ${reason} ${text}`}>
          <strong>{texts.reasons[reason]}</strong>
          {text === null ? null : (
            <bdi className={styles.said} dir="auto">
              {text}
            </bdi>
          )}
        </li>
      ))}
    </ul>
  )
}

/** One reported item with what moderators can do about it. */
export const ReportedCard = ({
  reported,
  cards,
  onDone,
  onLeft,
}: {
  reported: Reported
  cards: Cards
  onDone: () => void
  /** It is left as it is; false when that is taken back. */
  onLeft: (isLeft: boolean) => void
}) => {
  const { t, dates } = useI18n()
  const engine = useEngine()
  const texts = useModerationTexts()
  const toast = useToast()
  const now = useNow()
  const { channelId, channelName: name, itemId, authorId, hidden, reports } = reported
  const author = usePerson(authorId)
  const role = useReplica((state) => (authorId ? personById(state, authorId)?.role : undefined))
  const [hides, setHides] = useState(false)
  const show = useChange(showItem)
  const showAgain = async () => {
    if (await show.change({ channelId, itemId })) toast({ text: texts.shownToast })
    onDone()
  }
  const leave = () => {
    const { keep, undo } = engine.hold(dismissReports, { channelId, itemId })
    onLeft(true)
    const takeBack = () => {
      undo()
      onLeft(false)
    }
    toast({ text: texts.leftToast, action: { label: t.common.undo, run: takeBack }, onGone: keep })
  }
  return (
    <li className={styles.entry} aria-label={texts.of(author.name, name ?? texts.somewhere)}>
      <div className={styles.head}>
        <AuthorName author={author} />
        <span className={styles.aside}>
          {name === null ? null : <bdi>{name}</bdi>} {dates.short(reported.createdAt, now)}
        </span>
        {hidden ? (
          <Badge tone="plain" icon={<EyeOff size={16} />}>
            {texts.isHidden}
          </Badge>
        ) : null}
      </div>
      <div className={styles.words}>
        <Words reported={reported} cards={cards} />
      </div>
      <p className={styles.aside}>{texts.reported(reports.length)}</p>
      <Reports reports={reports} />
      {show.error ? <Notice tone="danger">{show.error}</Notice> : null}
      <div className={styles.ways}>
        {hidden ? (
          <Button look="primary" busy={show.busy} onClick={() => void showAgain()}>
            {texts.show}
          </Button>
        ) : null}
        {hidden || reported.content === null ? null : (
          <Button look="danger" onClick={() => setHides(true)}>
            {texts.hide}
          </Button>
        )}
        <Button onClick={leave}>{hidden ? texts.keepHidden : texts.leave}</Button>
        <ButtonLink look="quiet" href={paths.item(channelId, itemId)} icon={<CornerDownRight size={20} />}>
          {texts.goTo}
        </ButtonLink>
        {authorId && role === 'villager' ? (
          <ButtonLink look="quiet" href={paths.person(authorId)}>
            {texts.ban}
          </ButtonLink>
        ) : null}
      </div>
      {hides ? (
        <HideSheet of={{ channelId, itemId }} onHidden={onDone} onClose={() => setHides(false)} />
      ) : null}
    </li>
  )
}
