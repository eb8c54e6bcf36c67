import { endSession, listSessions } from '@bijpraat/contract'
import { MonitorSmartphone } from 'lucide-react'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { useAsk } from '../../ports/use-ask.ts'
import { useFetched } from '../../ports/use-fetched.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { CardList, Row, Section } from '../../ui/list.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** The devices on which I am signed in; each other one can be signed out from here. */
export const Sessions = () => {
  const { t, dates } = useManagingI18n()
  const toast = useToast()
  const { fetched, again } = useFetched(listSessions, {})
  const { ask, error } = useAsk(endSession)
  const end = async (sessionId: string) => {
    if (!(await ask({ sessionId }))) return
    toast({ text: t.me.ended })
    again()
  }
  return (
    <Section title={t.me.devices}>
      {fetched.state === 'loading' ? <Loading label={t.common.loading} rows={1} /> : null}
      {fetched.state === 'refused' ? (
        <Notice
          tone="danger"
          title={t.me.sessionsFailed}
          action={<Button onClick={again}>{t.common.tryAgain}</Button>}
        >
          {refusalText(fetched.refusal, t)}
        </Notice>
      ) : null}
      {error ? <Notice tone="danger">{error}</Notice> : null}
      {fetched.state === 'here' ? (
        <CardList>
          {fetched.data.sessions.map((session) => (
            <Row
              key={session.sessionId}
              sign={<MonitorSmartphone size={24} />}
              name={
                <>
                  <bdi>{session.device}</bdi>
                  {session.current ? <Badge tone="action">{t.me.thisDevice}</Badge> : null}
                </>
              }
              below={t.me.lastSeen(dates.moment(session.lastSeenAt, Date.now()))}
              end={
                session.current ? null : (
                  <Button
                    look="quietDanger"
                    aria-label={t.me.endSessionOf(session.device)}
                    onClick={() => void end(session.sessionId)}
                  >
                    {t.me.endSession}
                  </Button>
                )
              }
            />
          ))}
        </CardList>
      ) : null}
    </Section>
  )
}
