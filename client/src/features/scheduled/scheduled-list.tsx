import { cancelScheduled, errors, putScheduled, sendScheduled } from '@bijpraat/contract'
import { Pencil, SendHorizontal, Trash2 } from 'lucide-react'
import { useI18n } from '../../i18n/i18n.tsx'
import { useOwnTexts } from '../../i18n/own-texts.ts'
import { withCalledNames } from '../../ports/called.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { useEngine, useReplica } from '../../ports/session.tsx'
import { useNow } from '../../ports/use-now.ts'
import { channelContent } from '../../replica/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { useToast } from '../../ui/toasts.tsx'
import styles from './scheduled.module.css'
import type { Scheduled } from './scheduled-items.ts'

/** Calls off, or sends now, what was to be sent later. Goes by the outbox, so also offline. */
const useScheduledActs = () => {
  const { t } = useI18n()
  const texts = useOwnTexts()
  const engine = useEngine()
  const toast = useToast()
  return {
    sendNow: ({ channelId, itemId }: Scheduled) => void engine.command(sendScheduled, { channelId, itemId }),
    callOff: ({ itemId, entryId, code: _, state: __, ...said }: Scheduled) => {
      if (entryId !== undefined) engine.discard(entryId)
      else engine.command(cancelScheduled, { channelId: said.channelId, itemId })
      const undo = () => void engine.command(putScheduled, said)
      toast({ text: texts.calledOff, action: { label: t.common.undo, run: undo } })
    },
  }
}

const whyOf = (code: string | undefined): keyof typeof errors =>
  code !== undefined && Object.hasOwn(errors, code) ? (code as keyof typeof errors) : 'internal'

const Entry = ({
  one,
  named,
  onChange,
  onDone,
}: {
  one: Scheduled
  named: boolean
  onChange: ((one: Scheduled) => void) | undefined
  onDone: (() => void) | undefined
}) => {
  const { t, dates } = useI18n()
  const texts = useOwnTexts()
  const now = useNow()
  const acts = useScheduledActs()
  const text = useReplica((state) => withCalledNames(state, one.text, t))
  const name = useReplica((state) => channelContent(state, one.channelId)?.name ?? texts.elsewhere)
  const failed = one.state === 'failed'
  return (
    <li className={styles.entry}>
      <p className={failed ? styles.failed : styles.when}>
        {named ? (
          <>
            <bdi>{name}</bdi>:{' '}
          </>
        ) : null}
        {failed ? texts.failed(refusalText({ code: whyOf(one.code) }, t)) : null}
        {one.state === 'waiting' ? dates.deadline(one.sendAt, now) : null}
        {one.state === 'sending' ? texts.sending : null}
      </p>
      <bdi className={styles.text} dir="auto">
        {text}
      </bdi>
      {one.state === 'sending' ? null : (
        <div className={styles.ways}>
          {onChange ? (
            <Button look="quiet" icon={<Pencil size={20} />} onClick={() => onChange(one)}>
              {t.item.edit}
            </Button>
          ) : null}
          {one.entryId === undefined ? (
            <Button
              look="quiet"
              icon={<SendHorizontal size={20} />}
              onClick={() => {
                acts.sendNow(one)
                onDone?.()
              }}
            >
              {texts.sendNow}
            </Button>
          ) : null}
          <Button
            look="quietDanger"
            icon={<Trash2 size={20} />}
            onClick={() => {
              // What undoes it stands on the page, which a sheet covers.
              onDone?.()
              acts.callOff(one)
            }}
          >
            {texts.callOff}
          </Button>
        </div>
      )}
    </li>
  )
}

/** What is to be sent later, the next one first. */
export const ScheduledList = ({
  list,
  named = false,
  onChange,
  onDone,
}: {
  list: readonly Scheduled[]
  /** With the name of its channel. */
  named?: boolean
  onChange?: (one: Scheduled) => void
  /** After one is sent or called off. */
  onDone?: () => void
}) => (
  <ul className={styles.list}>
    {list.map((one) => (
      <Entry key={one.itemId} one={one} named={named} onChange={onChange} onDone={onDone} />
    ))}
  </ul>
)
