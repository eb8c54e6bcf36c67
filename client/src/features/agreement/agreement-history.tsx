import {
  agreementChange,
  type Item,
  listAgreementChanges,
  noAgreement,
  readAgreement,
  workingAgreement,
} from '@bijpraat/contract'
import { ArrowRight, CloudOff, History } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useI18n } from '../../i18n/i18n.tsx'
import { paths } from '../../ports/paths.ts'
import { type Refusal, refusalText } from '../../ports/refusal-text.ts'
import { useAsk } from '../../ports/use-ask.ts'
import { useFetched } from '../../ports/use-fetched.ts'
import { useNow } from '../../ports/use-now.ts'
import { hold, isOf } from '../../replica/folds.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import styles from './agreement.module.css'
import { AgreementChangeCard } from './agreement-change-card.tsx'
import type { AgreementOf } from './agreement-now.tsx'
import { AgreementSections } from './agreement-sections.tsx'
import { Confirmations } from './confirmations.tsx'
import { useAgreementSpeech } from './use-agreement-speech.ts'

type Props = { channel: AgreementOf; header: ReactNode }

/** Pages of changes: the newest when it opens, older ones when they are asked for. */
const useChanges = (channelId: string) => {
  const { ask, busy, refusal } = useAsk(listAgreementChanges)
  const [items, setItems] = useState<readonly Item[] | null>(null)
  const [more, setMore] = useState(false)
  useEffect(() => {
    let current = true
    void ask({ channelId }).then((answer) => {
      if (answer === null || !current) return
      setItems(answer.items)
      setMore(answer.more)
    })
    return () => {
      current = false
    }
  }, [ask, channelId])
  const showMore = async () => {
    const answer = await ask({ channelId, before: items?.at(-1)?.seq ?? 0 })
    if (answer === null) return
    setItems([...(items ?? []), ...answer.items])
    setMore(answer.more)
  }
  return { items, more, showMore, busy, refusal }
}

const Refused = ({ refusal }: { refusal: Refusal | null }) => {
  const { t } = useI18n()
  return refusal === null ? null : (
    <Notice tone="calm" icon={<CloudOff size={22} />}>
      {refusalText(refusal, t)}
    </Notice>
  )
}

/** All that changed in an agreement and who confirmed it, the newest first; each opens the agreement of then. */
export const AgreementHistory = ({ channel, header }: Props) => {
  const { t, dates } = useI18n()
  const { texts } = useAgreementSpeech()
  const now = useNow()
  const { channelId } = channel
  const { items, more, showMore, busy, refusal } = useChanges(channelId)
  const shown = (items ?? []).map(hold).filter((item) => isOf(item, agreementChange))
  return (
    <Page header={header}>
      <ButtonLink href={paths.agreement(channelId)}>{texts.toNow}</ButtonLink>
      <h2 className={styles.goal}>{texts.earlier}</h2>
      <Refused refusal={refusal} />
      {items === null && refusal === null ? <Loading label={t.common.loading} rows={5} /> : null}
      {items !== null && shown.length === 0 ? <p>{texts.historyEmpty}</p> : null}
      <ol className={styles.history}>
        {shown.map((item) => (
          <li key={item.id} className={styles.historyItem}>
            <p className={styles.label}>{dates.day(item.createdAt, now)}</p>
            <AgreementChangeCard
              channelId={channelId}
              item={item}
              home={null}
              mine={false}
              foot={
                <ButtonLink
                  look="quiet"
                  href={paths.agreementThen(channelId, item.content.version)}
                  icon={<History size={20} />}
                  iconAfter={<ArrowRight size={20} />}
                >
                  {texts.agreementThen}
                </ButtonLink>
              }
            />
          </li>
        ))}
      </ol>
      {more ? (
        <Button busy={busy} onClick={() => void showMore()}>
          {texts.showMore}
        </Button>
      ) : null}
    </Page>
  )
}

/** An agreement as an earlier version of it was: to look at only, and said so. */
export const AgreementThen = ({ channel, header, version }: Props & { version: number }) => {
  const { t, dates } = useI18n()
  const speech = useAgreementSpeech()
  const { texts } = speech
  const now = useNow()
  const { channelId, copy } = channel
  const { fetched } = useFetched(readAgreement, { channelId, version })
  const data = fetched.state === 'here' ? fetched.data : null
  const item = data === null ? undefined : hold(data.item)
  const content = isOf(item, workingAgreement) ? item.content : noAgreement
  const at = data?.changes[0]?.createdAt
  const isPublic = copy.key.startsWith('public')
  return (
    <Page header={header}>
      <Notice
        tone="ask"
        icon={<History size={22} />}
        action={<ButtonLink href={paths.agreement(channelId)}>{texts.toNow}</ButtonLink>}
      >
        {texts.past(version, at === undefined ? '' : dates.moment(at, now))}
      </Notice>
      <Refused refusal={fetched.state === 'refused' ? fetched.refusal : null} />
      {fetched.state === 'loading' ? <Loading label={t.common.loading} rows={5} /> : null}
      {data === null ? null : (
        <>
          <h2 className={styles.goal}>{texts.agreementThen}</h2>
          <AgreementSections
            content={content}
            owed={new Set()}
            acts={null}
            speech={speech}
            isPublic={isPublic}
          />
          {isPublic ? null : (
            <Confirmations
              channelId={channelId}
              content={content}
              mySide={null}
              waits={false}
              speech={speech}
            />
          )}
        </>
      )}
    </Page>
  )
}
