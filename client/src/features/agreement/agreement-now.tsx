import type {
  AgreementContent,
  AgreementMoment,
  ChannelContent,
  changeAgreement,
  InputOf,
} from '@bijpraat/contract'
import { CloudOff, History } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { paths } from '../../ports/paths.ts'
import { isStaff, writingIn } from '../../ports/rights.ts'
import { useEngine, useMe, useReplica } from '../../ports/session.tsx'
import { useNow } from '../../ports/use-now.ts'
import type { ChannelCopy, OutboxEntry } from '../../replica/replica.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import styles from './agreement.module.css'
import { AgreementFailed } from './agreement-failed.tsx'
import { AgreementSections } from './agreement-sections.tsx'
import { agreementOf, heldAgreement, sideOf } from './agreement-state.ts'
import { Confirmations } from './confirmations.tsx'
import { MomentSheet, RemoveMomentSheet, type WantedMoment } from './moment-sheet.tsx'
import { SectionSheet, type TextSection, type Wanted } from './section-sheet.tsx'
import { useAgreementSpeech } from './use-agreement-speech.ts'

export type AgreementOf = { channelId: string; copy: ChannelCopy; content: ChannelContent }

/** What lies over the page. */
type Over =
  | {
      type: 'section'
      field: TextSection | 'participationForm'
      wanted: Wanted | null
      entry: OutboxEntry | null
    }
  | { type: 'moment'; moment: AgreementMoment | null; wanted: WantedMoment | null; entry: OutboxEntry | null }
  | { type: 'remove'; moment: AgreementMoment }
  | null

/** The form in which a refused change is looked at anew, with what was written; null where nothing was. */
const formAnew = (entry: OutboxEntry, now: AgreementContent): Over => {
  const { set, reason } = entry.input as InputOf<typeof changeAgreement>
  const { moments, ...sections } = set
  const [[field, text] = []] = Object.entries(sections)
  if (field !== undefined && text !== undefined)
    return { type: 'section', field: field as TextSection, wanted: { text, reason }, entry }
  const there = (wanted: AgreementMoment) => now.moments.find(({ id }) => id === wanted.id)
  const wanted =
    moments?.find((one) => !there(one)) ??
    moments?.find((one) => JSON.stringify(one) !== JSON.stringify(there(one)))
  return wanted
    ? { type: 'moment', moment: there(wanted) ?? null, wanted: { moment: wanted, reason }, entry }
    : null
}

/** The working agreement of a project as it is now, with what one can do with it. */
export const AgreementNow = ({ channel, header }: { channel: AgreementOf; header: ReactNode }) => {
  const { channelId, copy } = channel
  const me = useMe() ?? null
  const engine = useEngine()
  const speech = useAgreementSpeech()
  const { texts } = speech
  const offline = useReplica((state) => state.connection === 'offline')
  const outbox = useReplica((state) => state.outbox)
  const shown = useMemo(() => agreementOf(channelId, copy.items, outbox), [channelId, copy, outbox])
  const [over, setOver] = useState<Over>(null)
  const may = writingIn(me, channel, useNow()).may
  const held = heldAgreement(copy.items)
  const close = () => setOver(null)
  const discard = (entry: OutboxEntry | null) => entry && engine.discard(entry.commandId)
  const isEmpty = shown.content.version === 0 && shown.owed.size === 0
  const acts = {
    onSection: (field: TextSection | 'participationForm') =>
      setOver({ type: 'section', field, wanted: null, entry: null }),
    onMoment: (moment: AgreementMoment | null) =>
      setOver({ type: 'moment', moment, wanted: null, entry: null }),
    onRemove: (moment: AgreementMoment) => setOver({ type: 'remove', moment }),
  }
  return (
    <Page header={header}>
      {offline ? (
        <Notice tone="calm" icon={<CloudOff size={22} />}>
          {texts.offline}
        </Notice>
      ) : null}
      <AgreementFailed
        channelId={channelId}
        content={held}
        speech={speech}
        adjusting={(entry) => {
          const form = formAnew(entry, held)
          return form && (() => setOver(form))
        }}
      />
      {isEmpty ? (
        <div className={styles.section}>
          <h2 className={styles.goal}>{texts.empty}</h2>
          <p className={styles.text}>{may ? texts.emptyText : texts.emptyReading}</p>
        </div>
      ) : null}
      {isEmpty && !may ? null : (
        <AgreementSections
          {...shown}
          acts={may ? acts : null}
          speech={speech}
          isPublic={copy.key.startsWith('public')}
        />
      )}
      {shown.content.version === 0 || copy.key.startsWith('public') ? null : (
        <Confirmations
          channelId={channelId}
          content={shown.content}
          mySide={may && me ? sideOf(isStaff(me)) : null}
          waits={shown.confirming || shown.owed.size > 0}
          speech={speech}
        />
      )}
      {shown.content.version === 0 ? null : (
        <ButtonLink href={paths.agreementHistory(channelId)} icon={<History size={22} />}>
          {texts.earlier}
        </ButtonLink>
      )}
      {over?.type === 'section' ? (
        <SectionSheet
          channelId={channelId}
          content={held}
          field={over.field}
          wanted={over.wanted}
          onSent={() => discard(over.entry)}
          onClose={close}
        />
      ) : null}
      {over?.type === 'moment' ? (
        <MomentSheet
          channelId={channelId}
          content={held}
          moment={over.moment}
          wanted={over.wanted}
          onSent={() => discard(over.entry)}
          onClose={close}
        />
      ) : null}
      {over?.type === 'remove' ? (
        <RemoveMomentSheet channelId={channelId} content={held} moment={over.moment} onClose={close} />
      ) : null}
    </Page>
  )
}
