import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'
import { useTexts } from '../i18n/i18n.tsx'
import { FrontFrame } from '../ports/front-frame.tsx'
import { Loading } from '../ui/loading.tsx'
import { Page, PageHeader } from '../ui/page.tsx'
import styles from './part.module.css'

const parts = new Set<() => Promise<unknown>>()

/** Fetches every part that was not needed yet, so that going to it is at once, and works offline. */
export const fetchParts = async (): Promise<void> => {
  await Promise.allSettled([...parts].map((fetchPart) => fetchPart()))
}

/** What few people open, or later: fetched when it is first shown, and not with the first page. */
export const part = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Coming: ComponentType,
): ComponentType<Props> => {
  let Loaded: ComponentType<Props> | null = null
  const fetchPart = async () => {
    Loaded ??= await load()
    return { default: Loaded }
  }
  parts.add(fetchPart)
  return function Part(props: Props) {
    // Chosen once per showing: what is here already shows without a moment of waiting, and after a failure the
    // next showing tries anew, where React would keep the failure for good.
    const [Chosen] = useState<ComponentType<Props>>(() => Loaded ?? lazy<ComponentType<Props>>(fetchPart))
    return (
      <Suspense fallback={<Coming />}>
        <Chosen {...props} />
      </Suspense>
    )
  }
}

/** Most parts are here within a blink; only what takes longer is worth showing. */
const Slowly = ({ children }: { children: ReactNode }) => <div className={styles.slowly}>{children}</div>

/** In place of a page in the frame of the app. */
export const PageComing = () => {
  const t = useTexts()
  return (
    <Slowly>
      <Page header={<PageHeader title="Bijpraat" focusTitle={false} />}>
        <Loading label={t.common.loading} rows={6} />
      </Page>
    </Slowly>
  )
}

/** In place of a page that stands by itself. */
export const FrontComing = () => {
  const t = useTexts()
  return (
    <Slowly>
      <FrontFrame title="Bijpraat">
        <h1 className="visually-hidden">Bijpraat</h1>
        <Loading label={t.common.loading} />
      </FrontFrame>
    </Slowly>
  )
}

/** In place of a part of a page, so that what stands below it does not move far. */
export const SectionComing = () => {
  const t = useTexts()
  return <Loading label={t.common.loading} rows={1} />
}

/** In place of what comes over the page. */
export const NothingYet = () => null
