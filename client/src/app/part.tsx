import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { useTexts } from '../i18n/i18n.tsx'
import { FrontFrame } from '../ports/front-frame.tsx'
import { useReplica } from '../ports/session.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page, PageHeader } from '../ui/page.tsx'
import { Broke } from './broke.tsx'
import styles from './part.module.css'

const parts = new Set<() => Promise<unknown>>()

/** Fetches every part that was not needed yet, so that going to it is at once, and works offline. */
export const fetchParts = async (): Promise<void> => {
  await Promise.allSettled([...parts].map((fetchPart) => fetchPart()))
}

type ComingProps = {
  /** Tries again now; null while it comes. Without it being called the part is tried again by and by. */
  retry: (() => void) | null
}

const firstRetryMs = 1_000
const longestRetryMs = 30_000

/**
 * What few people open, or later: fetched when it is first shown, and not with the first page. One that cannot be
 * had, as without a connection, takes nothing of the page with it: it stays away until it comes.
 */
export const part = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Coming: ComponentType<ComingProps>,
): ComponentType<Props> => {
  let Loaded: ComponentType<Props> | null = null
  const fetchPart = async () => {
    Loaded ??= await load()
    return Loaded
  }
  parts.add(fetchPart)
  return function Part(props: Props) {
    const [Here, setHere] = useState<ComponentType<Props> | null>(() => Loaded)
    const [retry, setRetry] = useState<ComingProps['retry']>(null)
    useEffect(() => {
      if (Here) return
      let wait = firstRetryMs
      let timer: ReturnType<typeof setTimeout> | undefined
      let ended = false
      const attempt = () => {
        clearTimeout(timer)
        fetchPart().then(
          (fetched) => {
            if (!ended) setHere(() => fetched)
          },
          () => {
            if (ended) return
            setRetry(() => attempt)
            clearTimeout(timer)
            timer = setTimeout(attempt, wait)
            wait = Math.min(wait * 2, longestRetryMs)
          },
        )
      }
      attempt()
      addEventListener('online', attempt)
      return () => {
        ended = true
        clearTimeout(timer)
        removeEventListener('online', attempt)
      }
    }, [Here])
    return Here ? <Here {...props} /> : <Coming retry={retry} />
  }
}

/** Most parts are here within a blink; only what takes longer is worth showing. */
const Slowly = ({ children }: { children: ReactNode }) => <div className={styles.slowly}>{children}</div>

const Missing = ({ retry }: { retry: () => void }) => {
  const t = useTexts()
  const offline = useReplica((state) => state.connection === 'offline')
  return offline ? <Notice tone="calm">{t.errors.offline}</Notice> : <Broke onReset={retry} />
}

/** In place of a page in the frame of the app. */
export const PageComing = ({ retry }: ComingProps) => {
  const t = useTexts()
  return (
    <Slowly>
      <Page header={<PageHeader title="Bijpraat" focusTitle={false} />}>
        {retry ? <Missing retry={retry} /> : <Loading label={t.common.loading} rows={6} />}
      </Page>
    </Slowly>
  )
}

/** In place of a page that stands by itself. */
export const FrontComing = ({ retry }: ComingProps) => {
  const t = useTexts()
  return (
    <Slowly>
      <FrontFrame title="Bijpraat">
        <h1 className="visually-hidden">Bijpraat</h1>
        {retry ? <Missing retry={retry} /> : <Loading label={t.common.loading} />}
      </FrontFrame>
    </Slowly>
  )
}

/** In place of a part of a page, so that what stands below it does not move far. */
export const SectionComing = ({ retry }: ComingProps) => {
  const t = useTexts()
  return retry ? null : <Loading label={t.common.loading} rows={1} />
}

/** In place of what comes over the page. */
export const NothingYet = () => null

/** In place of the sides of a project, as high as they are: what stands below them does not move. */
export const TabsComing = () => <div className={styles.tabs} />
