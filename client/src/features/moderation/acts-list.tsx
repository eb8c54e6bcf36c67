import { listActs, type OutputOf } from '@bijpraat/contract'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useI18n } from '../../i18n/i18n.tsx'
import { useModerationTexts } from '../../i18n/moderation-texts.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { useEngine } from '../../ports/session.tsx'
import { useAsk } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { CardList } from '../../ui/list.tsx'
import styles from './acts-list.module.css'

type Act = OutputOf<typeof listActs>['acts'][number]

const ActRow = ({ act }: { act: Act }) => {
  const { dates } = useI18n()
  const texts = useModerationTexts()
  const [person, by] = [usePerson(act.personId), usePerson(act.by)]
  const where = act.scope === 'all' ? texts.everywhere : (act.channelName ?? texts.somewhere)
  const whom = texts.of(person.name, where)
  return (
    <li className={styles.act}>
      <strong>{texts.acts[act.act]}</strong>
      {act.itemId === null ? (
        <bdi>{whom}</bdi>
      ) : (
        <Link href={paths.item(act.scope, act.itemId)} className={styles.place}>
          <bdi>{whom}</bdi>
        </Link>
      )}
      {act.reason === '' ? null : (
        <bdi className={styles.reason} dir="auto">
          {act.reason}
        </bdi>
      )}
      <span className={styles.aside}>
        <bdi>{texts.by(by.name)}</bdi>, {dates.moment(act.at, Date.now())}
        {act.until === null ? null : `, ${texts.until(dates.date(act.until))}`}
      </span>
    </li>
  )
}

/** What moderators did, newest first; never forgotten. Anew whenever `turn` changes. */
export const ActsList = ({ turn }: { turn: number }) => {
  const texts = useModerationTexts()
  const engine = useEngine()
  const { ask, busy } = useAsk(listActs)
  const [found, setFound] = useState<{ acts: readonly Act[]; more: boolean } | null>(null)
  useEffect(() => {
    let current = true
    // Not by `ask`, which does nothing while another is under way: the answer to that may be older.
    void engine.call(listActs, {}).then((answer) => {
      if (current && answer.ok) setFound(answer.data)
    })
    return () => {
      current = false
    }
  }, [engine, turn])
  const older = async () => {
    const before = found?.acts.at(-1)?.at
    const answer = before === undefined ? null : await ask({ before })
    if (answer && found) setFound({ acts: [...found.acts, ...answer.acts], more: answer.more })
  }
  if (found === null) return null
  if (found.acts.length === 0) return <p className={styles.aside}>{texts.doneNothing}</p>
  return (
    <>
      <CardList>
        {found.acts.map((act) => (
          <ActRow key={act.actId} act={act} />
        ))}
      </CardList>
      {found.more ? (
        <Button look="quiet" busy={busy} onClick={() => void older()}>
          {texts.older}
        </Button>
      ) : null}
    </>
  )
}
